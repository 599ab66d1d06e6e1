#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Dialect;
using http::Request;
using http::Response;

bool names(std::string_view roles, std::string_view role) {
    while (!roles.empty()) {
        const std::size_t end = std::min(roles.find(' '), roles.size());
        if (roles.substr(0, end) == role) return true;
        roles.remove_prefix(std::min(end + 1, roles.size()));
    }
    return false;
}

/// A page of another site that makes the browser send the cookie knows neither this token nor our address.
bool comes_from_our_page(const Request& request, std::string_view cookie) {
    const auto expected = ConsoleSessions::csrf_token(cookie);
    if (!expected.ok() || !crypto::same(as_bytes(expected.value()), as_bytes(request.header(kCsrfHeader))))
        return false;
    const std::string_view origin = request.header("origin");
    return origin.empty() || origin == "https://" + std::string(request.header("host"));
}

Result<std::shared_ptr<const StaffCaller>> caller_of_session(StaffApi& api, const Request& request,
                                                             std::string_view cookie) {
    const bool active = request.header(kBackgroundHeader) != "1";
    const auto session = TRY(api.services.sessions->find(cookie, active));
    return std::make_shared<const StaffCaller>(
        StaffCaller{thing(session->account), session->role, session->name, session});
}

}  // namespace

std::string_view session_cookie(const Request& request) {
    std::string_view rest = request.header("cookie");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.size() > kSessionCookie.size() && pair.starts_with(kSessionCookie) &&
            pair[kSessionCookie.size()] == '=')
            return pair.substr(kSessionCookie.size() + 1);
    }
    return {};
}

http::Gate staff_gate(StaffApi& api) {
    return [&api](const http::Route& route, Request& request) -> std::optional<Response> {
        if (route.permission.empty()) return std::nullopt;
        std::string_view header = request.header("authorization");
        const std::string_view cookie = session_cookie(request);
        const bool by_token = header.starts_with("Bearer ");
        if (!by_token && cookie.empty()) {
            Response refused =
                http::problem(Dialect::kJson, 401, "unauthenticated", "Send \"Authorization: Bearer\" and a token.");
            refused.headers.emplace_back("WWW-Authenticate", "Bearer");
            return refused;
        }
        if (by_token) header.remove_prefix(7);
        auto caller = by_token ? api.tokens.find(header) : caller_of_session(api, request, cookie);
        if (!caller.ok()) return http::problem(Dialect::kJson, caller.error());
        if (!by_token && request.method != http::Method::kGet && !comes_from_our_page(request, cookie)) {
            return http::problem(Dialect::kJson, 403, "csrf",
                                 "This call did not come from the console's page: X-Dayroom-CSRF or Origin is wrong.");
        }
        if (!names(route.permission, caller.value()->role)) {
            return http::problem(Dialect::kJson, 403, "denied",
                                 "The role " + caller.value()->role + " may not do this.");
        }
        std::erase_if(request.headers, [](const auto& field) { return field.first == "authorization"; });
        request.caller = caller.take();
        return std::nullopt;
    };
}

}  // namespace dayroom::facility
