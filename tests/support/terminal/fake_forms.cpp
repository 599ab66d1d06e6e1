// A form of the fake agent with every kind of field and conditions between them; what can be done about a request.
#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

local::Form::Field& add(local::Form& form, const char* code, const char* kind, const char* english, const char* spanish,
                        bool required = false) {
    auto* field = form.add_fields();
    field->set_code(code);
    field->set_kind(kind);
    field->set_required(required);
    add_texts(field->mutable_label(), english, spanish);
    return *field;
}

void show_when(local::Form::Field& field, const char* about, const char* value) {
    auto* condition = field.add_show_when();
    condition->set_field(about);
    condition->set_compare("is");
    condition->add_values(value);
}

void add_form_choice(local::Form::Field& field, const char* code, const char* english, const char* spanish) {
    auto* choice = field.add_choices();
    choice->set_code(code);
    add_texts(choice->mutable_label(), english, spanish);
}

}  // namespace

local::Form& FakeAgent::offer_form_of_every_kind() {
    auto& form = *forms_.add_forms();
    form.set_id("form-property-001");
    form.set_code("property");
    form.set_revision(1);
    form.set_icon("package");
    form.set_price_known(true);
    add_texts(form.mutable_name(), "Property", "Pertenencias");
    add_texts(form.mutable_explanation(), "Ask about your things.", "Pregunte por sus cosas.");
    auto& what = add(form, "what", "choice", "What do you need?", "¿Qué necesita?", true);
    add_form_choice(what, "release", "Give something to somebody", "Entregar algo a alguien");
    add_form_choice(what, "missing", "Something is missing", "Falta algo");
    show_when(add(form, "to_whom", "contact", "Who may pick it up?", "¿Quién puede recogerlo?", true), "what",
              "release");
    auto& day = add(form, "day", "date", "When did you see it last?", "¿Cuándo lo vio por última vez?", true);
    day.set_least(-30);
    day.set_most(0);
    show_when(day, "what", "missing");
    auto& worth = add(form, "worth", "money", "What was it worth?", "¿Cuánto valía?");
    worth.set_most(100'000);
    show_when(worth, "what", "missing");
    auto& pieces = add(form, "pieces", "number", "How many pieces?", "¿Cuántas piezas?");
    pieces.set_least(1);
    pieces.set_most(4);
    add(form, "item", "item", "Which item of the commissary?", "¿Qué artículo de la comisaría?");
    add(form, "listed", "yes_no", "Is it on your list?", "¿Está en su lista?", true);
    add(form, "sure", "check", "What I wrote is true", "Lo que escribí es verdad", true);
    add(form, "text", "long_text", "Tell us more", "Cuéntenos más").set_max_characters(500);
    push_moved();
    return form;
}

void FakeAgent::offer_long_form(int fields) {
    auto& form = *forms_.add_forms();
    form.set_id("form-long-000001");
    form.set_code("long");
    form.set_revision(1);
    form.set_price_known(true);
    add_texts(form.mutable_name(), "A long form", "Un formulario largo");
    const char* kinds[] = {"text", "choice", "date", "number", "long_text", "yes_no", "money", "check"};
    for (int at = 0; at < fields; ++at) {
        const std::string code = "field_" + std::to_string(at);
        auto& field = add(form, code.c_str(), kinds[static_cast<std::size_t>(at) % std::size(kinds)],
                          "What happened on that day?", "¿Qué pasó ese día?", at % 3 == 0);
        if (field.kind() != "choice") continue;
        add_form_choice(field, "morning", "In the morning", "En la mañana");
        add_form_choice(field, "noon", "At noon", "Al mediodía");
        add_form_choice(field, "night", "At night", "En la noche");
    }
    push_moved();
}

bool FakeAgent::dispatch_requests(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    const bool reply = query.query_case() == Case::kReplyToRequest;
    if (!reply && query.query_case() != Case::kWithdrawRequest) return false;
    const std::string& id = reply ? query.reply_to_request().request_id() : query.withdraw_request().request_id();
    refuse(answer, "not_found");
    for (auto& request : requests_) {
        if (request.id() != id) continue;
        answer.clear_problem();
        answer.mutable_done();
        request.set_waiting(reply ? "reply" : "withdrawal");
        request.set_may_withdraw(reply);
        request.set_may_reply(reply);
    }
    return true;
}

void FakeAgent::return_newest_request(const std::string& text) {
    answer_newest_request("returned", text);
    auto& request = requests_.front();
    request.set_reply_by_ms(clock_.now().ms() + 72LL * 60 * 60 * 1000);
    request.set_may_reply(true);
    request.set_may_withdraw(true);
    push_moved();
}

}  // namespace dayroom::test
