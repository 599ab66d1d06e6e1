// A public key whose signatures are checked by the thousand: at a terminal, the hub's. Each check is Ed25519's own,
// with the answers that verify() of keys.h gives; only the multiples of the base point and of the key come out of
// tables, which are made when they have become worth it (decision 0025).
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "platform/crypto/keys.h"

namespace dayroom::crypto {

/// What is said to be signed, and by which signature.
struct SignedBytes {
    ByteView message;
    ByteView signature;
};

class FrequentKey {
public:
    /// Signatures after which tables are made: two milliseconds and half a MiB, as much as sixty checks without.
    static constexpr std::uint64_t kWorthTables = 100;

    explicit FrequentKey(const SigningPublic& key);
    ~FrequentKey();
    FrequentKey(const FrequentKey&) = delete;
    FrequentKey& operator=(const FrequentKey&) = delete;

    const SigningPublic& key() const { return key_; }
    /// What crypto::verify() says. Any thread.
    Status verify(std::string_view domain, ByteView message, ByteView signature) const;
    /// The same of each, in their order; together they take a third less.
    std::vector<Status> verify(std::string_view domain, std::span<const SignedBytes> all) const;

    /// Made for a key of the base point's order alone: for another, libsodium says what it has always said.
    bool has_tables() const { return tables_.load(std::memory_order_acquire) != nullptr; }
    /// Whether the tables alone say yes. False without tables: that is no answer.
    bool tables_agree(std::string_view domain, ByteView message, ByteView signature) const;

private:
    struct Tables;
    const Tables* tables(std::size_t signatures) const;

    const SigningPublic key_;
    mutable std::atomic<std::uint64_t> asked_ = 0;
    mutable std::unique_ptr<const Tables> made_;  // by whom asked_ told to
    mutable std::atomic<const Tables*> tables_ = nullptr;
};

}  // namespace dayroom::crypto
