#include "tests/unit/platform/facility/integration/console_client.h"

#include <stdexcept>

namespace dayroom::test {

using nlohmann::json;

namespace {

std::string from_base32(const std::string& text) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char letter : text) {
        const int value = letter >= 'A' && letter <= 'Z' ? letter - 'A' : letter - '2' + 26;
        held = (held << 5 | static_cast<std::uint32_t>(value)) & 0xFFFFU;
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        out += static_cast<char>(held >> bits & 0xFFU);
    }
    return out;
}

}  // namespace

ConsoleClient::ConsoleClient(TestHub& the_hub, const std::string& the_name, const std::string& role)
    : hub(the_hub), name(the_name) {
    const json made = json_of(hub.api("it", "POST", "/api/v1/staff", {{"name", name}, {"role", role}}));
    id = made.at("id");
    const std::string first = made.at("one_time_password");
    const ClientAnswer offered = sign_in({{"name", name}, {"password", first}});
    if (offered.status != 403) throw std::runtime_error("no authenticator was offered: " + offered.body);
    secret = from_base32(json_of(offered).at("totp_secret"));
    // The code of the half minute before, so that the one of now is left for the test; too old when a new half minute
    // begins in between: then again.
    for (std::int64_t step = 0; last_sign_in.status != 200 && step != crypto::totp_step(hub.clock.now());) {
        step = crypto::totp_step(hub.clock.now());
        sign_in({{"name", name}, {"password", first}, {"code", code(-1)}, {"new_password", kConsolePassword}});
    }
    if (last_sign_in.status != 200) throw std::runtime_error("not signed in: " + last_sign_in.body);
}

std::string ConsoleClient::code(int steps) const {
    const std::int64_t step = crypto::totp_step(hub.clock.now()) + steps;
    const Secret key = Secret::copy_of(as_bytes(secret));
    return to_string(crypto::one_time_code(key, static_cast<std::uint64_t>(step)).bytes());
}

ClientAnswer ConsoleClient::sign_in(const json& body) {
    last_sign_in = hub.staff()->call("POST", "/console/session", body.dump());
    if (last_sign_in.status != 200) return last_sign_in;
    csrf = json_of(last_sign_in).at("csrf");
    const std::string set = last_sign_in.headers.at("set-cookie");
    cookie = set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1);
    return last_sign_in;
}

ClientAnswer ConsoleClient::raw(const std::string& method, const std::string& path, const json& body,
                                const std::string& headers) {
    auto answer = hub.staff()->call(method, path, body.is_null() ? "" : body.dump(), headers);
    if (!path.starts_with("/api/v1/")) return answer;
    return as_described(std::move(answer), method, path, body);
}

ClientAnswer ConsoleClient::call(const std::string& method, const std::string& path, const json& body,
                                 const std::string& more_headers) {
    std::string headers = "Cookie: other=1; __Host-dayroom-console=" + cookie + "\r\n" + more_headers;
    if (method != "GET") headers += "X-Dayroom-CSRF: " + csrf + "\r\n";
    return raw(method, path, body, headers);
}

}  // namespace dayroom::test
