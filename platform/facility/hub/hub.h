// A whole running hub: services, listeners and the regular work. main and the tests start the same one.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "platform/facility/console/static_files.h"
#include "platform/facility/http/server.h"
#include "platform/facility/hub/housekeeping.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/services/services.h"
#include "platform/facility/webhooks/webhook_sender.h"

namespace dayroom::facility {

struct ListenAddress {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;

    /// "10.1.2.3:8443", "[::1]:0". kInvalid for anything else.
    static Result<ListenAddress> parse(const std::string& text);
    std::string to_string() const;
};

struct HubOptions {
    ListenAddress terminals;
    std::optional<ListenAddress> staff;
    std::size_t threads = 2;
    http::Limits limits;
    ServicesOptions services;
    std::function<void(const http::Exchange&)> observer;
    std::string console;  // folder of the console's page; empty: none
    WebhookOptions webhooks;
};

class Hub {
public:
    /// `clock` and `random` outlive it. Errors say on one line what to do.
    static Result<std::unique_ptr<Hub>> start(const HubFiles& files, HubOptions options, const Clock& clock,
                                              Random& random);
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    bool has_console() const { return page_.size() > 0; }
    ListenAddress terminals() const { return terminals_; }
    std::optional<ListenAddress> staff() const { return staff_; }
    Services& services() { return *services_; }
    const http::Server& server() const { return *server_; }

    /// Answers what has arrived, makes everything acknowledged durable, ends. Blocks for Limits::drain at most. Twice
    /// is harmless.
    void stop();

private:
    Hub() = default;
    Result<std::shared_ptr<const http::TlsContext>> tls(http::Clients clients) const;
    Status renew_certificates();
    std::unique_ptr<Services> services_;
    std::unique_ptr<ApiTokens> tokens_;
    std::unique_ptr<StaffApi> staff_api_;
    StaticFiles page_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<Housekeeping> housekeeping_;
    std::unique_ptr<WebhookSender> webhooks_;
    ListenAddress terminals_;
    std::optional<ListenAddress> staff_;
};

}  // namespace dayroom::facility
