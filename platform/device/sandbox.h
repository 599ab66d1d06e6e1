// What a process of ours gives up for ever, before it touches anything hostile: Landlock (files, TCP ports, abstract
// sockets, signals), seccomp (system calls), no new privileges, no core dumps, no ptrace. Best effort by kernel: the
// report says what holds.
//
// Call once, on the main thread, after what must be open is open (window, sockets, stores) and before threads of ours
// are started: the system-call filter reaches every thread, the file rules only the calling thread and those that it
// starts. What is refused fails with EPERM or EACCES (clone3: ENOSYS, so that glibc falls back); nothing is killed.
// Builds with a sanitizer keep what its run time needs (kSandboxRelaxed says so); shipped builds never do.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::device {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSandboxRelaxed = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
inline constexpr bool kSandboxRelaxed = true;
#else
inline constexpr bool kSandboxRelaxed = false;
#endif
#else
inline constexpr bool kSandboxRelaxed = false;
#endif

/// What the kernel gave us. Goes to the log and to health.
struct SandboxReport {
    int landlock_abi =
        0;  // 0: this kernel has no Landlock; 4 and above: TCP ports too; 6 and above: abstract sockets and signals
    bool system_calls_filtered = false;
};

/// The screen: reads assets and fonts, writes nowhere (but test output, and sound into its devices), opens no socket
/// but AF_UNIX, starts no program and no process, maps nothing writable and executable. Connections already open (X11,
/// Wayland, the agent) go on working.
struct TerminalSandbox {
    std::vector<std::string> read_only;  // folders or files; those that do not exist are left out
    std::vector<std::string> writable;   // test builds: where screenshots go
    std::vector<std::string> devices =
        {};  // nodes, or folders of them, that are read, written and told; like read_only
};
Result<SandboxReport> restrict_terminal(const TerminalSandbox& rules);

/// The agent: its data, its socket's folder, TCP to one port, one device, and one program: the picture decoder.
struct AgentSandbox {
    std::string data_dir;
    std::string socket_dir;
    std::optional<std::uint16_t> hub_port;  // none: not enrolled, so no TCP at all
    std::string photo_program;              // may be empty
    std::string tpm_device = {};            // empty: no device at all
    std::string technician_media = {};      // folder that sticks are mounted below; may be empty
};
Result<SandboxReport> restrict_agent(const AgentSandbox& rules);

/// The hub: its data, listening and connecting over TCP, and the decoders of pictures and documents.
struct HubSandbox {
    std::string data_dir;
    std::vector<std::string> read_only;
    std::vector<std::string> writable;  // where backups and exports go
    std::vector<std::string> programs;  // that it may start
};
Result<SandboxReport> restrict_hub(const HubSandbox& rules);

/// The decoders of pictures and of documents: they read and write what is already open, use memory, end. Nothing else
/// at all.
Result<SandboxReport> restrict_decoder();

/// No core dump, no ptrace by others, no new privileges. Part of every profile; a program calls it first thing in
/// main().
Status harden_process();

/// Closes every descriptor above 2 but `keep`: what a parent left open by mistake does not follow us.
Status close_stray_descriptors(std::span<const int> keep = {});

}  // namespace dayroom::device
