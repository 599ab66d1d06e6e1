// A browser's part for tests of the console over the wire: keeps the cookie and the CSRF token, and an authenticator.
#pragma once

#include "platform/crypto/one_time_code.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

namespace dayroom::test {

inline constexpr const char* kConsolePassword = "correct horse battery";

inline nlohmann::json json_of(const ClientAnswer& answer) { return nlohmann::json::parse(answer.body, nullptr, false); }
inline std::string refusal_of(const ClientAnswer& answer) { return json_of(answer).value("code", ""); }

class ConsoleClient {
public:
    /// A new account of that role, through its whole first sign-in. The TOTP code of the step before this one is left
    /// for later sign-ins.
    ConsoleClient(TestHub& hub, const std::string& name, const std::string& role);

    ClientAnswer sign_in(const nlohmann::json& body);
    ClientAnswer call(const std::string& method, const std::string& path, const nlohmann::json& body = nullptr,
                      const std::string& more_headers = {});
    /// With exactly these headers.
    ClientAnswer raw(const std::string& method, const std::string& path, const nlohmann::json& body,
                     const std::string& headers);
    std::string code(int steps = 0) const;

    TestHub& hub;
    std::string id;
    std::string name;
    std::string secret;  // of the authenticator, raw
    std::string cookie;  // the value
    std::string csrf;
    ClientAnswer last_sign_in;
};

}  // namespace dayroom::test
