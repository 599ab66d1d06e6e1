// Tagged 16-byte ids: a ResidentId never compares with a ContactId. New ids are UUIDv7 (RFC 9562): ordered by time of
// making, so that rows made together lie together. The maker of a thing makes its id, and saves it before sending it.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom {

inline constexpr std::size_t kIdBytes = 16;

namespace detail {
std::array<std::uint8_t, kIdBytes> make_uuid7(Timestamp now, Random& random);
std::string uuid_text(const std::array<std::uint8_t, kIdBytes>& bytes);
Result<std::array<std::uint8_t, kIdBytes>> parse_uuid(std::string_view text);
}  // namespace detail

template <typename Tag>
class Id {
public:
    /// The nil id: "none". Never a valid id of anything.
    constexpr Id() = default;

    static Id make(const Clock& clock, Random& random) { return Id(detail::make_uuid7(clock.now(), random)); }

    /// Exactly 16 bytes that are not all zero, or kInvalid.
    static Result<Id> from_bytes(ByteView bytes) {
        if (bytes.size() != kIdBytes) return Error(ErrorCode::kInvalid, "an id has 16 bytes");
        Id id;
        std::memcpy(id.bytes_.data(), bytes.data(), kIdBytes);
        if (id.is_nil()) return Error(ErrorCode::kInvalid, "an id is not all zero");
        return id;
    }
    static Result<Id> from_bytes(std::string_view bytes) { return from_bytes(as_bytes(bytes)); }

    /// From "0190d6c1-…" (36 characters, lower case).
    static Result<Id> parse(std::string_view text) {
        auto bytes = detail::parse_uuid(text);
        if (!bytes.ok()) return bytes.take_error();
        return from_bytes(ByteView(bytes.value()));
    }

    bool is_nil() const { return bytes_ == std::array<std::uint8_t, kIdBytes>{}; }
    ByteView bytes() const { return bytes_; }
    /// The raw 16 bytes as protobuf wants them.
    std::string raw() const { return std::string(as_text(bytes_)); }
    std::string to_string() const { return detail::uuid_text(bytes_); }

    auto operator<=>(const Id&) const = default;

private:
    explicit Id(const std::array<std::uint8_t, kIdBytes>& bytes) : bytes_(bytes) {}
    std::array<std::uint8_t, kIdBytes> bytes_{};
};

using FacilityId = Id<struct FacilityTag>;
using UnitId = Id<struct UnitTag>;
using DeviceId = Id<struct DeviceTag>;
using ResidentId = Id<struct ResidentTag>;
using ContactId = Id<struct ContactTag>;
using MessageId = Id<struct MessageTag>;
using CardId = Id<struct CardTag>;
using DraftId = Id<struct DraftTag>;
using SuspensionId = Id<struct SuspensionTag>;
using CommandId = Id<struct CommandTag>;
using RequestId = Id<struct RequestTag>;
using AttachmentId = Id<struct AttachmentTag>;
using FormId = Id<struct FormTag>;
using NoticeId = Id<struct NoticeTag>;
using AccountId = Id<struct AccountTag>;
using TransferId = Id<struct TransferTag>;
using PhoneCallId = Id<struct PhoneCallTag>;
using ObligationId = Id<struct ObligationTag>;
using SessionId = Id<struct SessionTag>;
using TokenId = Id<struct TokenTag>;
/// The random id of one life of the hub's database; a restore makes a new one.
using Epoch = Id<struct EpochTag>;

}  // namespace dayroom

template <typename Tag>
struct std::hash<dayroom::Id<Tag>> {
    std::size_t operator()(const dayroom::Id<Tag>& id) const noexcept {
        std::size_t value;
        std::memcpy(&value, id.bytes().data() + 8, sizeof value);  // the random half
        return value;
    }
};
