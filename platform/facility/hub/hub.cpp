#include "platform/facility/hub/hub.h"

#include <charconv>

#include "platform/facility/schema/hub_database.h"
#include "platform/facility/terminals/routes.h"

namespace dayroom::facility {
namespace {
constexpr std::size_t kTerminalListener = 0;
constexpr std::size_t kStaffListener = 1;
}  // namespace

Result<ListenAddress> ListenAddress::parse(const std::string& text) {
    const Error wrong(ErrorCode::kInvalid, "\"" + text + "\" is no address and port: write 127.0.0.1:8443");
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return wrong;
    ListenAddress parsed;
    parsed.address = text.substr(0, colon);
    if (parsed.address.front() == '[' && parsed.address.back() == ']')
        parsed.address = parsed.address.substr(1, parsed.address.size() - 2);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, parsed.port);
    if (read.ec != std::errc() || read.ptr != end) return wrong;
    return parsed;
}

std::string ListenAddress::to_string() const {
    const bool six = address.find(':') != std::string::npos;
    return (six ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

Result<std::shared_ptr<const http::TlsContext>> Hub::tls(http::Clients clients) const {
    crypto::CertifiedKey server = TRY(services_->files.server_certificate(services_->clock, services_->random));
    const http::TlsIdentity identity{server.certificate_pem, services_->authority.certificate_pem,
                                     std::move(server.key_pem)};
    return http::TlsContext::create(identity, clients);
}

Status Hub::renew_certificates() {
    server_->replace_tls(kTerminalListener, TRY(tls(http::Clients::kCertificate)));
    if (staff_) server_->replace_tls(kStaffListener, TRY(tls(http::Clients::kAnyone)));
    return {};
}

Result<std::unique_ptr<Hub>> Hub::start(const HubFiles& files, HubOptions options, const Clock& clock, Random& random) {
    std::unique_ptr<Hub> hub(new Hub);
    hub->services_ = TRY(Services::open(files, clock, random, std::move(options.services)));
    const Secret key = TRY(files.database_key());
    hub->tokens_ = std::make_unique<ApiTokens>(TRY(open_reader(files.database(), key)), clock);
    hub->staff_api_ = std::make_unique<StaffApi>(*hub->services_, *hub->tokens_);

    if (!options.console.empty()) hub->page_ = TRY(StaticFiles::read(options.console));

    http::ServerOptions server;
    server.threads = options.threads;
    server.limits = options.limits;
    server.observer = std::move(options.observer);
    server.on_drain = [services = hub->services_.get()] { services->begin_stop(); };
    http::ListenerOptions& terminals = server.listeners.emplace_back();
    terminals.address = options.terminals.address;
    terminals.port = options.terminals.port;
    terminals.tls = TRY(hub->tls(http::Clients::kCertificate));
    terminals.gate = terminal_gate(*hub->services_);
    add_terminal_routes(terminals.router, *hub->services_);
    if (options.staff) {
        http::ListenerOptions& staff = server.listeners.emplace_back();
        staff.address = options.staff->address;
        staff.port = options.staff->port;
        staff.tls = TRY(hub->tls(http::Clients::kAnyone));
        staff.gate = staff_gate(*hub->staff_api_);
        staff.dialect = http::Dialect::kJson;
        staff.headers = console_headers();
        add_staff_routes(staff.router, *hub->staff_api_);
        if (hub->has_console()) add_static_routes(staff.router, hub->page_);
    }
    hub->server_ = TRY(http::Server::start(std::move(server), clock));
    hub->terminals_ = {options.terminals.address, hub->server_->port(kTerminalListener)};
    if (options.staff) hub->staff_ = ListenAddress{options.staff->address, hub->server_->port(kStaffListener)};
    hub->webhooks_ = TRY(WebhookSender::create(
        options.webhooks, {hub->services_->webhooks, TRY(open_reader(files.database(), key)), *hub->services_->writer,
                           hub->services_->notifier, nullptr, hub->services_->context, random,
                           [services = hub->services_.get()](const std::string& what) { services->alarm(what); }}));
    hub->webhooks_->start();
    hub->housekeeping_ =
        std::make_unique<Housekeeping>(*hub->services_, [raw = hub.get()] { return raw->renew_certificates(); });
    return hub;
}

Hub::~Hub() { stop(); }

void Hub::stop() {
    if (housekeeping_) housekeeping_->stop();
    if (webhooks_) webhooks_->stop();
    if (server_) server_->stop();
    if (services_) services_->stop();
}

}  // namespace dayroom::facility
