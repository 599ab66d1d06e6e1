#include "platform/device/sandbox.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "platform/device/landlock.h"
#include "platform/device/system_calls.h"
#include "platform/device/system_error.h"

namespace dayroom::device {
namespace {

using Access = LandlockRules::Access;

// What the C library, OpenSSL and the dynamic loader read at odd moments: no secret lives there.
constexpr const char* kSystemReadOnly[] = {
    "/usr/share/zoneinfo",  "/usr/lib/ssl",
    "/etc/ssl/openssl.cnf", "/etc/localtime",
    "/etc/resolv.conf",     "/etc/hosts",
    "/etc/nsswitch.conf",   "/etc/host.conf",
    "/etc/gai.conf",        "/run/systemd/resolve",
    "/etc/ld.so.cache",     "/proc/self",
    "/proc/sys/vm",         "/sys/devices/system/cpu",
};
// What a terminal measures of itself in diagnostics.
constexpr const char* kMeasuredReadOnly[] = {"/proc/meminfo", "/proc/cmdline", "/proc/asound", "/sys/class",
                                             "/sys/block",    "/sys/devices",  "/sys/bus"};
constexpr const char* kLibraries[] = {"/usr/lib", "/lib", "/lib64"};
constexpr const char* kHarmlessDevices[] = {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"};

/// Libraries stay readable, and for services the loader stays runnable, because a child program needs both.
Status allow_system(LandlockRules& rules, Access libraries) {
    for (const char* path : kSystemReadOnly) TRY(rules.allow_if_there(path, Access::kRead));
    for (const char* path : kLibraries) TRY(rules.allow_if_there(path, libraries));
    for (const char* path : kHarmlessDevices) TRY(rules.allow_if_there(path, Access::kDeviceReadWrite));
    if (kSandboxRelaxed) TRY(rules.allow_if_there("/proc", Access::kRead));
    return {};
}

/// Execution is granted to the program and to the loader that starts it, not to what lies beside them.
Status allow_program(LandlockRules& rules, const std::string& program) {
    if (program.empty()) return {};
    TRY(rules.allow(program, Access::kReadExecute));
    for (const char* loader : {"/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"}) {
        TRY(rules.allow_if_there(loader, Access::kReadExecute));
    }
    return {};
}

Result<SandboxReport> enforce(LandlockRules& rules, CallProfile profile) {
    TRY(harden_process());
    TRY(rules.enforce());
    TRY(filter_system_calls(profile));
    return SandboxReport{.landlock_abi = rules.abi(), .system_calls_filtered = true};
}

}  // namespace

Status harden_process() {
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0) return system_error("switch core dumps off");
    if (!kSandboxRelaxed && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return system_error("forbid ptrace and dumps");
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return system_error("forbid new privileges");
    return {};
}

Status close_stray_descriptors(std::span<const int> keep) {
    std::vector<unsigned> kept;
    for (const int descriptor : keep) {
        if (descriptor > 2) kept.push_back(static_cast<unsigned>(descriptor));
    }
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    unsigned from = 3;
    for (const unsigned descriptor : kept) {
        if (descriptor > from && ::syscall(SYS_close_range, from, descriptor - 1, 0) != 0)
            return system_error("close descriptors");
        from = descriptor + 1;
    }
    if (::syscall(SYS_close_range, from, ~0U, 0) != 0) return system_error("close descriptors");
    return {};
}

Result<SandboxReport> restrict_terminal(const TerminalSandbox& allowed) {
    auto rules = TRY(LandlockRules::create(true));
    TRY(allow_system(rules, Access::kRead));
    for (const auto& path : allowed.read_only) TRY(rules.allow_if_there(path, Access::kRead));
    for (const auto& path : allowed.writable) TRY(rules.allow(path, Access::kReadWrite));
    for (const auto& path : allowed.devices) TRY(rules.allow_if_there(path, Access::kDeviceReadWrite));
    return enforce(rules, CallProfile::kTerminal);
}

Result<SandboxReport> restrict_agent(const AgentSandbox& allowed) {
    auto rules = TRY(LandlockRules::create(true));
    TRY(allow_system(rules, Access::kRead));
    TRY(rules.allow(allowed.data_dir, Access::kReadWrite));
    TRY(rules.allow(allowed.socket_dir, Access::kReadWrite));
    if (allowed.hub_port) TRY(rules.allow_tcp_connect(*allowed.hub_port));
    if (!allowed.tpm_device.empty()) TRY(rules.allow_if_there(allowed.tpm_device, Access::kDeviceReadWrite));
    TRY(allow_program(rules, allowed.photo_program));
    if (!allowed.technician_media.empty()) TRY(rules.allow_if_there(allowed.technician_media, Access::kReadWrite));
    for (const char* path : kMeasuredReadOnly) TRY(rules.allow_if_there(path, Access::kRead));
    return enforce(rules, CallProfile::kAgent);
}

Result<SandboxReport> restrict_hub(const HubSandbox& allowed) {
    auto rules = TRY(LandlockRules::create(false));
    TRY(allow_system(rules, Access::kRead));
    TRY(rules.allow(allowed.data_dir, Access::kReadWrite));
    for (const auto& path : allowed.read_only) TRY(rules.allow_if_there(path, Access::kRead));
    for (const auto& path : allowed.writable) TRY(rules.allow(path, Access::kReadWrite));
    for (const std::string& program : allowed.programs) TRY(allow_program(rules, program));
    return enforce(rules, CallProfile::kHub);
}

Result<SandboxReport> restrict_decoder() {
    auto rules = TRY(LandlockRules::create(true));
    if (kSandboxRelaxed) TRY(rules.allow_if_there("/proc", Access::kRead));
    return enforce(rules, CallProfile::kPhoto);
}

}  // namespace dayroom::device
