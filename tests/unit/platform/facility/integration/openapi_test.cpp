// docs/api/openapi.yaml and the router say the same: every route, with the same roles, in both.
#include <fstream>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "platform/facility/schema/hub_database.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

using namespace dayroom;

namespace {

std::set<std::string> words(std::string text) {
    std::set<std::string> all;
    std::string word;
    for (const char letter : text + " ") {
        if (letter == ' ' || letter == ',' || letter == '.') {
            if (!word.empty()) all.insert(word);
            word.clear();
        } else {
            word += letter;
        }
    }
    return all;
}

std::string upper(std::string text) {
    for (char& letter : text) letter = static_cast<char>(letter - 'a' + 'A');
    return text;
}

/// "GET /api/v1/units" → roles. The file keeps paths at two spaces, methods at four.
std::map<std::string, std::set<std::string>> described_routes() {
    std::map<std::string, std::set<std::string>> routes;
    std::ifstream file(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/docs/api/openapi.yaml");
    std::string path;
    std::string current;
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("components:", 0) == 0) break;
        if (line.rfind("  /", 0) == 0) path = line.substr(2, line.size() - 3);
        for (const std::string method : {"get", "post", "put", "delete"}) {
            if (line != "    " + method + ":") continue;
            current = upper(method) + " " + path;
            routes[current] = {};
        }
        const std::string roles = "      description: \"Roles: ";
        if (line.rfind(roles, 0) == 0)
            routes[current] = words(line.substr(roles.size(), line.size() - roles.size() - 2));
    }
    return routes;
}

}  // namespace

TEST_CASE("the description of the staff API and its router agree, route by route and role by role") {
    test::TestHub hub;
    const Secret key = hub.services().files.database_key().take();
    facility::ApiTokens tokens(facility::open_reader(hub.services().files.database(), key).take(), hub.clock);
    facility::StaffApi api{hub.services(), tokens};
    http::Router router;
    facility::add_staff_routes(router, api);
    std::map<std::string, std::set<std::string>> real;
    for (const http::Route& route : router.routes()) {
        real[std::string(http::to_string(route.method)) + " " + route.pattern] = words(route.permission);
    }
    const auto described = described_routes();
    CHECK(real.size() > 30);
    for (const auto& [route, roles] : real) {
        INFO(route);
        REQUIRE(described.contains(route));
        CHECK(described.at(route) == roles);
    }
    for (const auto& [route, roles] : described) {
        INFO(route);
        CHECK(real.contains(route));
        for (const std::string& role : roles) CHECK(facility::is_api_role(role));
    }
}
