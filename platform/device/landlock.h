// Landlock as one object: say what stays allowed, then enforce. The kernel's structures are defined here because Debian
// 12's headers stop at ABI 2. Rights that the running kernel does not know are left out (best effort by ABI).
#pragma once

#include <cstdint>
#include <string>

#include "platform/base/result.h"

namespace dayroom::device {

/// 0 when the kernel has none.
int landlock_abi();

class LandlockRules {
public:
    /// Rights that a path keeps.
    enum class Access { kRead, kReadExecute, kReadWrite, kDeviceReadWrite };

    /// Everything is refused that is not allowed below. `restrict_tcp`: also binding and connecting.
    static Result<LandlockRules> create(bool restrict_tcp);
    LandlockRules(LandlockRules&& other) noexcept;
    LandlockRules& operator=(LandlockRules&&) = delete;
    ~LandlockRules();

    /// kNotFound when the path does not exist. Does nothing where there is no Landlock.
    Status allow(const std::string& path, Access access);
    /// Like allow(), but a path that does not exist is left out.
    Status allow_if_there(const std::string& path, Access access);
    Status allow_tcp_connect(std::uint16_t port);

    /// For this thread and all that it starts, for ever. Needs no-new-privileges.
    Status enforce();
    int abi() const { return abi_; }

private:
    LandlockRules(int abi, int descriptor) : abi_(abi), descriptor_(descriptor) {}
    int abi_;
    int descriptor_;  // -1: no Landlock here
};

}  // namespace dayroom::device
