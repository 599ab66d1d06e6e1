#include "platform/facility/transfers/transfers.h"

#include "platform/base/utf8.h"
#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/ledger/money_receipts.h"
#include "platform/facility/transfers/refusal_notice.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility {
namespace {

constexpr const char* kColumns =
    "SELECT o.id, o.resident, r.number, o.purpose, o.contact, c.name, c.address, o.cents, o.fee_cents, o.note, "
    "o.receipt_code, o.state, o.sent_ms, o.payable_from_ms, o.decided_ms, o.reason FROM outgoing_money o "
    "JOIN resident r ON r.id = o.resident LEFT JOIN contact c ON c.id = o.contact ";

OutgoingMoney read_outgoing(const database::Row& row) {
    OutgoingMoney out;
    out.id = row.id<TransferId>(0);
    out.resident = row.id<ResidentId>(1);
    out.resident_number = row.string(2);
    out.purpose = static_cast<wire::SendMoney::Purpose>(row.integer(3));
    out.contact = row.optional_id<ContactId>(4);
    if (out.contact) {
        out.contact_name = row.string(5);
        out.contact_address = row.string(6);
    }
    out.amount = row.cents(7);
    out.fee = row.cents(8);
    out.note = row.string(9);
    out.receipt_code = row.string(10);
    out.state = static_cast<OutgoingMoney::State>(row.integer(11));
    out.sent = row.time(12);
    out.payable_from = row.time(13);
    out.decided = row.time(14);
    out.reason = row.string(15);
    return out;
}

TransferId fee_hold_of(const TransferId& id) { return id_as<TransferId>(companion_of(id)); }

}  // namespace

const char* name_of(OutgoingMoney::State state) {
    switch (state) {
        case OutgoingMoney::State::kWaiting:
            return "waiting";
        case OutgoingMoney::State::kPaid:
            return "paid";
        case OutgoingMoney::State::kRefused:
            return "refused";
        case OutgoingMoney::State::kTakenBack:
            return "taken_back";
    }
    return "unknown";
}

Status Transfers::move(Work& work, const ResidentId& resident, const wire::MoveMoney& body) {
    const TransferId id = TRY(TransferId::from_bytes(std::string_view(body.transfer_id())));
    const PositiveCents amount = TRY(PositiveCents::of(body.cents()));
    if (!rules::is_receipt_code(body.receipt_code())) return Error(ErrorCode::kInvalid, "not a receipt code");
    const bool to_phone = body.to() == wire::MoveMoney::PHONE;
    if (!to_phone && body.to() != wire::MoveMoney::SAVINGS) return Error(ErrorCode::kInvalid, "no such account");
    const char* code = to_phone ? "to_phone" : "to_savings";
    const Reason reason{to_phone ? TransferKind::kPhone : TransferKind::kTransfer, code, body.receipt_code(), {}};
    TRY(ledger_.move(work, id, resident, AccountKind::kSpendable,
                     to_phone ? AccountKind::kPhone : AccountKind::kSavings, amount, reason));
    TRY(keep_money_receipt(work, body.receipt_code(), id));
    return work.audit(record::Event::kTransferPosted, id, code);
}

Status Transfers::send(Work& work, const ResidentId& resident, const wire::SendMoney& body, Timestamp made) {
    OutgoingMoney money;
    money.id = TRY(TransferId::from_bytes(std::string_view(body.transfer_id())));
    money.amount = TRY(PositiveCents::of(body.cents())).amount();
    if (!rules::is_receipt_code(body.receipt_code())) return Error(ErrorCode::kInvalid, "not a receipt code");
    const wire::Policy policy = TRY(read_facility(work.db())).policy();
    if (!policy.send_money()) {
        return Error(ErrorCode::kDenied, "this facility does not send money out", decline::kSendMoneyOff);
    }
    const auto fee = TRY(prices_.find(work.db(), kSendMoneyPrice, work.now()));
    money.fee = fee ? fee->cents : Cents();
    if (money.fee.units() != body.fee_seen_cents()) {
        return Error(ErrorCode::kConflict, "another fee than the one seen", decline::kPriceChanged);
    }
    Reason reason{TransferKind::kSendMoney, "release_costs", {}, {}};
    if (body.purpose() == wire::SendMoney::TO_CONTACT) {
        money.contact = TRY(ContactId::from_bytes(std::string_view(body.contact_id())));
        const auto contact = TRY(contacts_.find(work.db(), *money.contact));
        if (!contact || contact->resident != resident || contact->state != wire::Contact::APPROVED) {
            return Error(ErrorCode::kDenied, "money goes to approved contacts only", decline::kContactNotApproved);
        }
        reason.code = "send_money";
        reason.detail = contact->name;
    }
    const Timestamp until = work.now() + kOutgoingHoldTime;
    TRY(ledger_.hold(work, {money.id, resident, TRY(PositiveCents::from(money.amount)), kPayableOutgoing, reason},
                     until));
    if (!money.fee.is_zero()) {
        const Reason for_fee{TransferKind::kSendMoney, "send_money_fee", reason.detail, {}};
        TRY(ledger_.hold(
            work, {fee_hold_of(money.id), resident, TRY(PositiveCents::from(money.fee)), "revenue/send_money", for_fee},
            until));
    }
    money.payable_from = work.now() + std::chrono::hours(policy.cooling_off_hours());
    TRY(work.db().run(
        "INSERT INTO outgoing_money (id, resident, purpose, contact, cents, fee_cents, note, receipt_code, state, "
        "sent_ms, payable_from_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)",
        money.id, resident, static_cast<int>(body.purpose()), money.contact, money.amount.units(), money.fee.units(),
        body.note(), body.receipt_code(), std::min(made, work.now()), money.payable_from));
    return work.audit(record::Event::kHoldPlaced, money.id, reason.code);
}

Result<OutgoingMoney> Transfers::waiting(Work& work, const TransferId& id) {
    auto money = TRY(find(work.db(), id));
    if (!money) return Error(ErrorCode::kNotFound, "no such transfer");
    if (money->state != OutgoingMoney::State::kWaiting) {
        return Error(ErrorCode::kConflict, "this transfer is decided", decline::kAlreadyDecided);
    }
    return std::move(*money);
}

Status Transfers::decide(Work& work, const OutgoingMoney& money, OutgoingMoney::State state, std::string_view reason) {
    return work.db().run(
        "UPDATE outgoing_money SET state = $2, decided_ms = $3, decided_by = $4, reason = $5 WHERE id = $1", money.id,
        static_cast<int>(state), work.now(), work.actor().staff_id(), reason);
}

Status Transfers::release(Work& work, const OutgoingMoney& money) {
    TRY(ledger_.void_if_open(work, money.id));
    return money.fee.is_zero() ? Status() : ledger_.void_if_open(work, fee_hold_of(money.id));
}

Status Transfers::take_back(Work& work, const ResidentId& resident, const TransferId& id) {
    const OutgoingMoney money = TRY(waiting(work, id));
    if (money.resident != resident) return Error(ErrorCode::kNotFound, "no such transfer");
    TRY(release(work, money));
    TRY(decide(work, money, OutgoingMoney::State::kTakenBack, {}));
    return work.audit(record::Event::kHoldVoided, id, "taken_back");
}

Status Transfers::pay(Work& work, const TransferId& id) {
    const OutgoingMoney money = TRY(waiting(work, id));
    if (work.now() < money.payable_from) {
        return Error(ErrorCode::kConflict, "the cooling-off time is not over", "cooling_off");
    }
    if (money.contact) {
        const auto contact = TRY(contacts_.find(work.db(), *money.contact));
        if (!contact || contact->state != wire::Contact::APPROVED) {
            return Error(ErrorCode::kDenied, "the contact is no longer approved", decline::kContactNotApproved);
        }
    }
    TRY(ledger_.post(work, money.id));
    if (!money.fee.is_zero()) TRY(ledger_.post(work, fee_hold_of(money.id)));
    TRY(decide(work, money, OutgoingMoney::State::kPaid, {}));
    return work.audit(record::Event::kHoldPosted, id, "paid");
}

Status Transfers::refuse(Work& work, const TransferId& id, std::string_view reason) {
    if (reason.empty() || utf8::sanitize(reason, kMaxRefusalReason) != reason) {
        return Error(ErrorCode::kInvalid, "a refusal has a reason of at most 400 plain characters");
    }
    const OutgoingMoney money = TRY(waiting(work, id));
    TRY(release(work, money));
    TRY(decide(work, money, OutgoingMoney::State::kRefused, reason));
    TRY(notices_.create(work, work.make_id<NoticeId>(), Scope::resident(money.resident),
                        notice_of_refusal(money, reason, work.now())));
    return work.audit(record::Event::kHoldVoided, id, "refused");
}

Result<std::optional<OutgoingMoney>> Transfers::find(database::Connection& connection, const TransferId& id) {
    return connection.first(std::string(kColumns) + "WHERE o.id = $1", read_outgoing, id);
}

Result<std::vector<OutgoingMoney>> Transfers::list(database::Connection& connection, OutgoingMoney::State state,
                                                   int limit) {
    const bool waits = state == OutgoingMoney::State::kWaiting;
    std::vector<OutgoingMoney> all;
    TRY(connection.each(
        std::string(kColumns) + "WHERE o.state = $1 ORDER BY " + (waits ? "o.payable_from_ms" : "o.decided_ms DESC") +
            ", o.id LIMIT $2",
        [&](const database::Row& row) { all.push_back(read_outgoing(row)); }, static_cast<int>(state),
        std::clamp(limit, 1, kMaxOutgoingList)));
    return all;
}

}  // namespace dayroom::facility
