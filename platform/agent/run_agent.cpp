#include "platform/agent/run_agent.h"

#include "platform/agent/server.h"
#include "platform/base/clock_ahead.h"
#include "platform/device/sandbox.h"

namespace dayroom::agent {
namespace {

Status make_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (!failed) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    if (failed) return Error(ErrorCode::kIo, "make the data folder " + folder.string() + ": " + failed.message());
    return {};
}

/// Closes the sandbox, when it is wanted, and starts everything that runs.
Status start(Agent& agent, const AgentOptions& options, AgentLog& log) {
    if (options.sandbox) {
        device::AgentSandbox rules{std::filesystem::absolute(options.data_dir).string(),
                                   std::filesystem::absolute(options.socket_path).parent_path().string(),
                                   agent.hub_port(), options.photo_program.string(), options.tpm.device()};
        rules.technician_media = options.technician_media.string();
        const auto report = TRY(device::restrict_agent(rules));
        log.note("sandbox_closed", {}, "landlock abi " + std::to_string(report.landlock_abi));
    }
    if (options.rights_given_up) options.rights_given_up();
    return agent.begin();
}

}  // namespace

MakeTransport https_transport(device::tpm::TlsKeyMaker keys) {
    return [keys = std::move(keys)](net::HttpsOptions options) -> Result<std::unique_ptr<net::Transport>> {
        options.held_key = TRY(keys.holder_of(options.key_pem));
        if (options.held_key) options.key_pem.clear();
        auto client = TRY(net::HttpsClient::create(std::move(options)));
        return std::unique_ptr<net::Transport>(std::move(client));
    };
}

Status run_agent(const AgentOptions& options, std::stop_token stop) {
    const MachineClock clock;
    SystemRandom random;
    const auto notifier = device::ServiceNotifier::from_environment();
    return run_agent(options, clock, random, notifier, https_transport(device::tpm::TlsKeyMaker(options.tpm)),
                     std::move(stop));
}

Status run_agent(const AgentOptions& options, const Clock& clock, Random& random,
                 const device::ServiceNotifier& notifier, MakeTransport make_transport, std::stop_token stop) {
    TRY(make_folder(options.data_dir));
    AgentLog log;
    Mailbox mailbox;
    Agent agent({options, clock, random, log, mailbox, std::move(make_transport)});
    TRY(agent.open());
    const auto server = TRY(Server::create(options, clock, log, mailbox));
    if (agent.enrolled()) TRY(start(agent, options, log));
    log.note("started", agent.enrolled() ? "enrolled" : "not_enrolled");
    Status enrolling;
    server->run(agent, notifier, stop, [&]() -> Status {
        enrolling = agent.open();
        // The enrolling program holds the store just now: look again.
        if (!enrolling.ok() && enrolling.error().code == ErrorCode::kUnavailable) return enrolling = Status();
        if (enrolling.ok() && agent.enrolled()) enrolling = start(agent, options, log);
        return enrolling;
    });
    agent.end();
    log.note("stopped");
    if (agent.must_restart())
        return Error(ErrorCode::kCorrupt, "the store is damaged; start again and it will be rebuilt from the hub");
    return enrolling;
}

}  // namespace dayroom::agent
