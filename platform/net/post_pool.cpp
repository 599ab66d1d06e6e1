#include "platform/net/post_pool.h"

#include <algorithm>

#include <sys/socket.h>

#include "platform/net/curl_parts.h"
#include "platform/net/post_target.h"

namespace dayroom::net {
namespace {

constexpr std::size_t kMaxAnswerHeader = 16 * 1024;

/// One POST that is under way.
struct Transfer {
    std::uint64_t tag = 0;
    Post post;
    EasyHandle easy;
    HeaderList headers;
    bool loopback_only = false;
    bool private_networks = true;
    bool refused_address = false;
    bool too_large = false;
    std::size_t left = 0;  // bytes of the answer's body that may still come
    std::size_t header_left = kMaxAnswerHeader;
};

std::size_t drop_body(char* /*data*/, std::size_t size, std::size_t count, void* argument) {
    auto& transfer = *static_cast<Transfer*>(argument);
    const std::size_t bytes = size * count;
    transfer.too_large = transfer.too_large || bytes > transfer.left;
    if (transfer.too_large) return 0;
    transfer.left -= bytes;
    return bytes;
}

std::size_t drop_header(char* /*data*/, std::size_t size, std::size_t count, void* argument) {
    auto& transfer = *static_cast<Transfer*>(argument);
    const std::size_t bytes = size * count;
    transfer.too_large = transfer.too_large || bytes > transfer.header_left;
    if (transfer.too_large) return 0;
    transfer.header_left -= bytes;
    return bytes;
}

/// Asked with the address that is about to be connected to: what a name resolves to now is what counts.
curl_socket_t open_allowed(void* argument, curlsocktype /*purpose*/, struct curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(argument);
    const AddressKind kind = kind_of(address->addr);
    const bool allowed = transfer.loopback_only ? kind == AddressKind::kLoopback
                                                : kind == AddressKind::kPublic ||
                                                      (kind != AddressKind::kNever && transfer.private_networks);
    if (!allowed) {
        transfer.refused_address = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool set_up(Transfer& transfer, const PostTarget& target, const PostPoolOptions& options) {
    CURL* easy = transfer.easy.get();
    const std::string url = target.url();
    bool good = set_option(easy, CURLOPT_URL, url.c_str()) &&
                set_option(easy, CURLOPT_PROTOCOLS_STR, target.tls ? "https" : "http") &&
                set_option(easy, CURLOPT_FOLLOWLOCATION, 0L) && set_option(easy, CURLOPT_PROXY, "") &&
                set_option(easy, CURLOPT_NOPROXY, "*") && set_option(easy, CURLOPT_NOSIGNAL, 1L) &&
                set_option(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED)) &&
                set_option(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
                set_option(easy, CURLOPT_HTTP09_ALLOWED, 0L) && set_option(easy, CURLOPT_TCP_NODELAY, 1L) &&
                set_option(easy, CURLOPT_USERAGENT, "dayroom-hub/" DAYROOM_VERSION) &&
                set_option(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count())) &&
                set_option(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count())) &&
                set_option(easy, CURLOPT_POST, 1L) && set_option(easy, CURLOPT_POSTFIELDS, transfer.post.body.data()) &&
                set_option(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.post.body.size())) &&
                set_option(easy, CURLOPT_HTTPHEADER, transfer.headers.get()) &&
                set_option(easy, CURLOPT_WRITEFUNCTION, drop_body) && set_option(easy, CURLOPT_WRITEDATA, &transfer) &&
                set_option(easy, CURLOPT_HEADERFUNCTION, drop_header) &&
                set_option(easy, CURLOPT_HEADERDATA, &transfer) &&
                set_option(easy, CURLOPT_OPENSOCKETFUNCTION, open_allowed) &&
                set_option(easy, CURLOPT_OPENSOCKETDATA, &transfer) && set_option(easy, CURLOPT_PRIVATE, &transfer) &&
                set_option(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
                set_option(easy, CURLOPT_SSL_VERIFYPEER, 1L) && set_option(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    const char* none = nullptr;
    good = good && set_option(easy, CURLOPT_CAPATH, none);
    if (transfer.post.ca_pem.empty()) return good && set_option(easy, CURLOPT_CAINFO, options.authorities.c_str());
    curl_blob authority{transfer.post.ca_pem.data(), transfer.post.ca_pem.size(), CURL_BLOB_NOCOPY};
    return good && set_option(easy, CURLOPT_CAINFO, none) && set_option(easy, CURLOPT_CAINFO_BLOB, &authority);
}

Result<int> outcome_of(const Transfer& transfer, CURLcode code) {
    if (transfer.too_large) return Error(ErrorCode::kTooLarge, "the receiver's answer is too large");
    if (transfer.refused_address) return Error(ErrorCode::kDenied, "the receiver's address is not allowed");
    switch (code) {
        case CURLE_OK: {
            long status = 0;
            curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
            return static_cast<int>(status);
        }
        case CURLE_OPERATION_TIMEDOUT:
            return Error(ErrorCode::kTimeout, "the receiver took too long");
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CONNECT_ERROR:
            return Error(ErrorCode::kUnauthenticated, std::string("no trusted TLS: ") + curl_easy_strerror(code));
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_WEIRD_SERVER_REPLY:
            return Error(ErrorCode::kInvalid, std::string("no HTTP: ") + curl_easy_strerror(code));
        default:
            return Error(ErrorCode::kUnavailable, std::string("not reached: ") + curl_easy_strerror(code));
    }
}

}  // namespace

struct PostPool::Impl {
    PostPoolOptions options;
    MultiHandle multi;
    std::vector<std::unique_ptr<Transfer>> running;

    /// Moves bytes; what has ended is taken out.
    std::vector<Posted> perform();
    void end(const Transfer* transfer, std::vector<Posted>& ended, CURLcode code);
};

void PostPool::Impl::end(const Transfer* transfer, std::vector<Posted>& ended, CURLcode code) {
    ended.push_back({transfer->tag, outcome_of(*transfer, code)});
    curl_multi_remove_handle(multi.get(), transfer->easy.get());
    std::erase_if(running, [&](const std::unique_ptr<Transfer>& each) { return each.get() == transfer; });
}

std::vector<Posted> PostPool::Impl::perform() {
    std::vector<Posted> ended;
    int left = 0;
    curl_multi_perform(multi.get(), &left);
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        Transfer* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        end(transfer, ended, code);
    }
    return ended;
}

PostPool::PostPool(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

PostPool::~PostPool() {
    for (const auto& transfer : impl_->running) curl_multi_remove_handle(impl_->multi.get(), transfer->easy.get());
}

Result<std::unique_ptr<PostPool>> PostPool::create(PostPoolOptions options) {
    ready_curl();
    auto impl = std::make_unique<Impl>();
    impl->options = std::move(options);
    impl->multi.reset(curl_multi_init());
    if (!impl->multi) return Error(ErrorCode::kUnavailable, "no memory for curl");
    return std::unique_ptr<PostPool>(new PostPool(std::move(impl)));
}

Status PostPool::start(std::uint64_t tag, Post post) {
    const PostTarget target = TRY(parse_post_target(post.url));
    if (impl_->running.size() >= impl_->options.at_once) return Error(ErrorCode::kUnavailable, "others are under way");
    auto transfer = std::make_unique<Transfer>();
    transfer->tag = tag;
    transfer->post = std::move(post);
    transfer->loopback_only = !target.tls;
    transfer->private_networks = impl_->options.private_networks;
    transfer->left = impl_->options.max_response;
    transfer->easy.reset(curl_easy_init());
    transfer->post.headers.emplace_back("Expect:");
    for (const std::string& header : transfer->post.headers) {
        curl_slist* longer = curl_slist_append(transfer->headers.get(), header.c_str());
        if (longer == nullptr) return Error(ErrorCode::kUnavailable, "no memory for curl");
        (void)transfer->headers.release();
        transfer->headers.reset(longer);
    }
    if (!transfer->easy || !set_up(*transfer, target, impl_->options))
        return Error(ErrorCode::kInvalid, "this libcurl lacks an option that is needed");
    if (curl_multi_add_handle(impl_->multi.get(), transfer->easy.get()) != CURLM_OK)
        return Error(ErrorCode::kUnavailable, "cannot start a request");
    impl_->running.push_back(std::move(transfer));
    return {};
}

std::vector<Posted> PostPool::wait(Milliseconds at_most) {
    std::vector<Posted> ended = impl_->perform();
    if (!ended.empty()) return ended;
    const auto longest = std::clamp<std::int64_t>(at_most.count(), 0, 60'000);
    // Comes back for every byte that arrives, too: then there may be nothing to tell yet.
    curl_multi_poll(impl_->multi.get(), nullptr, 0, static_cast<int>(longest), nullptr);
    return impl_->perform();
}

void PostPool::wake() { curl_multi_wakeup(impl_->multi.get()); }

}  // namespace dayroom::net
