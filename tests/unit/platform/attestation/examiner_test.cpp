// What is refused, told by structures that are written by hand: no TPM would make most of them.
#include "platform/attestation/examiner.h"

#include <catch2/catch.hpp>

#include "tests/support/tpm_maker.h"
#include "tests/unit/platform/attestation/forger.h"

namespace dayroom::attestation {
namespace {

using dayroom::test::TpmMaker;
using test::Forger;

const Timestamp kNow = Timestamp::from_ms(1'800'000'000'000);
constexpr Milliseconds kDay{24LL * 3'600'000};
const crypto::Digest kExtra = crypto::sha256(as_bytes("token"));
const Expected kExpected{crypto::sha256(as_bytes("answer")), crypto::sha256(as_bytes("nonce"))};

std::string refusal(const Status& status) {
    REQUIRE_FALSE(status.ok());
    return status.error().text_key.empty() ? to_string(status.error().code) : status.error().text_key;
}

std::string refusal_of(const Forger& forger, const Offer& offer) {
    const auto checked = check_offer(offer, forger.point(), kExtra);
    return checked.ok() ? "taken" : refusal(Status(checked.error()));
}

std::string refusal_of(const Forger& forger, const Proof& proof) {
    const auto checked = check_offer(forger.offer(kExtra), forger.point(), kExtra).take();
    const auto found = check_proof(checked, {}, proof, kExpected, {}, kNow);
    return found.ok() ? "taken" : refusal(Status(found.error()));
}

}  // namespace

TEST_CASE("an offer that contradicts itself is refused") {
    const Forger forger;
    Offer offer = forger.offer(kExtra);
    REQUIRE(refusal_of(forger, offer) == "taken");
    const auto with_attestation = [&](std::uint32_t attributes) {
        offer.attestation_key = forger.signer(attributes);
        return refusal_of(forger, offer);
    };
    const auto with_endorsement = [&](std::uint32_t attributes) {
        offer.endorsement_key = forger.endorsement(attributes);
        return refusal_of(forger, offer);
    };
    SECTION("the attestation key signs anything") {
        CHECK(with_attestation(test::kGoodAttestation & ~kRestricted) == "attestation_invalid");
    }
    SECTION("the attestation key may be copied out, or came from outside") {
        CHECK(with_attestation(test::kGoodAttestation & ~kFixedTpm) == "attestation_invalid");
        CHECK(with_attestation(test::kGoodAttestation & ~kFixedParent) == "attestation_invalid");
        CHECK(with_attestation(test::kGoodAttestation & ~kSensitiveDataOrigin) == "attestation_invalid");
    }
    SECTION("the attestation key does not sign, or opens things too") {
        CHECK(with_attestation(test::kGoodAttestation & ~kSign) == "attestation_invalid");
        CHECK(with_attestation(test::kGoodAttestation | kDecrypt) == "attestation_invalid");
    }
    SECTION("the endorsement key is none") {
        CHECK(with_endorsement(test::kGoodEndorsement & ~kRestricted) == "attestation_invalid");
        CHECK(with_endorsement(test::kGoodEndorsement & ~kFixedTpm) == "attestation_invalid");
        CHECK(with_endorsement(test::kGoodEndorsement | kSign) == "attestation_invalid");
        offer.endorsement_key = forger.signer();
        CHECK(refusal_of(forger, offer) == "attestation_invalid");
    }
    SECTION("the TLS key may be copied out") {
        CHECK(refusal_of(forger, forger.offer(kExtra, test::kGoodTls & ~kFixedTpm)) == "attestation_invalid");
        CHECK(refusal_of(forger, forger.offer(kExtra, test::kGoodTls & ~kSensitiveDataOrigin)) ==
              "attestation_invalid");
    }
    SECTION("the request is for another key than the one in the TPM") {
        const auto checked = check_offer(offer, Forger().point(), kExtra);
        CHECK(refusal(Status(checked.error())) == "attestation_invalid");
    }
    SECTION("the statement is about another key") {
        offer.certified = forger.certify(read_public_area(Forger().signer()).take().name, kExtra);
        offer.certified_signature = forger.sign(offer.certified);
        CHECK(refusal_of(forger, offer) == "attestation_invalid");
    }
    SECTION("the statement was made for another enrolment") {
        const auto checked = check_offer(offer, forger.point(), crypto::sha256(as_bytes("another token")));
        CHECK(refusal(Status(checked.error())) == "attestation_invalid");
    }
    SECTION("the statement was signed by another key, or changed") {
        offer.certified_signature = Forger().sign(offer.certified);
        CHECK(refusal_of(forger, offer) == "attestation_invalid");
        offer = forger.offer(kExtra);
        offer.certified.back() ^= 1;
        CHECK(refusal_of(forger, offer) == "attestation_invalid");
    }
    SECTION("no TPM's own statement") {
        offer.certified = forger.certify(read_public_area(offer.tls_key).take().name, kExtra, 0x41414141);
        offer.certified_signature = forger.sign(offer.certified);
        CHECK(refusal_of(forger, offer) == "invalid");
        offer.certified = forger.quote(test::kOurRegisters, kExtra, Bytes(64, 1));
        offer.certified_signature = forger.sign(offer.certified);
        CHECK(refusal_of(forger, offer) == "attestation_invalid");
    }
}

TEST_CASE("a proof that does not answer its challenge is refused") {
    const Forger forger;
    Proof proof = forger.proof(kExpected);
    REQUIRE(refusal_of(forger, proof) == "taken");
    const auto quoted = [&](const Bytes& registers, ByteView nonce) {
        Bytes values = proof.secure_boot_pcr;
        values.insert(values.end(), proof.image_pcr.begin(), proof.image_pcr.end());
        proof.quoted = forger.quote(registers, nonce, values);
        proof.quote_signature = forger.sign(proof.quoted);
        return refusal_of(forger, proof);
    };
    SECTION("another answer, or none") {
        proof.answer.front() ^= 1;
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
        proof.answer.clear();
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
    }
    SECTION("an old nonce") {
        CHECK(quoted(test::kOurRegisters, kExpected.nonce) == "taken");
        CHECK(quoted(test::kOurRegisters, crypto::sha256(as_bytes("yesterday"))) == "attestation_invalid");
    }
    SECTION("other registers, fewer, more, or of another bank") {
        CHECK(quoted({0, 0, 0, 1, 0, 0x0B, 3, 0x80, 0x00, 0x01}, kExpected.nonce) == "attestation_invalid");
        CHECK(quoted({0, 0, 0, 1, 0, 0x0B, 3, 0x80, 0x00, 0x00}, kExpected.nonce) == "attestation_invalid");
        CHECK(quoted({0, 0, 0, 1, 0, 0x0B, 4, 0x80, 0x08, 0x00, 0x01}, kExpected.nonce) == "attestation_invalid");
        CHECK(quoted({0, 0, 0, 1, 0, 0x04, 3, 0x80, 0x08, 0x00}, kExpected.nonce) == "unsupported");
        CHECK(quoted({0, 0, 0, 0}, kExpected.nonce) == "unsupported");
    }
    SECTION("registers that are not what the terminal says") {
        proof.image_pcr.front() ^= 1;
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
        proof = forger.proof(kExpected);
        proof.secure_boot_pcr.pop_back();
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
        proof = forger.proof(kExpected);
        // The same bytes, cut elsewhere.
        proof.image_pcr.insert(proof.image_pcr.begin(), proof.secure_boot_pcr.back());
        proof.secure_boot_pcr.pop_back();
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
    }
    SECTION("signed by another key, or changed") {
        proof.quote_signature = Forger().sign(proof.quoted);
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
        proof = forger.proof(kExpected);
        proof.quote_signature.back() ^= 1;
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
        proof.quoted.clear();
        CHECK(refusal_of(forger, proof) == "attestation_invalid");
    }
}

TEST_CASE("the maker's certificate counts as far as IT believes who signed it") {
    const Forger forger;
    const TpmMaker maker("Good Maker");
    const TpmMaker foreign("Foreign Maker");
    const TpmMaker::Wish usual{kNow - kDay, kNow + kDay};
    const auto checked = check_offer(forger.offer(kExtra), forger.point(), kExtra).take();
    const auto found = [&](const Bytes& certificate, std::vector<std::string> makers) {
        return check_proof(checked, certificate, forger.proof(kExpected), kExpected, {std::move(makers), {}}, kNow)
            .take();
    };
    const auto why = [&](const Bytes& certificate) {
        const Finding finding = found(certificate, {maker.certificate_pem()});
        CHECK(finding.level == Level::kTpm);
        CHECK(finding.maker.empty());
        return finding.why;
    };
    const Bytes good = maker.certify(forger.endorsement(), usual);
    const Finding finding = found(good, {foreign.certificate_pem(), maker.certificate_pem()});
    CHECK(finding.level == Level::kMaker);
    CHECK(finding.maker == "Good Maker");
    CHECK(finding.why == "images_not_set");
    CHECK(found(good, {}).why == "makers_not_set");
    CHECK(why({}) == "certificate_missing");
    CHECK(why(foreign.certify(forger.endorsement(), usual)) == "maker_unknown");
    CHECK(why(maker.certify(Forger().endorsement(), usual)) == "certificate_other");
    CHECK(why(maker.certify(forger.endorsement(), {kNow - kDay - kDay, kNow - kDay})) == "certificate_expired");
    CHECK(why(maker.certify(forger.endorsement(), {kNow + kDay, kNow + kDay + kDay})) == "certificate_expired");
    CHECK(why(maker.certify(forger.endorsement(), {kNow - kDay, kNow + kDay, "serverAuth"})) == "certificate_other");
    CHECK(why(maker.certify(forger.endorsement(), {kNow - kDay, kNow + kDay, "2.23.133.8.1", true})) ==
          "certificate_other");
    CHECK(found(maker.certify(forger.endorsement(), {kNow - kDay, kNow + kDay, ""}), {maker.certificate_pem()}).level ==
          Level::kMaker);
    Bytes changed = good;
    changed.back() ^= 1;
    CHECK(why(changed) == "maker_unknown");
    changed = good;
    changed.push_back(0);
    CHECK(why(changed) == "certificate_unreadable");
    CHECK(why(Bytes(100, 0x30)) == "certificate_unreadable");
    CHECK(why(Bytes(kMaxEndorsementCertificateBytes + 1, 0x30)) == "certificate_unreadable");
}

TEST_CASE("structures are read to their last byte, and cut off anywhere they are refused") {
    const Forger forger;
    const Offer offer = forger.offer(kExtra);
    const Proof proof = forger.proof(kExpected);
    const auto each = [](const Bytes& whole, const auto& read) {
        REQUIRE(read(whole).ok());
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            CHECK_FALSE(read(cut).ok());
        }
        Bytes longer = whole;
        longer.push_back(0);
        CHECK_FALSE(read(longer).ok());
        longer.resize(kMaxStructureBytes + 1);
        CHECK(read(longer).error().code == ErrorCode::kInvalid);
    };
    each(offer.endorsement_key, read_public_area);
    each(offer.attestation_key, read_public_area);
    each(offer.certified, read_attested);
    each(proof.quoted, read_attested);
    each(proof.quote_signature, read_signature);
}

}  // namespace dayroom::attestation
