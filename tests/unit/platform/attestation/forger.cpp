#include "tests/unit/platform/attestation/forger.h"

#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

namespace dayroom::attestation::test {
namespace {

void put16(Bytes& to, std::size_t value) {
    to.push_back(static_cast<std::uint8_t>(value >> 8 & 0xFF));
    to.push_back(static_cast<std::uint8_t>(value & 0xFF));
}
void put32(Bytes& to, std::uint32_t value) {
    put16(to, value >> 16);
    put16(to, value & 0xFFFF);
}
void put(Bytes& to, ByteView bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }
void put_sized(Bytes& to, ByteView bytes) {
    put16(to, bytes.size());
    put(to, bytes);
}

Bytes statement(std::uint16_t type, ByteView extra, std::uint32_t magic) {
    Bytes made;
    put32(made, magic);
    put16(made, type);
    put_sized(made, Bytes(34, 1));
    put_sized(made, extra);
    put(made, Bytes(25, 0));  // clock, firmware
    return made;
}

}  // namespace

Forger::Forger() : key_(EVP_EC_gen("P-256")) {
    if (key_ == nullptr) throw std::runtime_error("forger: no key");
}
Forger::~Forger() { EVP_PKEY_free(key_); }

crypto::HeldPublic Forger::point() const {
    std::array<unsigned char, 65> octets{};
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key_, OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size(), &size) != 1)
        throw std::runtime_error("forger: no point");
    crypto::HeldPublic point;
    std::copy_n(octets.begin() + 1, 32, point.x.begin());
    std::copy_n(octets.begin() + 33, 32, point.y.begin());
    return point;
}

Bytes Forger::area(bool storage, std::uint32_t attributes, bool scheme) const {
    Bytes made;
    put16(made, 0x0023);
    put16(made, 0x000B);
    put32(made, attributes);
    put_sized(made, storage ? Bytes(32, 7) : Bytes());
    if (storage) {
        put16(made, 0x0006);
        put16(made, 128);
        put16(made, 0x0043);
    } else {
        put16(made, 0x0010);
    }
    put16(made, scheme ? 0x0018 : 0x0010);
    if (scheme) put16(made, 0x000B);
    put16(made, 0x0003);
    put16(made, 0x0010);
    put_sized(made, point().x);
    put_sized(made, point().y);
    Bytes whole;
    put_sized(whole, made);
    return whole;
}

Bytes Forger::endorsement(std::uint32_t attributes) const { return area(true, attributes, false); }
Bytes Forger::signer(std::uint32_t attributes) const { return area(false, attributes, true); }

Bytes Forger::certify(const Bytes& name, ByteView extra, std::uint32_t magic) const {
    Bytes made = statement(0x8017, extra, magic);
    put_sized(made, name);
    put_sized(made, name);
    return made;
}

Bytes Forger::quote(const Bytes& registers, ByteView extra, const Bytes& values) const {
    Bytes made = statement(0x8018, extra, 0xFF544347);
    put(made, registers);
    put_sized(made, crypto::sha256(values));
    return made;
}

Bytes Forger::sign(const Bytes& text) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::size_t size = 128;
    Bytes der(size);
    if (EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_) != 1 ||
        EVP_DigestSign(context, der.data(), &size, text.data(), text.size()) != 1)
        throw std::runtime_error("forger: does not sign");
    EVP_MD_CTX_free(context);
    const unsigned char* at = der.data();
    ECDSA_SIG* read = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size));
    Bytes made;
    put16(made, 0x0018);
    put16(made, 0x000B);
    for (const BIGNUM* number : {ECDSA_SIG_get0_r(read), ECDSA_SIG_get0_s(read)}) {
        Bytes bytes(32);
        BN_bn2binpad(number, bytes.data(), 32);
        put_sized(made, bytes);
    }
    ECDSA_SIG_free(read);
    return made;
}

Offer Forger::offer(const crypto::Digest& extra, std::uint32_t tls_attributes) const {
    Offer made;
    made.endorsement_key = endorsement();
    made.attestation_key = signer();
    made.tls_key = signer(tls_attributes);
    made.certified = certify(read_public_area(made.tls_key).take().name, extra);
    made.certified_signature = sign(made.certified);
    return made;
}

Proof Forger::proof(const Expected& expected) const {
    Proof made;
    made.answer.assign(expected.answer.begin(), expected.answer.end());
    made.secure_boot_pcr = Bytes(32, 7);
    made.image_pcr = Bytes(32, 11);
    Bytes values = made.secure_boot_pcr;
    put(values, made.image_pcr);
    made.quoted = quote(kOurRegisters, expected.nonce, values);
    made.quote_signature = sign(made.quoted);
    return made;
}

}  // namespace dayroom::attestation::test
