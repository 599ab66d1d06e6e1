// Enrolment and revocation, and who may not talk to the hub at all.
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

test::Finished enroll(const Facility& facility, const std::string& name, const std::string& token) {
    return test::run({test::program("dayroom-provision"), "enroll", "--data", facility.path(name), "--token", token});
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

test::Finished call_hub(const Facility& facility, const std::vector<std::string>& options) {
    std::vector<std::string> command = {"/usr/bin/curl", "-sS",
                                        "--max-time",    "20",
                                        "--cacert",      facility.hub_data() / "tls" / "ca.pem",
                                        "--connect-to",  "hub.dayroom:443:" + facility.terminal_address()};
    command.insert(command.end(), options.begin(), options.end());
    command.push_back("https://hub.dayroom/v1/health");
    return test::run(command);
}

}  // namespace

TEST_CASE("a token works once, at its own facility, and unchanged") {
    Facility facility;
    facility.serve();
    const std::string token = facility.make_token(facility.first_unit(), "Kiosk 1");
    CHECK(enroll(facility, "one", token).exit_code == 0);
    const auto used = enroll(facility, "two", token);
    CHECK(used.exit_code == 1);
    CHECK(used.output.find("used") != std::string::npos);

    Facility other(2);
    other.serve();
    const auto foreign =
        enroll(facility, "three", other.make_token(other.first_unit(), "Kiosk", facility.terminal_address()));
    CHECK(foreign.exit_code == 1);
    const auto again = enroll(facility, "one", facility.make_token(facility.first_unit(), "Kiosk 2"));
    CHECK(again.exit_code == 1);
    CHECK(again.output.find("enrolled") != std::string::npos);
}

TEST_CASE("whom a terminal may reach is made from its token, which stays good for joining") {
    Facility facility;
    facility.serve();
    const std::string token = facility.make_token(facility.first_unit(), "Kiosk 1");
    const auto etc = facility.path("etc");
    const auto made = test::run({test::program("dayroom-provision"), "network", "--token", token, "--etc", etc});
    CHECK(made.exit_code == 0);
    CHECK(made.output.find(facility.terminal_address()) != std::string::npos);
    const auto drop_in = text_of(etc / "systemd" / "system" / "dayroom-agent.service.d" / "hub.conf");
    CHECK(drop_in.find("\nIPAddressAllow=127.0.0.1\n") != std::string::npos);
    const std::string port = facility.terminal_address().substr(facility.terminal_address().find(':') + 1);
    CHECK(text_of(etc / "dayroom" / "hub.nft").find("hub_port { " + port + " }") != std::string::npos);
    CHECK(enroll(facility, "one", token).exit_code == 0);

    const auto named = facility.make_token(facility.first_unit(), "Kiosk 2", "hub.jail.example:8443");
    const auto refused = test::run({test::program("dayroom-provision"), "network", "--token", named, "--etc", etc});
    CHECK(refused.exit_code == 1);
    CHECK(refused.output.find("no name server") != std::string::npos);
    CHECK(text_of(etc / "systemd" / "system" / "dayroom-agent.service.d" / "hub.conf") == drop_in);
}

TEST_CASE("without a certificate, or with one of somebody else's, the handshake fails") {
    Facility facility;
    facility.serve();
    CHECK(call_hub(facility, {}).exit_code != 0);
    const std::string key = facility.path("rogue.key");
    const std::string certificate = facility.path("rogue.pem");
    REQUIRE(test::run({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                       "-nodes", "-days", "2", "-subj", "/CN=rogue", "-keyout", key, "-out", certificate})
                .exit_code == 0);
    CHECK(call_hub(facility, {"--cert", certificate, "--key", key}).exit_code != 0);
}

TEST_CASE("a revoked terminal is cut off at once and says so") {
    Facility facility;
    facility.serve();
    Terminal terminal(facility, "kiosk", facility.first_unit());
    terminal.wait_for("the sign-in field", [](const Node& node) { return node.id == "sign_in.number"; });
    Staff it(facility, "it");
    const auto devices = it.get("/api/v1/devices").body["devices"];
    REQUIRE(devices.size() == 1);
    CHECK(it.post("/api/v1/devices/" + devices[0]["id"].get<std::string>() + "/revoke", nlohmann::json::object())
              .status == 200);
    terminal.wait_for("the revoked screen",
                      [](const Node& node) { return node.id.find("revoked") != std::string::npos; });
}
