#include "platform/crypto/secret.h"

#include <cstring>
#include <utility>

#include <sodium.h>

#include "platform/base/check.h"
#include "platform/crypto/init.h"

namespace dayroom {

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

void wipe(std::string& text) {
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

Secret Secret::zeroed(std::size_t size) {
    Secret secret;
    if (size == 0) return secret;
    crypto::ensure_ready();
    secret.data_ = static_cast<std::uint8_t*>(sodium_malloc(size));
    DAYROOM_ASSERT(secret.data_ != nullptr);
    secret.size_ = size;
    sodium_memzero(secret.data_, size);
    return secret;
}

Secret Secret::random(std::size_t size, Random& random) {
    Secret secret = zeroed(size);
    random.fill(secret.writable());
    return secret;
}

Secret Secret::copy_of(ByteView bytes) {
    Secret secret = zeroed(bytes.size());
    if (!bytes.empty()) std::memcpy(secret.data_, bytes.data(), bytes.size());
    return secret;
}

Secret Secret::take_from(std::string& text) {
    Secret secret = copy_of(as_bytes(text));
    wipe(text);
    return secret;
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        clear();
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

Secret::~Secret() { clear(); }

void Secret::clear() {
    sodium_free(data_);  // wipes first; nothing for null
    data_ = nullptr;
    size_ = 0;
}

bool Secret::equals(const Secret& other) const {
    return size_ == other.size_ && (size_ == 0 || sodium_memcmp(data_, other.data_, size_) == 0);
}

PinBuffer::PinBuffer() : digits_(Secret::zeroed(kCapacity)) {}

bool PinBuffer::push(int digit) {
    if (digit < 0 || digit > 9 || size_ == kCapacity) return false;
    digits_.writable()[size_++] = static_cast<std::uint8_t>('0' + digit);
    return true;
}

bool PinBuffer::pop() {
    if (size_ == 0) return false;
    digits_.writable()[--size_] = 0;
    return true;
}

void PinBuffer::clear() {
    wipe(digits_.writable());
    size_ = 0;
}

bool PinBuffer::equals(const PinBuffer& other) const {
    return size_ == other.size_ && digits_.equals(other.digits_);  // beyond the size both hold zeros
}

}  // namespace dayroom
