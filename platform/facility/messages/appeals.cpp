// A rejection is appealed once, by the resident it concerns, and decided by somebody else than who rejected.
#include "platform/base/utf8.h"
#include "platform/facility/messages/messages.h"
#include "platform/facility/provider/events.h"

namespace dayroom::facility {
Status Messages::appeal(Work& work, const ResidentId& resident, const wire::AppealMessage& body, Timestamp made) {
    const MessageId id = TRY(MessageId::from_bytes(std::string_view(body.message_id())));
    if (body.text().empty() || utf8::sanitize(body.text(), wire::kMaxAppealCharacters) != body.text()) {
        return Error(ErrorCode::kInvalid, "an appeal is 1 to 2,000 plain characters");
    }
    const auto message = TRY(find(work.db(), id));
    if (!message || message->resident != resident) return Error(ErrorCode::kNotFound, "no such message");
    if (message->message.appeal() != wire::Message::APPEAL_NONE) {
        return Error(ErrorCode::kConflict, "this message was appealed before", decline::kAlreadyAppealed);
    }
    if (message->message.state() != wire::Message::REJECTED) {
        return Error(ErrorCode::kConflict, "only what was rejected is appealed", decline::kNotRejected);
    }
    const Timestamp last = Timestamp::from_ms(message->message.appeal_by_ms());
    if (made > last || work.now() > last + kAppealOnItsWay) {
        return Error(ErrorCode::kExpired, "the last day to appeal is over", decline::kTooLate);
    }
    const MessagingPolicy policy = TRY(messaging_policy(work.db()));
    std::optional<std::string> receipt;
    if (!body.receipt_code().empty()) receipt = body.receipt_code();
    Status updated = work.db().run(
        "UPDATE message SET appeal = 1, appeal_text = $2, appeal_receipt = $3, appealed_ms = $4, decide_by_ms = $5, "
        "first_approval_by = NULL, first_approval_ms = 0 WHERE id = $1 AND appeal = 0",
        id, body.text(), receipt, std::min(made, work.now()), work.now() + policy.decide_within);
    if (!updated.ok()) {
        if (!database::violation(updated.error())) return updated;
        return Error(ErrorCode::kConflict, "an appeal with this receipt code is here already");
    }
    TRY(work.audit(record::Event::kMessageAppealed, id));
    TRY(waits(work, id));
    return release(work, id);
}

Result<StoredMessage> Messages::load_appealed(Work& work, const MessageId& id) {
    auto message = TRY(find(work.db(), id));
    if (!message) return Error(ErrorCode::kNotFound, "no such message");
    if (message->message.appeal() != wire::Message::APPEAL_OPEN) {
        return Error(ErrorCode::kConflict, "no appeal of this message is open", decline::kAlreadyDecided);
    }
    return std::move(*message);
}

Status Messages::grant_appeal(Work& work, const MessageId& id, std::string_view answer,
                              const std::vector<crypto::Digest>& rejected_photos) {
    const StoredMessage message = TRY(load_appealed(work, id));
    TRY(check_contact(work, message.contact, message.resident));
    // Everything is looked at anew.
    TRY(work.db().run("UPDATE message_photo SET allowed = NULL WHERE message = $1", id));
    TRY(decide_photos(work, message, rejected_photos));
    TRY(work.db().run(
        "UPDATE message SET state = 2, appeal = 2, decided_ms = $2, appeal_decided_ms = $2, appeal_decided_by = $3, "
        "appeal_reason = $4 WHERE id = $1",
        id, work.now(), work.actor().staff_id(), answer));
    const bool outbound = message.message.direction() == wire::Message::OUTBOUND;
    TRY(outbound ? charge_again(work, message) : give_replies(work, message));
    TRY(work.audit(record::Event::kAppealDecided, id, "granted"));
    TRY(ended(work, id));
    TRY(tell_provider(work, outbound ? ProviderEventKind::kOutboundReleased : ProviderEventKind::kInboundDecided,
                      thing(id)));
    return release(work, id);
}

Status Messages::grant_first(Work& work, const MessageId& id) {
    const StoredMessage message = TRY(load_appealed(work, id));
    TRY(check_contact(work, message.contact, message.resident));
    return set_first(work, id, record::Event::kAppealDecided);
}

// The facility was wrong: that the credits are spent by now does not keep the message back.
Status Messages::charge_again(Work& work, const StoredMessage& message) {
    const auto go_free = [&] {
        return work.db().run("UPDATE message SET price_credits = 0, prepaid = 0, credit_hold = NULL WHERE id = $1",
                             message.id);
    };
    if (message.message.prepaid()) {
        Status taken = contacts_.take_prepaid_reply(work, message.contact);
        if (!taken.ok() && taken.error().code == ErrorCode::kDenied) return go_free();
        return taken;
    }
    const std::int64_t credits = message.message.price_credits();
    if (credits == 0) return {};
    const TransferId hold = work.make_id<TransferId>();
    auto part = TRY(database::Savepoint::begin(work.db()));
    Status held = ledger_.hold_credits(
        work,
        {hold, message.resident, TRY(PositiveCredits::of(credits)), {TransferKind::kMessageCredits, "message", {}, {}}},
        work.now() + kDecideWithin);
    if (!held.ok()) {
        TRY(part.rollback());
        return held.error().code == ErrorCode::kInsufficientFunds ? go_free() : std::move(held);
    }
    TRY(part.release());
    TRY(ledger_.post(work, hold));
    return work.db().run("UPDATE message SET credit_hold = $2 WHERE id = $1", message.id, hold);
}

Status Messages::refuse_appeal(Work& work, const MessageId& id, std::string_view answer) {
    TRY(load_appealed(work, id));
    TRY(work.db().run(
        "UPDATE message SET appeal = 3, appeal_decided_ms = $2, appeal_decided_by = $3, appeal_reason = $4 "
        "WHERE id = $1",
        id, work.now(), work.actor().staff_id(), answer));
    TRY(work.audit(record::Event::kAppealDecided, id, "refused"));
    TRY(ended(work, id));
    return release(work, id);
}

}  // namespace dayroom::facility
