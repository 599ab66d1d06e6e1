// The synthetic facility of the fake agent. No real person, place or amount.
#include <algorithm>
#include <utility>

#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

local::Form::Field& add_field(local::Form& form, const char* code, const char* kind, const char* english,
                              const char* spanish, bool required, int characters) {
    auto* field = form.add_fields();
    field->set_code(code);
    field->set_kind(kind);
    add_texts(field->mutable_label(), english, spanish);
    field->set_required(required);
    field->set_max_characters(characters);
    return *field;
}

void add_choice(local::Form::Field& field, const char* code, const char* english, const char* spanish) {
    auto* choice = field.add_choices();
    choice->set_code(code);
    add_texts(choice->mutable_label(), english, spanish);
}

void add_part(local::Transaction& deposit, const char* code, const char* law, std::int64_t basis_points,
              std::int64_t cents, bool savings, std::int64_t owed) {
    auto* part = deposit.add_parts();
    part->set_code(code);
    part->set_legal_basis(law);
    part->set_basis_points(basis_points);
    part->set_cents(cents);
    part->set_into_savings(savings);
    part->set_still_owed_cents(owed);
}

}  // namespace

void FakeAgent::make_status() {
    status_.set_device(local::Status::ACTIVE);
    status_.set_online(true);
    status_.set_facility_name("Lakeview County Jail");
    status_.set_unit_name("B-East");
    status_.set_device_name("B-East kiosk 1");
    status_.set_time_zone("America/Chicago");
    status_.add_languages("en");
    status_.add_languages("es");
    status_.set_resident_word("resident");
    status_.set_staff_phone("555-0100");
    status_.set_nearest_working("B-West dayroom, kiosk 1");
    status_.set_idle_warning_s(90);
    status_.set_idle_sign_out_s(120);
    status_.set_session_limit_s(1800);
    status_.set_pin_length_min(6);
    status_.set_pin_length_max(6);
    status_.set_first_sync_done(true);
    auto* notice = status_.add_public_notices();
    add_texts(notice->mutable_title(), "Phones are off today from 2:00 to 4:00 PM for repairs.",
              "Los teléfonos no funcionan hoy de 2:00 a 4:00 p. m. por reparaciones.");
}

void FakeAgent::announce_emergency(const char* english, const char* spanish) {
    const local::Status before = status_;
    status_.clear_public_notices();
    local::Notice& notice = *status_.add_public_notices();
    notice.set_emergency(true);
    add_texts(notice.mutable_title(), english, spanish);
    add_texts(notice.mutable_text(), "Stay away from windows. Staff will tell you when it is over.",
              "No se acerque a las ventanas. El personal le avisará cuando termine.");
    for (const local::Notice& each : before.public_notices()) *status_.add_public_notices() = each;
    set_online(status_.online());
}

void FakeAgent::end_emergency() {
    status_.mutable_public_notices()->DeleteSubrange(0, 1);
    set_online(status_.online());
}

local::Thread& FakeAgent::add_thread(const char* id, const char* name, const char* relationship, const char* language) {
    local::Thread thread;
    thread.set_contact_id(id);
    thread.set_name(name);
    thread.set_relationship(relationship);
    thread.set_contact_state("approved");
    thread.set_language(language);
    add_contact(id, name, relationship, "approved");
    threads_.push_back(std::move(thread));
    return threads_.back();
}

local::Message& FakeAgent::add_message(const char* contact, bool own, const char* state, const std::string& text,
                                       std::int64_t at) {
    local::Message message;
    message.set_id("message-" + std::to_string(messages_.size() + 1));
    message.set_contact_id(contact);
    for (auto& thread : threads_) {
        if (thread.contact_id() != contact) continue;
        message.set_contact_name(thread.name());
        thread.set_preview(text.substr(0, 160));
        thread.set_preview_is_own(own);
        thread.set_last_ms(at);
        thread.set_last_state(state);
        thread.set_total(thread.total() + 1);
    }
    message.set_own(own);
    message.set_state(state);
    message.set_text(text);
    message.set_sent_ms(at);
    message.set_read(true);
    if (own) {
        message.set_receipt_code("T4MH9RXC");
        message.set_price_credits(1);
        message.set_received_ms(at + 2'000);
        message.set_may_withdraw(message.state() == "held");
        message.set_may_appeal(message.state() == "rejected");
    }
    messages_.push_back(std::move(message));
    return messages_.back();
}

void FakeAgent::make_threads() {
    add_thread("maria", "Maria Delgado", "mother", "en").set_unread(2);
    add_thread("dwayne", "Dwayne Carter", "friend", "en");
    add_thread("nhu", "Như Trần", "cousin", "vi").set_unread(1);
    add_thread("yusuf", "Yusuf Rahman", "brother", "ar");
    add_thread("wei", "Li Wei", "aunt", "zh");
    add_thread("lucia", "Lucía Delgado-Hernández de la Cruz", "daughter", "es");
    add_message("maria", false, "delivered",
                "Lucía got her first report card. Guess her math grade! She would not let me tell you before.",
                ago(7, 2));
    add_message(
        "maria", true, "delivered",
        "I bet it is a 90! Tell her I am so proud. Save me a seat at the play, even if it is only an empty seat.",
        ago(2, 1));
    add_message("maria", false, "delivered",
                "92!! I knew it. 🎉 We are all coming Sunday! Abuela made the tamales you like and she wants you to "
                "know she is saving some in the freezer.",
                ago(0, 6))
        .set_read(false);
    auto& moon = add_message("maria", false, "delivered",
                             "Here is a picture of Lucía at her school play. She was the moon. ❤️", ago(0, 5, 44));
    moon.set_read(false);
    auto* photo = moon.add_photos();
    photo->set_sha256(std::string(32, 'm'));
    photo->set_width(480);
    photo->set_height(300);
    auto& refused = add_message("dwayne", true, "rejected", "", ago(3));
    refused.set_reason("code");
    refused.set_rule("4.2");
    refused.set_appeal_by_ms(clock_.now().ms() + 7LL * 86'400'000);
    auto& held =
        add_message("dwayne", true, "held",
                    "Tell Pops I said happy birthday. I am sending him a drawing next week if they let me.", ago(1, 2));
    held.set_decide_by_ms(clock_.now().ms() + 4LL * 86'400'000);
    auto& pictures = add_message("nhu", false, "delivered",
                                 "Anh khỏe không? Em gửi anh vài tấm ảnh nhé. Mọi người nhớ anh lắm.", ago(4));
    pictures.set_read(false);
    for (const char name : {'n', 'o', 'p'}) {
        auto* picture = pictures.add_photos();
        picture->set_sha256(std::string(32, name));
        picture->set_width(480);
        picture->set_height(300);
    }
    add_message("yusuf", false, "delivered", "السلام عليكم، كيف حالك يا أخي؟ نصلي من أجلك.", ago(6));
    add_message("wei", false, "delivered", "你好，奶奶身体很好，她让我告诉你好好照顾自己。", ago(12));
    add_message("lucia", false, "delivered", "¡Hola papá! Hoy aprendí a dividir. Te quiero mucho.", ago(20));
}

local::Transaction& FakeAgent::add_transaction(const char* kind, const char* state, std::int64_t cents,
                                               std::int64_t after, std::int64_t at) {
    local::Transaction transaction;
    transaction.set_id("transaction-" + std::to_string(transactions_.size() + 1));
    transaction.set_kind(kind);
    transaction.set_reason_code(kind);
    transaction.set_state(state);
    transaction.set_change_cents(cents);
    transaction.set_balance_after_cents(after);
    transaction.set_at_ms(at);
    transactions_.push_back(std::move(transaction));
    return transactions_.back();
}

void FakeAgent::make_money() {
    money_.set_spendable_cents(4815);
    money_.set_savings_cents(12'000);
    money_.set_phone_cents(1230);
    money_.set_credits(6);
    money_.set_on_hold_cents(200);
    money_.set_owed_cents(42'500);
    money_.set_as_of_ms(ago(0, 0, 4));
    money_.set_month_in_cents(5050);
    money_.set_month_out_cents(2824);
    for (const auto& [kind, cents] : std::vector<std::pair<const char*, std::int64_t>>{
             {"commissary", -1865}, {"deduction", -600}, {"message_credits", -275}, {"phone", -84}}) {
        auto* part = money_.add_month_parts();
        part->set_kind(kind);
        part->set_cents(cents);
    }
    add_transaction("request_fee", "pending", -200, 0, ago(0, 1)).set_reason_detail("Copy of a document");
    auto& deposit = add_transaction("deposit", "posted", 500, 4815, ago(0, 3));
    deposit.set_reason_detail("Maria Delgado");
    deposit.set_gross_cents(10'000);
    add_part(deposit, "victims", "RCW 72.09.480", 500, 500, false, 0);
    add_part(deposit, "savings", "RCW 72.09.480", 1000, 1000, true, 0);
    add_part(deposit, "court_debt", "RCW 72.11.020", 2000, 2000, false, 42'500);
    add_part(deposit, "child_support", "RCW 72.09.480", 2000, 2000, false, 118'000);
    add_part(deposit, "cost_of_incarceration", "RCW 72.09.480", 2000, 2000, false, 0);
    add_part(deposit, "civil_judgment", "RCW 4.56", 2000, 2000, false, 9'000);
    add_transaction("commissary", "posted", -1865, 4315, ago(1, 2)).set_reason_detail("#20714");
    add_transaction("phone", "posted", -84, 6180, ago(1, 5)).set_reason_detail("Dwayne Carter");
    add_transaction("request_fee", "voided", -200, 6264, ago(3)).set_reason_detail("Copy of a document");
    add_transaction("deduction", "posted", -600, 6264, ago(5)).set_reason_detail("court fee");
    for (int at = 0; at < 60; ++at) {
        add_transaction("message_credits", "posted", -25, 6864 + 25 * at, ago(6 + at / 2))
            .set_reason_detail("1 credit");
    }
}

void FakeAgent::make_forms() {
    auto* general = forms_.add_forms();
    general->set_id("form-general-0001");
    general->set_code("general");
    general->set_icon("message-square-text");
    general->set_price_known(true);
    general->set_answer_within_hours(72);
    add_texts(general->mutable_name(), "General request", "Solicitud general");
    add_texts(general->mutable_explanation(), "Ask staff anything about your unit, property or programs.",
              "Pregunte al personal sobre su unidad, sus cosas o los programas.");
    add_field(*general, "subject", "text", "What is it about?", "¿De qué se trata?", true, 60);
    add_field(*general, "text", "long_text", "Tell us in your own words", "Cuéntenos con sus palabras", true, 1500);

    auto* copy = forms_.add_forms();
    copy->set_id("form-copy-000001");
    copy->set_code("document_copy");
    copy->set_icon("files");
    copy->set_price_cents(200);
    copy->set_price_known(true);
    copy->set_answer_within_hours(120);
    add_texts(copy->mutable_name(), "Copy of a document", "Copia de un documento");
    add_texts(copy->mutable_explanation(), "The records office makes a copy and brings it to your unit.",
              "La oficina de registros hace una copia y la lleva a su unidad.");
    auto& which = add_field(*copy, "document", "choice", "Which document?", "¿Qué documento?", true, 0);
    add_choice(which, "account_statement", "Account statement", "Estado de cuenta");
    add_choice(which, "grievance", "A grievance that I filed", "Una queja que presenté");
    add_choice(which, "court_papers", "Court papers", "Documentos del tribunal");
    add_field(*copy, "pages", "number", "How many pages?", "¿Cuántas páginas?", true, 4);
    add_field(*copy, "details", "long_text", "Anything else?", "¿Algo más?", false, 500);

    auto* sick = forms_.add_forms();
    sick->set_id("form-sick-000001");
    sick->set_code("sick_call");
    sick->set_icon("heart-pulse");
    sick->set_price_cents(500);
    sick->set_price_known(true);
    sick->set_may_create_obligation(true);
    sick->set_answer_within_hours(48);
    add_texts(sick->mutable_name(), "Sick call", "Consulta médica");
    add_texts(sick->mutable_explanation(), "See a nurse. You are seen within 48 hours.",
              "Vea a una enfermera. Se le atiende en 48 horas.");
    add_texts(sick->mutable_warning(),
              "If this is an emergency, tell an officer right now. Do not wait for an answer here.",
              "Si es una emergencia, avise a un oficial ahora mismo. No espere una respuesta aquí.");
    auto& symptom = add_field(*sick, "symptom", "choice", "What is it about?", "¿De qué se trata?", false, 0);
    const auto add_symptom = [&](const char* code, const char* icon, const char* english, const char* spanish) {
        add_choice(symptom, code, english, spanish);
        symptom.mutable_choices(symptom.choices_size() - 1)->set_icon(icon);
    };
    add_symptom("pain", "zap", "Pain", "Dolor");
    add_symptom("fever", "thermometer", "Fever or chills", "Fiebre o escalofríos");
    add_symptom("sleep", "bed", "I cannot sleep", "No puedo dormir");
    add_symptom("other", "of-another-set", "Something else", "Otra cosa");
    add_field(*sick, "problem", "long_text", "What hurts, and since when?", "¿Qué le duele y desde cuándo?", true,
              1000);
    add_field(*sick, "since", "date", "Since which day?", "¿Desde qué día?", false, 10);
    add_field(*sick, "private", "check", "I would like to talk in private", "Quiero hablar en privado", false, 3);
}

void FakeAgent::offer_print_form() {
    auto* print = forms_.add_forms();
    print->set_id("form-print-00001");
    print->set_code("message_print");
    print->set_icon("printer");
    print->set_price_cents(25);
    print->set_price_known(true);
    print->set_answer_within_hours(72);
    add_texts(print->mutable_name(), "Print a message", "Imprimir un mensaje");
    add_texts(print->mutable_explanation(), "The mail room prints one message and brings it with the mail.",
              "La oficina de correo imprime un mensaje y lo lleva con el correo.");
    add_field(*print, "message", "text", "Which message?", "¿Qué mensaje?", true, 200);
}

void FakeAgent::make_requests() {
    local::Request answered;
    answered.set_id("request-0000001");
    answered.set_form_code("document_copy");
    answered.set_state("answered");
    answered.set_receipt_code("H4RT9WKM");
    answered.set_fee_cents(200);
    answered.set_submitted_ms(ago(5));
    answered.set_answer_unread(true);
    auto* answer = answered.add_answers();
    answer->set_field("document");
    answer->set_value("account_statement");
    for (const auto& [state, days, text] : std::vector<std::tuple<const char*, int, const char*>>{
             {"received", 5, ""},
             {"in_progress", 3, ""},
             {"answered", 1, "Your copy comes with tomorrow's mail. It has 3 pages."}}) {
        auto* step = answered.add_steps();
        step->set_state(state);
        step->set_at_ms(ago(days));
        step->set_by_role("records");
        step->set_text(text);
    }
    requests_.push_back(answered);
    local::Request waiting = answered;
    waiting.set_id("request-0000002");
    waiting.set_form_code("general");
    waiting.set_state("in_progress");
    waiting.set_receipt_code("WD37KPXN");
    waiting.set_fee_cents(0);
    waiting.set_submitted_ms(ago(6));
    waiting.set_answer_by_ms(clock_.now().ms() + 86'400'000);
    waiting.set_answer_unread(false);
    waiting.mutable_steps()->RemoveLast();
    waiting.clear_answers();
    requests_.push_back(waiting);
    local::Request declined = answered;
    declined.set_id("request-0000003");
    declined.set_state("declined");
    declined.set_answer_unread(false);
    declined.mutable_steps(2)->set_state("declined");
    declined.mutable_steps(2)->set_text("These papers are already in your property. Ask the property officer.");
    requests_.push_back(declined);
}

void FakeAgent::ask_to_read(int count) {
    for (int at = 0; at < count; ++at) notices_.mutable_notices(at)->set_must_acknowledge(true);
}

void FakeAgent::end_notice(int at) {
    notices_.mutable_notices(at)->set_over(true);
    notices_.mutable_notices(at)->set_valid_to_ms(ago(3));
}

int FakeAgent::still_to_read() const {
    return static_cast<int>(
        std::count_if(notices_.notices().begin(), notices_.notices().end(), [](const local::Notice& notice) {
            return notice.must_acknowledge() && !notice.over() && notice.acknowledged_ms() == 0;
        }));
}

void FakeAgent::acknowledge(const local::AcknowledgeNotice& query, Answer& answer) {
    if (!refuse_.empty()) return refuse(answer, std::exchange(refuse_, {}).c_str());
    for (auto& notice : *notices_.mutable_notices()) {
        if (notice.id() != query.notice_id()) continue;
        notice.set_acknowledged_ms(clock_.now().ms());
        notice.set_acknowledgement_waits(!status_.online());
        read_notices_.push_back(notice.id());
    }
    answer.mutable_done();
}

void FakeAgent::make_notices() {
    auto* phones = notices_.add_notices();
    phones->set_id("notice-1");
    add_texts(phones->mutable_title(), "Phones are off today from 2:00 to 4:00 PM for repairs.",
              "Los teléfonos no funcionan hoy de 2:00 a 4:00 p. m. por reparaciones.");
    add_texts(phones->mutable_text(), "The phones in all units are repaired today. Visits are not affected.",
              "Hoy se reparan los teléfonos de todas las unidades. Las visitas no cambian.");
    phones->set_valid_to_ms(clock_.now().ms() + 86'400'000);
    auto* water = notices_.add_notices();
    water->set_id("notice-2");
    add_texts(water->mutable_title(), "GED classes start next month", "Las clases de GED comienzan el próximo mes");
    add_texts(water->mutable_text(), "Send a general request with the subject “GED” to sign up. There are 24 places.",
              "Envíe una solicitud general con el asunto “GED” para inscribirse. Hay 24 lugares.");
    water->set_valid_from_ms(ago(2));
}

}  // namespace dayroom::test
