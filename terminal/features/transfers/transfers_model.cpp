#include "terminal/features/transfers/transfers_model.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "terminal/features/base/nonce.h"

namespace dayroom::features {
namespace {

constexpr std::int64_t kCentsInDollar = 100;
constexpr std::array<std::string_view, 4> kTargetCodes = {"phone", "savings", "to_contact", "release_costs"};

std::string money_text(std::int64_t cents) { return format_money(Cents::of(cents)); }

std::string_view code_of(Target target) { return kTargetCodes[static_cast<std::size_t>(target)]; }

std::string key_of(std::string_view prefix, Target target) {
    return std::string(prefix) + std::string(code_of(target));
}

const std::string* answer_to(const local::SubmitRequest& draft, std::string_view field) {
    for (const auto& answer : draft.answers()) {
        if (answer.field() == field) return &answer.value();
    }
    return nullptr;
}

bool stays(Target target) { return target == Target::kPhone || target == Target::kSavings; }

}  // namespace

TransferAnswers new_transfer(Random& random) {
    TransferAnswers answers;
    answers.nonce = new_nonce(random);
    return answers;
}

std::string transfer_draft(const TransferAnswers& answers) {
    local::SubmitRequest draft;
    const auto put = [&](const char* field, std::string_view value) {
        auto& answer = *draft.add_answers();
        answer.set_field(field);
        answer.set_value(std::string(value));
    };
    put("target", code_of(answers.target));
    put("contact", answers.contact_id);
    put("amount", answers.amount);
    put("note", answers.note);
    draft.set_nonce(answers.nonce);
    return draft.SerializeAsString();
}

std::optional<TransferAnswers> read_transfer_draft(const std::string& content) {
    local::SubmitRequest draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    const std::string* target = answer_to(draft, "target");
    if (target == nullptr) return std::nullopt;
    const auto found = std::find(kTargetCodes.begin(), kTargetCodes.end(), *target);
    if (found == kTargetCodes.end()) return std::nullopt;
    TransferAnswers answers;
    answers.target = static_cast<Target>(found - kTargetCodes.begin());
    answers.nonce = draft.nonce();
    if (const auto* contact = answer_to(draft, "contact")) answers.contact_id = *contact;
    if (const auto* amount = answer_to(draft, "amount")) answers.amount = utf8::sanitize(*amount, kMaxAmountCharacters);
    if (const auto* note = answer_to(draft, "note")) answers.note = utf8::sanitize(*note, kMaxNoteCharacters);
    return answers;
}

std::int64_t total_cents(const TransferAnswers& answers, const local::Money& money) {
    const auto amount = parse_amount(answers.amount);
    if (!amount) return 0;
    return amount->units() + (answers.goes_out() ? money.send_money_fee_cents() : 0);
}

std::map<std::string, std::string> problems_of_transfer(const TransferAnswers& answers, const local::Money& money,
                                                        const ui::Texts& t) {
    std::map<std::string, std::string> problems;
    if (answers.target == Target::kContact && answers.contact_id.empty())
        problems["contact"] = t("transfers.choose_contact");
    const std::int64_t total = total_cents(answers, money);
    if (total == 0) {
        problems["amount"] = t(answers.amount.empty() ? "form.required" : "transfers.bad_amount");
    } else if (total > money.spendable_cents()) {
        problems["amount"] = t("credits.lacking", {{"balance", money_text(money.spendable_cents())},
                                                   {"missing", money_text(total - money.spendable_cents())}});
    } else if (answers.target != Target::kSavings && money.brake() && total > money.brake_left_cents()) {
        problems["amount"] = t("transfers.over_brake", {{"left", money_text(money.brake_left_cents())}});
    }
    return problems;
}

std::vector<ContactChoice> contact_choices(const local::Contacts& contacts) {
    std::vector<ContactChoice> choices;
    for (const auto& contact : contacts.contacts()) {
        if (contact.state() != "approved") continue;
        choices.push_back({contact.id(), contact.name()});
    }
    return choices;
}

TransfersModel make_transfers(const TransferAnswers& answers, const local::Money& money, const ui::Texts& t,
                              Timestamp now) {
    TransfersModel model;
    model.spendable = money_text(money.spendable_cents());
    if (money.as_of_ms() > 0)
        model.as_of = t("money.as_of", {{"when", t.moment(Timestamp::from_ms(money.as_of_ms()), now)}});
    for (const Target target : {Target::kPhone, Target::kSavings, Target::kContact, Target::kRelease}) {
        if (stays(target) || money.send_money_offered()) model.targets.push_back(t(key_of("transfers.to.", target)));
    }
    model.explanation = t(key_of("transfers.means.", answers.target));
    if (answers.goes_out()) {
        if (money.cooling_off_hours() > 0)
            model.explanation += " " + t("transfers.cooling_off", {{"count", money.cooling_off_hours()}});
        if (money.send_money_fee_cents() > 0)
            model.explanation += " " + t("transfers.fee_is", {{"fee", money_text(money.send_money_fee_cents())}});
    }
    model.send_label = t(answers.goes_out() ? "transfers.send" : "transfers.move");
    if (const std::int64_t total = total_cents(answers, money); total > 0) model.price = money_text(total);
    return model;
}

BrakeModel make_brake(const local::Money& money, const ui::Texts& t, Timestamp now) {
    BrakeModel model;
    if (money.brake_cents() > 0) {
        model.state = t("transfers.brake_is",
                        {{"limit", money_text(money.brake_cents())}, {"left", money_text(money.brake_left_cents())}});
    } else {
        model.state = t("transfers.brake_none");
    }
    if (money.brake_next_from_ms() > 0) {
        const std::string day = t.date(Timestamp::from_ms(money.brake_next_from_ms()), now);
        model.coming = money.brake_next_cents() > 0
                           ? t("transfers.brake_next", {{"limit", money_text(money.brake_next_cents())}, {"day", day}})
                           : t("transfers.brake_next_none", {{"day", day}});
    }
    if (money.has_brake_queued_cents()) {
        const std::int64_t queued = money.brake_queued_cents();
        model.waiting = queued > 0 ? t("transfers.brake_queued", {{"limit", money_text(queued)}})
                                   : t("transfers.brake_queued_none");
    }
    for (std::size_t at = 0; at < kBrakeDollars.size(); ++at) {
        const std::int64_t cents = kBrakeDollars[at] * kCentsInDollar;
        model.labels.push_back(cents == 0 ? t("transfers.brake_off") : money_text(cents));
        const std::int64_t wanted = money.brake_next_from_ms() > 0 ? money.brake_next_cents() : money.brake_cents();
        if (wanted == cents) model.chosen = static_cast<int>(at);
    }
    return model;
}

TransferQuestion ask_transfer(const TransferAnswers& answers, const std::string& contact_name,
                              const local::Money& money, bool online, const ui::Texts& t) {
    const std::int64_t total = total_cents(answers, money);
    const auto amount = parse_amount(answers.amount);
    TransferQuestion question;
    question.title = t(answers.goes_out() ? "transfers.ask_send" : "transfers.ask_move");
    question.text = t(answers.goes_out() ? "transfers.ask_send_text" : "transfers.ask_move_text");
    if (!online) question.text += " " + t("form.confirm_offline");
    question.facts.emplace_back(t("transfers.fact_to"), answers.target == Target::kContact
                                                            ? contact_name
                                                            : t(key_of("transfers.to.", answers.target)));
    question.facts.emplace_back(t("money.amount"), amount ? money_text(amount->units()) : std::string());
    if (answers.goes_out() && money.send_money_fee_cents() > 0)
        question.facts.emplace_back(t("money.line.fee"), money_text(money.send_money_fee_cents()));
    question.facts.emplace_back(t("form.confirm_now_label"), money_text(money.spendable_cents()));
    question.facts.emplace_back(t("form.confirm_after_label"), money_text(money.spendable_cents() - total));
    question.yes = t(answers.goes_out() ? "transfers.yes_send" : "transfers.yes_move");
    return question;
}

TransferQuestion ask_brake(std::int64_t cents, const local::Money& money, const ui::Texts& t) {
    TransferQuestion question;
    const bool at_once = cents > 0 && (money.brake_cents() == 0 || cents < money.brake_cents());
    question.title =
        cents > 0 ? t("transfers.ask_brake", {{"limit", money_text(cents)}}) : t("transfers.ask_brake_off");
    question.text = t(at_once ? "transfers.brake_at_once" : "transfers.brake_tomorrow");
    question.yes = t("transfers.yes_brake");
    return question;
}

local::ToAgent make_transfer(const TransferAnswers& answers, const local::Money& money) {
    local::ToAgent query;
    const auto amount = parse_amount(answers.amount);
    const std::int64_t cents = amount ? amount->units() : 0;
    if (!answers.goes_out()) {
        auto& move = *query.mutable_move_money();
        move.set_to(std::string(code_of(answers.target)));
        move.set_cents(cents);
        move.set_nonce(answers.nonce);
        return query;
    }
    auto& send = *query.mutable_send_money();
    send.set_purpose(std::string(code_of(answers.target)));
    if (answers.target == Target::kContact) send.set_contact_id(answers.contact_id);
    send.set_cents(cents);
    send.set_fee_seen_cents(money.send_money_fee_cents());
    send.set_note(answers.note);
    send.set_nonce(answers.nonce);
    return query;
}

std::string transfer_words(const TransferAnswers& answers, const std::string& contact_name, const ui::Texts& t) {
    const auto amount = parse_amount(answers.amount);
    return t(key_of("transfers.did.", answers.target),
             {{"amount", amount ? money_text(amount->units()) : std::string()}, {"name", contact_name}});
}

}  // namespace dayroom::features
