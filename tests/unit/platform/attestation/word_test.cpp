// A real TPM (swtpm) gives its word, and the examiner, which has none, sees through every exchange of its parts.
#include <fstream>

#include <catch2/catch.hpp>

#include "platform/attestation/anchor.h"
#include "platform/attestation/credential.h"
#include "platform/attestation/examiner.h"
#include "platform/crypto/certificate.h"
#include "platform/device/tpm/attestor.h"
#include "platform/device/tpm/tls_key_maker.h"
#include "tests/support/software_tpm.h"
#include "tests/support/tpm_maker.h"

namespace dayroom::attestation {
namespace {

using dayroom::test::SignedImage;
using dayroom::test::SoftwareTpm;
using dayroom::test::TpmMaker;
using device::tpm::Attestor;
using device::tpm::Place;
using device::tpm::TlsKeyMaker;

const Timestamp kToday = Timestamp::from_ms(1'800'000'000'000);
constexpr Milliseconds kOneDay{24LL * 3'600'000};
const crypto::Digest kToken = crypto::sha256(as_bytes("token"));

Bytes some(std::uint8_t what) { return Bytes(kSecretBytes, what); }

crypto::Digest digest(std::uint8_t what) {
    crypto::Digest made{};
    made.fill(what);
    return made;
}

template <typename T>
T must(Result<T> result) {
    if (!result.ok()) FAIL(result.error().detail);
    return result.take();
}

/// One side of an enrolment, up to its challenge.
struct Joining {
    explicit Joining(const Place& place)
        : request(must(TlsKeyMaker(place).make_request())),
          attestor(must(Attestor::begin(place, request.key_pem, kToken))) {}

    CheckedOffer checked() const {
        return must(check_offer(attestor.offer(), must(crypto::signing_request_point(request.request_pem)), kToken));
    }
    Challenge challenge(ByteView secret) {
        const CheckedOffer offer = checked();
        return must(make_credential(offer.endorsement, offer.attestation.name, secret, random));
    }

    crypto::SigningRequest request;
    Attestor attestor;
    SystemRandom random;
};

Place place_of(const SoftwareTpm& tpm) {
    Place place;
    place.tcti = tpm.tcti();
    place.policy_file = "/nowhere";
    return place;
}

std::string key_text(const Place& place) {
    std::ifstream file(place.image_key_file);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("a TPM proves who it is, that the TLS key is in it, and what was booted") {
    SoftwareTpm tpm;
    const SignedImage image;
    const Place place = image.boots_with({dayroom::test::fresh_pcr()}, tpm.tcti());
    Joining joining(place);
    const TpmMaker maker;
    const Bytes certificate =
        maker.certify(joining.attestor.offer().endorsement_key, {kToday - kOneDay, kToday + kOneDay});
    const Proof proof = must(joining.attestor.answer(joining.challenge(some(1)), some(2)));
    CHECK(proof.image_pcr == dayroom::test::fresh_pcr());
    const auto found = [&](const Trust& trust, const Bytes& vouched) {
        return must(check_proof(joining.checked(), vouched, proof, {digest(1), digest(2)}, trust, kToday));
    };
    const std::string key = must(read_image_key(as_bytes(key_text(place)), "image")).pem;
    const Finding all = found({{maker.certificate_pem()}, {key}}, certificate);
    CHECK(all.level == Level::kImage);
    CHECK(all.why.empty());
    CHECK(all.maker == "Maker of TPMs");
    CHECK(found({{maker.certificate_pem()}, {}}, certificate).why == "images_not_set");
    const SignedImage foreign(SignedImage::Kind::kRsa);
    const std::string other = must(read_image_key(as_bytes(key_text(foreign.boots_with({}, tpm.tcti()))), "other")).pem;
    CHECK(found({{maker.certificate_pem()}, {other}}, certificate).why == "image_unknown");
    CHECK(found({{maker.certificate_pem()}, {other, key}}, certificate).level == Level::kImage);
    // Without the maker the registers are worth nothing: anything can say them.
    CHECK(found({{}, {key}}, certificate).level == Level::kTpm);
    CHECK(found({{maker.certificate_pem()}, {key}}, {}).why == "certificate_missing");
}

TEST_CASE("a TPM as its maker's tools make it is believed by that maker's certificate") {
    const SoftwareTpm tpm(SoftwareTpm::Manufactured::kYes);
    Joining joining(place_of(tpm));
    const Offer& offer = joining.attestor.offer();
    REQUIRE_FALSE(offer.endorsement_certificate.empty());
    CHECK(joining.checked().endorsement.kind == PublicArea::Kind::kRsa2048);
    const Proof proof = must(joining.attestor.answer(joining.challenge(some(1)), some(2)));
    const auto found = [&](const std::vector<std::string>& makers, Timestamp now) {
        return must(check_proof(
            joining.checked(), offer.endorsement_certificate, proof, {digest(1), digest(2)},
            {makers, {must(read_image_key(as_bytes(key_text(SignedImage().boots_with({}, tpm.tcti()))), "image")).pem}},
            now));
    };
    const auto makers = tpm.makers();
    REQUIRE(makers.size() == 2);
    const SystemClock clock;
    const Finding good = found(makers, clock.now());
    CHECK(good.level == Level::kMaker);
    CHECK(good.why == "image_unsigned");
    CHECK(good.maker.find("swtpm") != std::string::npos);
    CHECK(found({makers[0]}, clock.now()).level == Level::kMaker);
    CHECK(found({makers[1]}, clock.now()).why == "maker_unknown");
    CHECK(found(makers, Timestamp::from_ms(1)).why == "certificate_expired");
    for (const std::string& pem : makers) CHECK(must(read_makers(as_bytes(pem))).size() == 1);
    CHECK(must(read_makers(as_bytes(makers[0] + makers[1]))).size() == 2);
}

TEST_CASE("a challenge is answered by its own TPM, for its own attestation key, and as it was made") {
    SoftwareTpm tpm;
    SoftwareTpm other;
    std::optional<Joining> joining(std::in_place, place_of(tpm));
    Challenge challenge = joining->challenge(some(1));
    const CheckedOffer before = joining->checked();
    REQUIRE(joining->attestor.answer(challenge, some(2)).ok());
    SECTION("not by another TPM") { CHECK_FALSE(Joining(place_of(other)).attestor.answer(challenge, some(2)).ok()); }
    SECTION("not for an attestation key that is in another TPM than the endorsement key") {
        Joining elsewhere(place_of(other));
        const Challenge mixed =
            must(make_credential(before.endorsement, elsewhere.checked().attestation.name, some(1), elsewhere.random));
        CHECK_FALSE(joining->attestor.answer(mixed, some(2)).ok());
        CHECK_FALSE(elsewhere.attestor.answer(mixed, some(2)).ok());
    }
    SECTION("not for another attestation key of the same TPM") {
        joining.reset();
        joining.emplace(place_of(tpm));
        CHECK_FALSE(joining->attestor.answer(challenge, some(2)).ok());
        // Its quote does not pass for the other's either.
        const Proof proof = must(joining->attestor.answer(joining->challenge(some(1)), some(2)));
        CHECK(check_proof(before, {}, proof, {digest(1), digest(2)}, {}, kToday).error().text_key ==
              "attestation_invalid");
    }
    SECTION("not when it was changed") {
        for (Bytes* part : {&challenge.credential, &challenge.secret}) {
            part->back() ^= 1;
            CHECK_FALSE(joining->attestor.answer(challenge, some(2)).ok());
            part->back() ^= 1;
            part->push_back(0);
            CHECK(joining->attestor.answer(challenge, some(2)).error().code == ErrorCode::kCorrupt);
            part->pop_back();
        }
        REQUIRE(joining->attestor.answer(challenge, some(2)).ok());
    }
    SECTION("and an answer to one is none to the next") {
        const Proof proof = must(joining->attestor.answer(challenge, some(2)));
        CHECK(check_proof(before, {}, proof, {digest(3), digest(2)}, {}, kToday).error().text_key ==
              "attestation_invalid");
        CHECK(check_proof(before, {}, proof, {digest(1), digest(4)}, {}, kToday).error().text_key ==
              "attestation_invalid");
        CHECK(check_proof(before, {}, proof, {digest(1), digest(2)}, {}, kToday).ok());
    }
}

TEST_CASE("a TPM gives its word for its own keys alone, and keeps nothing of it") {
    SoftwareTpm tpm;
    SoftwareTpm other;
    const auto request = must(TlsKeyMaker(place_of(tpm)).make_request());
    CHECK(Attestor::begin(place_of(other), request.key_pem, kToken).error().code == ErrorCode::kDenied);
    CHECK(Attestor::begin(place_of(tpm), must(crypto::make_signing_request()).key_pem, kToken).error().code ==
          ErrorCode::kCorrupt);
    {
        const Joining joining(place_of(tpm));
        const auto elsewhere = must(crypto::make_signing_request()).request_pem;
        CHECK(check_offer(joining.attestor.offer(), must(crypto::signing_request_point(elsewhere)), kToken)
                  .error()
                  .text_key == "attestation_invalid");
    }
    for (int again = 0; again < 3; ++again) {
        Joining joining(place_of(tpm));
        CHECK(joining.attestor.answer(joining.challenge(some(1)), some(2)).ok());
    }
    tpm.stop();
    CHECK(Attestor::begin(place_of(tpm), request.key_pem, kToken).error().code == ErrorCode::kUnavailable);
}

TEST_CASE("what IT may give as somebody to believe") {
    const TpmMaker maker;
    const auto read = must(read_makers(as_bytes(maker.certificate_pem())));
    REQUIRE(read.size() == 1);
    CHECK(read[0].name == "Maker of TPMs");
    CHECK(read[0].kind == Anchor::Kind::kMaker);
    SystemRandom random;
    const auto authority = must(crypto::make_authority("Facility", kToday, random));
    const auto request = must(crypto::make_signing_request());
    const auto leaf = must(crypto::certify_device(authority, request.request_pem, "device", kToday, random));
    CHECK(read_makers(as_bytes(leaf)).error().code == ErrorCode::kInvalid);
    CHECK(read_makers(as_bytes(maker.certificate_pem() + leaf)).error().code == ErrorCode::kInvalid);
    CHECK(read_makers(as_bytes("no certificate")).error().code == ErrorCode::kInvalid);
    CHECK(read_makers({}).error().code == ErrorCode::kInvalid);
    std::string cut = maker.certificate_pem() + maker.certificate_pem();
    cut.resize(cut.size() - 60);
    CHECK(read_makers(as_bytes(cut)).error().code == ErrorCode::kInvalid);
    CHECK(read_image_key(as_bytes(maker.certificate_pem()), "x").error().code == ErrorCode::kUnsupported);
    CHECK(read_image_key(request.key_pem.bytes(), "x").error().code == ErrorCode::kUnsupported);
}

}  // namespace dayroom::attestation
