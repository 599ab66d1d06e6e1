// Envelopes that were sealed a moment ago: all terminals of a unit ask for the same ones. Safe from any thread.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "platform/facility/feed/scope.h"

namespace dayroom::facility {

class EnvelopeCache {
public:
    /// Bytes of envelopes kept; the oldest go first.
    static constexpr std::size_t kDefaultBytes = 32 * 1024 * 1024;
    explicit EnvelopeCache(std::size_t limit_bytes = kDefaultBytes) : limit_(limit_bytes) {}

    struct Key {
        ThingId id;
        RecordKind kind = RecordKind::kMessage;
        std::uint64_t seq = 0;  // of the change: another state has another number
        ThingId recipient_key;  // first half of the vault public key: a new vault gets new envelopes
        auto operator<=>(const Key&) const = default;
    };
    std::optional<std::string> find(const Key& key) const;
    void put(const Key& key, std::string envelope);
    std::size_t bytes() const;

private:
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept {
            return std::hash<ThingId>()(key.id) ^ (static_cast<std::size_t>(key.seq) * 0x9E3779B97F4A7C15ULL);
        }
    };
    mutable std::mutex mutex_;
    std::size_t limit_;
    std::size_t bytes_ = 0;
    std::unordered_map<Key, std::string, Hash> kept_;
    std::deque<Key> order_;
};

}  // namespace dayroom::facility
