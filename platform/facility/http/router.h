// From method and path to the handler, and how large a body that handler takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/http/reply.h"

namespace dayroom::http {

struct Route {
    Method method = Method::kGet;
    std::string pattern;         // "/v1/blobs/{sha256}": a {…} takes one path segment
    std::size_t body_limit = 0;  // bytes; 0: no body
    std::string permission;      // read by the listener's gate; empty: every caller that passed it
    Handler handler;
};

/// Filled before the server starts, read-only afterwards.
class Router {
public:
    void add(Route route);

    struct Match {
        const Route* route = nullptr;  // nothing: see the status
        std::vector<std::string> parameters;
        int status = 404;  // 404, or 405 when the path exists with another method
    };
    Match find(Method method, std::string_view path) const;
    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
};

}  // namespace dayroom::http
