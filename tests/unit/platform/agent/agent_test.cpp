#include <chrono>
#include <fstream>

#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "tests/unit/platform/agent/agent_rig.h"
#include "tests/unit/platform/photo/sample_pictures.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;
using test::Terminal;

namespace {

std::string nonce(char c) { return std::string(16, c); }

local::ToAgent photo_query(const std::string& sha) {
    local::ToAgent query;
    query.mutable_get_photo()->set_sha256(sha);
    query.mutable_get_photo()->set_max_width(40);
    query.mutable_get_photo()->set_max_height(40);
    return query;
}

}  // namespace

TEST_CASE("a terminal is told the status at once, and everything that a screen asks is answered") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    const auto contact = rig.hub.put_contact(resident, "Maria");
    rig.hub.put_message(resident, contact, "Hello from home");
    rig.start();
    auto terminal = rig.connect_synced();
    const auto signed_in = terminal->sign_in(" a100 ", "4711");
    REQUIRE(signed_in.has_signed_in());
    CHECK(signed_in.signed_in().result() == local::SignedIn::OK);
    CHECK(signed_in.signed_in().given_name() == "Test");
    CHECK_FALSE(signed_in.signed_in().offline());
    CHECK(signed_in.signed_in().last_sign_in_place() == "B-East kiosk 2");
    WARN("opened in " << signed_in.signed_in().opened_in_us() << " us");
    const auto home = terminal->home().home();
    CHECK(home.unread_messages() == 1);
    CHECK(home.spendable_cents() == 5000);
    CHECK(home.approved_contacts() == 1);
    local::ToAgent query;
    query.mutable_get_threads();
    const auto threads = terminal->ask(query).threads();
    REQUIRE(threads.threads_size() == 1);
    CHECK(threads.threads(0).name() == "Maria");
    query.mutable_get_messages()->set_contact_id(contact);
    const auto messages = terminal->ask(query).messages();
    REQUIRE(messages.messages_size() == 1);
    CHECK(messages.messages(0).text() == "Hello from home");
    query.mutable_search_messages()->set_text("home");
    CHECK(terminal->ask(query).messages().total() == 1);
    query.mutable_get_forms();
    CHECK(terminal->ask(query).forms().forms_size() == 3);
    query.mutable_get_notices();
    CHECK(terminal->ask(query).has_notices());
    query.mutable_get_transactions();
    CHECK(terminal->ask(query).has_transactions());
    query.mutable_save_draft()->set_key("request/general");
    query.mutable_save_draft()->set_content("half a sentence");
    CHECK(terminal->ask(query).has_done());
    query.mutable_get_draft()->set_key("request/general");
    CHECK(terminal->ask(query).draft().content() == "half a sentence");
    query.mutable_sign_out();
    CHECK(terminal->ask(query).has_done());
    CHECK(terminal->home().problem().code() == "signed_out");
    REQUIRE(rig.stop().ok());
}

TEST_CASE("a change at the hub is pushed to the screen, and stays when the agent stops right after") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    auto moved = terminal->sign_in("A100", "4711").signed_in().moved();
    for (int round = 0; round < 20; ++round) {
        rig.hub.put_balance(resident, 4000 + round);
        moved = terminal
                    ->push([&](const local::ToTerminal& message) {
                        return message.has_moved() && message.moved().money() > moved.money();
                    })
                    .moved();
        CHECK(terminal->money().money().spendable_cents() == 4000 + round);
    }
    // The vault had it at once; the store hears of it in a quiet moment, which did not come.
    REQUIRE(rig.stop().ok());
    const auto scope = dayroom::test::FakeHub::scope_of(resident);
    std::uint64_t asked_last = 0;
    for (const auto& cursor : rig.hub.feeds.back().cursors()) {
        if (cursor.scope().id() == scope.id()) asked_last = cursor.seq();
    }
    {
        auto store = rig.open_store();
        for (const auto& cursor : store->cursors().take()) {
            if (cursor.scope.id() == scope.id()) CHECK(cursor.seq < asked_last);
        }
        CHECK(store->envelope_count(resident.id).take() == 0);
    }
    rig.start();
    terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(terminal->money().money().spendable_cents() == 4019);
}

TEST_CASE("a paid request is saved, sent once, and its outcome is told") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    const auto submitted = terminal->submit(rig.hub.form_id("document_copy"), 250, nonce('a')).submitted();
    CHECK(submitted.request_id().size() == 16);
    CHECK(submitted.receipt_code().size() == 8);
    const auto again = terminal->submit(rig.hub.form_id("document_copy"), 250, nonce('a')).submitted();
    CHECK(again.request_id() == submitted.request_id());
    CHECK(again.receipt_code() == submitted.receipt_code());
    const auto outcome =
        terminal->push([](const local::ToTerminal& message) { return message.has_outcome(); }).outcome();
    CHECK(outcome.done());
    CHECK(outcome.receipt_code() == submitted.receipt_code());
    CHECK(outcome.cents() == 250);
    {
        const std::lock_guard lock(rig.hub.mutex());
        REQUIRE(rig.hub.commands.size() == 1);
        CHECK(rig.hub.commands[0].submit_request().request_id() == submitted.request_id());
        CHECK(rig.hub.commands[0].resident_id() == resident.id.raw());
    }
}

TEST_CASE("what the last known balance does not cover is refused, and nothing is changed") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 600);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    rig.hub.reachable = false;
    rig.hub.wake();
    const auto form = rig.hub.form_id("document_copy");
    CHECK(terminal->submit(form, 250, nonce('a')).has_submitted());
    CHECK(terminal->money().money().spendable_cents() == 350);
    CHECK(terminal->money().money().queued_cents() == 250);
    CHECK(terminal->submit(form, 250, nonce('b')).has_submitted());
    CHECK(terminal->submit(form, 250, nonce('c')).problem().code() == "insufficient_funds");
    CHECK(terminal->money().money().spendable_cents() == 100);
    CHECK(terminal->home().home().not_sent() == 2);
    // A co-pay never blocks asking: it may become a debt.
    CHECK(terminal->submit(rig.hub.form_id("sick_call"), 300, nonce('d')).has_submitted());
    CHECK(terminal->submit(rig.hub.form_id("general"), 0, nonce('e')).has_submitted());
    // And the network is back: everything is sent by itself, once.
    rig.hub.reachable = true;
    for (int count = 0; count < 4; ++count)
        terminal->push([](const local::ToTerminal& message) { return message.has_outcome(); });
    const std::lock_guard lock(rig.hub.mutex());
    CHECK(rig.hub.commands.size() == 4);
}

TEST_CASE("a request at another price, of another revision, or badly filled in is refused") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    const auto form = rig.hub.form_id("document_copy");
    CHECK(terminal->submit(form, 200, nonce('a')).problem().code() == "price_changed");
    CHECK(terminal->submit(form, 250, nonce('a'), 2).problem().code() == "form_changed");
    CHECK(terminal->submit(form, 250, "short").problem().code() == "invalid");
    CHECK(terminal->submit(std::string(16, 'x'), 250, nonce('a')).problem().code() == "not_found");
    local::ToAgent query;
    auto& submit = *query.mutable_submit_request();
    submit.set_form_id(form);
    submit.set_form_revision(1);
    submit.set_price_seen_cents(250);
    submit.set_nonce(nonce('b'));
    CHECK(terminal->ask(query).problem().code() == "answers_invalid");  // the required field is missing
    submit.add_answers()->set_field("details");
    submit.mutable_answers(0)->set_value(std::string(501, 'x'));
    CHECK(terminal->ask(query).problem().code() == "answers_invalid");
    submit.mutable_answers(0)->set_value("fine");
    submit.add_answers()->set_field("no such field");
    CHECK(terminal->ask(query).problem().code() == "answers_invalid");
    const std::lock_guard lock(rig.hub.mutex());
    CHECK(rig.hub.commands.empty());
}

TEST_CASE("who has signed in here before can sign in without the hub, wrong PINs lock, also across a restart") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.hub.add_resident("B200", "1234", 5000);
    rig.start();
    {
        auto terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    rig.hub.reachable = false;
    rig.hub.wake();
    {
        Terminal terminal = rig.connect();
        const auto offline = terminal.sign_in("A100", "4711");
        REQUIRE(offline.has_signed_in());
        CHECK(offline.signed_in().offline());
        CHECK(terminal.home().home().spendable_cents() == 5000);
    }
    {
        Terminal terminal = rig.connect();
        CHECK(terminal.sign_in("B200", "1234").problem().code() == "offline_first_time");
        CHECK(terminal.sign_in("nonsense number!", "1234").problem().code() == "wrong_pin");
        for (int left = 4; left >= 1; --left) {
            const auto wrong = terminal.sign_in("A100", "0000").problem();
            CHECK(wrong.code() == "wrong_pin");
            CHECK(wrong.attempts_left() == left);
        }
        const auto locked = terminal.sign_in("A100", "0000").problem();
        CHECK(locked.code() == "locked");
        CHECK(locked.locked_until_ms() > rig.clock.now().ms());
        CHECK(terminal.sign_in("A100", "4711").problem().code() == "locked");
    }
    REQUIRE(rig.stop().ok());
    rig.start();
    {
        Terminal terminal = rig.connect();
        CHECK(terminal.sign_in("A100", "4711").problem().code() == "locked");
        rig.clock.advance(Milliseconds(900'001));
        CHECK(terminal.sign_in("A100", "4711").has_signed_in());
    }
}

TEST_CASE("the first PIN must be replaced") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000).must_change = true;
    rig.start();
    auto terminal = rig.connect_synced();
    CHECK(terminal->sign_in("A100", "4711").signed_in().result() == local::SignedIn::MUST_CHANGE_PIN);
    CHECK(terminal->home().problem().code() == "signed_out");
    CHECK(terminal->sign_in("A100", "4711", "12").problem().code() == "weak_pin");
    CHECK(terminal->sign_in("A100", "4711", "8642").signed_in().result() == local::SignedIn::OK);
}

TEST_CASE("nobody is signed in after the terminal was away, idle or for too long") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    {
        auto terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
        CHECK(terminal->sign_in("A100", "4711").problem().code() == "conflict");
    }
    Terminal terminal = rig.connect();
    CHECK(terminal.home().problem().code() == "signed_out");
    REQUIRE(terminal.sign_in("A100", "4711").has_signed_in());
    rig.clock.advance(Milliseconds(120'000));
    local::ToAgent touch;
    touch.mutable_touch();
    CHECK(terminal.ask(touch).has_done());
    rig.clock.advance(Milliseconds(120'000));
    CHECK(terminal.home().has_home());  // a query is no touch, and the time is not yet over
    rig.clock.advance(Milliseconds(11'000));
    terminal.push(test::session_ended);
    CHECK(terminal.home().problem().code() == "signed_out");
}

TEST_CASE("a photo is fetched, kept closed, and decoded by the child") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    const auto contact = rig.hub.put_contact(resident, "Maria");
    const Bytes picture = photo::test::make_jpeg(80, 60);
    const std::string sha = to_string(crypto::sha256(picture));
    rig.hub.blobs[sha] = to_string(picture);
    wire::Record record;
    auto& message = *record.mutable_message();
    message.set_contact_id(contact);
    message.set_direction(wire::Message::INBOUND);
    message.set_state(wire::Message::DELIVERED);
    message.set_text("look");
    message.set_sent_ms(rig.clock.now().ms());
    auto& facts = *message.add_photos();
    facts.set_sha256(sha);
    facts.set_width(80);
    facts.set_height(60);
    facts.set_bytes(static_cast<std::int32_t>(picture.size()));
    rig.hub.put(FakeHub::scope_of(resident), record);
    rig.start();
    auto terminal = rig.connect_synced();
    CHECK(terminal->ask(photo_query(sha)).problem().code() == "signed_out");
    const auto moved = terminal->sign_in("A100", "4711").signed_in().moved();
    CHECK(terminal->ask(photo_query(sha)).photo().state() == local::Pixels::FETCHING);
    terminal->push(
        [&](const local::ToTerminal& push) { return push.has_moved() && push.moved().messages() > moved.messages(); });
    const auto pixels = terminal->ask(photo_query(sha)).photo();
    CHECK(pixels.state() == local::Pixels::READY);
    CHECK(pixels.width() == 40);
    CHECK(pixels.height() == 30);
    CHECK(pixels.rgba().size() == 40 * 30 * 4);
    CHECK(terminal->ask(photo_query(std::string(32, 'x'))).problem().code() == "not_found");
    CHECK(terminal->ask(photo_query("short")).problem().code() == "invalid");
    for (const auto& entry : std::filesystem::directory_iterator(rig.options.data_dir / "blobs")) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        CHECK(content.find("JFIF") == std::string::npos);
    }
}

}  // namespace dayroom::agent
