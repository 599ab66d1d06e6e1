#include "platform/net/https_client.h"

#include <array>
#include <atomic>

#include "platform/net/client_key.h"
#include "platform/net/curl_parts.h"
#include "platform/net/pinned_authority.h"

namespace dayroom::net {
namespace {

constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
constexpr int kLongestPollMs = 1000;

/// What arrives of one answer.
struct Receiver {
    std::string body;
    std::size_t max_body = 0;
    std::size_t header_bytes = 0;
    bool too_large = false;
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* argument) {
    auto& receiver = *static_cast<Receiver*>(argument);
    const std::size_t bytes = size * count;
    if (receiver.body.size() + bytes > receiver.max_body) {
        receiver.too_large = true;
        return 0;
    }
    receiver.body.append(data, bytes);
    return bytes;
}

std::size_t take_header(char* /*data*/, std::size_t size, std::size_t count, void* argument) {
    auto& receiver = *static_cast<Receiver*>(argument);
    receiver.header_bytes += size * count;
    receiver.too_large = receiver.too_large || receiver.header_bytes > kMaxHeaderBytes;
    return receiver.too_large ? 0 : size * count;
}

/// What curl has no option for.
struct TlsExtras {
    const HttpsOptions& options;
    evp_pkey_st* held_key;  // or null
};

CURLcode set_up_tls(CURL* /*handle*/, void* context, void* argument) {
    const auto& extras = *static_cast<const TlsExtras*>(argument);
    auto* tls = static_cast<ssl_ctx_st*>(context);
    const auto& options = extras.options;
    const bool trusts = !options.ca_sha256 || trust_fingerprint(tls, &*options.ca_sha256);
    const bool shows = extras.held_key == nullptr || use_held_key(tls, options.certificate_pem, extras.held_key);
    return trusts && shows ? CURLE_OK : CURLE_SSL_CERTPROBLEM;
}

curl_blob blob_of(ByteView bytes) {
    // Not copied by curl: key and certificates stay where the client keeps them.
    return {const_cast<std::uint8_t*>(bytes.data()), bytes.size(), CURL_BLOB_NOCOPY};
}

/// TLS 1.3: the hub looks at our certificate after we are done with the handshake, so its refusal comes with the first
/// read, as an alert of which curl gives only OpenSSL's words.
bool is_expired_alert(std::string_view words) {
    return words.find("alert certificate expired") != std::string_view::npos;
}

Error error_of(CURLcode code, std::string_view words) {
    const std::string text = curl_easy_strerror(code);
    if (is_expired_alert(words)) return Error(ErrorCode::kExpired, "the hub says that our certificate is over");
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return Error(ErrorCode::kTimeout, "the hub took too long");
        case CURLE_PEER_FAILED_VERIFICATION:
            return Error(ErrorCode::kUnauthenticated, "the other side is not this facility's hub: " + text);
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
            return Error(ErrorCode::kUnauthenticated, "a certificate is unusable: " + text);
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_URL_MALFORMAT:
            return Error(ErrorCode::kInvalid, text);
        default:
            return Error(ErrorCode::kUnavailable, "the hub was not reached: " + text);
    }
}

}  // namespace

struct HttpsClient::Impl {
    HttpsOptions options;
    crypto::PkeyHandle held_key;  // of options.held_key
    TlsExtras extras{options, nullptr};
    std::string origin;  // "https://hub.dayroom:8443"
    EasyHandle easy;
    MultiHandle multi;
    HeaderList connect_to;
    HeaderList post_headers;
    std::array<char, CURL_ERROR_SIZE> words{};  // of curl, about the last failure
    std::atomic<bool> cancelled = false;
    std::atomic<bool> interrupted = false;

    template <typename Value>
    bool set(CURLoption option, Value value) {
        return set_option(easy.get(), option, value);
    }
    bool set_blob(CURLoption option, ByteView bytes) {
        if (bytes.empty()) return true;
        curl_blob blob = blob_of(bytes);
        return set(option, &blob);
    }
    bool set_connection();
    bool set_trust();
    bool set_request(const HttpRequest& request, Receiver& receiver);
    Result<CURLcode> perform();
    bool has_sent_nothing(CURLcode code) const;
};

bool HttpsClient::Impl::set_connection() {
    return set(CURLOPT_PROTOCOLS_STR, "https") && set(CURLOPT_FOLLOWLOCATION, 0L) && set(CURLOPT_PROXY, "") &&
           set(CURLOPT_NOPROXY, "*") && set(CURLOPT_NOSIGNAL, 1L) &&
           set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED)) &&
           set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) && set(CURLOPT_HTTP09_ALLOWED, 0L) &&
           set(CURLOPT_TCP_NODELAY, 1L) && set(CURLOPT_TCP_KEEPALIVE, 1L) &&
           set(CURLOPT_USERAGENT, "dayroom/" DAYROOM_VERSION) &&
           set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count())) &&
           set(CURLOPT_MAXCONNECTS, 2L) && set(CURLOPT_CONNECT_TO, connect_to.get()) &&
           set(CURLOPT_ERRORBUFFER, words.data()) && set(CURLOPT_WRITEFUNCTION, take_body) &&
           set(CURLOPT_HEADERFUNCTION, take_header);
}

bool HttpsClient::Impl::set_trust() {
    const char* none = nullptr;
    bool good = set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3)) &&
                set(CURLOPT_SSL_VERIFYPEER, 1L) && set(CURLOPT_SSL_VERIFYHOST, 2L) && set(CURLOPT_CAPATH, none) &&
                set(CURLOPT_CAINFO, none) && set(CURLOPT_SSLCERTTYPE, "PEM") && set(CURLOPT_SSLKEYTYPE, "PEM") &&
                set_blob(CURLOPT_CAINFO_BLOB, as_bytes(options.ca_pem)) &&
                set_blob(CURLOPT_SSLKEY_BLOB, options.key_pem.bytes());
    // Curl would look for the key of every certificate that it is given.
    if (!held_key) good = good && set_blob(CURLOPT_SSLCERT_BLOB, as_bytes(options.certificate_pem));
    if (options.ca_sha256 || held_key) {
        good =
            good && set(CURLOPT_SSL_CTX_FUNCTION, set_up_tls) && set(CURLOPT_SSL_CTX_DATA, static_cast<void*>(&extras));
    }
    return good;
}

bool HttpsClient::Impl::set_request(const HttpRequest& request, Receiver& receiver) {
    const std::string url = origin + request.path;
    bool good = set(CURLOPT_URL, url.c_str()) && set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count())) &&
                set(CURLOPT_WRITEDATA, static_cast<void*>(&receiver)) &&
                set(CURLOPT_HEADERDATA, static_cast<void*>(&receiver));
    if (request.method == HttpRequest::Method::kPost) {
        good = good && set(CURLOPT_POST, 1L) && set(CURLOPT_POSTFIELDS, request.body.data()) &&
               set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size())) &&
               set(CURLOPT_HTTPHEADER, post_headers.get());
    } else {
        curl_slist* no_headers = nullptr;
        good = good && set(CURLOPT_HTTPGET, 1L) && set(CURLOPT_HTTPHEADER, no_headers);
    }
    const std::string range = std::to_string(request.range_from) + "-";
    const char* no_range = nullptr;
    return good && set(CURLOPT_RANGE, request.range_from > 0 ? range.c_str() : no_range);
}

/// Not even on a connection that was tried before this one.
bool HttpsClient::Impl::has_sent_nothing(CURLcode code) const {
    if (code != CURLE_COULDNT_CONNECT && code != CURLE_COULDNT_RESOLVE_HOST && code != CURLE_OPERATION_TIMEDOUT)
        return false;
    long bytes = -1;
    return curl_easy_getinfo(easy.get(), CURLINFO_REQUEST_SIZE, &bytes) == CURLE_OK && bytes == 0;
}

/// Runs the transfer that is set up; an Error only for cancel() and for curl's own failures.
Result<CURLcode> HttpsClient::Impl::perform() {
    if (curl_multi_add_handle(multi.get(), easy.get()) != CURLM_OK)
        return Error(ErrorCode::kUnavailable, "cannot start a request");
    const struct Removal {
        Impl& impl;
        ~Removal() { curl_multi_remove_handle(impl.multi.get(), impl.easy.get()); }
    } removal{*this};
    for (;;) {
        if (cancelled.load()) return Error(ErrorCode::kUnavailable, "cancelled");
        if (interrupted.exchange(false)) return Error(ErrorCode::kUnavailable, "interrupted");
        int running = 0;
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK)
            return Error(ErrorCode::kUnavailable, "the request broke");
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE) return message->data.result;
        }
        curl_multi_poll(multi.get(), nullptr, 0, kLongestPollMs, nullptr);
    }
}

HttpsClient::HttpsClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpsClient::~HttpsClient() = default;

Result<std::unique_ptr<HttpsClient>> HttpsClient::create(HttpsOptions options) {
    ready_curl();
    const Address address = TRY(parse_address(options.address));
    if (options.ca_pem.empty() == !options.ca_sha256)
        return Error(ErrorCode::kInvalid, "either a CA or its fingerprint is needed");
    const int keys = (options.key_pem.empty() ? 0 : 1) + (options.held_key ? 1 : 0);
    if (keys != (options.certificate_pem.empty() ? 0 : 1))
        return Error(ErrorCode::kInvalid, "a certificate needs its key");
    if (!parse_address(options.server_name + ":1").ok())
        return Error(ErrorCode::kInvalid, "the server's name makes no sense");
    auto impl = std::make_unique<Impl>();
    impl->options = std::move(options);
    if (impl->options.held_key) impl->held_key = TRY(crypto::pkey_of(*impl->options.held_key));
    impl->extras.held_key = impl->held_key.get();
    const std::string port = std::to_string(address.port);
    const std::string host = address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
    impl->origin = "https://" + impl->options.server_name + ":" + port;
    impl->connect_to.reset(
        curl_slist_append(nullptr, (impl->options.server_name + ":" + port + ":" + host + ":" + port).c_str()));
    impl->post_headers.reset(curl_slist_append(nullptr, "Content-Type: application/x-protobuf"));
    curl_slist_append(impl->post_headers.get(), "Expect:");
    impl->easy.reset(curl_easy_init());
    impl->multi.reset(curl_multi_init());
    if (!impl->easy || !impl->multi || !impl->connect_to || !impl->post_headers)
        return Error(ErrorCode::kUnavailable, "no memory for curl");
    if (!impl->set_connection() || !impl->set_trust())
        return Error(ErrorCode::kInvalid, "this libcurl lacks an option that is needed");
    return std::unique_ptr<HttpsClient>(new HttpsClient(std::move(impl)));
}

Result<HttpResponse> HttpsClient::send(const HttpRequest& request) {
    if (request.path.empty() || request.path.front() != '/') return Error(ErrorCode::kInvalid, "a path begins with /");
    Receiver receiver;
    receiver.max_body = request.max_response;
    impl_->words[0] = '\0';
    if (!impl_->set_request(request, receiver)) return Error(ErrorCode::kInvalid, "the request cannot be made");
    const CURLcode code = TRY(impl_->perform());
    if (receiver.too_large) return Error(ErrorCode::kTooLarge, "the hub's answer is too large");
    if (impl_->has_sent_nothing(code)) return Error(ErrorCode::kUnavailable, kNotConnected);
    if (code != CURLE_OK) return error_of(code, impl_->words.data());
    long status = 0;
    curl_easy_getinfo(impl_->easy.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status >= 300 && status < 400) return Error(ErrorCode::kInvalid, "the hub's answer is a redirect");
    return HttpResponse{static_cast<int>(status), std::move(receiver.body)};
}

void HttpsClient::cancel() {
    impl_->cancelled.store(true);
    curl_multi_wakeup(impl_->multi.get());
}

void HttpsClient::interrupt() {
    impl_->interrupted.store(true);
    curl_multi_wakeup(impl_->multi.get());
}

}  // namespace dayroom::net
