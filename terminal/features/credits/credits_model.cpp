#include "terminal/features/credits/credits_model.h"

#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/base/nonce.h"

namespace dayroom::features {
namespace {

constexpr std::int64_t kCentsInDollar = 100;
constexpr std::int64_t kTenths = 10;

std::string money(std::int64_t cents) { return format_money(Cents::of(cents)); }

std::string credits_words(std::int64_t credits, const ui::Texts& t) {
    return t("money.credit_count", {{"count", credits}});
}

/// Cross-multiplied: no rounding decides what is cheaper.
bool cheaper(const BundleCard& a, const BundleCard& b) { return a.cents * b.credits < b.cents * a.credits; }

bool is_sane(const local::Bundle& bundle) {
    return bundle.cents() > 0 && bundle.cents() <= kMaxCommandUnits && bundle.credits() > 0 &&
           bundle.credits() <= kMaxCommandUnits;
}

BundleCard make_bundle(const local::Bundle& bundle, const local::Credits& credits, const ui::Texts& t, Timestamp now) {
    const std::int64_t spendable = credits.spendable_cents();
    BundleCard card;
    card.code = bundle.code();
    card.cents = bundle.cents();
    card.credits = bundle.credits();
    card.title = pick(bundle.name(), t.language());
    if (card.title.empty()) card.title = credits_words(card.credits, t);
    card.price = money(card.cents);
    card.each = t("credits.each", {{"price", price_each(card.cents, card.credits)}});
    if (bundle.valid_to_ms() > 0) {
        card.until = t("credits.until", {{"date", t.date(Timestamp::from_ms(bundle.valid_to_ms()), now)}});
    }
    if (spendable < card.cents) {
        card.lacking = t("credits.lacking", {{"balance", money(spendable)},
                                             {"missing", money(card.cents - std::max<std::int64_t>(0, spendable))}});
    } else if (credits.brake() && card.cents > credits.brake_left_cents()) {
        card.lacking = t("transfers.over_brake", {{"left", money(credits.brake_left_cents())}});
    }
    return card;
}

void mark_best(std::vector<BundleCard>& bundles, const ui::Texts& t) {
    if (bundles.size() < 2 || !cheaper(bundles[0], bundles[1])) return;
    bundles[0].best = t("credits.best", {{"price", price_each(bundles[0].cents, bundles[0].credits)}});
}

}  // namespace

std::string price_each(std::int64_t cents, std::int64_t credits) {
    if (credits <= 0) return {};
    const std::int64_t tenths = (cents * kTenths + credits / 2) / credits;
    if (tenths >= kCentsInDollar * kTenths) return money((tenths + kTenths / 2) / kTenths);
    std::string text = std::to_string(tenths / kTenths);
    if (tenths % kTenths != 0) text += "." + std::to_string(tenths % kTenths);
    return text + "¢";
}

CreditsModel make_credits(const local::Credits& credits, const ui::Texts& t, Timestamp now) {
    CreditsModel model;
    model.balance = credits_words(credits.credits(), t);
    if (credits.as_of_ms() > 0) {
        model.as_of = t("money.as_of", {{"when", t.moment(Timestamp::from_ms(credits.as_of_ms()), now)}});
    }
    if (credits.held_credits() > 0) model.held = credits_words(credits.held_credits(), t);
    model.spendable = money(credits.spendable_cents());
    if (credits.message_credits() > 0) {
        model.prices.emplace_back(t("credits.message"), credits_words(credits.message_credits(), t));
    }
    if (credits.card_credits() > 0) {
        model.prices.emplace_back(t("credits.card"), t("credits.more", {{"count", credits.card_credits()}}));
    }
    model.prices.emplace_back(t("credits.reading"), t("credits.free"));
    for (const auto& bundle : credits.bundles()) {
        if (is_sane(bundle)) model.bundles.push_back(make_bundle(bundle, credits, t, now));
    }
    std::stable_sort(model.bundles.begin(), model.bundles.end(), cheaper);
    mark_best(model.bundles, t);
    if (model.bundles.empty()) model.none = t("credits.none");
    return model;
}

PurchaseQuestion ask_purchase(const BundleCard& bundle, const local::Credits& credits, bool online,
                              const ui::Texts& t) {
    PurchaseQuestion question;
    question.title = t("credits.ask_title", {{"count", bundle.credits}});
    question.text = t("credits.ask_text");
    if (!online) question.text += " " + t("form.confirm_offline");
    question.facts.emplace_back(t("form.confirm_price_label"), bundle.price);
    question.facts.emplace_back(t("form.confirm_now_label"), money(credits.spendable_cents()));
    question.facts.emplace_back(t("form.confirm_after_label"), money(credits.spendable_cents() - bundle.cents));
    question.facts.emplace_back(t("credits.after"), credits_words(credits.credits() + bundle.credits, t));
    return question;
}

local::BuyCredits make_purchase(const BundleCard& bundle, Random& random) {
    local::BuyCredits purchase;
    purchase.set_code(bundle.code);
    purchase.set_price_seen_cents(bundle.cents);
    purchase.set_credits_seen(bundle.credits);
    purchase.set_nonce(new_nonce(random));
    return purchase;
}

bool same_purchase(const local::BuyCredits& earlier, const BundleCard& bundle) {
    return earlier.nonce().size() == kNonceBytes && earlier.code() == bundle.code &&
           earlier.price_seen_cents() == bundle.cents && earlier.credits_seen() == bundle.credits;
}

}  // namespace dayroom::features
