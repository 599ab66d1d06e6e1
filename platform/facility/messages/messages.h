// Messages between residents and their approved contacts, up to the decision; the decision is moderation's.
//
// Inbound: nothing reaches the feed before it is released. Outbound: the price is held at sending; approval takes it,
// rejection, expiry and withdrawal give it back. Source: design.md §4 "Charge on delivery".
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/hash.h"
#include "platform/facility/contacts/contacts.h"
#include "platform/facility/ledger/ledger.h"
#include "platform/facility/ledger/prices.h"

namespace dayroom::facility {

inline constexpr std::size_t kMessageCharactersCeiling = 30'000;  // policy may set 500 up to this
inline constexpr std::size_t kMaxMessagePhotos = 5;
inline constexpr std::size_t kMaxMarkRead = 200;
/// Staff decide within this; held longer, a message expires and its price goes back.
inline constexpr Milliseconds kDecideWithin = std::chrono::hours(24 * 5);
inline constexpr Milliseconds kExpireAfter = std::chrono::hours(24 * 30);

struct PhotoRef {
    crypto::Digest sha256{};
    int width = 0;
    int height = 0;
    int bytes = 0;
};
struct InboundMessage {
    MessageId id;  // made by the provider network: sending twice is noticed
    ResidentId resident;
    ContactId contact;
    std::string text;
    std::string language;  // BCP 47; empty: unknown
    Timestamp sent;
    std::vector<PhotoRef> photos;  // each must be in the blob store (Blobs::add) before
};
struct StoredMessage {
    MessageId id;
    ResidentId resident;
    std::string resident_number;
    ContactId contact;
    wire::Message message;  // with the text, whatever the state: for staff only
    std::string receipt_code;
    std::optional<TransferId> credit_hold;
};

/// Where the photo's bytes are: DIR/blobs/<sha256 in hex>, encrypted under `key`.
struct BlobRef {
    crypto::Digest sha256{};
    std::int64_t size = 0;
    Secret key;
};

class Messages {
public:
    Messages(Ledger& ledger, Contacts& contacts, Prices& prices)
        : ledger_(ledger), contacts_(contacts), prices_(prices) {}

    /// Held for staff. kDenied "contact_not_approved"; kInvalid or kTooLarge for text and photos; kConflict for a known
    /// id.
    Status receive(Work& work, const InboundMessage& message);
    /// A resident's message: credits are held, and it waits for staff.
    Status send(Work& work, const ResidentId& resident, const wire::SendMessage& body, Timestamp made);
    /// Takes back what staff have not decided yet.
    Status withdraw(Work& work, const ResidentId& resident, const MessageId& id);
    /// Only messages of this resident; others are skipped.
    Status mark_read(Work& work, const ResidentId& resident, const std::vector<MessageId>& ids);
    /// Ends HELD: sets the state, takes the price or gives it back, releases what the resident is to see. For
    /// moderation, and withdrawal. kConflict when it was decided before.
    Status end_held(Work& work, const StoredMessage& message, wire::Message::State state, bool take_price);
    /// Seals the message as it is now, and feeds it. For moderation and bulk loads.
    Status release(Work& work, const MessageId& id);

    // ---- photos
    Status add_blob(Work& work, const BlobRef& blob);
    Result<std::optional<BlobRef>> find_blob(database::Connection& connection, const crypto::Digest& sha256);
    /// Whether a terminal of this unit may fetch it: it belongs to a released message of somebody there.
    Result<bool> may_fetch(database::Connection& connection, const crypto::Digest& sha256, const UnitId& unit);

    // ---- reads, on any connection
    Result<std::optional<StoredMessage>> find(database::Connection& connection, const MessageId& id);
    /// Delivered outbound messages that the provider network has not acknowledged, oldest first.
    Result<std::vector<StoredMessage>> outgoing(database::Connection& connection, int limit);
    Status acknowledge(Work& work, const MessageId& id);
    /// `where`: SQL after the join of message m and resident r, with its values. For moderation's queue.
    Result<std::vector<StoredMessage>> select(database::Connection& connection, const std::string& where,
                                              std::span<const database::Value> values);

private:
    static const char* const kStoredColumns;
    Result<ResidentId> resident_of(database::Connection& connection, const MessageId& id);
    Status insert_photos(Work& work, const MessageId& id, const std::vector<PhotoRef>& photos);
    Ledger& ledger_;
    Contacts& contacts_;
    Prices& prices_;
};

}  // namespace dayroom::facility
