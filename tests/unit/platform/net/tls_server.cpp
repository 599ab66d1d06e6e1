#include "tests/unit/platform/net/tls_server.h"

#include <csignal>

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dayroom::net::test {
namespace {

X509* read_certificate(const std::string& pem) {
    BIO* source = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509* certificate = PEM_read_bio_X509(source, nullptr, nullptr, nullptr);
    BIO_free(source);
    return certificate;
}

EVP_PKEY* read_key(ByteView pem) {
    BIO* source = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(source, nullptr, nullptr, nullptr);
    BIO_free(source);
    return key;
}

/// Reads one request: head, and as much body as it says.
std::string read_request(SSL* session) {
    std::string text;
    char piece[4096];
    for (;;) {
        const auto head_end = text.find("\r\n\r\n");
        if (head_end != std::string::npos) {
            const auto at = text.find("Content-Length: ");
            const std::size_t body = at == std::string::npos || at > head_end ? 0 : std::stoul(text.substr(at + 16));
            if (text.size() >= head_end + 4 + body) return text;
        }
        const int got = SSL_read(session, piece, sizeof piece);
        if (got <= 0) return {};
        text.append(piece, static_cast<std::size_t>(got));
    }
}

}  // namespace

TlsServer::TlsServer(const crypto::CertifiedKey& authority, const crypto::CertifiedKey& identity,
                     bool wants_certificate, Answer answer)
    : answer_(std::move(answer)) {
    std::signal(SIGPIPE, SIG_IGN);
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    X509* leaf = read_certificate(identity.certificate_pem);
    X509* root = read_certificate(authority.certificate_pem);
    EVP_PKEY* key = read_key(identity.key_pem.bytes());
    REQUIRE(SSL_CTX_use_certificate(context, leaf) == 1);
    REQUIRE(SSL_CTX_use_PrivateKey(context, key) == 1);
    SSL_CTX_add1_chain_cert(context, root);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), root);
    if (wants_certificate) SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    X509_free(leaf);
    X509_free(root);
    EVP_PKEY_free(key);
    const unsigned char purpose[] = "test";
    SSL_CTX_set_session_id_context(context, purpose, sizeof purpose);
    context_ = context;
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener_, 8) == 0);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

TlsServer::~TlsServer() {
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    SSL_CTX_free(static_cast<SSL_CTX*>(context_));
}

void TlsServer::highest_version(int version) {
    SSL_CTX_set_max_proto_version(static_cast<SSL_CTX*>(context_), version);
}

void TlsServer::run() {
    while (!stopping_) {
        const int socket = ::accept(listener_, nullptr, nullptr);
        if (socket < 0) return;
        timeval limit{5, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ++connections_;
        serve(socket);
        ::close(socket);
    }
}

void TlsServer::serve(int socket) {
    SSL* session = SSL_new(static_cast<SSL_CTX*>(context_));
    SSL_set_fd(session, socket);
    if (SSL_accept(session) == 1) {
        const char* name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
        last_name_ = name == nullptr ? "" : name;
        for (std::string request; !(request = read_request(session)).empty();) {
            const std::string answer = answer_(request);
            if (answer.empty() || SSL_write(session, answer.data(), static_cast<int>(answer.size())) <= 0) break;
        }
    } else {
        // The alert is read before the end of the connection is: an end with something unread would take it away.
        ::shutdown(socket, SHUT_WR);
        for (char rest[512]; ::recv(socket, rest, sizeof rest, 0) > 0;) {
        }
    }
    SSL_free(session);
}

std::string ok(const std::string& body, const std::string& status) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace dayroom::net::test
