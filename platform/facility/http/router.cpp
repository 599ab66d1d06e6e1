#include "platform/facility/http/router.h"

namespace dayroom::http {
namespace {

std::string_view next_segment(std::string_view& rest) {
    if (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

/// Whether the path fits; fills what the {…} took.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& parameters) {
    parameters.clear();
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const std::string_view found = next_segment(path);
        if (wanted.size() > 2 && wanted.front() == '{') {
            if (found.empty()) return false;
            parameters.emplace_back(found);
        } else if (wanted != found) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

}  // namespace

void Router::add(Route route) { routes_.push_back(std::move(route)); }

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    for (const Route& route : routes_) {
        if (!fits(route.pattern, path, match.parameters)) continue;
        if (route.method == method) {
            match.route = &route;
            match.status = 200;
            return match;
        }
        match.status = 405;
    }
    return match;
}

}  // namespace dayroom::http
