#include "platform/facility/console/static_files.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::StaticFiles;

namespace {

void put(const std::filesystem::path& file, const std::string& content) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
}

http::Response get(const http::Router& router, const std::string& path, const std::string& etag = {}) {
    const auto match = router.find(http::Method::kGet, path);
    if (match.route == nullptr) return http::problem(http::Dialect::kJson, match.status, "not_found", "");
    http::Request request;
    request.method = http::Method::kGet;
    request.parameters = match.parameters;
    if (!etag.empty()) request.headers.emplace_back("if-none-match", etag);
    http::Response out;
    match.route->handler(std::move(request),
                         http::Reply(http::Dialect::kJson, [&out](http::Response answer) { out = std::move(answer); }));
    return out;
}

std::string header(const http::Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

}  // namespace

TEST_CASE("the page is what lay in the folder at the start: known kinds, no sub-folders, no links, no hidden files") {
    TempDir dir;
    put(dir / "page/index.html", "<!doctype html><title>Console</title>");
    put(dir / "page/app.js", "export {};");
    put(dir / "page/style.css", "body{}");
    put(dir / "page/.secret.js", "no");
    put(dir / "page/notes.md", "no");
    put(dir / "page/run.sh", "no");
    put(dir / "page/noextension", "no");
    put(dir / "page/sub/deep.js", "no");
    put(dir / "outside.js", "no");
    std::filesystem::create_symlink(dir / "outside.js", dir / "page/link.js");
    const auto files = StaticFiles::read(dir / "page").take();
    CHECK(files.size() == 3);
    http::Router router;
    facility::add_static_routes(router, files);
    const auto index = get(router, "/console/");
    CHECK(index.status == 200);
    CHECK(index.content_type == "text/html; charset=utf-8");
    CHECK(index.content().starts_with("<!doctype"));
    CHECK(header(index, "Cache-Control") == "no-cache");
    CHECK(get(router, "/console/app.js").content_type == "text/javascript; charset=utf-8");
    CHECK(get(router, "/console").status == 308);
    put(dir / "page/late.js", "no");
    for (const char* none : {"/console/.secret.js", "/console/notes.md", "/console/link.js", "/console/sub/deep.js",
                             "/console/deep.js", "/console/..%2foutside.js", "/console/../outside.js",
                             "/console/late.js", "/console/%2e%2e", "/console/index.html/"}) {
        INFO(none);
        CHECK(get(router, none).status == 404);
    }
}

TEST_CASE("a file that the browser has already is not sent again") {
    TempDir dir;
    put(dir / "index.html", "one");
    put(dir / "a.css", "two");
    const auto files = StaticFiles::read(dir.path()).take();
    http::Router router;
    facility::add_static_routes(router, files);
    const std::string etag = header(get(router, "/console/"), "ETag");
    CHECK(etag.size() == 34);
    CHECK(etag != header(get(router, "/console/a.css"), "ETag"));
    const auto again = get(router, "/console/", etag);
    CHECK(again.status == 304);
    CHECK(again.content().empty());
    CHECK(get(router, "/console/", "\"another\"").status == 200);
}

TEST_CASE("a folder without a page, or with too much, is refused at the start") {
    TempDir dir;
    CHECK(StaticFiles::read(dir / "nowhere").error().code == ErrorCode::kIo);
    put(dir / "a.css", "x");
    CHECK(StaticFiles::read(dir.path()).error().code == ErrorCode::kNotFound);
    put(dir / "index.html", "x");
    put(dir / "big.js", std::string(facility::kMaxStaticFileBytes + 1, 'x'));
    CHECK(StaticFiles::read(dir.path()).error().code == ErrorCode::kTooLarge);
    std::filesystem::remove(dir / "big.js");
    for (std::size_t each = 0; each < facility::kMaxStaticFiles; ++each)
        put(dir / ("f" + std::to_string(each) + ".js"), "x");
    CHECK(StaticFiles::read(dir.path()).error().code == ErrorCode::kTooLarge);
}
