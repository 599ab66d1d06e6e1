#include "platform/agent/tls_keys.h"

namespace dayroom::agent {
namespace {

crypto::CertifiedKey copy_of(const crypto::CertifiedKey& key) { return {key.certificate_pem, key.key_pem.duplicate()}; }

}  // namespace

Status TlsKeys::load(store::CertificateStore& kept) {
    auto in_use = TRY(kept.in_use());
    auto before = TRY(kept.before());
    const std::lock_guard lock(mutex_);
    if (in_use.certificate_pem != in_use_.key.certificate_pem) in_use_ = {std::move(in_use), in_use_.generation + 1};
    before_ = std::move(before);
    return {};
}

TlsKeys::Pair TlsKeys::in_use() const {
    const std::lock_guard lock(mutex_);
    return {copy_of(in_use_.key), in_use_.generation};
}

std::uint64_t TlsKeys::generation() const {
    const std::lock_guard lock(mutex_);
    return in_use_.generation;
}

std::optional<crypto::CertifiedKey> TlsKeys::before() const {
    const std::lock_guard lock(mutex_);
    return before_ ? std::optional(copy_of(*before_)) : std::nullopt;
}

}  // namespace dayroom::agent
