// Messages between residents and their approved contacts: from sending to the decision, and its appeal. Who may decide
// and what they must say is moderation's; what a decision does to message, money and feed is here, so that every way to
// it does the same.
//
//   HELD → DELIVERED | REJECTED | EXPIRED (nobody decided) | WITHDRAWN (by its author, or its contact is gone)
//   REJECTED, appeal OPEN → DELIVERED (granted) | REJECTED (refused); once
//
// Inbound: nothing reaches the feed before it is released. Outbound: the price is held at sending; delivery takes it,
// every other end gives it back. A message that the contact has prepaid takes one of their replies at sending instead,
// and gives it back in the same cases. Source: design.md §4 "Charge on delivery", domain.md "Messages".
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
#include "platform/facility/messages/cards.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {

inline constexpr std::size_t kMessageCharactersCeiling = wire::kMaxMessageCharacters;  // policy may set 500 up to this
inline constexpr std::size_t kMaxMessagePhotos = wire::kMaxPhotosInMessage;
inline constexpr std::size_t kMaxMarkRead = wire::kMaxMessagesInMarkRead;
inline constexpr int kMaxPrepaidWithMessage = 100;  // replies that one inbound message may bring
/// An appeal that was made in time at a terminal without network is heard so long after its last day.
inline constexpr Milliseconds kAppealOnItsWay = std::chrono::hours(24 * 14);

// Price codes; a facility without one does not charge for it. credits
inline constexpr const char* kMessagePrice = "message";
inline constexpr const char* kCardPrice = "card";

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
    int prepaid_replies = 0;       // that come with it, once it is delivered: 0 to kMaxPrepaidWithMessage
};
struct StoredMessage {
    MessageId id;
    ResidentId resident;
    std::string resident_number;
    ContactId contact;
    wire::Message message;  // with the text and all photos, whatever the state: for staff only
    std::string receipt_code;
    std::optional<TransferId> credit_hold;
    std::vector<std::optional<bool>> photos_allowed;  // beside message.photos(); nothing: staff have not decided on it
    std::optional<ThingId> decided_by;                // staff; nothing: by itself, or the resident
    std::optional<ThingId> first_approval_by;         // two-person rule; of an appeal: who granted it first
    std::string appeal_text;
    std::string appeal_receipt;
    std::optional<ThingId> appeal_decided_by;
    int prepaid_given = 0;   // inbound: replies that come (or came) with it
    Timestamp acknowledged;  // outbound: the provider network has it
};

/// Where the photo's bytes are: a file of BlobFiles, encrypted under `key`.
struct BlobRef {
    crypto::Digest sha256{};
    std::int64_t size = 0;
    Secret key;
};

class Messages : public Contacts::Watcher {
public:
    /// Is told of what waits for staff, in the same transaction. For moderation.
    class Watcher {
    public:
        /// It is held now, or appealed. A held message may be decided at once.
        virtual Status message_waits(Work& work, const MessageId& id) = 0;
        /// Its deadline, its photos or its first approval (of an appeal: who granted it first) are others now.
        virtual Status message_changed(Work& work, const MessageId& id) = 0;
        /// It waits no longer: the message or its appeal was decided, withdrawn, or has expired.
        virtual Status message_ended(Work& work, const MessageId& id) = 0;

    protected:
        ~Watcher() = default;
    };
    /// `watcher` outlives this.
    void watch(Watcher& watcher) { watcher_ = &watcher; }

    /// All outlive this. Watches `contacts`.
    Messages(Ledger& ledger, Contacts& contacts, Prices& prices);
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;

    // ---- from outside
    /// Held for staff. kDenied "contact_not_approved" or "messaging_suspended"; kInvalid or kTooLarge for text and
    /// photos; kConflict for a known id.
    Status receive(Work& work, const InboundMessage& message);

    // ---- the resident
    /// Declines: "messaging_suspended", "contact_not_approved", "no_such_card", "price_changed", "no_prepaid_reply",
    /// "message_too_long", kInsufficientFunds.
    Status send(Work& work, const ResidentId& resident, const wire::SendMessage& body, Timestamp made);
    /// Takes back what staff have not decided yet; else "already_decided".
    Status withdraw(Work& work, const ResidentId& resident, const MessageId& id);
    /// Of a message that was rejected, written by this resident or to them, by its last day. Declines: "too_late",
    /// "already_appealed", "not_rejected". `made`: when the resident did it.
    Status appeal(Work& work, const ResidentId& resident, const wire::AppealMessage& body, Timestamp made);
    /// Only messages of this resident; others are skipped.
    Status mark_read(Work& work, const ResidentId& resident, const std::vector<MessageId>& ids);

    // ---- decisions. For moderation: who may, the two-person rule and what a reason may say are checked there; who
    // decides is the work's actor. kConflict "already_decided"; kNotFound.
    /// Released to its reader or to the provider network, without the photos named. kDenied "contact_not_approved";
    /// kInvalid for a photo that is not the message's, or when nothing would be left of it.
    Status deliver(Work& work, const MessageId& id, const std::vector<crypto::Digest>& rejected_photos = {});
    /// Everything of it: a rejected text takes its photos with it.
    Status reject(Work& work, const MessageId& id, std::string_view rule, std::string_view reason);
    /// Staff look closer: the deadline moves to the policy's, counted from when the hub had the message. Once.
    Status investigate(Work& work, const MessageId& id);
    /// Two-person rule: the work's actor approves, and another must. The message stays held. kConflict when somebody
    /// approved first before.
    Status approve_first(Work& work, const MessageId& id);
    /// One photo of a held message, ahead of the message. kNotFound when it has none such.
    Status decide_photo(Work& work, const MessageId& id, const crypto::Digest& sha256, bool allow);
    /// Delivered after all, as deliver(). The price that was seen at sending is taken again: a prepaid reply, or
    /// credits; when the resident has neither any more it goes free. `answer`: to the resident.
    Status grant_appeal(Work& work, const MessageId& id, std::string_view answer,
                        const std::vector<crypto::Digest>& rejected_photos = {});
    /// Two-person rule: the work's actor grants the open appeal, and another must. Nothing is delivered yet. kConflict
    /// when somebody granted first before; kDenied "contact_not_approved".
    Status grant_first(Work& work, const MessageId& id);
    Status refuse_appeal(Work& work, const MessageId& id, std::string_view answer);
    /// Whatever nobody decided kExpireGrace after its deadline: at most `limit`; how many.
    Result<int> expire(Work& work, int limit);

    /// Seals the message as it is now, and feeds it. For bulk loads.
    Status release(Work& work, const MessageId& id);

    // ---- photos
    Status add_blob(Work& work, const BlobRef& blob);
    Result<std::optional<BlobRef>> find_blob(database::Connection& connection, const crypto::Digest& sha256);
    /// Whether a terminal of this unit may fetch it: it belongs to a released message of somebody there, and was let
    /// through, or to a card of the facility's set.
    Result<bool> may_fetch(database::Connection& connection, const crypto::Digest& sha256, const UnitId& unit);

    // ---- reads, on any connection
    Result<std::optional<StoredMessage>> find(database::Connection& connection, const MessageId& id);
    /// Delivered outbound messages that the provider network has not acknowledged, oldest first.
    Result<std::vector<StoredMessage>> outbound(database::Connection& connection, int limit);
    Status acknowledge(Work& work, const MessageId& id);
    /// `where`: SQL after the join of message m and resident r, with its values. For moderation's queue.
    Result<std::vector<StoredMessage>> select(database::Connection& connection, const std::string& where,
                                              std::span<const database::Value> values);

    Status contact_lost(Work& work, const StoredContact& contact) override;

private:
    enum class Price { kTake, kGiveBack };
    Result<ResidentId> resident_of(database::Connection& connection, const MessageId& id);
    Result<StoredMessage> load_held(Work& work, const MessageId& id);
    Result<StoredMessage> load_appealed(Work& work, const MessageId& id);
    Result<bool> flows(Work& work, const ContactId& id, const ResidentId& resident);
    Status check_contact(Work& work, const ContactId& id, const ResidentId& resident);
    Result<std::int64_t> price_of(Work& work, const std::optional<CardId>& card);
    Status insert_photos(Work& work, const MessageId& id, const std::vector<PhotoRef>& photos);
    Status set_first(Work& work, const MessageId& id, record::Event event);
    Status decide_photos(Work& work, const StoredMessage& message, const std::vector<crypto::Digest>& rejected);
    Status end(Work& work, const StoredMessage& message, wire::Message::State state, std::string_view audit_code);
    Status settle(Work& work, const StoredMessage& message, Price price);
    Status charge_again(Work& work, const StoredMessage& message);
    Status give_replies(Work& work, const StoredMessage& message);
    Status waits(Work& work, const MessageId& id);
    Status changed(Work& work, const MessageId& id);
    Status ended(Work& work, const MessageId& id);
    Watcher* watcher_ = nullptr;
    Ledger& ledger_;
    Contacts& contacts_;
    Prices& prices_;
};

}  // namespace dayroom::facility
