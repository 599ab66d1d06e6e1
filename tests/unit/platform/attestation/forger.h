// Somebody without a TPM who writes its structures by hand: anything can be in them, and his keys sign it.
#pragma once

#include "platform/attestation/examiner.h"
#include "platform/base/random.h"

struct evp_pkey_st;

namespace dayroom::attestation::test {

/// Attributes as they should be.
inline constexpr std::uint32_t kGoodEndorsement = 0x000300B2;
inline constexpr std::uint32_t kGoodAttestation = 0x00050472;
inline constexpr std::uint32_t kGoodTls = 0x00040472;
inline const Bytes kOurRegisters = {0, 0, 0, 1, 0, 0x0B, 3, 0x80, 0x08, 0x00};

class Forger {
public:
    Forger();
    ~Forger();
    Forger(const Forger&) = delete;
    Forger& operator=(const Forger&) = delete;

    /// TPM2B_PUBLIC of his own key (P-256).
    Bytes endorsement(std::uint32_t attributes = kGoodEndorsement) const;
    Bytes signer(std::uint32_t attributes = kGoodAttestation) const;
    crypto::HeldPublic point() const;

    Bytes certify(const Bytes& name, ByteView extra, std::uint32_t magic = 0xFF544347) const;
    Bytes quote(const Bytes& registers, ByteView extra, const Bytes& values) const;
    Bytes sign(const Bytes& statement) const;

    /// An offer that holds in itself, about his own key.
    Offer offer(const crypto::Digest& extra, std::uint32_t tls_attributes = kGoodTls) const;
    /// And a proof to it.
    Proof proof(const Expected& expected) const;

private:
    Bytes area(bool storage, std::uint32_t attributes, bool scheme) const;
    evp_pkey_st* key_;
};

}  // namespace dayroom::attestation::test
