#include "terminal/features/money/money_model.h"

#include <algorithm>
#include <array>

#include "platform/money/money.h"
#include "terminal/features/base/debt_words.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/base/percent.h"

namespace dayroom::features {
namespace {

struct KindIcon {
    std::string_view kind;
    std::string_view icon;
};
constexpr std::array<KindIcon, 12> kIcons = {{{"deposit", "banknote"},
                                              {"request_fee", "clipboard-list"},
                                              {"commissary", "shopping-cart"},
                                              {"message_credits", "mail"},
                                              {"phone", "phone"},
                                              {"deduction", "scale"},
                                              {"transfer", "arrow-left-right"},
                                              {"refund", "undo-2"},
                                              {"adjustment", "pencil"},
                                              {"copay", "heart-pulse"},
                                              {"send_money", "send"},
                                              {"visit", "video"}}};

std::string icon_of(const std::string& kind) {
    const auto found =
        std::find_if(kIcons.begin(), kIcons.end(), [&](const KindIcon& known) { return known.kind == kind; });
    return std::string(found == kIcons.end() ? "wallet" : found->icon);
}

std::string money(std::int64_t cents) { return format_money(Cents::of(cents)); }
std::string change(std::int64_t cents) { return format_money_change(Cents::of(cents)); }

/// What fills the reason's sentence: the facility's name for it, then what staff wrote; a form's or a debt's name for
/// its code.
std::string detail_of(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& t) {
    const std::string& detail = transaction.reason_detail();
    if (transaction.reason_code() == "obligation_payment") return name_of_debt(detail, transaction.reason_name(), t);
    const auto form = forms.find(detail);
    const std::string& words = form == forms.end() ? detail : form->second;
    const std::string name = pick(transaction.reason_name(), t.language());
    if (name.empty()) return words;
    return words.empty() || words == name ? name : name + " · " + words;
}

/// The reason's sentence with its detail, else without one, else what kind it is.
std::string title_of(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& t) {
    const std::string with_detail = "money.reason." + transaction.reason_code();
    const std::string detail = t.has(with_detail) ? detail_of(transaction, forms, t) : std::string();
    if (!detail.empty()) return t(with_detail, {{"detail", detail}});
    const std::string alone = "money.event." + transaction.reason_code();
    return t.has(alone) ? t(alone) : t.of_code("money.kind.", transaction.kind(), "money.kind.other");
}

std::string subtitle_of(const local::Transaction& transaction, const ui::Texts& t) {
    if (transaction.state() == "pending") return t("money.state.pending");
    if (transaction.state() == "queued") return t("money.state.queued");
    if (transaction.state() == "voided") return t("money.state.voided");
    if (transaction.parts_size() > 0) return t("money.deposit_parts", {{"count", transaction.parts_size()}});
    return t.of_code("money.kind.", transaction.kind(), "money.kind.other");
}

std::string part_note(const local::Transaction::Part& part, const std::string& rule, const ui::Texts& t) {
    std::string note;
    const auto add = [&](const std::string& text) { note += (note.empty() ? "" : " · ") + text; };
    if (part.basis_points() > 0) add(t("money.percent_of_deposit", {{"percent", percent_words(part.basis_points())}}));
    if (!rule.empty()) add(rule);
    if (part.into_savings()) add(t("money.still_yours"));
    if (part.still_owed_cents() > 0) add(t("money.still_owed", {{"amount", money(part.still_owed_cents())}}));
    return note;
}

/// What is left of a deposit while its parts are taken one after the other, as shares of what was sent.
class Fall {
public:
    explicit Fall(std::int64_t gross) : gross_(gross), left_(gross) {}
    void take(std::int64_t cents, ArithmeticLine& line) {
        line.to = share(left_);
        left_ = std::max<std::int64_t>(0, left_ - std::max<std::int64_t>(0, cents));
        line.from = share(left_);
    }
    float share(std::int64_t cents) const {
        return static_cast<float>(static_cast<double>(cents) / static_cast<double>(gross_));
    }

private:
    std::int64_t gross_;
    std::int64_t left_;
};

std::vector<ArithmeticLine> arithmetic(const local::Transaction& deposit, const ui::Texts& t) {
    std::vector<ArithmeticLine> lines;
    Fall fall(deposit.gross_cents());
    lines.push_back({.label = t("money.line.sent"), .amount = money(deposit.gross_cents()), .to = 1});
    if (deposit.fee_cents() > 0) {
        lines.push_back({t("money.line.fee"), t("money.line.fee_note"), change(-deposit.fee_cents())});
        fall.take(deposit.fee_cents(), lines.back());
    }
    for (const auto& part : deposit.parts()) {
        const DebtWords words = words_of_deduction(part, t);
        lines.push_back({words.title, part_note(part, words.rule, t), change(-part.cents())});
        fall.take(part.cents(), lines.back());
    }
    lines.push_back({.label = t("money.line.yours"),
                     .amount = money(deposit.change_cents()),
                     .is_total = true,
                     .to = fall.share(deposit.change_cents())});
    return lines;
}

std::vector<MonthBar> month_bars(std::int64_t in, std::int64_t out, std::vector<local::MonthPart> parts,
                                 const ui::Texts& t) {
    std::erase_if(parts, [](const auto& part) { return part.cents() >= 0; });
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto& left, const auto& right) { return left.cents() < right.cents(); });
    const double longest = static_cast<double>(std::max({std::int64_t{1}, in, out}));
    const auto share = [&](std::int64_t cents) { return static_cast<float>(static_cast<double>(cents) / longest); };
    std::vector<MonthBar> bars;
    bars.push_back({t("money.month_in"), change(in), share(in), MonthBar::Kind::kIn});
    bars.push_back({t("money.month_out"), change(-out), share(out), MonthBar::Kind::kOut});
    for (const auto& part : parts)
        bars.push_back({t.of_code("money.kind.", part.kind(), "money.kind.other"), change(part.cents()),
                        share(-part.cents()), MonthBar::Kind::kPart});
    return bars;
}

}  // namespace

MoneyModel make_money(const local::Money& now_held, const ui::Texts& t, Timestamp now) {
    MoneyModel model;
    model.spendable = money(now_held.spendable_cents());
    if (now_held.as_of_ms() > 0) {
        model.as_of = t("money.as_of", {{"when", t.moment(Timestamp::from_ms(now_held.as_of_ms()), now)}});
    }
    if (now_held.queued_cents() > 0) model.reserved = t("money.reserved", {{"amount", money(now_held.queued_cents())}});
    model.cards.push_back(
        {"money.hold", "hourglass", t("money.on_hold"), money(now_held.on_hold_cents()), t("money.on_hold_note")});
    model.cards.push_back(
        {"money.phone", "phone", t("money.phone"), money(now_held.phone_cents()), t("money.phone_note")});
    model.cards.push_back(
        {"money.savings", "piggy-bank", t("money.savings"), money(now_held.savings_cents()), t("money.savings_note")});
    model.cards.push_back(
        {"money.credits", "mail", t("money.credits"), std::to_string(now_held.credits()), t("money.credits_note")});
    model.cards.push_back({"money.owed", "scale", t("money.owed"), money(now_held.owed_cents()), t("money.owed_note")});
    return model;
}

MonthModel make_month(const local::Money& held, const ui::Texts& t, Timestamp now) {
    return {t("money.month_title", {{"month", t.month(now)}}),
            month_bars(held.month_in_cents(), held.month_out_cents(),
                       {held.month_parts().begin(), held.month_parts().end()}, t)};
}

MonthModel make_month(const local::Statement& statement, const ui::Texts& t) {
    return {month_words({statement.year(), statement.month()}, t),
            month_bars(statement.in_cents(), statement.out_cents(),
                       {statement.parts().begin(), statement.parts().end()}, t)};
}

std::vector<std::pair<std::string, std::string>> transaction_kinds(const ui::Texts& t) {
    std::vector<std::pair<std::string, std::string>> kinds;
    for (const KindIcon& known : kIcons) {
        const std::string code(known.kind);
        kinds.emplace_back(code, t("money.kind." + code));
    }
    return kinds;
}

std::string finding_words(local::MoneyFilter filter, const std::string& kind, const Month& month, const ui::Texts& t) {
    std::string words;
    const auto add = [&](const std::string& text) { words += (words.empty() ? "" : " · ") + text; };
    if (filter == local::MONEY_IN) add(t("money.filter_in"));
    if (filter == local::MONEY_OUT) add(t("money.filter_out"));
    if (!kind.empty()) add(t.of_code("money.kind.", kind, "money.kind.other"));
    if (!month.none()) add(month_words(month, t));
    return words;
}

TransactionRow make_transaction(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& t,
                                Timestamp now) {
    TransactionRow row;
    const Timestamp at = Timestamp::from_ms(transaction.at_ms());
    row.id = transaction.id();
    row.day = t.day_number(at);
    row.day_heading = t.day(at, now);
    row.icon = icon_of(transaction.kind());
    row.title = title_of(transaction, forms, t);
    row.subtitle = subtitle_of(transaction, t);
    row.change = change(transaction.change_cents());
    row.waiting = transaction.state() == "pending" || transaction.state() == "queued";
    row.in = transaction.change_cents() > 0;
    if (transaction.state() == "posted") {
        row.balance_after = money(transaction.balance_after_cents());
        row.balance = t("money.balance", {{"amount", row.balance_after}});
    }
    row.spoken = row.title + ". " + row.change + ". " + row.subtitle;
    return row;
}

TransactionDetail make_detail(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& t,
                              Timestamp now) {
    TransactionDetail detail;
    detail.row = make_transaction(transaction, forms, t, now);
    detail.when = t.moment(Timestamp::from_ms(transaction.at_ms()), now);
    detail.state = t.of_code("money.state_means.", transaction.state(), "money.state_means.posted");
    if (transaction.kind() == "deposit" && transaction.gross_cents() > 0) {
        detail.lines = arithmetic(transaction, t);
        detail.explanation = t("money.deposit_explained");
        detail.paid_debts = std::any_of(transaction.parts().begin(), transaction.parts().end(),
                                        [](const auto& part) { return part.still_owed_cents() > 0; });
    }
    // The fee's line is taken back with the amount's.
    detail.may_take_back =
        transaction.kind() == "send_money" && detail.row.waiting && transaction.reason_code() != "send_money_fee";
    return detail;
}

}  // namespace dayroom::features
