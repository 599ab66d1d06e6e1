// How a held message ends, and what that does to its price, its photos and its contact's prepaid replies.
#include <algorithm>

#include "platform/facility/messages/messages.h"
#include "platform/facility/provider/events.h"

namespace dayroom::facility {
namespace {

Error decided_before() {
    return Error(ErrorCode::kConflict, "this message was decided before", decline::kAlreadyDecided);
}

record::Event event_of(wire::Message::State state) {
    switch (state) {
        case wire::Message::DELIVERED:
            return record::Event::kMessageApproved;
        case wire::Message::WITHDRAWN:
            return record::Event::kMessageWithdrawn;
        case wire::Message::EXPIRED:
            return record::Event::kMessageExpired;
        default:
            return record::Event::kMessageRejected;
    }
}

}  // namespace

Result<StoredMessage> Messages::load_held(Work& work, const MessageId& id) {
    auto message = TRY(find(work.db(), id));
    if (!message) return Error(ErrorCode::kNotFound, "no such message");
    if (message->message.state() != wire::Message::HELD) return decided_before();
    return std::move(*message);
}

Status Messages::withdraw(Work& work, const ResidentId& resident, const MessageId& id) {
    const auto message = TRY(find(work.db(), id));
    if (!message || message->resident != resident || message->message.direction() != wire::Message::OUTBOUND) {
        return Error(ErrorCode::kNotFound, "no such message");
    }
    return end(work, *message, wire::Message::WITHDRAWN, {});
}

Status Messages::deliver(Work& work, const MessageId& id, const std::vector<crypto::Digest>& rejected_photos) {
    const StoredMessage message = TRY(load_held(work, id));
    TRY(check_contact(work, message.contact, message.resident));
    TRY(decide_photos(work, message, rejected_photos));
    TRY(end(work, message, wire::Message::DELIVERED, {}));
    return give_replies(work, message);
}

Status Messages::reject(Work& work, const MessageId& id, std::string_view rule, std::string_view reason) {
    const StoredMessage message = TRY(load_held(work, id));
    const MessagingPolicy policy = TRY(messaging_policy(work.db()));
    TRY(work.db().run("UPDATE message SET rule = $2, reason = $3, appeal_by_ms = $4 WHERE id = $1", id, rule, reason,
                      work.now() + policy.appeal_within));
    return end(work, message, wire::Message::REJECTED, rule);
}

Status Messages::investigate(Work& work, const MessageId& id) {
    const StoredMessage message = TRY(load_held(work, id));
    if (message.message.investigating()) return {};
    const MessagingPolicy policy = TRY(messaging_policy(work.db()));
    const Timestamp received = Timestamp::from_ms(message.message.received_ms());
    TRY(work.db().run(
        "UPDATE message SET investigating = 1, decide_by_ms = $2 WHERE id = $1", id,
        std::max(Timestamp::from_ms(message.message.decide_by_ms()), received + policy.investigate_within)));
    TRY(work.audit(record::Event::kMessageInvestigated, id));
    TRY(changed(work, id));
    return message.message.direction() == wire::Message::OUTBOUND ? release(work, id) : Status();
}

Status Messages::approve_first(Work& work, const MessageId& id) {
    TRY(load_held(work, id));
    return set_first(work, id, record::Event::kMessageApproved);
}

Status Messages::set_first(Work& work, const MessageId& id, record::Event event) {
    const auto staff = work.actor().staff_id();
    if (!staff) return Error(ErrorCode::kInvalid, "the first of two approvals is a person's");
    TRY(
        work.db().run("UPDATE message SET first_approval_by = $2, first_approval_ms = $3 WHERE id = $1 AND "
                      "first_approval_by IS NULL",
                      id, *staff, work.now()));
    if (work.db().changes() != 1) return Error(ErrorCode::kConflict, "somebody has approved this first");
    TRY(work.audit(event, id, "first_of_two"));
    return changed(work, id);
}

Status Messages::decide_photo(Work& work, const MessageId& id, const crypto::Digest& sha256, bool allow) {
    TRY(load_held(work, id));
    TRY(work.db().run("UPDATE message_photo SET allowed = $3 WHERE message = $1 AND sha256 = $2", id, sha256, allow));
    if (work.db().changes() == 0) return Error(ErrorCode::kNotFound, "this message has no such photo");
    TRY(work.audit(record::Event::kMessageApproved, id, allow ? "photo_allowed" : "photo_rejected"));
    return changed(work, id);
}

// Photos on which staff have not decided go with the text.
Status Messages::decide_photos(Work& work, const StoredMessage& message, const std::vector<crypto::Digest>& rejected) {
    for (const crypto::Digest& photo : rejected) {
        TRY(work.db().run("UPDATE message_photo SET allowed = 0 WHERE message = $1 AND sha256 = $2", message.id,
                          photo));
        if (work.db().changes() == 0) return Error(ErrorCode::kInvalid, "this message has no such photo");
    }
    TRY(work.db().run("UPDATE message_photo SET allowed = 1 WHERE message = $1 AND allowed IS NULL", message.id));
    const std::int64_t refused =
        TRY(work.db().number("SELECT count(*) FROM message_photo WHERE message = $1 AND allowed = 0", message.id));
    if (message.message.text().empty() && refused == message.message.photos_size()) {
        return Error(ErrorCode::kInvalid, "nothing is left of this message: reject it");
    }
    return work.db().run("UPDATE message SET photos_rejected = $2 WHERE id = $1", message.id, refused);
}

// The only way out of HELD. What the resident is told: everything about what they wrote; of what was written to them
// what was delivered or rejected, and a rejection only while they would have got the message.
Status Messages::end(Work& work, const StoredMessage& message, wire::Message::State state,
                     std::string_view audit_code) {
    TRY(work.db().run(
        "UPDATE message SET state = $2, decided_ms = $3, decided_by = $4, investigating = 0 WHERE id = $1 AND state = "
        "1",
        message.id, static_cast<int>(state), work.now(), work.actor().staff_id()));
    if (work.db().changes() != 1) return decided_before();
    TRY(settle(work, message, state == wire::Message::DELIVERED ? Price::kTake : Price::kGiveBack));
    TRY(work.audit(event_of(state), message.id, audit_code));
    TRY(ended(work, message.id));
    if (message.message.direction() == wire::Message::OUTBOUND) {
        if (state == wire::Message::DELIVERED)
            TRY(tell_provider(work, ProviderEventKind::kOutboundReleased, thing(message.id)));
        return release(work, message.id);
    }
    TRY(tell_provider(work, ProviderEventKind::kInboundDecided, thing(message.id)));
    if (state == wire::Message::DELIVERED) return release(work, message.id);
    const bool told = state == wire::Message::REJECTED && TRY(flows(work, message.contact, message.resident));
    return told ? release(work, message.id) : Status();
}

Status Messages::settle(Work& work, const StoredMessage& message, Price price) {
    if (message.message.prepaid()) {
        return price == Price::kTake ? Status() : contacts_.return_prepaid_reply(work, message.contact);
    }
    if (!message.credit_hold) return {};
    const Hold hold = TRY(ledger_.find_hold(work.db(), *message.credit_hold));
    if (hold.state == HoldState::kOpen) {
        return price == Price::kTake ? ledger_.post(work, *message.credit_hold)
                                     : ledger_.void_hold(work, *message.credit_hold);
    }
    // It ended by itself because nobody decided for very long: the price went back already, and stays there.
    if (price == Price::kGiveBack) return {};
    return work.db().run("UPDATE message SET price_credits = 0 WHERE id = $1", message.id);
}

Status Messages::give_replies(Work& work, const StoredMessage& message) {
    if (message.prepaid_given == 0) return {};
    const int given = TRY(contacts_.give_prepaid_replies(work, message.contact, message.prepaid_given));
    if (given == message.prepaid_given) return {};
    return work.db().run("UPDATE message SET prepaid_given = $2 WHERE id = $1", message.id, given);
}

Result<int> Messages::expire(Work& work, int limit) {
    const std::array<database::Value, 2> values{database::Value(work.now() - kExpireGrace), database::Value(limit)};
    const auto late =
        TRY(select(work.db(), "WHERE m.state = 1 AND m.decide_by_ms <= $1 ORDER BY m.decide_by_ms LIMIT $2", values));
    for (const StoredMessage& message : late) TRY(end(work, message, wire::Message::EXPIRED, {}));
    return static_cast<int>(late.size());
}

// What was written to a contact that the resident has blocked comes back; what the contact wrote waits, since a block
// can be lifted. A contact that was removed does not return.
Status Messages::contact_lost(Work& work, const StoredContact& contact) {
    const bool gone = contact.state == wire::Contact::REMOVED;
    if (!gone && !contact.blocked_by_resident) return {};
    const std::array<database::Value, 2> values{database::Value(contact.id), database::Value(gone)};
    const auto held =
        TRY(select(work.db(), "WHERE m.contact = $1 AND m.state = 1 AND (m.direction = 2 OR $2 = 1)", values));
    for (const StoredMessage& message : held) {
        TRY(end(work, message, wire::Message::WITHDRAWN, gone ? "contact_removed" : "contact_blocked"));
    }
    return {};
}

}  // namespace dayroom::facility
