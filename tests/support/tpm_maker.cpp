#include "tests/support/tpm_maker.h"

#include <ctime>
#include <stdexcept>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "platform/attestation/public_key.h"

namespace dayroom::test {
namespace {

void holds(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("maker of TPMs: ") + what);
}

void extend(X509* certificate, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509V3_set_ctx_nodb(&context);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    holds(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "extension");
    X509_EXTENSION_free(extension);
}

X509* begin_certificate(EVP_PKEY* key, const std::string& name, std::time_t from, std::time_t until) {
    X509* made = X509_new();
    holds(made != nullptr && X509_set_version(made, 2) == 1, "certificate");
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    ASN1_TIME_set(X509_getm_notBefore(made), from);
    ASN1_TIME_set(X509_getm_notAfter(made), until);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    holds(X509_set_pubkey(made, key) == 1, "key");
    return made;
}

}  // namespace

TpmMaker::TpmMaker(const std::string& name) : key_(EVP_EC_gen("P-256")) {
    holds(key_ != nullptr, "make a key");
    constexpr std::time_t kLongAfter = 4'000'000'000;
    certificate_ = begin_certificate(key_, name, 1, kLongAfter);
    X509_set_issuer_name(certificate_, X509_get_subject_name(certificate_));
    extend(certificate_, certificate_, NID_basic_constraints, "critical,CA:TRUE");
    extend(certificate_, certificate_, NID_key_usage, "critical,keyCertSign");
    holds(X509_sign(certificate_, key_, EVP_sha256()) > 0, "sign");
    BIO* out = BIO_new(BIO_s_mem());
    holds(PEM_write_bio_X509(out, certificate_) == 1, "write");
    char* text = nullptr;
    const long size = BIO_get_mem_data(out, &text);
    pem_.assign(text, static_cast<std::size_t>(size));
    BIO_free_all(out);
}

TpmMaker::~TpmMaker() {
    X509_free(certificate_);
    EVP_PKEY_free(key_);
}

Bytes TpmMaker::certify(const Bytes& endorsement_key, const Wish& wish) const {
    const auto area = attestation::read_public_area(endorsement_key);
    holds(area.ok(), "an endorsement key");
    const auto key = attestation::public_key_of(*area);
    holds(key.ok(), "its public key");
    X509* made = begin_certificate(key->get(), "TPM", static_cast<std::time_t>(wish.from.ms() / 1000),
                                   static_cast<std::time_t>(wish.until.ms() / 1000));
    X509_set_issuer_name(made, X509_get_subject_name(certificate_));
    extend(made, certificate_, NID_basic_constraints, wish.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (*wish.use != '\0') extend(made, certificate_, NID_ext_key_usage, wish.use);
    holds(X509_sign(made, key_, EVP_sha256()) > 0, "sign");
    unsigned char* der = nullptr;
    const int size = i2d_X509(made, &der);
    holds(size > 0, "write");
    Bytes written(der, der + size);
    OPENSSL_free(der);
    X509_free(made);
    return written;
}

}  // namespace dayroom::test
