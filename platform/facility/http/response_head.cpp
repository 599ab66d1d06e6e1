#include "platform/facility/http/response_head.h"

namespace dayroom::http {
namespace {

const char* reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 304:
            return "Not Modified";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content Too Large";
        case 416:
            return "Range Not Satisfiable";
        case 423:
            return "Locked";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "Other";
    }
}

void add(std::string& head, std::string_view name, std::string_view value) {
    if (value.find_first_of("\r\n") != std::string_view::npos) return;
    head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string response_head(const Response& response, std::span<const Header> fixed, bool close) {
    std::string head;
    head.reserve(256 + (response.content().size() <= 16 * 1024 ? response.content().size() : 0));
    head.append("HTTP/1.1 ")
        .append(std::to_string(response.status))
        .append(" ")
        .append(reason_of(response.status))
        .append("\r\n");
    if (!response.content_type.empty()) add(head, "Content-Type", response.content_type);
    const bool has_content = response.status != 204 && response.status != 304;
    if (has_content) add(head, "Content-Length", std::to_string(response.content().size()));
    const bool caching = std::any_of(response.headers.begin(), response.headers.end(),
                                     [](const Header& header) { return header.first == "Cache-Control"; });
    if (!caching) add(head, "Cache-Control", "no-store");
    add(head, "X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : fixed) add(head, name, value);
    for (const auto& [name, value] : response.headers) add(head, name, value);
    if (close) add(head, "Connection", "close");
    head.append("\r\n");
    return head;
}

}  // namespace dayroom::http
