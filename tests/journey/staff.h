// What staff do, through the real staff API over TLS.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "tests/journey/facility.h"

namespace dayroom::journey {

struct StaffAnswer {
    int status = 0;
    nlohmann::json body;
    std::string text;  // as it came, whatever it is
};

class Staff {
public:
    Staff(Facility& facility, const std::string& role, const std::vector<std::string>& desks = {});

    StaffAnswer get(const std::string& path);
    StaffAnswer post(const std::string& path, const nlohmann::json& body) { return send("POST", path, body); }
    StaffAnswer put(const std::string& path, const nlohmann::json& body) { return send("PUT", path, body); }

private:
    StaffAnswer send(const char* method, const std::string& path, const nlohmann::json& body);
    StaffAnswer call(const std::string& method, const std::vector<std::string>& options, const std::string& path,
                     const std::string& body);
    Facility& facility_;
    std::string token_;
};

}  // namespace dayroom::journey
