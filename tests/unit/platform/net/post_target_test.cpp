// Where a POST may go: what is taken of an address that somebody types, and which machines are never connected to.
#include "platform/net/post_target.h"

#include <arpa/inet.h>
#include <catch2/catch.hpp>

namespace dayroom::net {

namespace {

std::string read_back(const std::string& url) {
    const auto target = parse_post_target(url);
    return target.ok() ? target->url() : "refused";
}

AddressKind kind_of_text(const std::string& text) {
    sockaddr_storage address{};
    auto& four = reinterpret_cast<sockaddr_in&>(address);
    auto& six = reinterpret_cast<sockaddr_in6&>(address);
    if (text.find(':') == std::string::npos) {
        four.sin_family = AF_INET;
        REQUIRE(::inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1);
    } else {
        six.sin6_family = AF_INET6;
        REQUIRE(::inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1);
    }
    return kind_of(reinterpret_cast<const sockaddr&>(address));
}

}  // namespace

TEST_CASE("an address for a POST is https, or http to this machine") {
    CHECK(read_back("https://Hooks.Example/dayroom?site=7") == "https://hooks.example:443/dayroom?site=7");
    CHECK(read_back("https://10.1.2.3:8443") == "https://10.1.2.3:8443/");
    CHECK(read_back("https://[fd00::1]/x") == "https://[fd00::1]:443/x");
    CHECK(read_back("https://[fd00::1]:99?a=b") == "https://[fd00::1]:99/?a=b");
    CHECK(read_back("http://127.0.0.1:9000/hook") == "http://127.0.0.1:9000/hook");
    CHECK(read_back("http://[::1]:9000/hook") == "http://[::1]:9000/hook");
    CHECK(read_back("http://localhost/hook") == "http://localhost:80/hook");
    for (const char* refused : {"http://hooks.example/",
                                "http://10.1.2.3/",
                                "http://127.example.org/",
                                "http://127.0.0.1.example/",
                                "ftp://127.0.0.1/",
                                "file:///etc/passwd",
                                "https://",
                                "https:///x",
                                "https://user@host/",
                                "https://u:p@host/",
                                "https://host/#part",
                                "https://host/a b",
                                "https://host:0/",
                                "https://host:65536/",
                                "https://host:x/",
                                "https://ho\nst/",
                                "https://host/\r\nX: y",
                                "HTTPS://host/",
                                "host",
                                "",
                                "https://[fd00::1",
                                "https://a:1:2/"}) {
        INFO(refused);
        CHECK(read_back(refused) == "refused");
    }
    CHECK(read_back("https://host/" + std::string(kMaxPostUrl, 'x')) == "refused");
}

TEST_CASE("addresses are told apart by who may stand behind them") {
    for (const char* text : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"})
        CHECK(kind_of_text(text) == AddressKind::kPublic);
    for (const char* text :
         {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd00::1", "::ffff:10.0.0.1"})
        CHECK(kind_of_text(text) == AddressKind::kPrivate);
    for (const char* text : {"127.0.0.1", "127.255.0.1", "::1", "::ffff:127.0.0.1"})
        CHECK(kind_of_text(text) == AddressKind::kLoopback);
    for (const char* text : {"0.0.0.0", "169.254.169.254", "224.0.0.1", "255.255.255.255", "::", "fe80::1", "ff02::1",
                             "::7f00:1", "::ffff:169.254.169.254"})
        CHECK(kind_of_text(text) == AddressKind::kNever);
}

}  // namespace dayroom::net
