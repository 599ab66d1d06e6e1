// Terminals with a TPM (swtpm) join a real hub: what is stored about them, and what is refused.
#include "platform/wire/attestation.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "platform/device/tpm/attestor.h"
#include "platform/device/tpm/tls_key_maker.h"
#include "platform/facility/devices/anchors.h"
#include "platform/facility/http/tls.h"
#include "platform/facility/schema/hub_database.h"
#include "tests/support/software_tpm.h"
#include "tests/support/tpm_maker.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

using namespace dayroom;
using namespace dayroom::test;
using device::tpm::Attestor;
using device::tpm::TlsKeyMaker;

namespace {

template <typename T>
T needed(Result<T> result) {
    if (!result.ok()) FAIL(result.error().detail);
    return result.take();
}

/// A terminal with a TPM that is about to join, step by step.
struct Newcomer {
    explicit Newcomer(TestHub& the_hub, const device::tpm::Place& place, const TpmMaker* maker = nullptr)
        : hub(the_hub),
          csr(needed(TlsKeyMaker(place).make_request())),
          signing(crypto::SigningKey::make(the_hub.random)),
          box(crypto::BoxKey::make(the_hub.random)) {
        plan.token = hub.token(0);
        request = hub.enroll_request(plan, csr, signing, box);
        attestor.emplace(
            needed(Attestor::begin(place, csr.key_pem, crypto::sha256(as_bytes(request.token().payload())))));
        attestation::Offer offer = attestor->offer();
        const Timestamp now = hub.clock.now();
        const Milliseconds day{86'400'000};
        if (maker != nullptr)
            offer.endorsement_certificate = maker->certify(offer.endorsement_key, {now - day, now + day});
        wire::put_offer(offer, *request.mutable_attestation());
    }

    ClientAnswer post(const std::string& path) const {
        auto client = TlsClient::connect(hub.hub->terminals().port,
                                         {hub.services().authority.certificate_pem, http::kEnrollName, nullptr, 0});
        return client->call("POST", path, request.SerializeAsString());
    }
    wire::AttestResponse challenge() const {
        const ClientAnswer answer = post("/v1/attest");
        if (answer.status != 200) FAIL(problem_code(answer));
        return read_answer<wire::AttestResponse>(answer);
    }
    void answer(const wire::AttestResponse& asked) {
        const auto proof = needed(attestor->answer(wire::challenge_of(asked), as_bytes(asked.nonce())));
        wire::put_proof(proof, *request.mutable_attestation());
        request.mutable_attestation()->set_ticket(asked.ticket());
    }
    std::string refusal() const {
        const ClientAnswer refused = post("/v1/enroll");
        return refused.status == 200 ? "taken" : problem_code(refused);
    }

    TestHub& hub;
    EnrollPlan plan;
    crypto::SigningRequest csr;
    crypto::SigningKey signing;
    crypto::BoxKey box;
    wire::EnrollRequest request;
    std::optional<Attestor> attestor;
};

nlohmann::json only_device(TestHub& hub) {
    const auto devices = nlohmann::json::parse(hub.api("it", "GET", "/api/v1/devices").body)["devices"];
    REQUIRE(devices.size() == 1);
    return devices[0];
}

void believe(TestHub& hub, const attestation::Anchor& anchor) {
    const Status added = hub.services().writer->run(
        facility::Actor::system(), [&](facility::Work& work) { return facility::Anchors::add(work, anchor); });
    if (!added.ok()) FAIL(added.error().detail);
}

attestation::Anchor image_key_of(const device::tpm::Place& place) {
    std::ifstream file(place.image_key_file);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return needed(attestation::read_image_key(as_bytes(text), "image"));
}

}  // namespace

TEST_CASE("what a TPM proves at an enrolment is stored with the terminal and told to the fleet") {
    TestHub hub;
    SoftwareTpm tpm;
    const SignedImage image;
    const auto place = image.boots_with({fresh_pcr()}, tpm.tcti());
    const TpmMaker maker("Maker & Sons");
    const auto joins = [&] {
        Newcomer newcomer(hub, place, &maker);
        newcomer.answer(newcomer.challenge());
        const ClientAnswer answer = newcomer.post("/v1/enroll");
        if (answer.status != 200) FAIL(problem_code(answer));
        return read_answer<wire::EnrollResponse>(answer).attested();
    };
    const auto device_is = [&](const char* attested, const char* why, const char* by) {
        const auto device = only_device(hub);
        CHECK(device["attested"] == attested);
        CHECK(device["attested_why"] == why);
        CHECK(device["attested_maker"] == by);
        const std::string metrics = hub.api("it", "GET", "/api/v1/metrics").body;
        CHECK(metrics.find(std::string("attested=\"") + attested + "\"") != std::string::npos);
    };
    SECTION("a TPM whose maker was not checked") {
        CHECK(joins() == "tpm");
        device_is("tpm", "makers_not_set", "");
    }
    SECTION("one of a maker that IT believes") {
        believe(hub, needed(attestation::read_makers(as_bytes(maker.certificate_pem()))).front());
        CHECK(joins() == "maker");
        device_is("maker", "images_not_set", "Maker & Sons");
    }
    SECTION("and an image that IT believes") {
        believe(hub, needed(attestation::read_makers(as_bytes(maker.certificate_pem()))).front());
        believe(hub, image_key_of(place));
        CHECK(joins() == "image");
        device_is("image", "", "Maker & Sons");
    }
    SECTION("one of another maker") {
        believe(hub, needed(attestation::read_makers(as_bytes(TpmMaker("Other").certificate_pem()))).front());
        CHECK(joins() == "tpm");
        device_is("tpm", "maker_unknown", "");
    }
    SECTION("no TPM at all, as terminals before") {
        hub.enroll(0);
        device_is("", "", "");
    }
}

TEST_CASE("a terminal that is enrolled again has what its TPM proves then, and nothing of before") {
    TestHub hub;
    SoftwareTpm tpm;
    device::tpm::Place place;
    place.tcti = tpm.tcti();
    Newcomer newcomer(hub, place);
    newcomer.answer(newcomer.challenge());
    REQUIRE(newcomer.refusal() == "taken");
    CHECK(only_device(hub)["attested"] == "tpm");
    newcomer.plan.token = hub.token(0);
    newcomer.request = hub.enroll_request(newcomer.plan, newcomer.csr, newcomer.signing, newcomer.box);
    REQUIRE(newcomer.refusal() == "taken");
    CHECK(only_device(hub)["attested"] == "");
    CHECK(only_device(hub)["attested_why"] == "");
}

TEST_CASE("a word that does not hold is refused, enrols nobody and burns no token") {
    TestHub hub;
    SoftwareTpm tpm;
    device::tpm::Place place;
    place.tcti = tpm.tcti();
    std::optional<Newcomer> newcomer(std::in_place, hub, place);
    wire::Attestation& word = *newcomer->request.mutable_attestation();
    SECTION("no challenge was asked for") { CHECK(newcomer->refusal() == "attestation_invalid"); }
    SECTION("a ticket of its own making") {
        newcomer->answer(newcomer->challenge());
        word.mutable_ticket()->back() ^= 1;
        CHECK(newcomer->refusal() == "attestation_invalid");
        word.mutable_ticket()->pop_back();
        CHECK(newcomer->refusal() == "attestation_invalid");
    }
    SECTION("a ticket of long ago") {
        newcomer->answer(newcomer->challenge());
        word.mutable_ticket()->at(5) ^= 0x10;  // 17 minutes
        CHECK(newcomer->refusal() == "attestation_expired");
    }
    SECTION("the answer to another challenge of the same terminal") {
        newcomer->answer(newcomer->challenge());
        word.set_ticket(newcomer->challenge().ticket());
        CHECK(newcomer->refusal() == "attestation_invalid");
    }
    SECTION("another certificate, put in after the challenge") {
        newcomer->answer(newcomer->challenge());
        word.set_endorsement_certificate("another");
        CHECK(newcomer->refusal() == "attestation_invalid");
    }
    SECTION("another signing key than the challenge was for") {
        newcomer->answer(newcomer->challenge());
        const wire::Attestation kept = word;
        const auto other = crypto::SigningKey::make(hub.random);
        newcomer->request = hub.enroll_request(newcomer->plan, newcomer->csr, other, newcomer->box);
        *newcomer->request.mutable_attestation() = kept;
        CHECK(newcomer->refusal() == "attestation_invalid");
    }
    SECTION("a word that was given for another token") {
        newcomer->answer(newcomer->challenge());
        const wire::Attestation kept = word;
        newcomer->plan.token = hub.token(0);
        newcomer->request = hub.enroll_request(newcomer->plan, newcomer->csr, newcomer->signing, newcomer->box);
        *newcomer->request.mutable_attestation() = kept;
        CHECK(problem_code(newcomer->post("/v1/attest")) == "attestation_invalid");
        CHECK(newcomer->refusal() == "attestation_invalid");
    }
    SECTION("a request for a key outside the TPM") {
        const wire::Attestation kept = word;
        const auto csr = needed(crypto::make_signing_request());
        newcomer->request = hub.enroll_request(newcomer->plan, csr, newcomer->signing, newcomer->box);
        *newcomer->request.mutable_attestation() = kept;
        CHECK(problem_code(newcomer->post("/v1/attest")) == "attestation_invalid");
    }
    SECTION("no structures of a TPM") {
        word.set_attestation_key("garbage");
        CHECK(problem_code(newcomer->post("/v1/attest")) == "invalid");
        word.set_attestation_key(std::string(5'000, 'x'));
        CHECK(problem_code(newcomer->post("/v1/attest")) == "too_large");
    }
    SECTION("nobody is challenged without a word, or without a token") {
        newcomer->request.mutable_token()->mutable_signature()->back() ^= 1;
        CHECK(problem_code(newcomer->post("/v1/attest")) == "token_forged");
    }
    SECTION("the same word twice") {
        newcomer->answer(newcomer->challenge());
        CHECK(newcomer->refusal() == "taken");
        CHECK(newcomer->refusal() == "token_used");
        return;
    }
    CHECK(hub.services().registry.size() == 0);
    // The token is as good as before.
    newcomer->request = hub.enroll_request(newcomer->plan, newcomer->csr, newcomer->signing, newcomer->box);
    CHECK(problem_code(newcomer->post("/v1/attest")) == "invalid");
    CHECK(newcomer->refusal() == "taken");
}

TEST_CASE("whom IT believes is added once, listed, and removed by the beginning of its id") {
    TestHub hub;
    const TpmMaker maker;
    const auto anchor = needed(attestation::read_makers(as_bytes(maker.certificate_pem()))).front();
    believe(hub, anchor);
    believe(hub, anchor);
    const auto reader =
        needed(facility::open_reader(hub.services().files.database(), needed(hub.services().files.database_key())));
    const auto listed = needed(facility::Anchors::list(*reader));
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].id == anchor.id);
    CHECK(listed[0].name == "Maker of TPMs");
    CHECK(needed(facility::Anchors::trust(*reader)).makers == std::vector{anchor.pem});
    const auto removed = [&](const std::string& id) {
        return hub.services().writer->make(facility::Actor::system(),
                                           [&](facility::Work& work) { return facility::Anchors::remove(work, id); });
    };
    const std::string id = to_hex(anchor.id);
    CHECK(removed(id.substr(0, 7)).error().code == ErrorCode::kInvalid);
    CHECK(removed("0000000000000000").error().code == ErrorCode::kNotFound);
    CHECK(removed(id.substr(0, 12)).ok());
    CHECK(needed(facility::Anchors::list(*reader)).empty());
}
