#include "platform/net/pinned_authority.h"

#include <memory>

#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace dayroom::net {
namespace {

struct FreeStack {
    void operator()(stack_st_X509* stack) const { sk_X509_free(stack); }
};

bool has_fingerprint(X509* certificate, const crypto::Digest& wanted) {
    crypto::Digest actual{};
    unsigned size = 0;
    return X509_digest(certificate, EVP_sha256(), actual.data(), &size) == 1 && crypto::same(actual, wanted);
}

int verify_chain(X509_STORE_CTX* context, void* argument) {
    const auto& wanted = *static_cast<const crypto::Digest*>(argument);
    const std::unique_ptr<stack_st_X509, FreeStack> trusted(sk_X509_new_null());
    if (trusted == nullptr) return 0;
    stack_st_X509* sent = X509_STORE_CTX_get0_untrusted(context);
    for (int at = 0; at < sk_X509_num(sent); ++at) {
        X509* certificate = sk_X509_value(sent, at);
        if (has_fingerprint(certificate, wanted)) sk_X509_push(trusted.get(), certificate);
    }
    if (sk_X509_num(trusted.get()) == 0) {
        X509_STORE_CTX_set_error(context, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN);
        return 0;
    }
    X509_STORE_CTX_set0_trusted_stack(context, trusted.get());
    return X509_verify_cert(context);
}

}  // namespace

bool trust_fingerprint(ssl_ctx_st* context, const crypto::Digest* sha256) {
    if (context == nullptr) return false;
    SSL_CTX_set_cert_verify_callback(context, verify_chain, const_cast<crypto::Digest*>(sha256));
    return true;
}

}  // namespace dayroom::net
