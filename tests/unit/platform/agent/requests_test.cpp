// What the agent does about forms and requests beside filing them: who sees a form, replies, withdrawals.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::nonce_of;
using test::Rig;

namespace {

wire::Record request_record(wire::Request::State state) {
    wire::Record record;
    auto& request = *record.mutable_request();
    request.set_form_id(std::string(16, 'f'));
    request.set_form_code("general");
    request.set_form_revision(1);
    request.set_state(state);
    request.set_receipt_code("K7P39QXD");
    request.set_submitted_ms(1'780'000'000'000);
    auto& answer = *request.add_answers();
    answer.set_field("details");
    answer.set_value("b");
    answer.set_label("Which?");
    answer.set_words("The blue one");
    return record;
}

local::ToAgent get_request(const std::string& id) {
    local::ToAgent query;
    query.mutable_get_request()->set_id(id);
    return query;
}

local::ToAgent reply_to(const std::string& id, const std::string& text, char nonce) {
    local::ToAgent query;
    auto& reply = *query.mutable_reply_to_request();
    reply.set_request_id(id);
    reply.set_text(text);
    reply.set_nonce(nonce_of(nonce));
    return query;
}

local::ToAgent withdraw(const std::string& id) {
    local::ToAgent query;
    query.mutable_withdraw_request()->set_request_id(id);
    return query;
}

int sent(FakeHub& hub, wire::Command::BodyCase kind) {
    const std::lock_guard lock(hub.mutex());
    return static_cast<int>(std::count_if(hub.commands.begin(), hub.commands.end(),
                                          [&](const auto& command) { return command.body_case() == kind; }));
}

}  // namespace

TEST_CASE("a request that is returned can be replied to, once, and taken back, once, without a connection too") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    const std::string id = rig.hub.put(FakeHub::scope_of(resident), request_record(wire::Request::RETURNED));
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    const auto returned = terminal->until(get_request(id), [](const auto& answer) { return answer.has_request(); });
    CHECK(returned.request().state() == "returned");
    CHECK(returned.request().answers(0).label() == "Which?");
    CHECK(returned.request().answers(0).words() == "The blue one");
    CHECK(returned.request().may_reply());
    CHECK(returned.request().may_withdraw());

    rig.go_offline(*terminal);
    CHECK(terminal->ask(reply_to(id, "", 'a')).problem().code() == "invalid");
    CHECK(terminal->ask(reply_to(id, std::string(4'001, 'x'), 'a')).problem().code() == "too_long");
    CHECK(terminal->ask(reply_to(id, "March", 'a')).has_done());
    CHECK(terminal->ask(reply_to(id, "March", 'a')).has_done());
    CHECK(terminal->ask(get_request(id)).request().waiting() == "reply");
    CHECK(terminal->ask(withdraw(id)).has_done());
    CHECK(terminal->ask(withdraw(id)).has_done());
    const auto waiting = terminal->ask(get_request(id)).request();
    CHECK(waiting.waiting() == "withdrawal");
    CHECK_FALSE(waiting.may_reply());
    CHECK_FALSE(waiting.may_withdraw());

    rig.hub.reachable = true;
    for (int count = 0; count < 2; ++count)
        terminal->push([](const local::ToTerminal& message) { return message.has_outcome(); });
    CHECK(sent(rig.hub, wire::Command::kReplyToRequest) == 1);
    CHECK(sent(rig.hub, wire::Command::kWithdrawRequest) == 1);
}

TEST_CASE("what is decided is neither replied to nor taken back, and nobody else's is there") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    auto& other = rig.hub.add_resident("A200", "1234", 5000);
    const std::string decided = rig.hub.put(FakeHub::scope_of(resident), request_record(wire::Request::ANSWERED));
    const std::string strange = rig.hub.put(FakeHub::scope_of(other), request_record(wire::Request::RECEIVED));
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    terminal->until(get_request(decided), [](const auto& answer) { return answer.has_request(); });
    CHECK(terminal->ask(reply_to(decided, "But", 'a')).problem().code() == "already_decided");
    CHECK(terminal->ask(withdraw(decided)).problem().code() == "already_decided");
    CHECK(terminal->ask(reply_to(strange, "But", 'b')).problem().code() == "not_found");
    CHECK(terminal->ask(withdraw(strange)).problem().code() == "not_found");
    CHECK(sent(rig.hub, wire::Command::kReplyToRequest) == 0);
}

TEST_CASE("a form for another unit is neither shown here nor taken, and conditions reach the screen") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    wire::Record record;
    auto& form = *record.mutable_form();
    form.set_code("elsewhere");
    form.set_revision(1);
    const auto say = [](auto* texts, const char* english) {
        auto& text = *texts->Add();
        text.set_language("en");
        text.set_text(english);
    };
    say(form.mutable_name(), "Elsewhere");
    for (const char* code : {"pages", "details"}) {
        auto& field = *form.add_fields();
        field.set_code(code);
        field.set_kind(std::string(code) == "pages" ? wire::Form::Field::NUMBER : wire::Form::Field::TEXT);
        say(field.mutable_label(), code);
    }
    form.mutable_fields(0)->set_most(9);
    auto& condition = *form.mutable_fields(1)->add_show_when();
    condition.set_field("pages");
    condition.set_compare(wire::Form::Condition::AT_LEAST);
    condition.set_number(3);
    wire::Record here = record;
    here.mutable_form()->set_code("here");
    here.mutable_form()->set_answer_within_hours(48);
    here.mutable_form()->set_weekend_answer_within_hours(72);
    here.mutable_form()->set_appeals("general");
    here.mutable_form()->set_appeal_within_days(9);
    auto& appealed = *here.mutable_form()->add_fields();
    appealed.set_code("appeal_of");
    appealed.set_kind(wire::Form::Field::TEXT);
    appealed.set_required(true);
    say(appealed.mutable_label(), "appeal_of");
    form.add_unit_ids(std::string(16, 'u'));
    const std::string elsewhere = rig.hub.put(rig.hub.scope_of_facility(), record);
    const std::string id = rig.hub.put(rig.hub.scope_of_facility(), here);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    local::ToAgent query;
    query.mutable_get_forms();
    const local::Form* shown = nullptr;
    const auto forms = terminal->ask(query);
    for (const auto& each : forms.forms().forms()) {
        CHECK(each.code() != "elsewhere");
        if (each.code() == "here") shown = &each;
    }
    REQUIRE(shown != nullptr);
    CHECK(shown->answer_within_hours() == 48);  // a Thursday
    CHECK(shown->appeals() == "general");
    CHECK(shown->appeal_within_days() == 9);
    CHECK(shown->fields(0).most() == 9);
    CHECK_FALSE(shown->fields(0).has_least());
    CHECK(shown->fields(1).show_when(0).compare() == "at_least");
    CHECK(terminal->submit(elsewhere, 0, nonce_of('a')).problem().code() == "not_found");
    // "details" is asked from three pages on only.
    CHECK(terminal->submit(id, 0, nonce_of('b')).problem().code() == "answers_invalid");
}

}  // namespace dayroom::agent
