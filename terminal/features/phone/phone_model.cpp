#include "terminal/features/phone/phone_model.h"

#include "platform/money/money.h"
#include "terminal/features/base/amount.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/base/mills.h"

namespace dayroom::features {
namespace {

constexpr std::size_t kHomeNumber = 12;  // "+1" and ten digits

std::string money_words(std::int64_t cents) { return format_money(Cents::of(cents)); }

void add_sentence(std::string& text, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!text.empty()) text += ' ';
    text += sentence;
}

PhoneRateRow rate_row(const local::PhoneRate& rate, const ui::Texts& t, Timestamp now) {
    PhoneRateRow row;
    const bool coming = rate.valid_from_ms() > now.ms();
    row.name = pick(rate.name(), t.language());
    row.price = t("phone.a_minute", {{"price", mills_words(rate.minute_mills())}});
    if (!coming) row.minutes = t("phone.balance_pays", {{"count", rate.minutes()}});
    if (coming) row.more = t("phone.from", {{"day", t.date(Timestamp::from_ms(rate.valid_from_ms()), now)}});
    add_sentence(row.more, rate.connection_cents() == 0
                               ? t("phone.no_connection_fee")
                               : t("phone.connection_fee", {{"price", money_words(rate.connection_cents())}}));
    if (rate.most_cents() > 0) add_sentence(row.more, t("phone.cap", {{"price", money_words(rate.most_cents())}}));
    if (rate.most_minutes() > 0) add_sentence(row.more, t("phone.longest", {{"count", rate.most_minutes()}}));
    if (rate.valid_to_ms() > 0)  // the last day on which it holds
        add_sentence(row.more, t("phone.until", {{"day", t.date(Timestamp::from_ms(rate.valid_to_ms() - 1), now)}}));
    return row;
}

struct NumberLook {
    std::string_view state;
    std::string_view icon;
    ui::Tone tone;
    NumberAction action;
};
constexpr std::array<NumberLook, 6> kLooks = {
    {{"approved", "phone", ui::Tone::kSuccess, NumberAction::kRemove},
     {"removal", "hourglass", ui::Tone::kWarning, NumberAction::kTakeBack},
     {"requested", "hourglass", ui::Tone::kWarning, NumberAction::kTakeBack},
     {"queued", "cloud-off", ui::Tone::kWarning, NumberAction::kTakeBack},
     {"refused", "circle-x", ui::Tone::kDanger, NumberAction::kForget},
     {"not_taken", "circle-alert", ui::Tone::kDanger, NumberAction::kForget}}};

const NumberLook& look_of(const std::string& state) {
    for (const NumberLook& look : kLooks)
        if (look.state == state) return look;
    return kLooks.back();
}

PhoneNumberRow number_row(const local::PhoneNumber& number, const ui::Texts& t, Timestamp now) {
    const NumberLook& look = look_of(number.state());
    PhoneNumberRow row;
    row.id = number.id();
    row.name = number.name();
    row.about = phone_relationship(number.relationship(), t) + " · " + number_words(number.number());
    row.icon = std::string(look.icon);
    row.tone = look.tone;
    row.not_recorded = number.not_recorded();
    row.action = number.changing() ? NumberAction::kNone : look.action;
    row.state = t.of_code("phone.state.", number.state(), "phone.state.not_taken",
                          {{"when", t.date(Timestamp::from_ms(number.asked_ms()), now)}});
    if (number.state() == "approved" && number.rate().empty()) row.state = t("phone.no_rate");
    if (number.state() == "approved" && !number.rate().empty())
        add_sentence(row.state, t("phone.balance_pays", {{"count", number.minutes()}}));
    if (number.changing()) row.state = t("phone.changing");
    if (number.state() == "not_taken")
        row.why = t.of_code("problem.", number.refusal_code(), "problem.refused");
    else if (!number.reason().empty())
        row.why = t("phone.staff_said", {{"reason", number.reason()}});
    return row;
}

std::string changes_words(const local::Phone& phone, const ui::Texts& t, Timestamp now) {
    if (phone.changes_max() == 0) return {};
    const std::string rule = t("phone.changes_rule", {{"count", phone.changes_max()}, {"days", phone.change_days()}});
    if (phone.changes_left() > 0) return rule + " " + t("phone.changes_left", {{"count", phone.changes_left()}});
    return rule + " " + t("phone.changes_next", {{"day", t.date(Timestamp::from_ms(phone.next_change_ms()), now)}});
}

}  // namespace

std::string number_words(std::string_view number) {
    if (number.size() != kHomeNumber || !number.starts_with("+1")) return std::string(number);
    return "(" + std::string(number.substr(2, 3)) + ") " + std::string(number.substr(5, 3)) + "-" +
           std::string(number.substr(8));
}

std::string phone_relationship(const std::string& code, const ui::Texts& t) {
    return t.of_code("contact.relationship.", code, "contact.relationship.other");
}

PhoneModel make_phone(const local::Phone& phone, const ui::Texts& t, Timestamp now) {
    PhoneModel model;
    model.balance = money_words(phone.phone_cents());
    if (phone.as_of_ms() > 0)
        model.as_of = t("money.as_of", {{"when", t.moment(Timestamp::from_ms(phone.as_of_ms()), now)}});
    if (phone.queued_cents() > 0) model.queued = t("phone.queued", {{"amount", money_words(phone.queued_cents())}});
    model.spendable = t("phone.spendable", {{"amount", money_words(phone.spendable_cents())}});
    model.note = pick(phone.note(), t.language());
    for (const auto& rate : phone.rates()) model.rates.push_back(rate_row(rate, t, now));
    for (const auto& number : phone.numbers()) model.numbers.push_back(number_row(number, t, now));
    model.count = phone.numbers_max() > 0
                      ? t("phone.count_of", {{"count", phone.numbers_counted()}, {"most", phone.numbers_max()}})
                      : t("phone.count", {{"count", phone.numbers_counted()}});
    model.changes = changes_words(phone, t, now);
    if (phone.changes_left() <= 0)
        model.closed = t("problem.list_closed");
    else if (phone.numbers_max() > 0 && phone.numbers_counted() >= phone.numbers_max())
        model.closed = t("problem.numbers_full");
    return model;
}

PhoneQuestion ask_number_change(const PhoneNumberRow& row, const local::Phone& phone, bool online, const ui::Texts& t) {
    PhoneQuestion question;
    const std::string code = row.action == NumberAction::kRemove     ? "remove"
                             : row.action == NumberAction::kTakeBack ? "take_back"
                                                                     : "forget";
    question.title = t("phone.ask." + code, {{"name", row.name}});
    question.text = t("phone.ask_text." + code);
    question.yes = t("phone.yes." + code);
    if (row.action == NumberAction::kRemove && phone.changes_max() > 0)
        add_sentence(question.text, t("phone.counts_as_change", {{"count", phone.changes_left()}}));
    if (!online) add_sentence(question.text, t("contacts.then_offline"));
    question.facts = {{t("phone.number"), row.about}};
    return question;
}

std::string_view change_code(NumberAction action) { return action == NumberAction::kTakeBack ? "take_back" : "remove"; }

std::int64_t top_up_cents(std::string_view typed) {
    const auto amount = parse_amount(typed);
    return amount ? amount->units() : 0;
}

std::string problem_of_top_up(std::string_view typed, const local::Phone& phone, const ui::Texts& t) {
    const std::int64_t cents = top_up_cents(typed);
    if (cents == 0) return t("transfers.bad_amount");
    if (cents > phone.spendable_cents()) return t("problem.insufficient_funds");
    if (phone.brake() && cents > phone.brake_left_cents())
        return t("transfers.over_brake", {{"left", money_words(phone.brake_left_cents())}});
    return {};
}

PhoneQuestion ask_top_up(std::int64_t cents, const local::Phone& phone, bool online, const ui::Texts& t) {
    PhoneQuestion question;
    question.title = t("phone.ask_top_up");
    question.text = t("transfers.ask_move_text");
    if (!online) add_sentence(question.text, t("contacts.then_offline"));
    const std::int64_t before = phone.phone_cents() + phone.queued_cents();
    question.facts = {{t("transfers.amount"), money_words(cents)},
                      {t("phone.after"), money_words(before + cents)},
                      {t("phone.left_to_spend"), money_words(phone.spendable_cents() - cents)}};
    question.yes = t("phone.yes_top_up");
    return question;
}

}  // namespace dayroom::features
