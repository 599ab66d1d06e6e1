#include "platform/device/key_protection.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace dayroom::device {
namespace {

struct Folder {
    std::string path;
    Folder() {
        char pattern[] = "/tmp/dayroom-key-XXXXXX";
        path = ::mkdtemp(pattern);
    }
    ~Folder() {
        ::unlink(key().c_str());
        ::unlink((path + "/target").c_str());
        ::rmdir(path.c_str());
    }
    std::string key() const { return path + "/store.key"; }
};

}  // namespace

TEST_CASE("the host key is made once and then kept") {
    const Folder folder;
    SeededRandom random(1);
    HostKeyFile first(folder.key(), random);
    const auto made = first.store_key();
    REQUIRE(made.ok());
    CHECK(made.value().size() == kKeyBytes);
    struct stat facts {};
    REQUIRE(::stat(folder.key().c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK(facts.st_size == 32);
    HostKeyFile again(folder.key(), random);
    const auto kept = again.store_key();
    REQUIRE(kept.ok());
    CHECK(kept.value().equals(made.value()));
    CHECK(std::string(to_string(first.assurance())) == "host-key");
}

TEST_CASE("a key that others can read is refused") {
    const Folder folder;
    SeededRandom random(2);
    HostKeyFile provider(folder.key(), random);
    REQUIRE(provider.store_key().ok());
    REQUIRE(::chmod(folder.key().c_str(), 0640) == 0);
    const auto refused = provider.store_key();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kDenied);
}

TEST_CASE("a cut-off key is corrupt, and no new one replaces it") {
    const Folder folder;
    SeededRandom random(3);
    HostKeyFile provider(folder.key(), random);
    REQUIRE(provider.store_key().ok());
    REQUIRE(::truncate(folder.key().c_str(), 31) == 0);
    const auto refused = provider.store_key();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kCorrupt);
    struct stat facts {};
    REQUIRE(::stat(folder.key().c_str(), &facts) == 0);
    CHECK(facts.st_size == 31);
}

TEST_CASE("a link in place of the key is refused") {
    const Folder folder;
    std::ofstream(folder.path + "/target") << std::string(32, 'k');
    REQUIRE(::symlink((folder.path + "/target").c_str(), folder.key().c_str()) == 0);
    SeededRandom random(4);
    const auto refused = HostKeyFile(folder.key(), random).store_key();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kDenied);
}

TEST_CASE("a folder that is not there is an error of the system") {
    SeededRandom random(5);
    const auto refused = HostKeyFile("/nonexistent/store.key", random).store_key();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kIo);
}

}  // namespace dayroom::device
