// The phone account: rates with the minutes that the balance buys, the list of numbers, calls.
#include <algorithm>
#include <array>

#include "platform/agent/answers.h"
#include "platform/agent/requests.h"
#include "platform/forms/call_dispute.h"
#include "platform/rules/phone_rates.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

/// What was just asked or answered stands first: below a long list of numbers nobody would find it.
constexpr std::array<std::string_view, 6> kNumberOrder = {"not_taken", "queued",   "requested",
                                                          "removal",   "approved", "refused"};

std::ptrdiff_t place_of(const std::string& state) {
    return std::find(kNumberOrder.begin(), kNumberOrder.end(), state) - kNumberOrder.begin();
}

/// Those asked for and approved, as the hub counts them.
bool counts_on_list(const store::PhoneNumberView& number) {
    return number.state != "refused" && number.state != "not_taken";
}

/// The terms with what follows from them.
struct Terms {
    wire::PhoneTerms terms;
    std::vector<rules::PhoneRate> rates;
};
Result<std::optional<Terms>> terms_of(Desk& desk) {
    auto found = TRY(desk.device.phone_terms());
    if (!found || found->rates().empty()) return std::optional<Terms>();
    auto rates = rules::phone_rates_of(*found);
    return std::optional(Terms{std::move(*found), std::move(rates)});
}

/// A wish that waits here and is a change of the list; to take a refused number off the page is none.
Result<bool> is_change(Desk& desk, const wire::Command& command) {
    if (command.has_request_phone_number()) return true;
    if (!command.has_change_phone_number() || command.change_phone_number().change() != wire::ChangePhoneNumber::REMOVE)
        return false;
    const auto id = TRY(PhoneNumberId::from_bytes(command.change_phone_number().number_id()));
    const auto number = TRY(desk.session.vault->phone_number(id));
    return number && counts_on_list(*number);
}

/// What the hub counts, and what it has not heard of yet.
Result<rules::ListRoom> list_room_of(Desk& desk, const wire::PhoneTerms& terms) {
    std::vector<Timestamp> counted;
    const auto standing = TRY(desk.session.vault->phone_standing());
    for (const std::int64_t at : standing.changed_ms()) counted.push_back(Timestamp::from_ms(at));
    for (const auto& saved : TRY(desk.session.vault->undecided_intents())) {
        if (TRY(is_change(desk, saved.command))) counted.push_back(Timestamp::from_ms(saved.command.made_ms()));
    }
    return rules::list_room({terms.changes_max(), terms.change_days()}, std::move(counted), desk.clock.now(),
                            TRY(time_zone_of(desk)));
}

Status check_list(Desk& desk, const wire::PhoneTerms& terms, bool adds) {
    if (adds) {
        const auto numbers = TRY(desk.session.vault->phone_numbers());
        const auto known = std::count_if(numbers.begin(), numbers.end(), counts_on_list);
        const int most = terms.numbers_max() > 0 ? terms.numbers_max() : wire::kMaxPhoneNumbers;
        if (known >= most) return refusal(ErrorCode::kTooLarge, "numbers_full", "the list of numbers is full");
    }
    if (TRY(list_room_of(desk, terms)).left <= 0)
        return refusal(ErrorCode::kDenied, "list_closed", "the list was changed as often as it may be");
    return {};
}

local::PhoneRate rate_shown(const wire::PhoneTerms::Rate& from, const rules::PhoneRate& rate, Cents balance) {
    local::PhoneRate out;
    out.set_code(from.code());
    copy_texts(from.name(), out.mutable_name());
    out.set_minute_mills(from.minute_mills());
    out.set_connection_cents(from.connection_cents());
    out.set_most_cents(from.most_cents());
    out.set_most_minutes(from.most_minutes());
    out.set_valid_from_ms(from.valid_from_ms());
    out.set_valid_to_ms(from.valid_to_ms());
    out.set_minutes(rules::phone_minutes(rate, balance));
    return out;
}

void add_rates(const Terms& terms, Cents balance, Timestamp now, local::Phone& phone) {
    for (const bool coming : {false, true}) {
        for (int at = 0; at < terms.terms.rates_size(); ++at) {
            const rules::PhoneRate& rate = terms.rates[static_cast<std::size_t>(at)];
            if (rate.to.is_set() && rate.to <= now) continue;
            if ((rate.from > now) == coming) *phone.add_rates() = rate_shown(terms.terms.rates(at), rate, balance);
        }
    }
}

local::PhoneNumber number_shown(const store::PhoneNumberView& view, const Terms& terms, Cents balance, Timestamp now) {
    local::PhoneNumber out;
    out.set_id(view.id.raw());
    out.set_name(view.number.name());
    out.set_relationship(view.number.relationship());
    out.set_number(view.number.number());
    out.set_state(view.state);
    out.set_reason(view.number.reason());
    out.set_asked_ms(view.number.asked_ms());
    out.set_decided_ms(view.number.decided_ms());
    out.set_not_recorded(view.number.not_recorded());
    out.set_changing(view.changing);
    out.set_refusal_code(view.refusal_code);
    if (const auto* rate = rules::phone_rate_for(terms.rates, view.number.number(), now)) {
        out.set_rate(rate->code);
        out.set_minutes(rules::phone_minutes(*rate, balance));
    }
    return out;
}

Status add_numbers(Desk& desk, const Terms& terms, Cents balance, local::Phone& phone) {
    auto numbers = TRY(desk.session.vault->phone_numbers());
    std::stable_sort(numbers.begin(), numbers.end(),
                     [](const auto& left, const auto& right) { return place_of(left.state) < place_of(right.state); });
    for (const auto& number : numbers) *phone.add_numbers() = number_shown(number, terms, balance, desk.clock.now());
    phone.set_numbers_counted(static_cast<std::int32_t>(std::count_if(numbers.begin(), numbers.end(), counts_on_list)));
    return {};
}

Status add_money(Desk& desk, local::Phone& phone) {
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    phone.set_phone_cents(money.balances.phone_cents());
    phone.set_queued_cents(TRY(desk.session.vault->queued_for_phone()).units());
    phone.set_spendable_cents(TRY(money_left(desk)).units());
    phone.set_as_of_ms(money.balances.as_of_ms());
    if (const auto today = TRY(left_today(desk))) {
        phone.set_brake(true);
        phone.set_brake_left_cents(today->units());
    }
    return {};
}

local::Call call_shown(const store::PhoneCallView& view, const wire::PhoneTerms& terms) {
    const wire::PhoneCall& from = view.call;
    local::Call out;
    out.set_id(view.id.raw());
    out.set_name(from.name());
    out.set_number(from.number());
    out.set_began_ms(from.began_ms());
    out.set_seconds(from.seconds());
    out.set_charged_cents(from.charged_cents());
    out.set_end_code(from.end_code());
    out.set_given_back_cents(from.given_back_cents());
    out.set_given_back_ms(from.given_back_ms());
    out.set_rate(from.rate());
    out.set_not_recorded(from.not_recorded());
    out.set_record(from.record());
    const auto rate = std::find_if(terms.rates().begin(), terms.rates().end(),
                                   [&](const auto& each) { return each.code() == from.rate(); });
    if (rate != terms.rates().end()) copy_texts(rate->name(), out.mutable_rate_name());
    return out;
}

/// What is known here of disputes, newest first. Without the form there are none.
Result<std::vector<store::RequestView>> disputes_of(Desk& desk) {
    for (const store::FormView& form : TRY(desk.device.forms())) {
        if (form.form.code() == forms::kCallDisputeForm)
            return desk.session.vault->requests_on(forms::kCallDisputeForm, form.id);
    }
    return std::vector<store::RequestView>();
}

/// The one that is open, else the last that was decided: what was taken back or refused leads nowhere.
void set_dispute(const std::vector<store::RequestView>& disputes, local::Call& call) {
    for (const store::RequestView& dispute : disputes) {
        const bool about_it = dispute.request.call_id() == call.id();
        if (!about_it || dispute.state == "withdrawn" || dispute.state == "refused") continue;
        const bool open = dispute.state == "queued" || may_withdraw(dispute);
        if (!open && !call.dispute_id().empty()) continue;
        call.set_dispute_id(dispute.id.raw());
        call.set_dispute_state(dispute.state);
        if (open) return;
    }
}

/// One that was asked for here and has not left is settled here; else the hub hears of the change.
Status drop_or_tell_number(Desk& desk, const store::PhoneNumberView& number, const wire::Command& change) {
    const bool never_left =
        number.state == "queued" && TRY(take_back(desk, number.id.raw(), wire::Command::kRequestPhoneNumber));
    return never_left ? desk.session.vault->drop_phone_number(number.id) : put_into_outbox(desk, change);
}

}  // namespace

Answer answer_phone(Desk& desk) {
    local::ToTerminal answer;
    auto& phone = *answer.mutable_phone();
    const Terms terms = TRY(terms_of(desk)).value_or(Terms());
    phone.set_offered(!terms.rates.empty());
    TRY(add_money(desk, phone));
    const Cents balance = Cents::of(phone.phone_cents());
    add_rates(terms, balance, desk.clock.now(), phone);
    TRY(add_numbers(desk, terms, balance, phone));
    phone.set_numbers_max(terms.terms.numbers_max());
    const bool limited = rules::ListRule{terms.terms.changes_max(), terms.terms.change_days()}.limits();
    phone.set_changes_max(limited ? terms.terms.changes_max() : 0);
    phone.set_change_days(terms.terms.change_days());
    const auto room = TRY(list_room_of(desk, terms.terms));
    phone.set_changes_left(room.left);
    phone.set_next_change_ms(room.next.ms());
    copy_texts(terms.terms.note(), phone.mutable_note());
    phone.set_calls(TRY(desk.session.vault->phone_calls({0, 1})).total);
    phone.set_stamp(moved_of(desk.device.stamps(), desk.session).phone());
    return answer;
}

Answer answer_calls(Desk& desk, const local::GetCalls& query) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_calls();
    const auto terms = TRY(desk.device.phone_terms()).value_or(wire::PhoneTerms());
    const auto disputes = TRY(disputes_of(desk));
    if (!query.id().empty()) {
        const auto call = TRY(desk.session.vault->phone_call(TRY(PhoneCallId::from_bytes(query.id()))));
        if (!call) return Error(ErrorCode::kNotFound, "no such call of this resident");
        *list.add_calls() = call_shown(*call, terms);
        list.set_total(1);
    } else {
        const auto found = TRY(desk.session.vault->phone_calls(page_of(query.page())));
        for (const auto& call : found.calls) *list.add_calls() = call_shown(call, terms);
        list.set_total(found.total);
    }
    for (local::Call& call : *list.mutable_calls()) set_dispute(disputes, call);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).phone());
    return answer;
}

Answer answer_request_phone_number(Desk& desk, const local::RequestPhoneNumber& query) {
    const std::string name = TRY(typed_text(query.name(), wire::kMaxNameCharacters));
    const auto number = rules::phone_number_of(query.number());
    if (!number) return refusal(ErrorCode::kInvalid, "bad_number", "no phone number");
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        if (before->request_phone_number().name() != name || before->request_phone_number().number() != *number)
            return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return done();
    }
    const auto terms = TRY(terms_of(desk));
    if (!terms) return Error(ErrorCode::kDenied, "the facility has no phone rates");
    for (const auto& known : TRY(desk.session.vault->phone_numbers()))
        if (counts_on_list(known) && known.number.number() == *number)
            return refusal(ErrorCode::kConflict, "number_known", "the number is on the list");
    TRY(check_list(desk, terms->terms, true));
    store::Intent intent;
    intent.command = new_command(desk);
    auto& request = *intent.command.mutable_request_phone_number();
    request.set_number_id(PhoneNumberId::make(desk.clock, desk.random).raw());
    request.set_name(name);
    request.set_relationship(query.relationship());
    request.set_number(*number);
    intent.nonce = to_bytes(query.nonce());
    TRY(queue_command(desk, intent));
    return done();
}

Answer answer_change_phone_number(Desk& desk, const local::ChangePhoneNumber& query) {
    const bool remove = query.change() == "remove";
    if (!remove && query.change() != "take_back") return Error(ErrorCode::kInvalid, "no such change");
    const auto number = TRY(desk.session.vault->phone_number(TRY(PhoneNumberId::from_bytes(query.number_id()))));
    if (!number) return Error(ErrorCode::kNotFound, "no such number of this resident");
    const bool open = number->state == "queued" || number->state == "requested" || number->state == "removal";
    const bool closed = number->state == "refused" || number->state == "not_taken";
    if (number->changing || (remove ? open : !open))
        return refusal(ErrorCode::kConflict, "already_decided", "the number's state does not allow it");
    // Refused by the hub at once, not by staff: only this terminal knows of it.
    if (number->state == "not_taken") {
        TRY(desk.session.vault->drop_phone_number(number->id));
        return done();
    }
    if (remove && !closed) TRY(check_list(desk, TRY(desk.device.phone_terms()).value_or(wire::PhoneTerms()), false));
    TRY(check_room(desk));
    store::Intent intent;
    intent.command = new_command(desk);
    auto& change = *intent.command.mutable_change_phone_number();
    change.set_number_id(query.number_id());
    change.set_change(remove ? wire::ChangePhoneNumber::REMOVE : wire::ChangePhoneNumber::TAKE_BACK);
    const auto saved = TRY(desk.session.vault->save_intent(intent));
    finish_queuing(desk, drop_or_tell_number(desk, *number, saved));
    return done();
}

}  // namespace dayroom::agent
