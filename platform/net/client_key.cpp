#include "platform/net/client_key.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace dayroom::net {
namespace {

struct FreeClientText {
    void operator()(BIO* text) const { BIO_free_all(text); }
};
struct FreeClientCertificate {
    void operator()(X509* certificate) const { X509_free(certificate); }
};

}  // namespace

bool use_held_key(ssl_ctx_st* context, const std::string& certificate_pem, evp_pkey_st* key) {
    const std::unique_ptr<BIO, FreeClientText> text(
        BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
    const std::unique_ptr<X509, FreeClientCertificate> certificate(
        PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
    return certificate != nullptr && SSL_CTX_use_certificate(context, certificate.get()) == 1 &&
           SSL_CTX_use_PrivateKey(context, key) == 1 && SSL_CTX_check_private_key(context) == 1;
}

}  // namespace dayroom::net
