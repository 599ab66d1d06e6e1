// Where secrets live: keys, PINs, passphrases. Memory locked in RAM with guard pages (libsodium's allocator), wiped
// when let go, move-only, never printable, compared in constant time. Nothing here includes sodium.h: the terminal's
// PIN pad may use it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/random.h"

namespace dayroom {

/// Bytes in every symmetric key, seed and vault key of Dayroom.
inline constexpr std::size_t kKeyBytes = 32;

/// Overwrites memory so that the compiler may not leave it out.
void wipe(std::span<std::uint8_t> bytes);
/// Wipes the whole capacity, then empties it.
void wipe(std::string& text);

/// A secret byte string in locked memory. Empty after a move. No memory left to lock stops the program.
class Secret {
public:
    Secret() = default;
    /// `size` zero bytes, to be filled through writable().
    static Secret zeroed(std::size_t size);
    static Secret random(std::size_t size, Random& random);
    /// The source stays the caller's to wipe.
    static Secret copy_of(ByteView bytes);
    /// Copies, then wipes the source: for what protobuf or a file handed over.
    static Secret take_from(std::string& text);

    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    Secret duplicate() const { return copy_of(bytes()); }
    ByteView bytes() const { return {data_, size_}; }
    std::span<std::uint8_t> writable() { return {data_, size_}; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// In constant time for equal sizes.
    bool equals(const Secret& other) const;
    void clear();

private:
    std::uint8_t* data_ = nullptr;  // of sodium_malloc; this object's own
    std::size_t size_ = 0;
};

/// The digits typed into a PIN pad. They stay in locked memory; only their count may be shown.
class PinBuffer {
public:
    static constexpr std::size_t kCapacity = 12;  // digits

    PinBuffer();

    /// False when full, or `digit` is not 0–9: then nothing changed.
    bool push(int digit);
    /// False when empty.
    bool pop();
    void clear();
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// ASCII digits, valid until the next change.
    ByteView digits() const { return digits_.bytes().first(size_); }
    Secret copy() const { return Secret::copy_of(digits()); }
    bool equals(const PinBuffer& other) const;

private:
    Secret digits_;
    std::size_t size_ = 0;
};

}  // namespace dayroom
