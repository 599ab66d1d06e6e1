#include "platform/device/landlock.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "platform/device/system_error.h"

namespace dayroom::device {
namespace {

constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr std::uint32_t kAskVersion = 1;
constexpr int kRulePathBeneath = 1;
constexpr int kRuleNetPort = 2;

struct RulesetAttributes {
    std::uint64_t handled_fs;
    std::uint64_t handled_net;
    std::uint64_t scoped;
};
struct PathRule {
    std::uint64_t allowed;
    std::int32_t parent;
} __attribute__((packed));
struct PortRule {
    std::uint64_t allowed;
    std::uint64_t port;
};

constexpr std::uint64_t bit(int at) { return std::uint64_t{1} << at; }
constexpr std::uint64_t kExecute = bit(0), kWriteFile = bit(1), kReadFile = bit(2), kReadDir = bit(3);
constexpr std::uint64_t kRemoveDir = bit(4), kRemoveFile = bit(5), kMakeDir = bit(7), kMakeRegular = bit(8),
                        kMakeSocket = bit(9);
constexpr std::uint64_t kRefer = bit(13), kTruncate = bit(14), kDeviceIoctl = bit(15);
constexpr std::uint64_t kBindTcp = bit(0), kConnectTcp = bit(1);
constexpr std::uint64_t kScopeAbstractSocket = bit(0), kScopeSignal = bit(1);

/// Every right to files that the given ABI knows.
std::uint64_t all_fs_rights(int abi) {
    std::uint64_t rights = bit(13) - 1;
    if (abi >= 2) rights |= kRefer;
    if (abi >= 3) rights |= kTruncate;
    if (abi >= 5) rights |= kDeviceIoctl;
    return rights;
}

constexpr std::uint64_t kForFiles = kExecute | kWriteFile | kReadFile | kTruncate | kDeviceIoctl;

std::uint64_t rights_of(LandlockRules::Access access) {
    switch (access) {
        case LandlockRules::Access::kRead:
            return kReadFile | kReadDir;
        case LandlockRules::Access::kReadExecute:
            return kReadFile | kReadDir | kExecute;
        case LandlockRules::Access::kReadWrite:
            return kReadFile | kReadDir | kWriteFile | kTruncate | kRemoveDir | kRemoveFile | kMakeDir | kMakeRegular |
                   kMakeSocket | kRefer;
        case LandlockRules::Access::kDeviceReadWrite:
            return kReadFile | kWriteFile | kDeviceIoctl;
    }
    return 0;
}

}  // namespace

int landlock_abi() {
    const long abi = ::syscall(kCreateRuleset, nullptr, 0, kAskVersion);
    return abi < 0 ? 0 : static_cast<int>(abi);
}

Result<LandlockRules> LandlockRules::create(bool restrict_tcp) {
    const int abi = landlock_abi();
    if (abi == 0) return LandlockRules(0, -1);
    RulesetAttributes attributes{.handled_fs = all_fs_rights(abi), .handled_net = 0, .scoped = 0};
    std::size_t size = sizeof(std::uint64_t);
    if (abi >= 4) {
        size = 2 * sizeof(std::uint64_t);
        if (restrict_tcp) attributes.handled_net = kBindTcp | kConnectTcp;
    }
    if (abi >= 6) {
        size = sizeof attributes;
        attributes.scoped = kScopeAbstractSocket | kScopeSignal;
    }
    const long descriptor = ::syscall(kCreateRuleset, &attributes, size, 0);
    if (descriptor < 0) return system_error("create Landlock rules");
    return LandlockRules(abi, static_cast<int>(descriptor));
}

LandlockRules::LandlockRules(LandlockRules&& other) noexcept : abi_(other.abi_), descriptor_(other.descriptor_) {
    other.descriptor_ = -1;
}

LandlockRules::~LandlockRules() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Status LandlockRules::allow(const std::string& path, Access access) {
    if (descriptor_ < 0) return {};
    const int parent = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (parent < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return Error(ErrorCode::kNotFound, path + " does not exist");
        return system_error("open path for Landlock");
    }
    struct stat facts {};
    PathRule rule{.allowed = rights_of(access) & all_fs_rights(abi_), .parent = parent};
    if (::fstat(parent, &facts) == 0 && !S_ISDIR(facts.st_mode)) rule.allowed &= kForFiles;
    const long done = ::syscall(kAddRule, descriptor_, kRulePathBeneath, &rule, 0);
    const int reason = errno;
    ::close(parent);
    errno = reason;
    if (done != 0) return system_error("add Landlock rule");
    return {};
}

Status LandlockRules::allow_if_there(const std::string& path, Access access) {
    auto done = allow(path, access);
    if (!done.ok() && done.error().code == ErrorCode::kNotFound) return {};
    return done;
}

Status LandlockRules::allow_tcp_connect(std::uint16_t port) {
    if (descriptor_ < 0 || abi_ < 4) return {};
    const PortRule rule{.allowed = kConnectTcp, .port = port};
    if (::syscall(kAddRule, descriptor_, kRuleNetPort, &rule, 0) != 0) return system_error("add Landlock port");
    return {};
}

Status LandlockRules::enforce() {
    if (descriptor_ < 0) return {};
    if (::syscall(kRestrictSelf, descriptor_, 0) != 0) return system_error("enforce Landlock");
    return {};
}

}  // namespace dayroom::device
