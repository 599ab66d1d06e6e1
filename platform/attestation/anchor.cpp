#include "platform/attestation/anchor.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "platform/attestation/endorsement.h"
#include "platform/attestation/word.h"
#include "platform/base/utf8.h"

namespace dayroom::attestation {
namespace {

using Text = std::unique_ptr<BIO, crypto::Freeing<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, crypto::Freeing<X509_free>>;
using AnyKey = std::unique_ptr<EVP_PKEY, crypto::Freeing<EVP_PKEY_free>>;

constexpr std::string_view kPemBegins = "-----BEGIN";

int no_words(char*, int, int, void*) { return -1; }

Text reading_text(ByteView bytes) { return Text(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))); }

std::string written_text(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

Error no_authority(const char* why) {
    ERR_clear_error();
    return Error(ErrorCode::kInvalid, std::string("the file is no certificate of a maker's authority: ") + why);
}

Result<Anchor> maker_of(X509* certificate) {
    if (X509_check_ca(certificate) == 0) return no_authority("it may not vouch for others");
    Anchor made;
    made.name = name_of_maker(certificate);
    unsigned int size = 0;
    const Text out(BIO_new(BIO_s_mem()));
    if (!out || X509_digest(certificate, EVP_sha256(), made.id.data(), &size) != 1 ||
        PEM_write_bio_X509(out.get(), certificate) != 1)
        return no_authority("it cannot be read");
    made.pem = written_text(out.get());
    if (made.pem.size() > kMaxAnchorPemBytes) return no_authority("it is too large");
    return made;
}

Result<std::vector<Anchor>> makers_in_pem(ByteView file) {
    std::vector<Anchor> all;
    const Text text = reading_text(file);
    for (;;) {
        const Certificate certificate(PEM_read_bio_X509(text.get(), nullptr, &no_words, nullptr));
        if (!certificate) break;
        if (all.size() == kMaxAnchorsInFile) return no_authority("there are too many");
        all.push_back(TRY(maker_of(certificate.get())));
    }
    const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (all.empty() || !at_end) return no_authority("it is damaged");
    return all;
}

}  // namespace

Result<std::vector<Anchor>> read_makers(ByteView file) {
    if (file.empty() || file.size() > kMaxAnchorFileBytes) return no_authority("it is empty or too large");
    if (as_text(file).find(kPemBegins) != std::string_view::npos) return makers_in_pem(file);
    const unsigned char* at = file.data();
    const Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(file.size())));
    if (!certificate || at != file.data() + file.size()) return no_authority("it is neither PEM nor DER");
    return std::vector<Anchor>{TRY(maker_of(certificate.get()))};
}

Result<Anchor> read_image_key(ByteView file, const std::string& name) {
    const Error wrong(ErrorCode::kUnsupported,
                      "an image key is a public key as PEM: RSA of 2048 to 4096 bits, or P-256");
    if (file.size() > kMaxAnchorPemBytes) return wrong;
    const AnyKey key(PEM_read_bio_PUBKEY(reading_text(file).get(), nullptr, &no_words, nullptr));
    ERR_clear_error();
    if (!key) return wrong;
    const int bits = EVP_PKEY_get_bits(key.get());
    std::array<char, 32> group{};
    std::size_t size = 0;
    const bool rsa = EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA && bits >= 2048 && bits <= 4096;
    const bool p256 = EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_EC &&
                      EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), &size) == 1 &&
                      std::string_view(group.data(), size) == "prime256v1";
    ERR_clear_error();
    if (!rsa && !p256) return wrong;
    unsigned char* der = nullptr;
    const int der_size = i2d_PUBKEY(key.get(), &der);
    const Text out(BIO_new(BIO_s_mem()));
    if (der_size <= 0 || !out || PEM_write_bio_PUBKEY(out.get(), key.get()) != 1) return wrong;
    Anchor made;
    made.kind = Anchor::Kind::kImage;
    made.id = crypto::sha256({der, static_cast<std::size_t>(der_size)});
    OPENSSL_free(der);
    made.name = utf8::sanitize(name, kMaxMakerCharacters);
    made.pem = written_text(out.get());
    return made;
}

}  // namespace dayroom::attestation
