#include "platform/device/sandbox_probe.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/device/sandbox.h"

namespace dayroom::device {
namespace {

/// 0 when it worked, else errno.
int outcome(long result) { return result < 0 ? errno : 0; }

int open_socket(int family, int type) {
    const int descriptor = ::socket(family, type | SOCK_CLOEXEC, 0);
    const int error = outcome(descriptor);
    if (descriptor >= 0) ::close(descriptor);
    return error;
}

int open_file(const std::string& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
    const int error = outcome(descriptor);
    if (descriptor >= 0) ::close(descriptor);
    return error;
}

int map_writable_code() {
    void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return errno;
    ::munmap(page, 4096);
    return 0;
}

int make_code_of_data() {
    void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return ENOMEM;
    const int error = outcome(::mprotect(page, 4096, PROT_READ | PROT_EXEC));
    ::munmap(page, 4096);
    return error;
}

int start_process() {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    if (child < 0) return errno;
    ::waitpid(child, nullptr, 0);
    return 0;
}

/// In this process: a path that does not exist, so that success of the call itself shows as ENOENT.
int execute_in_place() {
    char path[] = "/nonexistent/program";
    char* arguments[] = {path, nullptr};
    ::execv(path, arguments);
    return errno == ENOENT ? 0 : errno;
}

/// In a child: a program that every system has.
int execute_shell() {
    const pid_t child = ::fork();
    if (child < 0) return errno;
    if (child == 0) {
        char path[] = "/bin/sh";
        char option[] = "-c";
        char command[] = "exit 0";
        char* arguments[] = {path, option, command, nullptr};
        ::execv(path, arguments);
        ::_exit(errno == 0 ? 1 : errno);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

int reach_port(bool bind_it) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return errno;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(bind_it ? 0 : 9);
    const auto* where = reinterpret_cast<const sockaddr*>(&address);
    int error =
        outcome(bind_it ? ::bind(descriptor, where, sizeof address) : ::connect(descriptor, where, sizeof address));
    if (error == ECONNREFUSED) error = 0;  // the packet left: nothing stopped it
    ::close(descriptor);
    return error;
}

struct Probe {
    const char* what;
    std::function<int()> attempt;
};

void add_everywhere(std::vector<Probe>& probes, const ProbeTargets& targets) {
    probes.push_back({"read a key file", [&] { return open_file(targets.key_file, O_RDONLY); }});
    probes.push_back({"read /etc/shadow", [] { return open_file("/etc/shadow", O_RDONLY); }});
    probes.push_back({"list /root", [] { return open_file("/root", O_RDONLY | O_DIRECTORY); }});
    probes.push_back(
        {"write elsewhere", [&] { return open_file(targets.elsewhere + "/dropped", O_WRONLY | O_CREAT); }});
    probes.push_back({"open a netlink socket", [] { return open_socket(AF_NETLINK, SOCK_RAW); }});
    probes.push_back({"open a packet socket", [] { return open_socket(AF_PACKET, SOCK_RAW); }});
    probes.push_back({"map writable code", map_writable_code});
    probes.push_back({"turn data into code", make_code_of_data});
    probes.push_back({"make a user namespace", [] { return outcome(::unshare(CLONE_NEWUSER)); }});
    probes.push_back({"mount", [] { return outcome(::mount("none", "/nonexistent/place", "tmpfs", 0, nullptr)); }});
    probes.push_back({"open an io_uring", [] { return outcome(::syscall(SYS_io_uring_setup, 1, nullptr)); }});
    probes.push_back({"load a kernel program", [] { return outcome(::syscall(SYS_bpf, 0, nullptr, 0)); }});
    probes.push_back({"read another process's memory",
                      [] { return outcome(::syscall(SYS_process_vm_readv, ::getppid(), nullptr, 0, nullptr, 0, 0)); }});
    probes.push_back({"use the kernel's key rings", [] { return outcome(::syscall(SYS_keyctl, 0, -3, 0)); }});
    if (kSandboxRelaxed) return;
    probes.push_back({"read /proc/1/environ", [] { return open_file("/proc/1/environ", O_RDONLY); }});
    probes.push_back(
        {"trace a process", [] { return outcome(::ptrace(PTRACE_PEEKDATA, ::getppid(), nullptr, nullptr)); }});
}

void add_without_network(std::vector<Probe>& probes) {
    probes.push_back({"open an IPv4 socket", [] { return open_socket(AF_INET, SOCK_STREAM); }});
    probes.push_back({"open an IPv6 socket", [] { return open_socket(AF_INET6, SOCK_STREAM); }});
    probes.push_back({"open a datagram socket", [] { return open_socket(AF_INET, SOCK_DGRAM); }});
    probes.push_back({"start a program", execute_in_place});
    if (kSandboxRelaxed) return;
    probes.push_back({"start a process", start_process});
    probes.push_back({"signal another process", [] { return outcome(::kill(::getppid(), 0)); }});
}

}  // namespace

std::vector<SandboxAttempt> attempt_to_escape(SandboxProfile profile, const ProbeTargets& targets) {
    std::vector<Probe> probes;
    add_everywhere(probes, targets);
    if (profile == SandboxProfile::kTerminal || profile == SandboxProfile::kPhoto) add_without_network(probes);
    if (profile == SandboxProfile::kAgent || profile == SandboxProfile::kHub)
        probes.push_back({"start a shell", execute_shell});
    if (profile == SandboxProfile::kAgent) {
        probes.push_back({"connect to another port", [] { return reach_port(false); }});
        probes.push_back({"listen on a port", [] { return reach_port(true); }});
    }
    if (profile == SandboxProfile::kPhoto) {
        probes.push_back({"open a local socket", [] { return open_socket(AF_UNIX, SOCK_STREAM); }});
    }
    std::vector<SandboxAttempt> attempts;
    for (const auto& probe : probes) {
        const int error = probe.attempt();
        attempts.push_back({probe.what, error == EPERM || error == EACCES || error == ENOSYS, error});
    }
    return attempts;
}

std::string successful_escapes(SandboxProfile profile, const ProbeTargets& targets) {
    std::string lines;
    for (const auto& attempt : attempt_to_escape(profile, targets)) {
        if (!attempt.blocked)
            lines += attempt.what + ": " + (attempt.error == 0 ? "succeeded" : std::strerror(attempt.error)) + "\n";
    }
    return lines;
}

}  // namespace dayroom::device
