#include "platform/facility/console/static_files.h"

#include <algorithm>
#include <fstream>

#include "platform/crypto/hash.h"

namespace dayroom::facility {
namespace {

struct Type {
    std::string_view extension;
    const char* content_type;
};
constexpr Type kTypes[] = {
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"json", "application/json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"ico", "image/x-icon"},
    {"ttf", "font/ttf"},
    {"woff2", "font/woff2"},
    {"txt", "text/plain; charset=utf-8"},
};

const char* type_of(std::string_view name) {
    const std::size_t point = name.rfind('.');
    if (point == std::string_view::npos || point == 0) return nullptr;
    for (const Type& type : kTypes) {
        if (name.substr(point + 1) == type.extension) return type.content_type;
    }
    return nullptr;
}

bool plain_name(std::string_view name) {
    return !name.empty() && name.size() <= 100 && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                      c == '-' || c == '_';
           });
}

Result<std::string> read_whole(const std::filesystem::path& file, std::uintmax_t size) {
    if (size > kMaxStaticFileBytes)
        return Error(ErrorCode::kTooLarge, file.string() + " is larger than 4 MiB: the console cannot serve it");
    std::ifstream stream(file, std::ios::binary);
    std::string content(static_cast<std::size_t>(size), '\0');
    stream.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!stream && size > 0) return Error(ErrorCode::kIo, "cannot read " + file.string());
    return content;
}

http::Response serve(const http::Request& request, const StaticFiles::File* file) {
    if (file == nullptr)
        return http::problem(http::Dialect::kJson, 404, "not_found", "There is nothing at this address.");
    http::Response response;
    response.headers.emplace_back("ETag", file->etag);
    response.headers.emplace_back("Cache-Control", "no-cache");
    if (request.header("if-none-match") == file->etag) {
        response.status = 304;
        return response;
    }
    response.content_type = file->content_type;
    response.shared_body = file->content;
    return response;
}

}  // namespace

std::vector<http::Header> console_headers() {
    return {{"Content-Security-Policy", kContentSecurityPolicy},
            {"Referrer-Policy", "no-referrer"},
            {"Cross-Origin-Opener-Policy", "same-origin"},
            {"Cross-Origin-Resource-Policy", "same-origin"},
            {"X-Frame-Options", "DENY"},
            {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"}};
}

Result<StaticFiles> StaticFiles::read(const std::filesystem::path& folder) {
    StaticFiles read;
    std::error_code failure;
    std::size_t total = 0;
    for (auto entry = std::filesystem::directory_iterator(folder, failure);
         !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        const char* type = type_of(name);
        std::error_code odd;
        if (type == nullptr || !plain_name(name) || !std::filesystem::is_regular_file(entry->symlink_status(odd)))
            continue;
        std::string content = TRY(read_whole(entry->path(), entry->file_size(odd)));
        total += content.size();
        if (read.files_.size() >= kMaxStaticFiles || total > kMaxStaticBytes)
            return Error(ErrorCode::kTooLarge, folder.string() + " holds more than the console may serve");
        File file{type, "\"" + to_hex(ByteView(crypto::sha256(as_bytes(content))).first(16)) + "\"", nullptr};
        file.content = std::make_shared<const std::string>(std::move(content));
        read.files_.emplace(name, std::move(file));
    }
    if (failure) return Error(ErrorCode::kIo, "cannot read " + folder.string() + ": " + failure.message());
    if (read.find("index.html") == nullptr)
        return Error(ErrorCode::kNotFound, "there is no console in " + folder.string() + ": index.html is missing");
    return read;
}

const StaticFiles::File* StaticFiles::find(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

void add_static_routes(http::Router& router, const StaticFiles& files) {
    router.add({http::Method::kGet, "/console", 0, "", [](http::Request, http::Reply reply) {
                    http::Response moved;
                    moved.status = 308;
                    moved.headers.emplace_back("Location", "/console/");
                    reply.send(std::move(moved));
                }});
    router.add({http::Method::kGet, "/console/", 0, "", [&files](http::Request request, http::Reply reply) {
                    reply.send(serve(request, files.find("index.html")));
                }});
    router.add({http::Method::kGet, "/console/{file}", 0, "", [&files](http::Request request, http::Reply reply) {
                    reply.send(serve(request, files.find(request.parameters.at(0))));
                }});
}

}  // namespace dayroom::facility
