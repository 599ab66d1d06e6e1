// dayroom-hub serve: runs until SIGTERM or SIGINT, then answers what has arrived and ends.
#include <csignal>
#include <cstdio>

#include <sys/resource.h>

#include "platform/device/sandbox.h"
#include "platform/device/watchdog.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/cli/log.h"
#include "platform/facility/hub/hub.h"
#include "platform/facility/statements/pdf_writer.h"

namespace dayroom::hub {
namespace {

using facility::Hub;
using facility::HubFiles;
using facility::HubOptions;
using facility::ListenAddress;

struct ServeOptions {
    std::string data;
    std::string listen = "127.0.0.1:8443";
    std::string staff_listen;
    std::string console;
    std::size_t threads = 2;
    std::size_t readers = 2;
    std::string log_level = "info";
    bool sandbox = true;
    bool private_webhooks = true;
    int certificate_age_days = 0;
};

/// A descriptor a connection, and some for files.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// Blocked before any thread is started, so that only the main thread takes them.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// Waits for a stop signal, and tells the service manager meanwhile that the hub is alive.
void wait_for_stop(const sigset_t& signals, const device::ServiceNotifier& manager) {
    const auto pause = manager.interval().value_or(std::chrono::seconds(60));
    timespec wait{};
    wait.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(pause).count();
    wait.tv_nsec = (std::chrono::nanoseconds(pause) % std::chrono::seconds(1)).count();
    while (sigtimedwait(&signals, nullptr, &wait) < 0) manager.alive();
}

Status close_sandbox(const ServeOptions& options, const std::vector<std::string>& programs, Log& log) {
    if (!options.sandbox) return {};
    device::HubSandbox rules;
    rules.data_dir = options.data;
    rules.programs = programs;
    if (!options.console.empty()) rules.read_only.push_back(options.console);
    rules.read_only.emplace_back(facility::kWebhookAuthorities);
    for (const char* fonts : facility::kPaperFontFolders)
        if (std::filesystem::exists(fonts)) rules.read_only.emplace_back(fonts);
    const device::SandboxReport report = TRY(device::restrict_hub(rules));
    log.event("sandbox",
              {{"landlock_abi", report.landlock_abi}, {"system_calls_filtered", report.system_calls_filtered}});
    return {};
}

/// The page beside the program: in the build tree, or installed. Empty when there is none.
std::string find_console(const Environment& environment) {
    for (const char* place : {"/../console", "/../share/dayroom/console"}) {
        const std::string folder = environment.program_folder + place;
        std::error_code ignored;
        if (std::filesystem::exists(folder + "/index.html", ignored)) return folder;
    }
    return {};
}

Result<int> serve(Environment& environment, const ServeOptions& given) {
    ServeOptions options = given;
    if (options.console.empty()) options.console = find_console(environment);
    if (!std::filesystem::exists(options.data + "/hub.db")) {
        return Error(ErrorCode::kNotFound, "there is no hub in " + options.data + ": run \"dayroom-hub init --data " +
                                               options.data + " --name NAME\" first");
    }
    const ListenAddress terminals = TRY(ListenAddress::parse(options.listen));
    const sigset_t signals = block_stop_signals();
    raise_descriptor_limit();
    const auto manager = device::ServiceNotifier::from_environment();
    Log log(options.log_level);
    const std::string photo = program_beside(environment, "dayroom-photo");
    const std::string pages = program_beside(environment, "dayroom-pages");
    TRY(close_sandbox(options, {photo, pages}, log));

    HubOptions hub_options;
    hub_options.terminals = terminals;
    if (!options.staff_listen.empty()) hub_options.staff = TRY(ListenAddress::parse(options.staff_listen));
    hub_options.console = options.console;
    hub_options.threads = options.threads;
    hub_options.services.readers = options.readers;
    hub_options.services.certificate_age = std::chrono::hours(24) * options.certificate_age_days;
    hub_options.webhooks.private_networks = options.private_webhooks;
    hub_options.services.photo_program = photo;
    hub_options.services.pages_program = pages;
    hub_options.services.alarm = [&log](const std::string& what) { log.alarm(what); };
    hub_options.observer = [&log](const http::Exchange& exchange) { log.exchange(exchange); };
    const auto hub =
        TRY(Hub::start(HubFiles(options.data), std::move(hub_options), environment.clock, environment.random));

    std::string line = "listening terminals " + hub->terminals().to_string();
    if (hub->staff()) line += " staff " + hub->staff()->to_string();
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
    log.event("started", {{"version", DAYROOM_VERSION}, {"threads", options.threads}});
    manager.ready();
    wait_for_stop(signals, manager);
    manager.stopping();
    log.event("stopping", {{"connections", hub->server().connections()}});
    hub->stop();
    log.event("stopped", nlohmann::json::object());
    return kExitDone;
}

}  // namespace

void add_serve(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<ServeOptions>();
    CLI::App* command = app.add_subcommand("serve", "Runs the hub; prints one line \"listening …\" with the ports");
    add_data_option(*command, options->data);
    command->add_option("--listen", options->listen, "Address and port for terminals; port 0 takes a free one")
        ->capture_default_str();
    command->add_option("--staff-listen", options->staff_listen,
                        "Address and port of the staff API; off when not given");
    command->add_option("--console", options->console,
                        "Folder of the staff console's page; the one beside the program when not given");
    command->add_option("--threads", options->threads, "Threads that move bytes")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--readers", options->readers, "Threads that read the database for terminals")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--log-level", options->log_level, "debug (every call), info or warn")
        ->check(CLI::IsMember({"debug", "info", "warn"}))
        ->capture_default_str();
    command->add_flag("!--webhooks-public-only", options->private_webhooks,
                      "Webhooks go to public addresses only, not into the facility's own networks");
#ifdef DAYROOM_TEST_BUILD
    command
        ->add_option("--certificate-age", options->certificate_age_days,
                     "Days: certificates of enrolment are as if given so long ago (test builds only)")
        ->check(CLI::Range(0, 365));
#endif
    command->add_flag("!--no-sandbox", options->sandbox, "For kernels or debuggers that cannot take it");
    command->callback(
        [options, &chosen] { chosen = [options](Environment& environment) { return serve(environment, *options); }; });
}

}  // namespace dayroom::hub
