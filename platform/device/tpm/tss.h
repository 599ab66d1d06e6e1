// Private to platform/device/tpm: the objects of tpm2-tss as values. Only files of this folder and its tests include
// tss2.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::device::tpm {

struct FreeByEsys {
    void operator()(void* pointer) const { Esys_Free(pointer); }
};
/// What the library allocated.
template <typename T>
using Owned = std::unique_ptr<T, FreeByEsys>;

/// A transient object or a session. It leaves the TPM when it is let go: a TPM has room for three.
class Handle {
public:
    Handle() = default;
    Handle(ESYS_CONTEXT* context, ESYS_TR value) : context_(context), value_(value) {}
    Handle(Handle&& other) noexcept
        : context_(other.context_), value_(std::exchange(other.value_, ESYS_TR{ESYS_TR_NONE})) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(context_, other.context_);
        std::swap(value_, other.value_);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { flush(); }

    ESYS_TR get() const { return value_; }
    void flush() {
        if (value_ != ESYS_TR_NONE) Esys_FlushContext(context_, std::exchange(value_, ESYS_TR{ESYS_TR_NONE}));
    }

private:
    ESYS_CONTEXT* context_ = nullptr;
    ESYS_TR value_ = ESYS_TR_NONE;
};

/// kDenied: a policy does not hold, or a password is set; kCorrupt: no object of this TPM; kUnavailable: busy, not
/// there, or out of room; kIo: anything else.
Error tss_error(TSS2_RC code, const char* what);

/// Nothing, or the error: TRY(checked(Esys_…(…), "seal the store key")).
inline Status checked(TSS2_RC code, const char* what) {
    if (code == TSS2_RC_SUCCESS) return {};
    return tss_error(code, what);
}

/// A sized buffer of the TPM's as bytes.
template <typename Buffer>
ByteView view_of(const Buffer& buffer) {
    return {buffer.buffer, buffer.size};
}
inline ByteView view_of(const TPM2B_NAME& name) { return {name.name, name.size}; }

/// False when it does not fit.
template <typename Buffer>
bool fill(Buffer& buffer, ByteView bytes) {
    if (bytes.size() > sizeof buffer.buffer) return false;
    buffer.size = static_cast<UINT16>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), buffer.buffer);
    return true;
}

}  // namespace dayroom::device::tpm
