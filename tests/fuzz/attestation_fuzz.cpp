// What a terminal that joins says about its TPM: structures, certificates, signatures. Nobody but IT's makers vouches.
#include <cstddef>
#include <cstdint>

#include "platform/attestation/anchor.h"
#include "platform/attestation/credential.h"
#include "platform/attestation/examiner.h"
#include "platform/base/check.h"
#include "tests/support/tpm_maker.h"

namespace {

using namespace dayroom;

/// The input in pieces, each with its length in two bytes before it.
class Pieces {
public:
    explicit Pieces(ByteView bytes) : rest_(bytes) {}
    Bytes next() {
        if (rest_.size() < 2) return {};
        const std::size_t size = std::min<std::size_t>(std::size_t{rest_[0]} << 8 | rest_[1], rest_.size() - 2);
        const ByteView piece = rest_.subspan(2, size);
        rest_ = rest_.subspan(2 + size);
        return Bytes(piece.begin(), piece.end());
    }

private:
    ByteView rest_;
};

void read_each(ByteView bytes) {
    SeededRandom random(7);
    if (const auto area = attestation::read_public_area(bytes); area.ok()) {
        DAYROOM_ASSERT(area->name.size() == 2 + crypto::kDigestBytes);
        const auto made = attestation::make_credential(*area, area->name, Bytes(attestation::kSecretBytes), random);
        if (made.ok()) DAYROOM_ASSERT(made->credential.size() <= attestation::kMaxStructureBytes);
    }
    if (const auto said = attestation::read_attested(bytes); said.ok())
        DAYROOM_ASSERT(said->certified.has_value() != said->quoted.has_value());
    (void)attestation::read_signature(bytes);
    (void)attestation::read_makers(bytes);
    (void)attestation::read_image_key(bytes, "name");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const test::TpmMaker maker;
    const ByteView input{data, size};
    read_each(input);
    Pieces pieces(input);
    attestation::Offer offer;
    for (Bytes* part : {&offer.endorsement_key, &offer.endorsement_certificate, &offer.attestation_key, &offer.tls_key,
                        &offer.certified, &offer.certified_signature})
        *part = pieces.next();
    attestation::Proof proof;
    for (Bytes* part :
         {&proof.quoted, &proof.quote_signature, &proof.secure_boot_pcr, &proof.image_pcr, &proof.image_signature})
        *part = pieces.next();
    proof.answer = Bytes(attestation::kSecretBytes);
    (void)attestation::check_offer(offer, {}, {});
    attestation::CheckedOffer checked;
    for (const auto& [bytes, area] : {std::pair(&offer.endorsement_key, &checked.endorsement),
                                      std::pair(&offer.attestation_key, &checked.attestation)}) {
        auto read = attestation::read_public_area(*bytes);
        if (!read.ok()) return 0;
        *area = read.take();
    }
    const auto found = attestation::check_proof(checked, offer.endorsement_certificate, proof, {},
                                                {{maker.certificate_pem()}, {}}, Timestamp::from_ms(1'800'000'000'000));
    // The maker has certified nothing here.
    if (found.ok()) DAYROOM_ASSERT(found->level == attestation::Level::kTpm);
    return 0;
}
