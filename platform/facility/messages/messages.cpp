// How messages come in: from outside, and from residents.
#include "platform/facility/messages/messages.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/messages/drafts.h"
#include "platform/facility/suspensions/suspensions.h"

namespace dayroom::facility {
namespace {

Status check_text(std::string_view text, std::size_t limit, bool may_be_empty) {
    if (text.empty() && !may_be_empty) return Error(ErrorCode::kInvalid, "a message has a text");
    if (!utf8::is_valid(text)) return Error(ErrorCode::kInvalid, "the text is not UTF-8");
    if (utf8::length(text) > limit)
        return Error(ErrorCode::kTooLarge, "the text is longer than the policy allows", decline::kMessageTooLong);
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

Status check_not_suspended(Work& work, const ResidentId& resident) {
    if (!TRY(messaging_is_suspended(work.db(), resident, work.now()))) return {};
    return Error(ErrorCode::kDenied, "staff have suspended messaging here", decline::kSuspended);
}

Error known_or(Error error) {
    if (!database::violation(error)) return error;
    return Error(ErrorCode::kConflict, "a message with this id or receipt code is here already");
}

}  // namespace

Messages::Messages(Ledger& ledger, Contacts& contacts, Prices& prices)
    : ledger_(ledger), contacts_(contacts), prices_(prices) {
    contacts.watch(*this);
}

Result<bool> Messages::flows(Work& work, const ContactId& id, const ResidentId& resident) {
    const auto contact = TRY(contacts_.find(work.db(), id));
    return contact && contact->resident == resident && contact->state == wire::Contact::APPROVED;
}

Status Messages::check_contact(Work& work, const ContactId& id, const ResidentId& resident) {
    if (TRY(flows(work, id, resident))) return {};
    return Error(ErrorCode::kDenied, "messages flow with approved contacts only", decline::kContactNotApproved);
}

Status Messages::receive(Work& work, const InboundMessage& message) {
    TRY(check_text(message.text, kMessageCharactersCeiling, !message.photos.empty()));
    TRY(check_photos(message.photos));
    if (message.language.size() > wire::kMaxLanguageTagCharacters)
        return Error(ErrorCode::kInvalid, "language is a BCP 47 tag");
    if (message.prepaid_replies < 0 || message.prepaid_replies > kMaxPrepaidWithMessage)
        return Error(ErrorCode::kTooLarge, "at most 100 prepaid replies come with one message");
    TRY(check_contact(work, message.contact, message.resident));
    TRY(check_not_suspended(work, message.resident));
    const MessagingPolicy policy = TRY(messaging_policy(work.db()));
    Status inserted = work.db().run(
        "INSERT INTO message (id, resident, contact, direction, state, text, language, sent_ms, received_ms, "
        "decide_by_ms, prepaid_given) VALUES ($1, $2, $3, 1, 1, $4, $5, $6, $7, $8, $9)",
        message.id, message.resident, message.contact, message.text, message.language,
        std::min(message.sent, work.now()), work.now(), work.now() + policy.decide_within, message.prepaid_replies);
    if (!inserted.ok()) return known_or(inserted.take_error());
    TRY(insert_photos(work, message.id, message.photos));
    TRY(work.audit(record::Event::kMessageReceived, message.id));
    return waits(work, message.id);
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

// What one message costs now; the card's price comes on top.
Result<std::int64_t> Messages::price_of(Work& work, const std::optional<CardId>& card) {
    const auto text = TRY(prices_.find(work.db(), kMessagePrice, work.now()));
    std::int64_t credits = text ? text->credits.units() : 0;
    if (!card) return credits;
    if (!TRY(Cards::find(work.db(), *card)))
        return Error(ErrorCode::kNotFound, "this card is not in the facility's set", decline::kNoSuchCard);
    const auto extra = TRY(prices_.find(work.db(), kCardPrice, work.now()));
    return credits + (extra ? extra->credits.units() : 0);
}

Status Messages::send(Work& work, const ResidentId& resident, const wire::SendMessage& body, Timestamp made) {
    const MessageId id = TRY(MessageId::from_bytes(std::string_view(body.message_id())));
    const ContactId contact = TRY(ContactId::from_bytes(std::string_view(body.contact_id())));
    const MessagingPolicy policy = TRY(messaging_policy(work.db()));
    std::optional<CardId> card;
    if (!body.card_id().empty()) card = TRY(CardId::from_bytes(std::string_view(body.card_id())));
    TRY(check_text(body.text(), policy.characters, false));
    TRY(check_not_suspended(work, resident));
    TRY(check_contact(work, contact, resident));
    const std::int64_t price = TRY(price_of(work, card));
    const std::int64_t credits = body.prepaid() ? 0 : price;
    if (credits != body.price_seen_credits()) {
        return Error(ErrorCode::kConflict, "another price than the one seen", decline::kPriceChanged);
    }
    std::optional<TransferId> hold;
    if (body.prepaid()) {
        TRY(contacts_.take_prepaid_reply(work, contact));
    } else if (credits > 0) {
        hold = work.make_id<TransferId>();
        const CreditCharge charge{
            *hold, resident, TRY(PositiveCredits::of(credits)), {TransferKind::kMessageCredits, "message", {}, {}}};
        TRY(ledger_.hold_credits(work, charge, work.now() + policy.hold_for()));
    }
    std::optional<std::string> receipt;
    if (!body.receipt_code().empty()) receipt = body.receipt_code();
    Status inserted = work.db().run(
        "INSERT INTO message (id, resident, contact, direction, state, text, language, card, sent_ms, received_ms, "
        "decide_by_ms, price_credits, credit_hold, prepaid, receipt_code, is_read) "
        "VALUES ($1, $2, $3, 2, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)",
        id, resident, contact, body.text(), body.language(), card, std::min(made, work.now()), work.now(),
        work.now() + policy.decide_within, credits, hold, body.prepaid(), receipt);
    if (!inserted.ok()) return known_or(inserted.take_error());
    if (!body.draft_id().empty()) {
        TRY(Drafts::forget(work, resident, TRY(DraftId::from_bytes(std::string_view(body.draft_id()))),
                           std::max(made, work.now())));
    }
    TRY(waits(work, id));
    // What was decided at once is sealed already.
    const auto sealed = TRY(work.db().number("SELECT count(*) FROM message WHERE id = $1 AND state <> 1", id));
    return sealed > 0 ? Status() : release(work, id);
}

Status Messages::waits(Work& work, const MessageId& id) {
    return watcher_ != nullptr ? watcher_->message_waits(work, id) : Status();
}

Status Messages::changed(Work& work, const MessageId& id) {
    return watcher_ != nullptr ? watcher_->message_changed(work, id) : Status();
}

Status Messages::ended(Work& work, const MessageId& id) {
    return watcher_ != nullptr ? watcher_->message_ended(work, id) : Status();
}

Status Messages::mark_read(Work& work, const ResidentId& resident, const std::vector<MessageId>& ids) {
    if (ids.size() > kMaxMarkRead) return Error(ErrorCode::kTooLarge, "too many messages at once");
    for (const MessageId& id : ids) {
        TRY(work.db().run(
            "UPDATE message SET is_read = 1 WHERE id = $1 AND resident = $2 AND direction = 1 AND is_read = 0 "
            "AND state IN (2, 3) AND EXISTS (SELECT 1 FROM released WHERE kind = $3 AND released.id = $1)",
            id, resident, static_cast<int>(RecordKind::kMessage)));
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
    TRY(work.db().run(
        "UPDATE message SET acknowledged_ms = CASE WHEN acknowledged_ms = 0 THEN $2 ELSE acknowledged_ms END "
        "WHERE id = $1 AND direction = 2 AND state = 2",
        id, work.now()));
    if (work.db().changes() != 1) return Error(ErrorCode::kNotFound, "no such delivered message");
    return {};
}

}  // namespace dayroom::facility
