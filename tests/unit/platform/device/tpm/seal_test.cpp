#include "platform/device/tpm/seal.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "tests/unit/platform/device/tpm/rig.h"

namespace dayroom::device::tpm {
namespace {

using dayroom::test::extended_pcr;
using dayroom::test::fresh_pcr;
using dayroom::test::SignedImage;
using test::event;
using test::Machine;

ErrorCode refusal(const Machine& machine, const HeldObject& sealed, const ImagePolicy& policy) {
    const auto key = unseal(machine.tpm.tcti(), sealed, policy);
    INFO((key.ok() ? "opened" : key.error().detail));
    REQUIRE_FALSE(key.ok());
    return key.error().code;
}

}  // namespace

TEST_CASE("the TPM gives a sealed key back, also after a restart, and keeps nothing loaded") {
    Machine machine;
    const Secret key = Secret::random(kKeyBytes, machine.random);
    const auto sealed = seal(machine.tpm.tcti(), key, machine.policy());
    if (!sealed.ok()) FAIL(sealed.error().detail);
    CHECK(unseal(machine.tpm.tcti(), *sealed, machine.policy())->equals(key));
    machine.tpm.restart();
    CHECK(unseal(machine.tpm.tcti(), *sealed, machine.policy())->equals(key));
    CHECK(test::loaded_objects(machine.tpm.tcti()) == 0);
}

TEST_CASE("what is kept of a sealed key holds nothing of it") {
    Machine machine;
    const Secret key = Secret::random(kKeyBytes, machine.random);
    const Bytes kept = encode(seal(machine.tpm.tcti(), key, machine.policy()).take());
    CHECK(std::search(kept.begin(), kept.end(), key.bytes().begin(), key.bytes().begin() + 8) == kept.end());
}

TEST_CASE("an update that the same image key signed opens the key, another image does not") {
    for (const auto kind : {SignedImage::Kind::kP256, SignedImage::Kind::kRsa}) {
        Machine machine;
        const SignedImage image(kind);
        const auto policy_for = [&](const std::vector<Bytes>& values) {
            const Place place = image.boots_with(values, machine.tpm.tcti());
            return read_image_policy(place.policy_file, place.image_key_file).take();
        };
        const Secret key = Secret::random(kKeyBytes, machine.random);
        const auto sealed = seal(machine.tpm.tcti(), key, policy_for({fresh_pcr()}));
        if (!sealed.ok()) FAIL(sealed.error().detail);
        test::measure(machine.tpm.tcti(), kImagePcr, event(2));
        const Bytes updated = extended_pcr(fresh_pcr(), event(2));
        CHECK(refusal(machine, *sealed, policy_for({fresh_pcr()})) == ErrorCode::kDenied);
        CHECK(unseal(machine.tpm.tcti(), *sealed, policy_for({fresh_pcr(), updated}))->equals(key));
    }
}

TEST_CASE("a policy that another key signed opens nothing, nor does a signature that was put under another state") {
    Machine machine;
    const Secret key = Secret::random(kKeyBytes, machine.random);
    const auto sealed = seal(machine.tpm.tcti(), key, machine.policy()).take();
    const SignedImage foreign;
    const Place elsewhere = foreign.boots_with({fresh_pcr()}, machine.tpm.tcti());
    const auto by_other = read_image_policy(elsewhere.policy_file, elsewhere.image_key_file).take();
    CHECK(refusal(machine, sealed, by_other) == ErrorCode::kDenied);
    // Sealed for the other's key instead: the blob is the TPM's, the policy in it is not to be changed from outside.
    HeldObject swapped = sealed;
    swapped.image_key_pem = by_other.image_key_pem;
    CHECK(refusal(machine, swapped, by_other) == ErrorCode::kDenied);
    ImagePolicy moved = machine.policy();
    test::measure(machine.tpm.tcti(), kImagePcr, event(3));
    const Bytes now = extended_pcr(fresh_pcr(), event(3));
    const Place wanted = foreign.boots_with({now}, machine.tpm.tcti());
    moved.states.front().policy = read_image_policy(wanted.policy_file, wanted.image_key_file)->states.front().policy;
    CHECK(refusal(machine, sealed, moved) == ErrorCode::kDenied);
}

TEST_CASE("another state of Secure Boot opens nothing") {
    Machine machine;
    const Secret key = Secret::random(kKeyBytes, machine.random);
    const auto sealed = seal(machine.tpm.tcti(), key, machine.policy()).take();
    test::measure(machine.tpm.tcti(), kSecureBootPcr, event(4));
    CHECK(refusal(machine, sealed, machine.policy()) == ErrorCode::kDenied);
    machine.tpm.restart();
    CHECK(unseal(machine.tpm.tcti(), sealed, machine.policy())->equals(key));
}

TEST_CASE("a changed blob is damaged, whoever changed it") {
    Machine machine;
    const Secret key = Secret::random(kKeyBytes, machine.random);
    const auto sealed = seal(machine.tpm.tcti(), key, machine.policy()).take();
    HeldObject other = sealed;
    other.private_area.at(other.private_area.size() / 2) ^= 1;
    CHECK(refusal(machine, other, machine.policy()) == ErrorCode::kCorrupt);
    other = sealed;
    other.private_area.pop_back();
    CHECK(refusal(machine, other, machine.policy()) == ErrorCode::kCorrupt);
    other = sealed;
    other.public_area.clear();
    CHECK(refusal(machine, other, machine.policy()) == ErrorCode::kCorrupt);
    const Bytes whole = encode(sealed);
    REQUIRE(decode_held_object(whole, HeldObject::Kind::kStoreKey).ok());
    CHECK_FALSE(decode_held_object(whole, HeldObject::Kind::kTlsKey).ok());
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        Bytes changed = whole;
        changed[at] ^= 0x40;
        CHECK(decode_held_object(changed, HeldObject::Kind::kStoreKey).error().code == ErrorCode::kCorrupt);
        CHECK_FALSE(decode_held_object(ByteView(whole).first(at), HeldObject::Kind::kStoreKey).ok());
    }
}

TEST_CASE("a TPM that was cleared opens nothing that was sealed before, and another one neither") {
    Machine machine;
    const Secret key = Secret::random(kKeyBytes, machine.random);
    const auto sealed = seal(machine.tpm.tcti(), key, machine.policy()).take();
    const Machine other;
    CHECK(unseal(other.tpm.tcti(), sealed, machine.policy()).error().code == ErrorCode::kDenied);
    machine.tpm.clear();
    CHECK(refusal(machine, sealed, machine.policy()) == ErrorCode::kDenied);
}

TEST_CASE("no TPM, and one that is busy, are told apart") {
    Machine machine;
    const Secret key = Secret::random(kKeyBytes, machine.random);
    const auto tried = [&](const std::string& tcti) { return seal(tcti, key, machine.policy()).error().code; };
    CHECK(tried("device:/nonexistent/tpmrm0") == ErrorCode::kNotFound);
    CHECK(tried("no-such-kind:of=tpm") == ErrorCode::kUnavailable);
    // It answers every command with TPM_RC_RETRY.
    const auto program = machine.folder / "busy";
    std::ofstream(program) << "#!/bin/sh\nwhile dd bs=4096 count=1 2>/dev/null | grep -q .; do printf "
                              "'\\200\\001\\000\\000\\000\\012\\000\\000\\011\\042'; done\n";
    ::chmod(program.c_str(), 0700);
    CHECK(tried("cmd:" + program.string()) == ErrorCode::kUnavailable);
    machine.tpm.stop();
    CHECK(tried(machine.tpm.tcti()) == ErrorCode::kUnavailable);
}

TEST_CASE("an image that runs unsigned, or brings no sense, seals nothing to be opened") {
    Machine machine;
    const auto place_with = [&](const std::string& json, const std::string& key) {
        std::ofstream(machine.folder / "json") << json;
        std::ofstream(machine.folder / "key") << key;
        return read_image_policy(machine.folder / "json", machine.folder / "key");
    };
    CHECK(read_image_policy(machine.folder / "none", machine.folder / "none").error().code == ErrorCode::kNotFound);
    for (const char* wrong : {"", "[]", "{}", R"({"sha256":{}})", R"({"sha256":[7]})",
                              R"({"sha256":[{"pcrs":[11],"pol":"00","sig":"AA=="}]})",
                              R"({"sha256":[{"pcrs":[11],"pol":"zz","sig":"AA=="}]})"}) {
        INFO(wrong);
        CHECK(place_with(wrong, "k").error().code == ErrorCode::kInvalid);
    }
    CHECK(place_with(R"({"sha256":[{"pcrs":[4],"pol":"00","sig":"AA=="}]})", "k")->states.empty());
    const auto no_key = place_with(R"({"sha256":[]})", "no key at all").take();
    const Secret key = Secret::random(kKeyBytes, machine.random);
    CHECK(seal(machine.tpm.tcti(), key, no_key).error().code == ErrorCode::kUnsupported);
}

}  // namespace dayroom::device::tpm
