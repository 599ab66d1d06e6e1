#include "terminal/features/obligations/obligations_model.h"

#include <algorithm>
#include <cstdint>

#include "platform/money/money.h"
#include "terminal/features/base/debt_words.h"
#include "terminal/features/base/percent.h"

namespace dayroom::features {
namespace {

constexpr std::int64_t kWhole = 10'000;  // basis points

std::string money(std::int64_t cents) { return format_money(Cents::of(cents)); }

/// Of what was set, 0 to kWhole.
std::int64_t paid_share(std::int64_t paid, std::int64_t set) {
    if (set <= 0 || paid <= 0) return 0;
    return std::min(kWhole,
                    paid <= INT64_MAX / kWhole ? paid * kWhole / set : paid / std::max(set / kWhole, std::int64_t{1}));
}

std::string next_words(const local::Obligation& obligation, bool shared, const ui::Texts& t, Timestamp now) {
    if (obligation.state() == "fulfilled") return t("obligations.next_fulfilled");
    if (obligation.state() != "active") return t("obligations.next_inactive");
    const auto& taken = obligation.last_taken();
    if (!obligation.has_last_taken() || taken.basis_points() <= 0) return t("obligations.next_unknown");
    std::string words = t("obligations.next", {{"percent", percent_words(taken.basis_points())},
                                               {"amount", money(taken.cents())},
                                               {"gross", money(taken.gross_cents())},
                                               {"day", t.date(Timestamp::from_ms(taken.at_ms()), now)}});
    if (shared) words += ' ' + t("obligations.next_shared");
    return words;
}

ObligationCard card_of(const local::Obligation& obligation, bool shared, const ui::Texts& t, Timestamp now) {
    const std::int64_t paid = std::max<std::int64_t>(0, obligation.set_cents() - obligation.owed_cents());
    const std::int64_t share = paid_share(paid, obligation.set_cents());
    const bool active = obligation.state() == "active";
    const bool over = obligation.state() == "fulfilled";
    ObligationCard card;
    const DebtWords words = words_of_debt(obligation, t);
    card.title = words.title;
    card.state = t.of_code("obligations.state.", obligation.state(), "obligations.state.inactive");
    card.icon = over ? "circle-check" : active ? "scale" : "pause";
    card.tone = over ? ui::Tone::kSuccess : active ? ui::Tone::kInfo : ui::Tone::kNeutral;
    card.facts = {{t("obligations.set"), money(obligation.set_cents())},
                  {t("obligations.paid"), money(paid)},
                  {t("obligations.left"), money(obligation.owed_cents())}};
    card.paid = static_cast<float>(share) / static_cast<float>(kWhole);
    card.paid_words = t("obligations.paid_share", {{"percent", percent_words(share / 100 * 100)}});
    card.why = words.rule;
    card.next = next_words(obligation, shared, t, now);
    return card;
}

}  // namespace

ObligationsModel make_obligations(const local::Obligations& held, const ui::Texts& t, Timestamp now) {
    ObligationsModel model;
    Cents total;
    for (const auto& obligation : held.obligations()) {
        const bool active = obligation.state() == "active";
        const auto of_kind = std::count_if(
            held.obligations().begin(), held.obligations().end(),
            [&](const auto& other) { return other.state() == "active" && other.code() == obligation.code(); });
        if (active) {
            const auto sum = total.plus(Cents::of(obligation.owed_cents()));
            if (sum.ok()) total = *sum;
        }
        model.cards.push_back(card_of(obligation, active && of_kind > 1, t, now));
        model.cards.back().id = "obligation." + std::to_string(model.cards.size() - 1);
    }
    model.total = format_money(total);
    return model;
}

}  // namespace dayroom::features
