#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::credits_query;
using test::is_outcome;
using test::messages_query;
using test::nonce_of;
using test::Rig;
using test::Terminal;

namespace {

/// One resident with one approved contact and some credits, signed in.
struct Writer {
    explicit Writer(std::int64_t credits = 5, std::int64_t cents = 5'000)
        : resident(rig.hub.add_resident("A100", "4711", cents)) {
        rig.hub.lively = true;
        card = rig.hub.set_up_messaging();
        rig.hub.put_credits(resident, credits);
        maria = rig.hub.put_contact(resident, "Maria");
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    void go_offline() { rig.go_offline(*terminal); }
    local::Message newest() { return terminal->messages(maria).messages().messages(0); }
    local::Message newest_when(const std::string& state) {
        return terminal
            ->until(messages_query(maria),
                    [&](const local::ToTerminal& answer) {
                        return answer.messages().total() > 0 && answer.messages().messages(0).state() == state;
                    })
            .messages()
            .messages(0);
    }
    std::vector<wire::Command> commands(wire::Command::BodyCase kind) {
        const std::lock_guard lock(rig.hub.mutex());
        std::vector<wire::Command> out;
        for (const auto& command : rig.hub.commands)
            if (command.body_case() == kind) out.push_back(command);
        return out;
    }

    Rig rig;
    FakeHub::Resident& resident;
    std::string card;
    std::string maria;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace

TEST_CASE_METHOD(Writer, "a message is written without the hub, sent once when it is back, reviewed and delivered") {
    go_offline();
    const auto before = terminal->writing(maria).writing();
    CHECK(before.contact_name() == "Maria");
    CHECK(before.refusal_code().empty());
    CHECK(before.price_known());
    CHECK(before.message_credits() == 1);
    CHECK(before.card_credits() == 2);
    CHECK(before.credits() == 5);
    CHECK(before.characters_max() == 13'000);
    REQUIRE(before.cards_size() == 2);
    CHECK(before.cards(0).code() == "birthday");
    const std::string key = "message/" + to_hex(as_bytes(maria));
    REQUIRE(terminal->save_draft(key, "Dear mo").has_done());

    const auto sent = terminal->write(maria, "Dear mother", 1, nonce_of('a')).submitted();
    CHECK(sent.receipt_code().size() == 8);
    auto queued = newest();
    CHECK(queued.id() == sent.request_id());
    CHECK(queued.state() == "queued");
    CHECK(queued.own());
    CHECK(queued.text() == "Dear mother");
    CHECK(queued.receipt_code() == sent.receipt_code());
    CHECK(queued.price_credits() == 1);
    CHECK(queued.received_ms() == 0);
    CHECK(queued.may_withdraw());
    CHECK(terminal->draft(key).empty());
    CHECK(terminal->writing(maria).writing().credits() == 4);
    CHECK(terminal->home().home().credits() == 4);
    CHECK(terminal->home().home().not_sent() == 1);
    CHECK(terminal->credits().credits().held_credits() == 1);
    const auto again = terminal->write(maria, "Dear mother", 1, nonce_of('a')).submitted();
    CHECK(again.request_id() == sent.request_id());
    CHECK(terminal->write(card, "Dear mother", 1, nonce_of('a')).problem().code() == "conflict");

    rig.hub.reachable = true;
    const auto outcome = terminal->push(is_outcome).outcome();
    CHECK(outcome.done());
    CHECK(outcome.what() == "message");
    CHECK(outcome.id() == sent.request_id());
    CHECK(outcome.receipt_code() == sent.receipt_code());
    CHECK(outcome.credits() == 1);
    const auto held = newest_when("held");
    CHECK(held.received_ms() > 0);
    CHECK(held.decide_by_ms() > held.received_ms());
    CHECK(terminal->messages(maria).messages().total() == 1);
    const auto credits = terminal->until(
        credits_query(), [](const local::ToTerminal& answer) { return answer.credits().credits() == 4; });
    CHECK(credits.credits().held_credits() == 1);
    REQUIRE(commands(wire::Command::kSendMessage).size() == 1);
    CHECK_FALSE(commands(wire::Command::kSendMessage)[0].send_message().draft_id().empty());

    rig.hub.change_message(sent.request_id(),
                           [](wire::Message& message) { message.set_state(wire::Message::DELIVERED); });
    CHECK_FALSE(newest_when("delivered").may_withdraw());
    CHECK(terminal->withdraw(sent.request_id()).problem().code() == "already_decided");
    CHECK(terminal->home().home().not_sent() == 0);
}

TEST_CASE_METHOD(Writer, "what cannot be sent is refused with its reason, and nothing is changed") {
    go_offline();
    const auto code = [&](const local::ToTerminal& answer) { return answer.problem().code(); };
    CHECK(code(terminal->write(maria, "x", 2, nonce_of('a'))) == "price_changed");
    CHECK(code(terminal->write(maria, std::string(13'001, 'x'), 1, nonce_of('a'))) == "too_long");
    CHECK(code(terminal->write(maria, "", 1, nonce_of('a'))) == "invalid");
    CHECK(code(terminal->write(maria, " \n\t", 1, nonce_of('a'))) == "invalid");
    CHECK(code(terminal->write(maria, "x", 1, "short")) == "invalid");
    CHECK(code(terminal->write(std::string(16, 'c'), "x", 1, nonce_of('a'))) == "not_found");
    CHECK(code(terminal->write("short", "x", 1, nonce_of('a'))) == "invalid");
    local::ToAgent with_card;
    auto& send = *with_card.mutable_send_message();
    send.set_contact_id(maria);
    send.set_text("x");
    send.set_nonce(nonce_of('b'));
    send.set_card_id(std::string(16, 'k'));
    CHECK(code(terminal->ask(with_card)) == "not_found");
    send.set_card_id(card);
    send.set_price_seen_credits(1);
    CHECK(code(terminal->ask(with_card)) == "price_changed");
    send.set_price_seen_credits(3);
    CHECK(terminal->ask(with_card).has_submitted());
    CHECK(newest().card().code() == "birthday");
    CHECK(newest().price_credits() == 3);
    CHECK(terminal->write(maria, "y", 1, nonce_of('c')).has_submitted());
    CHECK(terminal->write(maria, "z", 1, nonce_of('d')).has_submitted());
    CHECK(code(terminal->write(maria, "one too many", 1, nonce_of('e'))) == "insufficient_credits");
    send.set_nonce(nonce_of('f'));
    send.set_prepaid(true);
    CHECK(code(terminal->ask(with_card)) == "no_prepaid_reply");
    CHECK(terminal->messages(maria).messages().total() == 3);
    CHECK(terminal->writing(maria).writing().credits() == 0);
    CHECK(commands(wire::Command::kSendMessage).empty());
}

TEST_CASE_METHOD(Writer, "a contact who is not approved, and suspended messaging, are said before one writes") {
    rig.hub.change_contact(maria, [](wire::Contact& contact) { contact.set_state(wire::Contact::BLOCKED); });
    local::ToAgent query;
    query.mutable_get_writing()->set_contact_id(maria);
    const auto refusal_is = [](const char* code) {
        return [code](const local::ToTerminal& answer) { return answer.writing().refusal_code() == code; };
    };
    terminal->until(query, refusal_is("contact_not_approved"));
    CHECK(terminal->write(maria, "x", 1, nonce_of('a')).problem().code() == "contact_not_approved");
    rig.hub.change_contact(maria, [](wire::Contact& contact) { contact.set_state(wire::Contact::APPROVED); });
    rig.hub.suspend_messaging(resident, true);
    terminal->until(query, refusal_is("messaging_suspended"));
    CHECK(terminal->write(maria, "x", 1, nonce_of('a')).problem().code() == "messaging_suspended");
    rig.hub.suspend_messaging(resident, false);
    terminal->until(query, refusal_is(""));
    CHECK(terminal->write(maria, "x", 1, nonce_of('a')).has_submitted());
    query.mutable_get_writing()->set_contact_id(std::string(16, 'c'));
    CHECK(terminal->ask(query).problem().code() == "not_found");
}

TEST_CASE_METHOD(Writer, "a prepaid reply costs nothing, and a queued one is taken off what is left") {
    rig.hub.change_contact(maria, [](wire::Contact& contact) { contact.set_prepaid_replies(2); });
    local::ToAgent writing;
    writing.mutable_get_writing()->set_contact_id(maria);
    const auto left_is = [](int left) {
        return [left](const local::ToTerminal& answer) { return answer.writing().prepaid_replies() == left; };
    };
    terminal->until(writing, left_is(2));
    go_offline();
    local::ToAgent query;
    auto& send = *query.mutable_send_message();
    send.set_contact_id(maria);
    send.set_text("thank you");
    send.set_prepaid(true);
    send.set_price_seen_credits(1);
    send.set_nonce(nonce_of('a'));
    CHECK(terminal->ask(query).problem().code() == "price_changed");
    send.set_price_seen_credits(0);
    const auto sent = terminal->ask(query).submitted();
    CHECK(newest().prepaid());
    CHECK(terminal->writing(maria).writing().prepaid_replies() == 1);
    CHECK(terminal->writing(maria).writing().credits() == 5);
    CHECK(terminal->contacts().contacts().contacts(0).prepaid_replies() == 1);
    rig.hub.reachable = true;
    newest_when("held");
    terminal->until(writing, left_is(1));
    CHECK(newest().id() == sent.request_id());
}

TEST_CASE_METHOD(Writer, "a queued message is taken back here, and the hub never hears of it") {
    go_offline();
    const auto sent = terminal->write(maria, "on second thought", 1, nonce_of('a')).submitted();
    CHECK(terminal->withdraw(sent.request_id()).has_done());
    CHECK(newest().state() == "withdrawn");
    CHECK_FALSE(newest().may_withdraw());
    CHECK(terminal->writing(maria).writing().credits() == 5);
    CHECK(terminal->home().home().not_sent() == 0);
    const auto other = terminal->write(maria, "this one goes", 1, nonce_of('b')).submitted();
    rig.hub.reachable = true;
    terminal->push(is_outcome);
    newest_when("held");
    REQUIRE(commands(wire::Command::kSendMessage).size() == 1);
    CHECK(commands(wire::Command::kSendMessage)[0].send_message().message_id() == other.request_id());
    CHECK(commands(wire::Command::kWithdrawMessage).empty());
}

TEST_CASE_METHOD(Writer, "a message under review is taken back by the hub, and its credits return") {
    const auto sent = terminal->write(maria, "wait", 1, nonce_of('a')).submitted();
    newest_when("held");
    go_offline();
    CHECK(terminal->withdraw(sent.request_id()).has_done());
    CHECK(newest().state() == "held");  // until the hub says so
    CHECK_FALSE(newest().may_withdraw());
    CHECK(terminal->withdraw(sent.request_id()).has_done());
    rig.hub.reachable = true;
    newest_when("withdrawn");
    terminal->until(credits_query(), [](const local::ToTerminal& answer) { return answer.credits().credits() == 5; });
    CHECK(commands(wire::Command::kWithdrawMessage).size() == 1);
    CHECK(terminal->withdraw(std::string(16, 'm')).problem().code() == "not_found");
}

TEST_CASE_METHOD(Writer, "a message that was declined stays with its text and the reason until it is taken out") {
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.twist_outcome = [](wire::Outcome& outcome) {
            outcome.set_result(wire::Outcome::DECLINED);
            outcome.set_code("price_changed");
        };
    }
    const auto sent = terminal->write(maria, "not lost", 1, nonce_of('a')).submitted();
    const auto outcome = terminal->push(is_outcome).outcome();
    CHECK_FALSE(outcome.done());
    CHECK(outcome.code() == "price_changed");
    const auto refused = newest_when("refused");
    CHECK(refused.refusal_code() == "price_changed");
    CHECK(refused.reason().empty());
    CHECK(refused.text() == "not lost");
    CHECK_FALSE(refused.may_withdraw());
    CHECK(terminal->writing(maria).writing().credits() == 5);
    CHECK(terminal->withdraw(sent.request_id()).has_done());
    CHECK(terminal->messages(maria).messages().total() == 0);
}

TEST_CASE_METHOD(Writer, "a rejection is appealed once, in time, and says where the appeal stands") {
    const auto sent = terminal->write(maria, "about the yard", 1, nonce_of('a')).submitted();
    newest_when("held");
    CHECK(terminal->appeal(sent.request_id(), "why?", nonce_of('b')).problem().code() == "already_decided");
    rig.hub.change_message(sent.request_id(), [&](wire::Message& message) {
        message.set_state(wire::Message::REJECTED);
        message.clear_text();
        message.set_rule("4.2");
        message.set_reason("code");
        message.set_appeal_by_ms(rig.clock.now().ms() + 864'000'000);
    });
    const auto rejected = newest_when("rejected");
    CHECK(rejected.may_appeal());
    CHECK(rejected.rule() == "4.2");
    CHECK(rejected.text().empty());
    local::ToAgent search;
    search.mutable_search_messages()->set_text("yard");
    CHECK(terminal->ask(search).messages().total() == 0);
    go_offline();
    CHECK(terminal->appeal(sent.request_id(), "", nonce_of('b')).problem().code() == "invalid");
    CHECK(terminal->appeal(sent.request_id(), std::string(2'001, 'x'), nonce_of('b')).problem().code() == "too_long");
    const auto appealed =
        terminal->appeal(sent.request_id(), "It is only about the weather.", nonce_of('b')).submitted();
    CHECK(appealed.receipt_code().size() == 8);
    CHECK(newest().appeal() == "queued");
    CHECK(newest().appealed_ms() == rig.clock.now().ms());
    CHECK_FALSE(newest().may_appeal());
    CHECK(terminal->appeal(sent.request_id(), "It is only about the weather.", nonce_of('b'))
              .submitted()
              .receipt_code() == appealed.receipt_code());
    CHECK(terminal->appeal(sent.request_id(), "again", nonce_of('c')).problem().code() == "already_decided");
    rig.hub.reachable = true;
    terminal->until(messages_query(maria),
                    [](const local::ToTerminal& answer) { return answer.messages().messages(0).appeal() == "open"; });
    REQUIRE(commands(wire::Command::kAppealMessage).size() == 1);
    CHECK(commands(wire::Command::kAppealMessage)[0].appeal_message().receipt_code() == appealed.receipt_code());
    rig.hub.change_message(sent.request_id(), [](wire::Message& message) {
        message.set_appeal(wire::Message::APPEAL_REFUSED);
        message.set_appeal_reason("code");
    });
    terminal->until(messages_query(maria), [](const local::ToTerminal& answer) {
        return answer.messages().messages(0).appeal() == "refused" &&
               answer.messages().messages(0).appeal_reason() == "code";
    });
}

TEST_CASE_METHOD(Writer, "after its last day a rejection is not appealed") {
    const auto sent = terminal->write(maria, "late", 1, nonce_of('a')).submitted();
    newest_when("held");
    rig.hub.change_message(sent.request_id(), [&](wire::Message& message) {
        message.set_state(wire::Message::REJECTED);
        message.set_appeal_by_ms(rig.clock.now().ms() + 1'000);
    });
    CHECK(newest_when("rejected").may_appeal());
    rig.clock.advance(Milliseconds(1'001));
    CHECK_FALSE(newest().may_appeal());
    CHECK(terminal->appeal(sent.request_id(), "why?", nonce_of('b')).problem().code() == "too_late");
}

TEST_CASE_METHOD(Writer, "what was refused while nobody was signed in is told at the next sign-in") {
    go_offline();
    REQUIRE(terminal->write(maria, "hello", 1, nonce_of('a')).has_submitted());
    REQUIRE(terminal->sign_out().has_done());
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.twist_outcome = [](wire::Outcome& outcome) {
            outcome.set_result(wire::Outcome::DECLINED);
            outcome.set_code("contact_not_approved");
        };
    }
    rig.hub.reachable = true;
    rig.hub.put_credits(resident, 5);  // the feed wakes, and with it the outbox
    const SystemClock real;
    const auto deadline = real.steady() + Seconds(10);
    while (commands(wire::Command::kSendMessage).empty() && real.steady() < deadline) std::this_thread::yield();
    REQUIRE(terminal
                ->until(
                    [] {
                        local::ToAgent query;
                        query.mutable_sign_in()->set_resident_number("A100");
                        query.mutable_sign_in()->set_pin("4711");
                        return query;
                    }(),
                    [](const local::ToTerminal& answer) { return answer.has_signed_in(); })
                .has_signed_in());
    const auto outcome = terminal->push(is_outcome).outcome();
    CHECK_FALSE(outcome.done());
    CHECK(outcome.code() == "contact_not_approved");
    CHECK(newest().state() == "refused");
}

}  // namespace dayroom::agent
