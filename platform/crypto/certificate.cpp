#include "platform/crypto/certificate.h"

#include <climits>
#include <ctime>
#include <memory>

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "platform/crypto/freeing.h"

namespace dayroom::crypto {
namespace {

using BioHandle = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using CertificateHandle = std::unique_ptr<X509, Freeing<X509_free>>;
using RequestHandle = std::unique_ptr<X509_REQ, Freeing<X509_REQ_free>>;
using ExtensionHandle = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;

Error crypto_error(ErrorCode code, const char* what) {
    char text[256] = "refused";
    const unsigned long number = ERR_get_error();
    if (number != 0) ERR_error_string_n(number, text, sizeof text);
    ERR_clear_error();
    return Error(code, std::string(what) + ": " + text);
}

BioHandle reading(ByteView bytes) { return BioHandle(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))); }

/// No pass phrase is ever asked for on a terminal: an encrypted key is simply not readable.
int no_passphrase(char*, int, int, void*) { return -1; }

Result<CertificateHandle> parse_certificate(const std::string& pem) {
    if (pem.empty() || pem.size() > kMaxCertificatePemBytes)
        return Error(ErrorCode::kInvalid, "a certificate is 1 byte to 16 KiB of PEM");
    CertificateHandle certificate(PEM_read_bio_X509(reading(as_bytes(pem)).get(), nullptr, &no_passphrase, nullptr));
    if (!certificate) return crypto_error(ErrorCode::kInvalid, "read certificate");
    return certificate;
}

Result<RequestHandle> parse_request(const std::string& pem) {
    if (pem.empty() || pem.size() > kMaxCertificatePemBytes)
        return Error(ErrorCode::kInvalid, "a certificate request is 1 byte to 16 KiB of PEM");
    RequestHandle request(PEM_read_bio_X509_REQ(reading(as_bytes(pem)).get(), nullptr, &no_passphrase, nullptr));
    if (!request) return crypto_error(ErrorCode::kInvalid, "read certificate request");
    return request;
}

Result<KeyHandle> parse_key(const Secret& pem) {
    KeyHandle key(PEM_read_bio_PrivateKey(reading(pem.bytes()).get(), nullptr, &no_passphrase, nullptr));
    if (!key) return crypto_error(ErrorCode::kInvalid, "read private key");
    return key;
}

Result<KeyHandle> make_key() {
    KeyHandle key(EVP_EC_gen("P-256"));
    if (!key) return crypto_error(ErrorCode::kIo, "make P-256 key");
    return key;
}

std::string written(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

Result<Secret> key_to_pem(EVP_PKEY* key) {
    const BioHandle bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return crypto_error(ErrorCode::kIo, "write private key");
    }
    std::string text = written(bio.get());
    return Secret::take_from(text);
}

Result<std::string> certificate_to_pem(X509* certificate) {
    const BioHandle bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1)
        return crypto_error(ErrorCode::kIo, "write certificate");
    return written(bio.get());
}

Status add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509V3_set_ctx_nodb(&context);
    const ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
        return crypto_error(ErrorCode::kInvalid, "set certificate extension");
    return {};
}

/// 16 random bytes, positive, never zero (RFC 5280 §4.1.2.2).
Status set_serial(X509* certificate, Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7F) | 0x40);
    const std::unique_ptr<BIGNUM, Freeing<BN_free>> number(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    if (!number || BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) == nullptr) {
        return crypto_error(ErrorCode::kIo, "set serial number");
    }
    return {};
}

Status set_times(X509* certificate, Timestamp now, int days) {
    const auto from = static_cast<std::time_t>((now - kCertificateBackdate).ms() / 1000);
    const auto until = static_cast<std::time_t>(now.ms() / 1000 + std::int64_t{days} * 86'400);
    if (ASN1_TIME_set(X509_getm_notBefore(certificate), from) == nullptr ||
        ASN1_TIME_set(X509_getm_notAfter(certificate), until) == nullptr) {
        return crypto_error(ErrorCode::kInvalid, "set certificate times");
    }
    return {};
}

Status set_name(X509_NAME* name, const std::string& common_name) {
    if (common_name.empty() || common_name.size() > 64)
        return Error(ErrorCode::kInvalid, "a certificate's name has 1 to 64 bytes");
    const auto* bytes = reinterpret_cast<const unsigned char*>(common_name.data());
    if (X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, bytes, static_cast<int>(common_name.size()), -1,
                                   0) != 1) {
        return crypto_error(ErrorCode::kInvalid, "set certificate name");
    }
    return {};
}

struct Extension {
    int kind;
    std::string value;
};
struct Issuing {
    std::string common_name;
    int days;
    std::vector<Extension> extensions;
};

/// `issuer` null: self-signed.
Result<std::string> issue(EVP_PKEY* subject_key, X509* issuer, EVP_PKEY* issuer_key, const Issuing& what, Timestamp now,
                          Random& random) {
    const CertificateHandle certificate(X509_new());
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1)
        return crypto_error(ErrorCode::kIo, "make certificate");
    X509* raw = certificate.get();
    X509* signer = issuer != nullptr ? issuer : raw;
    TRY(set_serial(raw, random));
    TRY(set_times(raw, now, what.days));
    TRY(set_name(X509_get_subject_name(raw), what.common_name));
    if (X509_set_issuer_name(raw, X509_get_subject_name(signer)) != 1 || X509_set_pubkey(raw, subject_key) != 1) {
        return crypto_error(ErrorCode::kIo, "fill certificate");
    }
    for (const Extension& extension : what.extensions) TRY(add_extension(raw, signer, extension.kind, extension.value));
    if (X509_sign(raw, issuer_key, EVP_sha256()) == 0) return crypto_error(ErrorCode::kIo, "sign certificate");
    return certificate_to_pem(raw);
}

bool is_p256(EVP_PKEY* key) {
    char group[32] = {};
    std::size_t size = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group, sizeof group, &size) == 1 &&
           std::string_view(group, size) == "prime256v1";
}

Result<std::string> subject_alternatives(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
        const bool plain = !name.empty() && name.size() <= 253 && name.find_first_of(",\n\r \"\\") == std::string::npos;
        if (!plain) return Error(ErrorCode::kInvalid, "a server name is a DNS name or an IP address");
        std::array<std::uint8_t, 16> address{};
        const bool is_address = inet_pton(AF_INET, name.c_str(), address.data()) == 1 ||
                                inet_pton(AF_INET6, name.c_str(), address.data()) == 1;
        list += (list.empty() ? "" : ",") + std::string(is_address ? "IP:" : "DNS:") + name;
    }
    if (list.empty()) return Error(ErrorCode::kInvalid, "a server certificate needs at least one name or address");
    return list;
}

/// Signed by the key itself.
Result<std::string> write_request(EVP_PKEY* key) {
    const RequestHandle request(X509_REQ_new());
    const BioHandle bio(BIO_new(BIO_s_mem()));
    if (!request || !bio) return crypto_error(ErrorCode::kIo, "make certificate request");
    TRY(set_name(X509_REQ_get_subject_name(request.get()), "dayroom-terminal"));
    if (X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 || X509_REQ_set_pubkey(request.get(), key) != 1 ||
        X509_REQ_sign(request.get(), key, EVP_sha256()) == 0 || PEM_write_bio_X509_REQ(bio.get(), request.get()) != 1) {
        return crypto_error(ErrorCode::kIo, "make certificate request");
    }
    return written(bio.get());
}

Timestamp to_timestamp(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return Timestamp::from_ms(std::int64_t{timegm(&parts)} * 1000);
}

}  // namespace

Result<CertifiedKey> make_authority(const std::string& facility_name, Timestamp now, Random& random) {
    const KeyHandle key = TRY(make_key());
    // X.520 allows 64 characters; a longer facility name is cut rather than refused.
    const Issuing what{("Dayroom CA " + facility_name).substr(0, 64),
                       kAuthorityDays,
                       {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                        {NID_key_usage, "critical,keyCertSign,cRLSign"},
                        {NID_subject_key_identifier, "hash"}}};
    CertifiedKey made;
    made.certificate_pem = TRY(issue(key.get(), nullptr, key.get(), what, now, random));
    made.key_pem = TRY(key_to_pem(key.get()));
    return made;
}

Result<CertifiedKey> make_server_certificate(const CertifiedKey& authority, const std::vector<std::string>& names,
                                             Timestamp now, Random& random) {
    const CertificateHandle issuer = TRY(parse_certificate(authority.certificate_pem));
    const KeyHandle issuer_key = TRY(parse_key(authority.key_pem));
    const KeyHandle key = TRY(make_key());
    const std::string alternatives = TRY(subject_alternatives(names));
    const Issuing what{"dayroom-hub",
                       kCertificateDays,
                       {{NID_basic_constraints, "critical,CA:FALSE"},
                        {NID_key_usage, "critical,digitalSignature"},
                        {NID_ext_key_usage, "serverAuth"},
                        {NID_subject_alt_name, alternatives},
                        {NID_subject_key_identifier, "hash"},
                        {NID_authority_key_identifier, "keyid"}}};
    CertifiedKey made;
    made.certificate_pem = TRY(issue(key.get(), issuer.get(), issuer_key.get(), what, now, random));
    made.key_pem = TRY(key_to_pem(key.get()));
    return made;
}

Result<SigningRequest> make_signing_request() {
    const KeyHandle key = TRY(make_key());
    SigningRequest made;
    made.request_pem = TRY(write_request(key.get()));
    made.key_pem = TRY(key_to_pem(key.get()));
    return made;
}

Result<std::string> make_signing_request(const HeldKey& key) {
    const PkeyHandle borrowed = TRY(pkey_of(key));
    return write_request(borrowed.get());
}

Result<std::string> certify_device(const CertifiedKey& authority, const std::string& request_pem,
                                   const std::string& device_id, Timestamp now, Random& random) {
    const RequestHandle request = TRY(parse_request(request_pem));
    EVP_PKEY* key = X509_REQ_get0_pubkey(request.get());
    if (key == nullptr) return crypto_error(ErrorCode::kInvalid, "read key of certificate request");
    if (!is_p256(key)) return Error(ErrorCode::kUnsupported, "a device key must be P-256");
    if (X509_REQ_verify(request.get(), key) != 1) {
        ERR_clear_error();
        return Error(ErrorCode::kUnauthenticated, "the certificate request is not signed by its own key");
    }
    const CertificateHandle issuer = TRY(parse_certificate(authority.certificate_pem));
    const KeyHandle issuer_key = TRY(parse_key(authority.key_pem));
    const Issuing what{device_id,
                       kCertificateDays,
                       {{NID_basic_constraints, "critical,CA:FALSE"},
                        {NID_key_usage, "critical,digitalSignature"},
                        {NID_ext_key_usage, "clientAuth"},
                        {NID_subject_key_identifier, "hash"},
                        {NID_authority_key_identifier, "keyid"}}};
    return issue(key, issuer.get(), issuer_key.get(), what, now, random);
}

Result<CertificateFacts> read_certificate(const std::string& certificate_pem) {
    const CertificateHandle certificate = TRY(parse_certificate(certificate_pem));
    CertificateFacts facts;
    char name[128] = {};
    if (X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name) >= 0)
        facts.common_name = name;
    unsigned int size = 0;
    if (X509_digest(certificate.get(), EVP_sha256(), facts.sha256.data(), &size) != 1)
        return crypto_error(ErrorCode::kInvalid, "hash certificate");
    facts.not_before = to_timestamp(X509_get0_notBefore(certificate.get()));
    facts.not_after = to_timestamp(X509_get0_notAfter(certificate.get()));
    facts.authority = X509_check_ca(certificate.get()) == 1;
    return facts;
}

Status verify_certificate(const std::string& certificate_pem, const std::string& authority_pem, CertificateUse use,
                          Timestamp now) {
    const CertificateHandle certificate = TRY(parse_certificate(certificate_pem));
    const CertificateHandle authority = TRY(parse_certificate(authority_pem));
    const std::unique_ptr<X509_STORE, Freeing<X509_STORE_free>> store(X509_STORE_new());
    const std::unique_ptr<X509_STORE_CTX, Freeing<X509_STORE_CTX_free>> check(X509_STORE_CTX_new());
    if (!store || !check || X509_STORE_add_cert(store.get(), authority.get()) != 1 ||
        X509_STORE_CTX_init(check.get(), store.get(), certificate.get(), nullptr) != 1) {
        return crypto_error(ErrorCode::kIo, "prepare certificate check");
    }
    X509_STORE_CTX_set_purpose(check.get(),
                               use == CertificateUse::kServer ? X509_PURPOSE_SSL_SERVER : X509_PURPOSE_SSL_CLIENT);
    X509_STORE_CTX_set_time(check.get(), 0, static_cast<std::time_t>(now.ms() / 1000));
    if (X509_verify_cert(check.get()) == 1) return {};
    const int reason = X509_STORE_CTX_get_error(check.get());
    ERR_clear_error();
    const bool time = reason == X509_V_ERR_CERT_HAS_EXPIRED || reason == X509_V_ERR_CERT_NOT_YET_VALID;
    return Error(time ? ErrorCode::kExpired : ErrorCode::kUnauthenticated, X509_verify_cert_error_string(reason));
}

Result<Digest> signing_request_sha256(const std::string& request_pem) {
    const RequestHandle request = TRY(parse_request(request_pem));
    Digest digest{};
    unsigned int size = 0;
    if (X509_REQ_digest(request.get(), EVP_sha256(), digest.data(), &size) != 1)
        return crypto_error(ErrorCode::kInvalid, "hash certificate request");
    return digest;
}

Result<HeldPublic> signing_request_point(const std::string& request_pem) {
    const RequestHandle request = TRY(parse_request(request_pem));
    EVP_PKEY* key = X509_REQ_get0_pubkey(request.get());
    if (key == nullptr) return crypto_error(ErrorCode::kInvalid, "read key of certificate request");
    if (!is_p256(key)) return Error(ErrorCode::kUnsupported, "a device key must be P-256");
    std::array<unsigned char, 2 * kCoordinateBytes + 1> octets{};
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size(), &size) != 1 ||
        size != octets.size() || octets.front() != 4)
        return crypto_error(ErrorCode::kUnsupported, "read point of certificate request");
    HeldPublic point;
    std::copy_n(octets.begin() + 1, kCoordinateBytes, point.x.begin());
    std::copy_n(octets.begin() + 1 + kCoordinateBytes, kCoordinateBytes, point.y.begin());
    return point;
}

Status check_pair(const CertifiedKey& pair) {
    const CertificateHandle certificate = TRY(parse_certificate(pair.certificate_pem));
    const KeyHandle key = TRY(parse_key(pair.key_pem));
    if (X509_check_private_key(certificate.get(), key.get()) != 1)
        return crypto_error(ErrorCode::kInvalid, "certificate and key do not belong together");
    return {};
}

Status check_answers_request(const std::string& certificate_pem, const std::string& request_pem) {
    const CertificateHandle certificate = TRY(parse_certificate(certificate_pem));
    const RequestHandle request = TRY(parse_request(request_pem));
    const EVP_PKEY* certified = X509_get0_pubkey(certificate.get());
    const EVP_PKEY* asked = X509_REQ_get0_pubkey(request.get());
    if (certified == nullptr || asked == nullptr || EVP_PKEY_eq(certified, asked) != 1)
        return crypto_error(ErrorCode::kInvalid, "the certificate is for another key than was asked for");
    return {};
}

}  // namespace dayroom::crypto
