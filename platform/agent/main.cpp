// dayroom-agent: the terminal's other half. Stores, keys, sync; no display, no input.
#include <charconv>
#include <cstdio>
#include <fstream>
#include <thread>

#include <CLI/CLI.hpp>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/agent/run_agent.h"
#include "platform/crypto/init.h"
#include "platform/device/sandbox.h"
#include "platform/device/sandbox_probe.h"

namespace {

using dayroom::ErrorCode;

enum ExitCode { kGood = 0, kUsage = 2, kKeyRefused = 3, kStoreDamaged = 4, kBusy = 5, kSystem = 6, kOther = 7 };

constexpr const char* kExitCodes =
    "Exit codes: 0 stopped as told, 2 wrong arguments, 3 the store key is refused (file or TPM), 4 the store is "
    "damaged "
    "(start again: it is rebuilt),\n"
    "5 another agent uses the data folder, or the TPM is busy, 6 disk, socket or sandbox, 7 anything else.";

ExitCode exit_code(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalid:
            return kUsage;
        case ErrorCode::kDenied:
            return kKeyRefused;
        case ErrorCode::kCorrupt:
            return kStoreDamaged;
        case ErrorCode::kUnavailable:
            return kBusy;
        case ErrorCode::kIo:
        case ErrorCode::kConflict:
            return kSystem;
        default:
            return kOther;
    }
}

int fail(const std::string& what, ExitCode code) {
    std::fprintf(stderr, "dayroom-agent: %s\n", what.c_str());
    return code;
}

/// A name or a number.
std::optional<uid_t> user_id(const std::string& text) {
    uid_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error == std::errc{} && end == text.data() + text.size()) return id;
    const passwd* entry = ::getpwnam(text.c_str());
    return entry == nullptr ? std::nullopt : std::optional(entry->pw_uid);
}

std::filesystem::path beside_this_program(const char* name) {
    std::error_code failed;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
    return failed ? std::filesystem::path(name) : self.parent_path() / name;
}

/// SIGTERM and SIGINT become a stop request, received by a thread of their own.
class StopOnSignal {
public:
    explicit StopOnSignal(std::stop_source& source) {
        ::sigemptyset(&signals_);
        for (const int signal : {SIGTERM, SIGINT, SIGUSR2}) ::sigaddset(&signals_, signal);
        ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        ::signal(SIGPIPE, SIG_IGN);
        thread_ = std::thread([this, &source] {
            ::pthread_setname_np(::pthread_self(), "agent-signals");
            int received = 0;
            ::sigwait(&signals_, &received);
            source.request_stop();
        });
    }
    ~StopOnSignal() {
        ::pthread_kill(thread_.native_handle(), SIGUSR2);
        thread_.join();
    }

private:
    sigset_t signals_;
    std::thread thread_;
};

#ifdef DAYROOM_TEST_BUILD
void try_to_escape(const std::string& folder, const std::filesystem::path& report) {
    namespace device = dayroom::device;
    const std::string lines =
        device::successful_escapes(device::SandboxProfile::kAgent, {folder + "/store.key", folder});
    std::ofstream(report) << lines << "all tried\n";
}
#endif

int run(const dayroom::agent::AgentOptions& options) {
    dayroom::crypto::ensure_ready();
    ::umask(077);
    const auto hardened = dayroom::device::harden_process();
    if (!hardened.ok()) return fail(hardened.error().detail, kSystem);
    std::stop_source source;
    const StopOnSignal signals(source);
    const auto done = dayroom::agent::run_agent(options, source.get_token());
    if (!done.ok()) return fail(done.error().detail, exit_code(done.error().code));
    return kGood;
}

}  // namespace

int main(int count, char** words) {
    dayroom::agent::AgentOptions options;
    std::string terminal_user = std::to_string(::getuid());
    std::string photo_program = beside_this_program("dayroom-photo").string();
    std::string tpm = "auto";
    bool without_sandbox = false;
    CLI::App app(
        "The terminal's other half: stores, keys, sync with the hub. Serves one dayroom-terminal on a local socket.",
        "dayroom-agent");
    app.set_version_flag("--version", "dayroom-agent " DAYROOM_VERSION);
    app.footer(kExitCodes);
    app.add_option("--data", options.data_dir, "Folder of this terminal's data; made when missing")->required();
    app.add_option("--socket", options.socket_path, "Local socket for dayroom-terminal")->required();
    app.add_option("--photo-program", photo_program, "The picture decoder; beside this program by default");
    app.add_option("--technician-media", options.technician_media,
                   "Folder below which sticks of technicians are mounted; without it none is looked at");
    app.add_option("--terminal-user", terminal_user,
                   "Name or number of the only user who may connect; this user by default");
    app.add_option("--tpm", tpm, dayroom::device::tpm::kTpmOptionHelp)->capture_default_str();
    app.add_option("--pcr-policy", options.tpm.policy_file, "The image's signed PCR policies")->capture_default_str();
    app.add_option("--image-key", options.tpm.image_key_file, "The public key that signed them")->capture_default_str();
#ifdef DAYROOM_TEST_BUILD
    std::string forbidden;
    app.add_flag("--without-sandbox", without_sandbox, "Keep all rights (test builds only)");
    app.add_option("--try-to-escape", forbidden,
                   "Try on the files of this folder what the sandbox forbids, and write what succeeded to the file "
                   "escapes beside the data (test builds only)");
#endif
    try {
        app.parse(count, words);
    } catch (const CLI::Success& asked) {
        return app.exit(asked);
    } catch (const CLI::ParseError& wrong) {
        return fail(std::string(wrong.what()) + "; run dayroom-agent --help", kUsage);
    }
    const auto user = user_id(terminal_user);
    if (!user)
        return fail("there is no user " + terminal_user + "; give --terminal-user a name or number of this machine",
                    kUsage);
    const auto place = dayroom::device::tpm::parse_place(tpm);
    if (!place.ok()) return fail(place.error().detail, kUsage);
    options.tpm.tcti = place.value().tcti;
    options.terminal_user = *user;
    options.photo_program = photo_program;
    options.sandbox = !without_sandbox;
#ifdef DAYROOM_TEST_BUILD
    if (!forbidden.empty()) options.rights_given_up = [&] { try_to_escape(forbidden, options.data_dir / "escapes"); };
#endif
    return run(options);
}
