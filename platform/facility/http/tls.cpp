#include "platform/facility/http/tls.h"

#include <climits>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace dayroom::http {
namespace {

using BioHandle = std::unique_ptr<BIO, decltype(&BIO_free)>;
using CertificateHandle = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyHandle = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using ContextHandle = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

Error tls_error(const char* what) {
    char text[256] = "unknown";
    const unsigned long code = ERR_get_error();
    if (code != 0) ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return Error(ErrorCode::kInvalid, std::string(what) + ": " + text);
}

Result<CertificateHandle> read_certificate(std::string_view pem) {
    const BioHandle bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    CertificateHandle certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), &X509_free);
    if (!certificate) return tls_error("read certificate");
    return certificate;
}

Result<KeyHandle> read_key(const Secret& pem) {
    const BioHandle bio(BIO_new_mem_buf(pem.bytes().data(), static_cast<int>(pem.size())), &BIO_free);
    KeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    if (!key) return tls_error("read private key");
    return key;
}

/// A terminal without a certificate says so by name; it gets no ticket, so that its session can never come back as
/// something else.
int on_server_name(SSL* ssl, int*, void*) {
    const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    if (name != nullptr && std::string_view(name) == kEnrollName) {
        SSL_set_verify(ssl, SSL_VERIFY_NONE, nullptr);
        SSL_set_num_tickets(ssl, 0);
    }
    return SSL_TLSEXT_ERR_OK;
}

Status demand_certificates(SSL_CTX* context, X509* ca) {
    static constexpr unsigned char kSessionContext[] = "dayroom-hub-1";
    X509_STORE* store = SSL_CTX_get_cert_store(context);
    if (X509_STORE_add_cert(store, ca) != 1) return tls_error("trust facility CA");
    if (SSL_CTX_set_purpose(context, X509_PURPOSE_SSL_CLIENT) != 1) return tls_error("set purpose");
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_verify_depth(context, 1);
    SSL_CTX_set_tlsext_servername_callback(context, &on_server_name);
    if (SSL_CTX_set_session_id_context(context, kSessionContext, sizeof kSessionContext) != 1) {
        return tls_error("set session context");
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::create(const TlsIdentity& identity, Clients clients) {
    const auto certificate = TRY(read_certificate(identity.certificate_pem));
    const auto ca = TRY(read_certificate(identity.ca_pem));
    const auto key = TRY(read_key(identity.key_pem));
    ContextHandle context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    if (!context) return tls_error("make TLS context");
    SSL_CTX* raw = context.get();
    if (SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION) != 1) return tls_error("set TLS 1.3");
    SSL_CTX_set_mode(raw,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(raw, 1);
    SSL_CTX_set_max_cert_list(raw, 16 * 1024);
    if (SSL_CTX_use_certificate(raw, certificate.get()) != 1) return tls_error("use certificate");
    if (SSL_CTX_use_PrivateKey(raw, key.get()) != 1) return tls_error("use private key");
    if (SSL_CTX_check_private_key(raw) != 1) return tls_error("certificate and key do not belong together");
    if (SSL_CTX_add1_chain_cert(raw, ca.get()) != 1) return tls_error("send facility CA");
    if (clients == Clients::kCertificate) TRY(demand_certificates(raw, ca.get()));
    return std::shared_ptr<const TlsContext>(new TlsContext(context.release(), clients));
}

TlsContext::~TlsContext() { SSL_CTX_free(context_); }

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context, int socket)
    : context_(std::move(context)), ssl_(SSL_new(context_->native())) {
    if (ssl_ == nullptr || SSL_set_fd(ssl_, socket) != 1) {
        broken_ = true;
        return;
    }
    SSL_set_accept_state(ssl_);
}

TlsSession::~TlsSession() { SSL_free(ssl_); }

TlsSession::Step TlsSession::step_of(int result) {
    switch (SSL_get_error(ssl_, result)) {
        case SSL_ERROR_NONE:
            return Step::kDone;
        case SSL_ERROR_WANT_READ:
            return Step::kWantRead;
        case SSL_ERROR_WANT_WRITE:
            return Step::kWantWrite;
        case SSL_ERROR_ZERO_RETURN:
            return Step::kClosed;
        default:
            break;
    }
    broken_ = true;
    ERR_clear_error();
    return Step::kClosed;
}

TlsSession::Step TlsSession::handshake() {
    if (broken_) return Step::kClosed;
    ERR_clear_error();
    return step_of(SSL_do_handshake(ssl_));
}

Result<Peer> TlsSession::peer() const {
    Peer peer;
    if (context_->clients() == Clients::kAnyone) return peer;
    const char* name = SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name);
    if (name != nullptr && std::string_view(name) == kEnrollName) {
        peer.enrolling = true;
        return peer;
    }
    // Asked again here and not only in the handshake: a resumed session verifies nothing by itself.
    X509* certificate = SSL_get0_peer_certificate(ssl_);
    if (certificate == nullptr || SSL_get_verify_result(ssl_) != X509_V_OK) {
        return Error(ErrorCode::kUnauthenticated, "no valid client certificate");
    }
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    char subject[128] = {};
    if (X509_digest(certificate, EVP_sha256(), digest, &size) != 1 ||
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, subject, sizeof subject) < 0) {
        return Error(ErrorCode::kUnauthenticated, "the client certificate has no name");
    }
    peer.certificate_sha256.assign(reinterpret_cast<const char*>(digest), size);
    peer.certificate_subject = subject;
    return peer;
}

TlsSession::Moved TlsSession::read(char* out, std::size_t room) {
    if (broken_) return {};
    ERR_clear_error();
    std::size_t taken = 0;
    const int result = SSL_read_ex(ssl_, out, room, &taken);
    if (result == 1) return {Step::kDone, taken};
    return {step_of(result), 0};
}

TlsSession::Moved TlsSession::write(std::string_view bytes) {
    if (broken_) return {};
    ERR_clear_error();
    std::size_t written = 0;
    const int result = SSL_write_ex(ssl_, bytes.data(), bytes.size(), &written);
    if (result == 1) return {Step::kDone, written};
    return {step_of(result), 0};
}

TlsSession::Step TlsSession::peek() {
    if (broken_) return Step::kClosed;
    ERR_clear_error();
    char one = 0;
    std::size_t taken = 0;
    return step_of(SSL_peek_ex(ssl_, &one, 1, &taken));
}

void TlsSession::close() {
    if (broken_ || ssl_ == nullptr || !SSL_is_init_finished(ssl_)) return;
    ERR_clear_error();
    SSL_shutdown(ssl_);
    ERR_clear_error();
}

}  // namespace dayroom::http
