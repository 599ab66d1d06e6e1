#include "platform/device/tpm/store_key.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "tests/unit/platform/device/tpm/rig.h"

namespace dayroom::device::tpm {
namespace {

using test::Machine;

/// Fails the n-th step, counted from 0; -1: none.
std::function<Status()> failing(int& left) {
    return [&left]() -> Status {
        if (left-- == 0) return Error(ErrorCode::kIo, "the disk is full");
        return {};
    };
}

Secret must_have(Result<Secret> key) {
    if (!key.ok()) FAIL(key.error().detail);
    return key.take();
}

}  // namespace

TEST_CASE("a new terminal's key is made in the TPM and is never in a file") {
    Machine machine;
    StoreKey key = machine.key();
    CHECK_FALSE(key.exists());
    const Secret made = must_have(key.store_key());
    CHECK(key.assurance() == Assurance::kTpm);
    CHECK(key.remark().empty());
    CHECK(machine.has(StoreKey::kSealedFile));
    CHECK_FALSE(machine.has(StoreKey::kPlainFile));
    struct stat facts {};
    REQUIRE(::stat((machine.folder / StoreKey::kSealedFile).c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    machine.tpm.restart();
    StoreKey again = machine.key();
    CHECK(again.exists());
    CHECK(must_have(again.store_key()).equals(made));
    CHECK(again.assurance() == Assurance::kTpm);
}

TEST_CASE("without a TPM, or with an image that is not signed, the key is in a file, and says so") {
    Machine machine;
    StoreKey none = machine.key_without_tpm();
    const Secret made = must_have(none.store_key());
    CHECK(none.assurance() == Assurance::kHostKey);
    CHECK(none.remark().empty());
    machine.place = machine.image.boots_with({test::event(9)}, machine.tpm.tcti());
    StoreKey unsigned_image = machine.key();
    CHECK(must_have(unsigned_image.store_key()).equals(made));
    CHECK(unsigned_image.assurance() == Assurance::kHostKey);
    CHECK(unsigned_image.remark().find("not signed") != std::string::npos);
    std::filesystem::remove(machine.place.policy_file);
    CHECK(must_have(unsigned_image.store_key()).equals(made));
    CHECK(unsigned_image.remark().find("brings no") != std::string::npos);
    CHECK_FALSE(machine.has(StoreKey::kSealedFile));
}

TEST_CASE("a key in a file goes into the TPM, and whatever step fails the terminal has it") {
    for (int fails = 0;; ++fails) {
        REQUIRE(fails < 20);
        INFO("step " << fails);
        Machine machine;
        const Secret key = must_have(machine.key_without_tpm().store_key());
        int left = fails;
        StoreKey interrupted = machine.key(failing(left));
        CHECK(must_have(interrupted.store_key()).equals(key));
        CHECK((interrupted.assurance() == Assurance::kTpm) == (left >= 0));
        CHECK(interrupted.remark().empty() == (left >= 0));
        const bool done = left >= 0;
        StoreKey next = machine.key();
        CHECK(must_have(next.store_key()).equals(key));
        CHECK(next.assurance() == Assurance::kTpm);
        CHECK_FALSE(machine.has(StoreKey::kPlainFile));
        CHECK_FALSE(machine.has("store.key.leaving"));
        if (done) {
            CHECK(fails == 3);  // sealed, set aside, overwritten
            break;
        }
    }
}

TEST_CASE("while the TPM fails in the middle of it, the file still opens the store") {
    Machine machine;
    const Secret key = must_have(machine.key_without_tpm().store_key());
    int left = 1;
    must_have(machine.key(failing(left)).store_key());
    REQUIRE(machine.has(StoreKey::kSealedFile));
    REQUIRE(machine.has(StoreKey::kPlainFile));
    machine.tpm.stop();
    StoreKey without = machine.key();
    CHECK(must_have(without.store_key()).equals(key));
    CHECK(without.assurance() == Assurance::kHostKey);
    CHECK_FALSE(without.remark().empty());
}

TEST_CASE("a sealed key is not made anew: another state, a cleared TPM, none, a busy one, a damaged file") {
    Machine machine;
    const Secret key = must_have(machine.key().store_key());
    const auto refused = [&](StoreKey asked) {
        const auto answer = asked.store_key();
        REQUIRE_FALSE(answer.ok());
        CHECK(machine.has(StoreKey::kSealedFile));
        CHECK_FALSE(machine.has(StoreKey::kPlainFile));
        return answer.error().code;
    };
    CHECK(refused(machine.key_without_tpm()) == ErrorCode::kDenied);
    test::measure(machine.tpm.tcti(), kSecureBootPcr, test::event(1));
    CHECK(refused(machine.key()) == ErrorCode::kDenied);
    machine.tpm.stop();
    CHECK(refused(machine.key()) == ErrorCode::kUnavailable);
    machine.tpm.restart();
    CHECK(must_have(machine.key().store_key()).equals(key));
    std::filesystem::copy_file(machine.folder / StoreKey::kSealedFile, machine.folder / "copy");
    std::filesystem::resize_file(machine.folder / StoreKey::kSealedFile, 200);
    CHECK(refused(machine.key()) == ErrorCode::kCorrupt);
    std::filesystem::rename(machine.folder / "copy", machine.folder / StoreKey::kSealedFile);
    machine.tpm.clear();
    CHECK(refused(machine.key()) == ErrorCode::kDenied);
}

TEST_CASE("a new terminal waits for a TPM that is busy rather than begin in a file") {
    Machine machine;
    machine.tpm.stop();
    StoreKey key = machine.key();
    CHECK(key.store_key().error().code == ErrorCode::kUnavailable);
    CHECK_FALSE(key.exists());
}

TEST_CASE("a key is taken back before the machine changes, and goes into the changed one") {
    for (int fails = 0; fails < 2; ++fails) {
        Machine machine;
        const Secret key = must_have(machine.key().store_key());
        int left = fails;
        CHECK_FALSE(machine.key(failing(left)).release().ok());
        CHECK(must_have(machine.key().store_key()).equals(key));
        REQUIRE(machine.key().release().ok());
        CHECK(machine.has(StoreKey::kPlainFile));
        CHECK_FALSE(machine.has(StoreKey::kSealedFile));
        machine.tpm.clear();
        StoreKey changed = machine.key();
        CHECK(must_have(changed.store_key()).equals(key));
        CHECK(changed.assurance() == Assurance::kTpm);
    }
}

TEST_CASE("another key beside the sealed one is left alone, and told") {
    Machine machine;
    const Secret key = must_have(machine.key().store_key());
    Machine other;
    other.random = SeededRandom(99);
    must_have(other.key_without_tpm().store_key());
    std::filesystem::copy_file(other.folder / StoreKey::kPlainFile, machine.folder / StoreKey::kPlainFile);
    StoreKey both = machine.key();
    const Secret opened = must_have(both.store_key());
    CHECK(opened.equals(key));
    CHECK(both.assurance() == Assurance::kHostKey);
    CHECK(both.remark().find("another key") != std::string::npos);
    CHECK(machine.has(StoreKey::kPlainFile));
}

TEST_CASE("a destroyed key is gone from both places") {
    Machine machine;
    must_have(machine.key().store_key());
    REQUIRE(machine.key().destroy().ok());
    CHECK_FALSE(machine.key().exists());
    must_have(machine.key_without_tpm().store_key());
    REQUIRE(machine.key().destroy().ok());
    CHECK_FALSE(machine.key().exists());
}

}  // namespace dayroom::device::tpm
