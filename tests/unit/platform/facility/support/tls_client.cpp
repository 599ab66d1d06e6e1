#include "tests/unit/platform/facility/support/tls_client.h"

#include <csignal>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dayroom::test {
namespace {

constexpr int kPatienceSeconds = 20;

std::unique_ptr<BIO, decltype(&BIO_free)> memory(ByteView bytes) {
    return {BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), &BIO_free};
}

void trust(SSL_CTX* context, const std::string& ca_pem) {
    X509* ca = PEM_read_bio_X509(memory(as_bytes(ca_pem)).get(), nullptr, nullptr, nullptr);
    if (ca == nullptr) return;
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), ca);
    X509_free(ca);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
}

void present(SSL_CTX* context, const crypto::CertifiedKey& identity) {
    X509* certificate = PEM_read_bio_X509(memory(as_bytes(identity.certificate_pem)).get(), nullptr, nullptr, nullptr);
    EVP_PKEY* key = PEM_read_bio_PrivateKey(memory(identity.key_pem.bytes()).get(), nullptr, nullptr, nullptr);
    SSL_CTX_use_certificate(context, certificate);
    SSL_CTX_use_PrivateKey(context, key);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

}  // namespace

int TlsClient::connect_tcp(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket);
        return -1;
    }
    const timeval patience{kPatienceSeconds, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

std::unique_ptr<TlsClient> TlsClient::connect(std::uint16_t port, const ClientIdentity& identity) {
    std::signal(SIGPIPE, SIG_IGN);
    std::unique_ptr<TlsClient> client(new TlsClient);
    client->socket_ = connect_tcp(port);
    if (client->socket_ < 0) return nullptr;
    client->context_ = SSL_CTX_new(TLS_client_method());
    if (identity.max_version != 0) SSL_CTX_set_max_proto_version(client->context_, identity.max_version);
    trust(client->context_, identity.ca_pem);
    if (identity.certificate != nullptr) present(client->context_, *identity.certificate);
    client->ssl_ = SSL_new(client->context_);
    if (!identity.server_name.empty()) SSL_set_tlsext_host_name(client->ssl_, identity.server_name.c_str());
    SSL_set_fd(client->ssl_, client->socket_);
    if (SSL_connect(client->ssl_) != 1) {
        ERR_clear_error();
        return nullptr;
    }
    return client;
}

TlsClient::~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    if (socket_ >= 0) ::close(socket_);
}

bool TlsClient::send(std::string_view bytes) {
    if (bytes.empty()) return true;
    ERR_clear_error();
    return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
}

std::string TlsClient::read_some() {
    char chunk[16384];
    ERR_clear_error();
    const int taken = SSL_read(ssl_, chunk, sizeof chunk);
    return taken > 0 ? std::string(chunk, static_cast<std::size_t>(taken)) : std::string();
}

ClientAnswer TlsClient::receive() {
    std::size_t end = std::string::npos;
    while ((end = buffered_.find("\r\n\r\n")) == std::string::npos) {
        const std::string more = read_some();
        if (more.empty()) return {};
        buffered_ += more;
    }
    ClientAnswer answer;
    answer.status = std::stoi(buffered_.substr(9, 3));
    std::size_t line = buffered_.find("\r\n") + 2;
    while (line < end) {
        const std::size_t stop = buffered_.find("\r\n", line);
        const std::size_t colon = buffered_.find(": ", line);
        std::string name = buffered_.substr(line, colon - line);
        for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        answer.headers[name] = buffered_.substr(colon + 2, stop - colon - 2);
        line = stop + 2;
    }
    buffered_.erase(0, end + 4);
    if (answer.status == 100) return receive();
    const std::size_t length =
        answer.headers.contains("content-length") ? std::stoul(answer.headers["content-length"]) : 0;
    while (buffered_.size() < length) {
        const std::string more = read_some();
        if (more.empty()) return {};
        buffered_ += more;
    }
    answer.body = buffered_.substr(0, length);
    buffered_.erase(0, length);
    return answer;
}

ClientAnswer TlsClient::call(std::string_view method, std::string_view path, std::string_view body,
                             std::string_view more_headers) {
    std::string request =
        std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: hub\r\n" + std::string(more_headers);
    if (!body.empty() || method != "GET") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    request += "\r\n";
    request += body;
    if (!send(request)) return receive();
    return receive();
}

bool TlsClient::closed_within(int seconds) {
    const timeval patience{seconds, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    char one = 0;
    ERR_clear_error();
    const int taken = SSL_read(ssl_, &one, 1);
    return taken <= 0 && SSL_get_error(ssl_, taken) != SSL_ERROR_WANT_READ;
}

}  // namespace dayroom::test
