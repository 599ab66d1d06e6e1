#include "platform/attestation/endorsement.h"

#include <ctime>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "platform/attestation/word.h"
#include "platform/base/utf8.h"

namespace dayroom::attestation {
namespace {

using EndorsementCertificate = std::unique_ptr<X509, crypto::Freeing<X509_free>>;
using Makers = std::unique_ptr<X509_STORE, crypto::Freeing<X509_STORE_free>>;
using Chain = std::unique_ptr<X509_STORE_CTX, crypto::Freeing<X509_STORE_CTX_free>>;
using Source = std::unique_ptr<BIO, crypto::Freeing<BIO_free_all>>;
using Usage = std::unique_ptr<EXTENDED_KEY_USAGE, crypto::Freeing<EXTENDED_KEY_USAGE_free>>;

constexpr const char* kEndorsementUse = "2.23.133.8.1";  // tcg-kp-EKCertificate

int no_phrase(char*, int, int, void*) { return -1; }

EndorsementCertificate certificate_of(ByteView der) {
    const unsigned char* at = der.data();
    EndorsementCertificate read(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    return at == der.data() + der.size() ? std::move(read) : nullptr;
}

/// For endorsement keys; older makers say nothing of what it is for.
bool is_for_endorsement(X509* certificate) {
    if (X509_check_ca(certificate) != 0) return false;
    int critical = 0;
    const Usage usage(
        static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, &critical, nullptr)));
    if (!usage) return critical == -1;
    for (int at = 0; at < sk_ASN1_OBJECT_num(usage.get()); ++at) {
        std::array<char, 64> text{};
        OBJ_obj2txt(text.data(), static_cast<int>(text.size()), sk_ASN1_OBJECT_value(usage.get(), at), 1);
        if (std::string_view(text.data()) == kEndorsementUse) return true;
    }
    return false;
}

Makers store_of(const std::vector<std::string>& makers) {
    Makers store(X509_STORE_new());
    for (const std::string& pem : makers) {
        const Source source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
        const EndorsementCertificate one(PEM_read_bio_X509(source.get(), nullptr, &no_phrase, nullptr));
        if (one && store) X509_STORE_add_cert(store.get(), one.get());
    }
    ERR_clear_error();
    return store;
}

std::string part_of(const X509_NAME* name, int kind) {
    const int at = X509_NAME_get_index_by_NID(name, kind, -1);
    if (at < 0) return {};
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0) return {};
    std::string part(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return part;
}

MakersWord no_word(const char* why) {
    ERR_clear_error();
    return {false, why, {}};
}

/// Every authority that IT has given counts, whether or not the ones above it are there.
MakersWord check_chain(X509* certificate, const std::vector<std::string>& makers, Timestamp now) {
    const Makers store = store_of(makers);
    const Chain chain(X509_STORE_CTX_new());
    if (!store || !chain || X509_STORE_CTX_init(chain.get(), store.get(), certificate, nullptr) != 1)
        return no_word("maker_unknown");
    X509_STORE_CTX_set_flags(chain.get(), X509_V_FLAG_PARTIAL_CHAIN);
    X509_STORE_CTX_set_time(chain.get(), 0, static_cast<std::time_t>(now.ms() / 1000));
    if (X509_verify_cert(chain.get()) != 1) {
        const int reason = X509_STORE_CTX_get_error(chain.get());
        const bool time = reason == X509_V_ERR_CERT_HAS_EXPIRED || reason == X509_V_ERR_CERT_NOT_YET_VALID;
        return no_word(time ? "certificate_expired" : "maker_unknown");
    }
    const STACK_OF(X509)* built = X509_STORE_CTX_get0_chain(chain.get());
    // A certificate that IT gave as an authority is no TPM's.
    if (sk_X509_num(built) < 2) return no_word("certificate_other");
    return {true, {}, name_of_maker(sk_X509_value(built, sk_X509_num(built) - 1))};
}

}  // namespace

std::string name_of_maker(const x509_st* certificate) {
    const X509_NAME* subject = X509_get_subject_name(certificate);
    const std::string organisation = part_of(subject, NID_organizationName);
    const std::string name = part_of(subject, NID_commonName);
    ERR_clear_error();
    const std::string both = organisation.empty() || name.empty() ? organisation + name : organisation + ": " + name;
    return utf8::sanitize(both, kMaxMakerCharacters);
}

MakersWord check_endorsement(const PublicArea& endorsement, ByteView certificate,
                             const std::vector<std::string>& makers, Timestamp now) {
    if (certificate.empty()) return no_word("certificate_missing");
    if (certificate.size() > kMaxEndorsementCertificateBytes) return no_word("certificate_unreadable");
    const EndorsementCertificate read = certificate_of(certificate);
    if (!read || X509_get0_pubkey(read.get()) == nullptr) return no_word("certificate_unreadable");
    const auto key = public_key_of(endorsement);
    if (!key.ok() || EVP_PKEY_eq(X509_get0_pubkey(read.get()), key.value().get()) != 1)
        return no_word("certificate_other");
    if (!is_for_endorsement(read.get())) return no_word("certificate_other");
    if (makers.empty()) return no_word("makers_not_set");
    return check_chain(read.get(), makers, now);
}

}  // namespace dayroom::attestation
