#include "provisioning/enroll/network.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

std::string whole_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a terminal may reach the hub of its token, at its port") {
    const auto four = network_files("10.1.2.3:8443");
    REQUIRE(four.ok());
    CHECK(has_line(four->drop_in, "[Service]"));
    CHECK(has_line(four->drop_in, "IPAddressAllow=10.1.2.3"));
    CHECK(has_line(four->rules, "add element inet dayroom hub4 { 10.1.2.3 }"));
    CHECK(has_line(four->rules, "add element inet dayroom hub_port { 8443 }"));

    const auto six = network_files("[fd00::17]:443");
    REQUIRE(six.ok());
    CHECK(has_line(six->drop_in, "IPAddressAllow=fd00::17"));
    CHECK(has_line(six->rules, "add element inet dayroom hub6 { fd00::17 }"));
    CHECK(has_line(six->rules, "add element inet dayroom hub_port { 443 }"));
}

TEST_CASE("a hub that is a name, or no address at all, makes no rule") {
    for (const char* address : {"hub.jail.example:8443", "localhost:8443", "10.1.2:8443", "10.1.2.3", "0:1",
                                "[fd00::g]:1", "10.1.2.3 0.0.0.0/0:8443", "any:8443", "", ":8443"}) {
        INFO(address);
        const auto files = network_files(address);
        REQUIRE_FALSE(files.ok());
        CHECK(files.error().code == ErrorCode::kInvalid);
    }
}

TEST_CASE("the files lie where systemd and nftables read them, and a hub that has moved replaces the old one") {
    const test::TempDir etc;
    const auto drop_in = etc / "systemd/system/dayroom-agent.service.d/hub.conf";
    for (const char* address : {"10.1.2.3:8443", "10.1.2.4:8443"}) {
        const auto files = network_files(address);
        REQUIRE(files.ok());
        REQUIRE(write_network_files(*files, etc.path()).ok());
        CHECK(whole_file(drop_in) == files->drop_in);
        CHECK(whole_file(etc / "dayroom/hub.nft") == files->rules);
    }
    CHECK(whole_file(drop_in).find("10.1.2.3") == std::string::npos);
    std::ofstream(etc / "file");
    CHECK(write_network_files(*network_files("10.1.2.3:1"), etc / "file").error().code == ErrorCode::kIo);
}
