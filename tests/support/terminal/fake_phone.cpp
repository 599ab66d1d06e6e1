// The fake agent: the phone account.
#include <algorithm>

#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

void add_rate(local::Phone& phone, const char* code, const char* english, const char* spanish, int mills, int minutes) {
    auto& rate = *phone.add_rates();
    rate.set_code(code);
    add_texts(rate.mutable_name(), english, spanish);
    rate.set_minute_mills(mills);
    rate.set_most_minutes(20);
    rate.set_minutes(minutes);
}

local::PhoneNumber& add_phone_number(local::Phone& phone, const char* name, const char* relationship, const char* state,
                                     std::int64_t asked_ms) {
    auto& number = *phone.add_numbers();
    number.set_id("number-" + std::to_string(phone.numbers_size()));
    number.set_name(name);
    number.set_relationship(relationship);
    number.set_number("+1217555012" + std::to_string(phone.numbers_size()));
    number.set_state(state);
    number.set_asked_ms(asked_ms);
    number.set_rate("local");
    number.set_minutes(20);
    return number;
}

local::Call call_of(int index, std::int64_t began_ms) {
    local::Call call;
    call.set_id("call-" + std::to_string(index));
    call.set_name(index % 4 == 3 ? "" : "Maria Delgado");
    call.set_number("+12175550121");
    call.set_began_ms(began_ms);
    call.set_seconds(index % 5 == 4 ? 0 : 600 + index);
    call.set_charged_cents(index % 5 == 4 ? 0 : 66);
    call.set_end_code(index % 5 == 4 ? "no_answer" : "caller_hung_up");
    call.set_rate("local");
    add_texts(call.mutable_rate_name(), "Local", "Local");
    call.set_record("R-" + std::to_string(index));
    if (index == 1) call.set_given_back_cents(50);
    if (index == 1) call.set_given_back_ms(began_ms);
    return call;
}

}  // namespace

local::Phone& FakeAgent::offer_phone(int calls) {
    calls_ = calls;
    phone_.set_offered(true);
    phone_.set_as_of_ms(clock_.now().ms());
    add_rate(phone_, "local", "Local", "Local", 60, 20);
    add_rate(phone_, "national", "Other states", "Otros estados", 105, 20);
    add_texts(phone_.mutable_note(), "Calls are recorded, but for those to your lawyer.",
              "Las llamadas se graban, menos las que haga a su abogado.");
    add_phone_number(phone_, "Maria Delgado", "mother", "approved", ago(40));
    add_phone_number(phone_, "Ruth Stone", "attorney", "approved", ago(20)).set_not_recorded(true);
    add_phone_number(phone_, "Marcus Reed", "friend", "requested", ago(2));
    add_phone_number(phone_, "Lena Ortiz", "friend", "refused", ago(9)).set_reason("The number is a pay phone.");
    phone_.set_numbers_max(5);
    phone_.set_numbers_counted(3);
    phone_.set_changes_max(4);
    phone_.set_change_days(30);
    phone_.set_changes_left(3);
    return phone_;
}

void FakeAgent::offer_dispute_form() {
    auto& form = *forms_.add_forms();
    form.set_id("form-dispute");
    form.set_code("phone_dispute");
    form.set_revision(1);
    add_texts(form.mutable_name(), "A phone charge is not right", "Un cobro de teléfono no está bien");
    form.set_icon("phone");
    form.set_price_known(true);
    auto& field = *form.add_fields();
    field.set_code("call");
    field.set_kind("text");
    field.set_required(true);
    field.set_max_characters(300);
    add_texts(field.mutable_label(), "Which call?", "¿Qué llamada?");
}

bool FakeAgent::dispatch_phone(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    switch (query.query_case()) {
        case Case::kGetPhone: {
            auto& phone = *answer.mutable_phone();
            phone = phone_;
            phone.set_phone_cents(money_.phone_cents());
            phone.set_spendable_cents(money_.spendable_cents());
            phone.set_calls(calls_);
            return true;
        }
        case Case::kGetCalls:
            list_calls(query.get_calls(), answer);
            return true;
        case Case::kRequestPhoneNumber:
            request_number(query.request_phone_number(), answer);
            return true;
        case Case::kChangePhoneNumber:
            change_number(query.change_phone_number(), answer);
            return true;
        default:
            return false;
    }
}

/// With the request that was filed about it.
local::Call FakeAgent::disputed(local::Call call) {
    for (const local::Request& request : requests_) {
        const auto about = about_calls_.find(request.id());
        if (about == about_calls_.end() || about->second != call.id()) continue;
        call.set_dispute_id(request.id());
        call.set_dispute_state(request.state());
    }
    return call;
}

void FakeAgent::list_calls(const local::GetCalls& query, Answer& answer) {
    auto& list = *answer.mutable_calls();
    if (!query.id().empty()) {
        const int index = std::stoi(query.id().substr(query.id().find('-') + 1));
        *list.add_calls() = disputed(call_of(index, ago(0, 5 * index + 1)));
        list.set_total(1);
        return;
    }
    const int first = std::clamp(query.page().offset(), 0, calls_);
    for (int index = first; index < std::min(calls_, first + query.page().count()); ++index)
        *list.add_calls() = disputed(call_of(index, ago(0, 5 * index + 1)));
    list.set_total(calls_);
}

void FakeAgent::request_number(const local::RequestPhoneNumber& query, Answer& answer) {
    if (refused(answer)) return;
    auto& number = add_phone_number(phone_, "", "", status_.online() ? "requested" : "queued", clock_.now().ms());
    number.set_name(query.name());
    number.set_relationship(query.relationship());
    number.set_number(query.number());
    phone_.set_changes_left(phone_.changes_left() - 1);
    phone_.set_numbers_counted(phone_.numbers_counted() + 1);
    answer.mutable_done();
}

void FakeAgent::change_number(const local::ChangePhoneNumber& query, Answer& answer) {
    if (refused(answer)) return;
    auto& numbers = *phone_.mutable_numbers();
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [&](const auto& each) { return each.id() == query.number_id(); });
    if (found == numbers.end()) return refuse(answer, "not_found");
    if (query.change() == "remove" && found->state() == "approved")
        found->set_state("removal");
    else
        numbers.erase(found);
    answer.mutable_done();
}

}  // namespace dayroom::test
