#include "platform/device/system_calls.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/device/sandbox.h"

namespace dayroom::device {
namespace {

// Memory, descriptors that are open, time, signals to oneself, waiting: what any program does.
constexpr const char* kCommon[] = {
    "brk",
    "munmap",
    "mremap",
    "madvise",
    "mincore",
    "msync",
    "mlock",
    "mlock2",
    "munlock",
    "membarrier",
    "rseq",
    "memfd_create",
    "read",
    "readv",
    "pread64",
    "preadv",
    "write",
    "writev",
    "pwrite64",
    "pwritev",
    "lseek",
    "close",
    "close_range",
    "dup",
    "dup2",
    "dup3",
    "fcntl",
    "flock",
    "fsync",
    "fdatasync",
    "ftruncate",
    "fallocate",
    "fadvise64",
    "sync_file_range",
    "sendfile",
    "ioctl",
    "open",
    "openat",
    "stat",
    "fstat",
    "lstat",
    "newfstatat",
    "statx",
    "statfs",
    "fstatfs",
    "access",
    "faccessat",
    "faccessat2",
    "getdents64",
    "readlink",
    "readlinkat",
    "getcwd",
    "pipe",
    "pipe2",
    "eventfd2",
    "epoll_create1",
    "epoll_ctl",
    "epoll_wait",
    "epoll_pwait",
    "epoll_pwait2",
    "poll",
    "ppoll",
    "select",
    "pselect6",
    "timerfd_create",
    "timerfd_settime",
    "timerfd_gettime",
    "signalfd4",
    "inotify_init1",
    "inotify_add_watch",
    "inotify_rm_watch",
    "recvmsg",
    "recvfrom",
    "recvmmsg",
    "sendmsg",
    "sendto",
    "sendmmsg",
    "shutdown",
    "connect",
    "getsockopt",
    "setsockopt",
    "getsockname",
    "getpeername",
    "futex",
    "futex_waitv",
    "set_robust_list",
    "get_robust_list",
    "set_tid_address",
    "sched_yield",
    "sched_getaffinity",
    "sched_setaffinity",
    "sched_getparam",
    "sched_getscheduler",
    "sched_get_priority_max",
    "sched_get_priority_min",
    "getpriority",
    "clock_gettime",
    "clock_getres",
    "clock_nanosleep",
    "nanosleep",
    "gettimeofday",
    "time",
    "timer_create",
    "timer_settime",
    "timer_delete",
    "alarm",
    "setitimer",
    "getitimer",
    "restart_syscall",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "rt_sigpending",
    "rt_sigsuspend",
    "rt_sigtimedwait",
    "sigaltstack",
    "getpid",
    "getppid",
    "gettid",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "getgroups",
    "getresuid",
    "getresgid",
    "getpgrp",
    "getpgid",
    "getsid",
    "getrlimit",
    "getrusage",
    "sysinfo",
    "uname",
    "times",
    "getrandom",
    "getcpu",
    "arch_prctl",
    "exit",
    "exit_group",
};
// A screen's shared memory (MIT-SHM).
constexpr const char* kTerminalOnly[] = {
    "shmget", "shmctl", "shmdt",
#if defined(DAYROOM_TEST_BUILD)
    "rename",  // the semantic tree is written beside its file and moved over it
#endif
};
// Files that change, child processes, and the restriction of a child by itself.
constexpr const char* kServices[] = {
    "mkdir",
    "mkdirat",
    "rmdir",
    "unlink",
    "unlinkat",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "truncate",
    "chmod",
    "fchmod",
    "fchmodat",
    "utimensat",
    "umask",
    "chdir",
    "fork",
    "vfork",
    "execve",
    "wait4",
    "waitid",
    "kill",
    "tkill",
    "tgkill",
    "prlimit64",
    "setrlimit",
    "pidfd_open",
    "pidfd_send_signal",
    "setsid",
    "setpgid",
    "seccomp",
    "landlock_create_ruleset",
    "landlock_add_rule",
    "landlock_restrict_self",
    "bind",
    "listen",
    "accept",
    "accept4",
    "socketpair",
};
constexpr const char* kPhoto[] = {
    "read",         "write",          "close",         "brk",       "munmap", "mremap",     "madvise",         "futex",
    "rt_sigreturn", "rt_sigprocmask", "clock_gettime", "getrandom", "exit",   "exit_group", "restart_syscall",
};
// What the run time of a sanitizer needs to report (in builds with one only).
constexpr const char* kSanitizers[] = {
    "ptrace",      "wait4",
    "prctl",       "prlimit64",
    "kill",        "tkill",
    "tgkill",      "clone",
    "fork",        "getdents64",
    "openat",      "open",
    "readlink",    "stat",
    "newfstatat",  "fstat",
    "sigaltstack", "rt_sigaction",
    "gettid",      "getpid",
    "sched_yield", "mincore",
    "lseek",       "personality",
    "msync",       "sched_getaffinity",
    "nanosleep",   "clock_nanosleep",
    "pipe",        "dup2",
};
constexpr unsigned kPrctlForThreads[] = {PR_SET_NAME,     PR_GET_NAME,       PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS,
                                         PR_GET_DUMPABLE, PR_SET_TIMERSLACK, PR_SET_PDEATHSIG,    PR_CAPBSET_READ,
                                         PR_GET_SECCOMP,  PR_SET_VMA};
constexpr std::uint64_t kNewNamespaces =
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

/// Collects rules; the first refusal by libseccomp is kept.
class Filter {
public:
    Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(EPERM))) {}
    bool usable() const { return context_ != nullptr; }

    void allow(std::span<const char* const> names) {
        for (const char* name : names) add(SCMP_ACT_ALLOW, name, {});
    }
    void allow_when(const char* name, std::initializer_list<scmp_arg_cmp> conditions) {
        add(SCMP_ACT_ALLOW, name, conditions);
    }
    void fail_with(const char* name, std::uint16_t error) { add(SCMP_ACT_ERRNO(error), name, {}); }

    int load() {
        if (failure_ == 0) failure_ = seccomp_attr_set(context_.get(), SCMP_FLTATR_CTL_TSYNC, 1);
        if (failure_ == 0) failure_ = seccomp_attr_set(context_.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
        if (failure_ == 0) failure_ = seccomp_load(context_.get());
        return failure_;
    }

private:
    void add(std::uint32_t action, const char* name, std::initializer_list<scmp_arg_cmp> conditions) {
        const int call = seccomp_syscall_resolve_name(name);
        if (call == __NR_SCMP_ERROR || failure_ != 0)
            return;  // this architecture or library does not know it: it stays refused
        const int done = seccomp_rule_add_array(context_.get(), action, call, static_cast<unsigned>(conditions.size()),
                                                conditions.begin());
        if (done != 0 && done != -EEXIST && done != -EDOM) failure_ = done;
    }
    struct Release {
        void operator()(void* context) const { seccomp_release(context); }
    };
    std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, Release> context_;
    int failure_ = 0;
};

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }
scmp_arg_cmp bits(unsigned argument, std::uint64_t mask, std::uint64_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

/// Memory is writable or executable, never both, and nothing becomes executable later.
void allow_memory(Filter& filter, bool may_map_code) {
    constexpr std::uint64_t both = PROT_WRITE | PROT_EXEC;
    filter.allow_when("mmap", {bits(2, both, 0)});
    filter.allow_when("mmap", {bits(2, both, PROT_WRITE)});
    if (may_map_code) filter.allow_when("mmap", {bits(2, both, PROT_EXEC)});
    filter.allow_when("mprotect", {bits(2, PROT_EXEC, 0)});
}

void allow_sockets(Filter& filter, std::initializer_list<int> families) {
    for (const int family : families) filter.allow_when("socket", {equals(0, static_cast<std::uint64_t>(family))});
}

void allow_prctl(Filter& filter) {
    for (const unsigned operation : kPrctlForThreads) filter.allow_when("prctl", {equals(0, operation)});
    filter.allow_when("prctl", {equals(0, PR_SET_DUMPABLE), equals(1, 0)});
}

void allow_terminal(Filter& filter) {
    filter.allow(kCommon);
    filter.allow(kTerminalOnly);
    allow_memory(filter, true);
    allow_sockets(filter, {AF_UNIX});
    allow_prctl(filter);
    filter.allow_when("socketpair", {equals(0, AF_UNIX)});
    filter.allow_when("shmat", {bits(2, SHM_EXEC, 0)});
    filter.allow_when("clone", {bits(0, CLONE_THREAD, CLONE_THREAD)});
    filter.allow_when("tgkill", {equals(0, static_cast<std::uint64_t>(::getpid()))});
    filter.allow_when("prlimit64", {equals(2, 0)});  // asking, not setting
}

void allow_service(Filter& filter) {
    filter.allow(kCommon);
    filter.allow(kServices);
    allow_memory(filter, true);
    allow_sockets(filter, {AF_UNIX, AF_INET, AF_INET6});
    allow_prctl(filter);
    filter.allow_when("prctl", {equals(0, PR_SET_SECCOMP)});
    filter.allow_when("clone", {bits(0, kNewNamespaces, 0)});
}

}  // namespace

Status filter_system_calls(CallProfile profile) {
    Filter filter;
    if (!filter.usable()) return Error(ErrorCode::kIo, "libseccomp cannot start");
    switch (profile) {
        case CallProfile::kTerminal:
            allow_terminal(filter);
            break;
        case CallProfile::kAgent:
        case CallProfile::kHub:
            allow_service(filter);
            break;
        case CallProfile::kPhoto:
            filter.allow(kPhoto);
            allow_memory(filter, false);
            break;
    }
    if (kSandboxRelaxed) filter.allow(kSanitizers);
    if (profile != CallProfile::kPhoto) filter.fail_with("clone3", ENOSYS);
    const int done = filter.load();
    if (done != 0) return Error(ErrorCode::kIo, std::string("install the system-call filter: ") + std::strerror(-done));
    return {};
}

}  // namespace dayroom::device
