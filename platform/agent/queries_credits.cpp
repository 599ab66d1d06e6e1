#include <algorithm>

#include "platform/agent/answers.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::agent {
namespace {

constexpr std::string_view kBundlePrefix = "bundle_";

bool is_bundle(const wire::PriceList::Price& price) {
    return price.code().starts_with(kBundlePrefix) && price.credits() > 0 && price.cents() > 0;
}

bool in_force(const wire::PriceList::Price& price, Timestamp now) {
    return price.valid_to_ms() == 0 || price.valid_to_ms() > now.ms();
}

/// Cheaper a credit; of the same price a credit, the smaller purchase. Amounts are bounded by what a command may carry.
bool is_better(const wire::PriceList::Price& left, const wire::PriceList::Price& right) {
    const std::int64_t left_price = left.cents() * right.credits();
    const std::int64_t right_price = right.cents() * left.credits();
    return left_price != right_price ? left_price < right_price : left.cents() < right.cents();
}

local::Bundle bundle_of(const wire::PriceList::Price& price) {
    local::Bundle bundle;
    bundle.set_code(price.code());
    copy_texts(price.name(), bundle.mutable_name());
    bundle.set_cents(price.cents());
    bundle.set_credits(price.credits());
    bundle.set_valid_to_ms(price.valid_to_ms());
    return bundle;
}

Answer bought(const Desk& desk, const wire::Command& command) {
    return submitted(desk, command.id(), command.buy_credits().receipt_code());
}

}  // namespace

Answer answer_credits(Desk& desk) {
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    const wire::PriceList list = TRY(desk.device.prices());  // outlives the loop over it
    std::vector<wire::PriceList::Price> bundles;
    for (const auto& price : list.prices())
        if (is_bundle(price) && in_force(price, desk.clock.now())) bundles.push_back(price);
    std::stable_sort(bundles.begin(), bundles.end(), is_better);
    local::ToTerminal answer;
    auto& credits = *answer.mutable_credits();
    credits.set_credits(money.balances.credits() - money.queued_credits.units());
    credits.set_spendable_cents(money.balances.spendable_cents() - money.queued.units());
    credits.set_as_of_ms(money.balances.as_of_ms());
    credits.set_message_credits(TRY(credits_price_now(desk, "message")).value_or(0));
    credits.set_card_credits(TRY(credits_price_now(desk, "card")).value_or(0));
    for (const auto& bundle : bundles) *credits.add_bundles() = bundle_of(bundle);
    credits.set_held_credits(money.held_credits.units());
    if (const auto today = TRY(left_today(desk))) {
        credits.set_brake(true);
        credits.set_brake_left_cents(today->units());
    }
    return answer;
}

Answer answer_buy_credits(Desk& desk, const local::BuyCredits& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        if (before->buy_credits().price_code() != query.code())
            return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return bought(desk, *before);
    }
    const auto price = TRY(desk.device.price(query.code()));
    if (!price || !is_bundle(*price)) return Error(ErrorCode::kNotFound, "no such bundle");
    if (!in_force(*price, desk.clock.now()) || price->cents() != query.price_seen_cents() ||
        price->credits() != query.credits_seen())
        return refusal(ErrorCode::kConflict, "price_changed", "another price is in force");
    TRY(check_spending(desk, Cents::of(price->cents())));
    store::Intent intent;
    intent.command = new_command(desk);
    auto& buy = *intent.command.mutable_buy_credits();
    buy.set_price_code(price->code());
    buy.set_price_seen_cents(price->cents());
    buy.set_credits_seen(price->credits());
    buy.set_receipt_code(rules::make_receipt_code(desk.random));
    intent.reserved = Cents::of(price->cents());
    intent.nonce = to_bytes(query.nonce());
    return bought(desk, TRY(queue_command(desk, intent)));
}

}  // namespace dayroom::agent
