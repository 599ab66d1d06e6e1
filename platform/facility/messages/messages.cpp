#include "platform/facility/messages/messages.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/messages/policy.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr const char* kNotApproved = "contact_not_approved";

Status check_text(std::string_view text, std::size_t limit, bool may_be_empty) {
    if (text.empty() && !may_be_empty) return Error(ErrorCode::kInvalid, "a message has a text");
    if (!utf8::is_valid(text)) return Error(ErrorCode::kInvalid, "the text is not UTF-8");
    if (utf8::length(text) > limit)
        return Error(ErrorCode::kTooLarge, "the text is longer than the policy allows", "message_too_long");
    if (utf8::sanitize(text, limit) != text)
        return Error(ErrorCode::kInvalid, "the text holds hidden control characters");
    return {};
}

Status check_photos(const std::vector<PhotoRef>& photos) {
    if (photos.size() > kMaxMessagePhotos) return Error(ErrorCode::kTooLarge, "at most 5 photos");
    for (const PhotoRef& photo : photos) {
        if (photo.width <= 0 || photo.height <= 0 || photo.width > wire::kMaxPhotoSide ||
            photo.height > wire::kMaxPhotoSide || photo.bytes <= 0 ||
            static_cast<std::size_t>(photo.bytes) > wire::kMaxBlobBytes) {
            return Error(ErrorCode::kInvalid, "a photo's size is out of range");
        }
    }
    return {};
}

Error known_or(Error error) {
    if (!database::violation(error)) return error;
    return Error(ErrorCode::kConflict, "a message with this id or receipt code is here already");
}

}  // namespace

Status Messages::receive(Work& work, const InboundMessage& message) {
    TRY(check_text(message.text, kMessageCharactersCeiling, !message.photos.empty()));
    TRY(check_photos(message.photos));
    if (message.language.size() > wire::kMaxLanguageTagCharacters)
        return Error(ErrorCode::kInvalid, "language is a BCP 47 tag");
    const auto contact = TRY(contacts_.find(work.db(), message.contact));
    if (!contact || contact->resident != message.resident || contact->state != wire::Contact::APPROVED) {
        return Error(ErrorCode::kDenied, "messages come from approved contacts only", kNotApproved);
    }
    Status inserted = work.db().run(
        "INSERT INTO message (id, resident, contact, direction, state, text, language, sent_ms, decide_by_ms) "
        "VALUES ($1, $2, $3, 1, 1, $4, $5, $6, $7)",
        message.id, message.resident, message.contact, message.text, message.language,
        std::min(message.sent, work.now()), work.now() + kDecideWithin);
    if (!inserted.ok()) return known_or(inserted.take_error());
    TRY(insert_photos(work, message.id, message.photos));
    return work.audit(record::Event::kMessageReceived, message.id);
}

Status Messages::insert_photos(Work& work, const MessageId& id, const std::vector<PhotoRef>& photos) {
    int position = 0;
    for (const PhotoRef& photo : photos) {
        if (!TRY(find_blob(work.db(), photo.sha256)))
            return Error(ErrorCode::kNotFound, "a photo was not uploaded before");
        TRY(
            work.db().run("INSERT INTO message_photo (message, position, sha256, width, height, bytes) "
                          "VALUES ($1, $2, $3, $4, $5, $6)",
                          id, ++position, photo.sha256, photo.width, photo.height, photo.bytes));
    }
    return {};
}

Status Messages::send(Work& work, const ResidentId& resident, const wire::SendMessage& body, Timestamp made) {
    const MessageId id = TRY(MessageId::from_bytes(std::string_view(body.message_id())));
    const ContactId contact_id = TRY(ContactId::from_bytes(std::string_view(body.contact_id())));
    TRY(check_text(body.text(), TRY(message_limit(work.db())), false));
    const auto contact = TRY(contacts_.find(work.db(), contact_id));
    if (!contact || contact->resident != resident || contact->state != wire::Contact::APPROVED) {
        return Error(ErrorCode::kDenied, "messages go to approved contacts only", kNotApproved);
    }
    const auto price = TRY(prices_.find(work.db(), "message", work.now()));
    const std::int64_t credits = price ? price->credits.units() : 0;
    if (credits != body.price_seen_credits()) {
        return Error(ErrorCode::kConflict, "another price than the one seen", "price_changed");
    }
    std::optional<TransferId> hold;
    if (credits > 0) {
        hold = work.make_id<TransferId>();
        const CreditCharge charge{
            *hold, resident, TRY(PositiveCredits::of(credits)), {TransferKind::kMessageCredits, "message", {}, {}}};
        TRY(ledger_.hold_credits(work, charge, work.now() + kExpireAfter + kDecideWithin));
    }
    std::optional<std::string> receipt;
    if (!body.receipt_code().empty()) receipt = body.receipt_code();
    Status inserted = work.db().run(
        "INSERT INTO message (id, resident, contact, direction, state, text, sent_ms, decide_by_ms, price_credits, "
        "credit_hold, receipt_code, is_read) VALUES ($1, $2, $3, 2, 1, $4, $5, $6, $7, $8, $9, 1)",
        id, resident, contact_id, body.text(), std::min(made, work.now()), work.now() + kDecideWithin, credits, hold,
        receipt);
    if (!inserted.ok()) return known_or(inserted.take_error());
    return release(work, id);
}

Status Messages::withdraw(Work& work, const ResidentId& resident, const MessageId& id) {
    const auto message = TRY(find(work.db(), id));
    if (!message || message->resident != resident || message->message.direction() != wire::Message::OUTBOUND) {
        return Error(ErrorCode::kNotFound, "no such message");
    }
    if (message->message.state() != wire::Message::HELD) {
        return Error(ErrorCode::kConflict, "this message was decided before", "already_decided");
    }
    TRY(end_held(work, *message, wire::Message::WITHDRAWN, false));
    return work.audit(record::Event::kMessageRejected, id, "withdrawn");
}

Status Messages::end_held(Work& work, const StoredMessage& message, wire::Message::State state, bool take_price) {
    TRY(work.db().run("UPDATE message SET state = $2, decided_ms = $3 WHERE id = $1 AND state = 1", message.id,
                      static_cast<int>(state), work.now()));
    if (work.db().changes() != 1)
        return Error(ErrorCode::kConflict, "this message was decided before", "already_decided");
    if (message.credit_hold) {
        // The hold may have expired by itself when nobody decided for very long: then the price went back already.
        const Hold hold = TRY(ledger_.find_hold(work.db(), *message.credit_hold));
        if (hold.state == HoldState::kOpen) {
            TRY(take_price ? ledger_.post(work, *message.credit_hold) : ledger_.void_hold(work, *message.credit_hold));
        }
    }
    const bool outbound = message.message.direction() == wire::Message::OUTBOUND;
    const bool told = outbound || state == wire::Message::DELIVERED || state == wire::Message::REJECTED;
    return told ? release(work, message.id) : Status();
}

Status Messages::mark_read(Work& work, const ResidentId& resident, const std::vector<MessageId>& ids) {
    if (ids.size() > kMaxMarkRead) return Error(ErrorCode::kTooLarge, "too many messages at once");
    for (const MessageId& id : ids) {
        TRY(work.db().run(
            "UPDATE message SET is_read = 1 WHERE id = $1 AND resident = $2 AND direction = 1 AND is_read = 0 "
            "AND state IN (2, 3)",
            id, resident));
        if (work.db().changes() == 1) TRY(release(work, id));
    }
    return {};
}

Status Messages::release(Work& work, const MessageId& id) {
    const ResidentId resident = TRY(resident_of(work.db(), id));
    auto message = TRY(load_message(work.db(), id));
    wire::Record record;
    *record.mutable_message() = std::move(*message);
    return work.release(Scope::resident(resident), RecordKind::kMessage, thing(id), std::move(record));
}

Status Messages::acknowledge(Work& work, const MessageId& id) {
    TRY(work.db().run("UPDATE message SET acknowledged_ms = $2 WHERE id = $1 AND direction = 2 AND state = 2", id,
                      work.now()));
    if (work.db().changes() != 1) return Error(ErrorCode::kNotFound, "no such delivered message");
    return {};
}

Result<std::size_t> message_limit(database::Connection& connection) {
    auto limit = TRY(connection.first("SELECT body FROM facility WHERE one = 1", [](const database::Row& row) {
        wire::Facility facility;
        const ByteView body = row.bytes(0);
        return facility.ParseFromArray(body.data(), static_cast<int>(body.size()))
                   ? facility.policy().message_characters()
                   : 0;
    }));
    const int characters = limit.value_or(0);
    if (characters < wire::kMinPolicyMessageCharacters) return std::size_t{13'000};
    return std::min(static_cast<std::size_t>(characters), kMessageCharactersCeiling);
}

}  // namespace dayroom::facility
