// One line to the hub that outlives the certificate it calls with: after a renewal its next request goes over a new
// connection with the new key, and a request that the hub refused because the certificate was replaced meanwhile is
// sent again, once. The hub refuses those before it looks at them, so nothing is done twice.
//
// A hub that was restored from a backup of before the renewal does not know the new certificate and answers as if the
// terminal were revoked. Then the pair before is tried; if the hub takes that, it is taken back into use. A terminal
// that really is revoked gets the same answer for both.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "platform/agent/tls_keys.h"
#include "platform/net/https_client.h"

namespace dayroom::agent {

/// How a transport to the hub is made; tests hand in their own.
using MakeTransport = std::function<Result<std::unique_ptr<net::Transport>>(net::HttpsOptions options)>;

struct HubLineParts {
    const TlsKeys& keys;
    const MakeTransport& make;
    std::function<net::HttpsOptions()> options;  // without key and certificate
    std::function<Status()> take_back;           // the pair before goes into use again; keys then say so
};

/// One thread sends, without the store's lock (falling back takes it); cancel() and interrupt() may come from any.
/// Errors: the transport's; kUnavailable also when interrupted or cancelled, and when the hub refused us but did not
/// say whether it takes the pair before.
class HubLine final : public net::Transport {
public:
    explicit HubLine(HubLineParts parts) : parts_(std::move(parts)) {}

    Result<net::HttpResponse> send(const net::HttpRequest& request) override;
    void cancel() override;
    void interrupt() override;

private:
    Result<std::unique_ptr<net::Transport>> make(crypto::CertifiedKey key) const;
    Result<net::Transport*> begin();  // the transport that the next request goes over
    void finish();
    Result<net::HttpResponse> send_once(const net::HttpRequest& request);
    /// Whether the pair before is in use again because the hub takes it: by our doing, or another line's. kUnavailable:
    /// the hub did not say; a terminal that is merely out of date must not take itself for revoked (decision 0014).
    Result<bool> falls_back();

    HubLineParts parts_;
    std::mutex mutex_;  // guards what follows
    std::unique_ptr<net::Transport> line_;
    std::unique_ptr<net::Transport> trial_;  // over the pair before
    std::uint64_t generation_ = 0;
    bool sending_ = false;
    bool interrupted_ = false;
    bool cancelled_ = false;
};

}  // namespace dayroom::agent
