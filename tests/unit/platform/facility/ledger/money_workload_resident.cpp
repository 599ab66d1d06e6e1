// What residents do with their money, through commands; and what staff do with what is to leave the facility.
#include <algorithm>

#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/ledger/money_workload.h"

namespace dayroom::test {

using namespace facility;

bool MoneyWorkload::book(const Booking& id, const PaperBooking& booking) {
    if (!paper_.book(booking)) return false;
    paper_.bookings[id] = booking;
    return true;
}

void MoneyWorkload::move() {
    const bool to_phone = random_.below(2) == 0;
    const std::int64_t cents = amount();
    const Booking id = make_id<Booking>();
    wire::Command command = this->command();
    wire::MoveMoney& body = *command.mutable_move_money();
    body.set_transfer_id(id.raw());
    body.set_to(to_phone ? wire::MoveMoney::PHONE : wire::MoveMoney::SAVINGS);
    body.set_cents(cents);
    body.set_receipt_code(rules::make_receipt_code(random_));
    PaperBooking booking;
    booking.spendable = -cents;
    (to_phone ? booking.phone : booking.savings) = cents;
    resident("a move", command, [this, id, booking, cents, to_phone] {
        if (!to_phone) return book(id, booking);  // savings stay theirs
        if (!day_allows(cents) || !book(id, booking)) return false;
        brake_.spend(cents, hub_.clock.now());
        return true;
    });
}

bool MoneyWorkload::day_allows(std::int64_t cents) {
    if (brake_.allows(cents, hub_.clock.now())) return true;
    if (cents <= paper_.can_spend()) ++braked;
    return false;
}

void MoneyWorkload::choose_brake() {
    const std::int64_t daily = random_.below(3) == 0 ? 0 : static_cast<std::int64_t>(random_.below(2'000)) + 1;
    wire::Command command = this->command();
    command.mutable_set_spend_brake()->set_daily_cents(daily);
    resident("a daily brake", command, [this, daily] {
        brake_.choose(daily, hub_.clock.now());
        return true;
    });
}

void MoneyWorkload::send_out() { send_out(make_id<Booking>()); }

void MoneyWorkload::send_out(const Booking& id) {
    const std::int64_t cents = amount();
    wire::Command command = this->command();
    wire::SendMoney& body = *command.mutable_send_money();
    body.set_transfer_id(id.raw());
    body.set_purpose(wire::SendMoney::TO_CONTACT);
    body.set_contact_id(contact_.raw());
    body.set_cents(cents);
    body.set_fee_seen_cents(kSendFee);
    body.set_receipt_code(rules::make_receipt_code(random_));
    resident("money sent out", command, [this, id, cents] {
        const Timestamp now = hub_.clock.now();
        if (!day_allows(cents + kSendFee) || paper_.can_spend() < cents + kSendFee) return false;
        brake_.spend(cents + kSendFee, now);
        paper_.holds[id] = {cents + kSendFee, false, true, (now + kOutgoingHoldTime).ms()};
        outgoing_.push_back({id, cents, now.ms() + kHour, now});
        return true;
    });
}

void MoneyWorkload::take_back(const Booking& id) {
    wire::Command command = this->command();
    command.mutable_withdraw_send_money()->set_transfer_id(id.raw());
    resident("money taken back", command, [this, id] {
        const auto money = std::find_if(outgoing_.begin(), outgoing_.end(), [&](const auto& o) { return o.id == id; });
        if (money == outgoing_.end() || !money->waits) return false;
        money->waits = false;
        paper_.holds[id].open = false;
        brake_.give_back(money->cents + kSendFee, money->made, hub_.clock.now());
        return true;
    });
}

// The wish to take it back overtakes the sending: it is declined for ever, and what is sent after it is sent.
void MoneyWorkload::take_back_before_send() {
    const Booking id = make_id<Booking>();
    take_back(id);
    send_out(id);
}

void MoneyWorkload::decide_outgoing() {
    if (outgoing_.empty()) return;
    Outgoing& money = outgoing_[random_.below(outgoing_.size())];
    const std::uint64_t how = random_.below(3);
    if (how == 2) return take_back(money.id);
    const bool should = money.waits && (how != 0 || (alone_ && hub_.clock.now().ms() >= money.payable_from));
    if (how == 0 && !alone_) return;  // others move the clock: whether it is time is not known here
    if (should) {
        money.waits = false;
        paper_.holds[money.id].open = false;
        if (how == 1) brake_.give_back(money.cents + kSendFee, money.made, hub_.clock.now());
    }
    if (how == 0) staff("a payment out", should, [&](Work& work) { return hub_.transfers.pay(work, money.id); });
    if (how == 1)
        staff("a refusal", should, [&](Work& work) { return hub_.transfers.refuse(work, money.id, "Not the payee."); });
    if (how != 0 || !should) return;
    PaperBooking fee;
    fee.spendable = -kSendFee;
    PaperBooking sent;
    sent.spendable = -money.cents;
    sent.is_charge = true;
    paper_.book(fee);
    paper_.book(sent);
    paper_.bookings[money.id] = sent;
}

void MoneyWorkload::buy_credits() {
    wire::Command command = this->command();
    const Booking id = id_as<Booking>(must(CommandId::from_bytes(std::string_view(command.id()))));
    wire::BuyCredits& body = *command.mutable_buy_credits();
    body.set_price_code("bundle_small");
    body.set_price_seen_cents(kBundleCents);
    body.set_credits_seen(kBundleCredits);
    body.set_receipt_code(rules::make_receipt_code(random_));
    PaperBooking booking;
    booking.spendable = -kBundleCents;
    booking.credits = kBundleCredits;
    resident("a bundle of credits", command, [this, id, booking] {
        if (!day_allows(kBundleCents) || !book(id, booking)) return false;
        brake_.spend(kBundleCents, hub_.clock.now());
        return true;
    });
}

}  // namespace dayroom::test
