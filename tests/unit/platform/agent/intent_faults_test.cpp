// Every database operation of an intent fails, each in turn: nothing is half done, and the same again works once.
#include <sstream>

#include <catch2/catch.hpp>

#include "platform/agent/answers.h"
#include "tests/unit/platform/store/world.h"

namespace dayroom::agent {
namespace {

/// A resident with a contact, messages to answer for, credits and money; the agent's desk over stores that can fail.
struct FaultyDesk : store::World {
    MessageId unread = make<MessageId>();
    MessageId under_review = make<MessageId>();
    MessageId rejected = make<MessageId>();
    ContactId invited = make<ContactId>();
    sync::SyncContext context{facility, device_id, keys, hub_box.public_key()};
    Session session;

    FaultyDesk() {
        wire::Record list = record(wire::FACILITY, facility.raw());
        list.mutable_prices()->set_valid_from_ms(clock.now().ms());
        add_price(list, "message", 0, 1);
        add_price(list, "bundle_20", 500, 20);
        REQUIRE(device->apply_page(plain_page(wire::FACILITY, {list}, 0, 1)).ok());
        wire::Record person = record(wire::RESIDENT, make<ResidentId>().raw());
        person.mutable_profile()->set_resident_number("A-1");
        person.mutable_profile()->set_language("en");
        wire::Record money = balances(1'000);
        money.mutable_balances()->set_credits(5);
        wire::Record asks = contact(invited, "Ruth");
        asks.mutable_contact()->set_state(wire::Contact::INVITED);
        wire::Record no = message(rejected, "");
        no.mutable_message()->set_direction(wire::Message::OUTBOUND);
        no.mutable_message()->set_state(wire::Message::REJECTED);
        no.mutable_message()->set_appeal_by_ms(clock.now().ms() + 86'400'000);
        wire::Record waits = message(under_review, "still waits");
        waits.mutable_message()->set_direction(wire::Message::OUTBOUND);
        waits.mutable_message()->set_state(wire::Message::HELD);
        for (const auto& each : {person, money, contact(mother, "Ana"), asks, message(unread, "hello"), no, waits})
            REQUIRE(vault->apply(each, false).ok());
        session.vault = std::move(vault);
        session.resident = resident;
    }
    static void add_price(wire::Record& list, const std::string& code, std::int64_t cents, std::int64_t credits) {
        auto& price = *list.mutable_prices()->add_prices();
        price.set_code(code);
        price.set_cents(cents);
        price.set_credits(credits);
    }
    Desk desk() { return Desk{*device, session, context, device_key, clock, random}; }
    Answer ask(const local::ToAgent& query) {
        Desk now = desk();
        return answer_query(now, query);
    }
    /// What the agent's tick does for what could not be put into the outbox.
    void tick() {
        Desk now = desk();
        REQUIRE(requeue_intents(now).ok());
        REQUIRE(send_drafts(now).ok());
    }
    int outbox() { return device->outbox().depth().value(); }
    /// All that the screen shows of it, but ids and codes that are made anew each time.
    std::string seen() {
        std::ostringstream out;
        const auto messages = session.vault->messages(mother, {}).take();
        for (const auto& each : messages.messages) {
            out << each.state << " '" << each.message.text() << "' " << each.message.read() << each.withdrawing
                << each.appealing << "\n";
        }
        const auto contacts = session.vault->contacts().take();
        for (const auto& each : contacts) out << each.contact.name() << " " << each.state << each.changing << "\n";
        const auto money = session.vault->money(clock.now()).take();
        out << money.queued.units() << " cents, " << money.queued_credits.units() << " credits are queued\n";
        const auto counts = session.vault->counts().take();
        out << counts.unread_messages << " unread, " << counts.not_sent << " not sent\n";
        const auto draft = session.vault->draft("request/general").take();
        const auto profile = session.vault->profile().take();
        out << (draft ? draft->content : "no draft") << "\n" << profile->theme() << "\n";
        out << session.vault->undecided_intents().value().size() << " intents";
        return out.str();
    }
};

using MakeQuery = std::function<local::ToAgent(FaultyDesk&)>;
enum class Repeats { kByNonce, kNever };  // kNever: to ask again after a yes is another wish

void fail_each(const MakeQuery& make_query, Repeats repeats = Repeats::kByNonce) {
    FaultyDesk clean;
    REQUIRE(clean.ask(make_query(clean)).ok());
    const std::string wanted = clean.seen();
    clean.tick();
    REQUIRE(clean.outbox() == 1);
    int failures = 0;
    for (int n = 1;; ++n) {
        FaultyDesk faulty;
        const std::string before = faulty.seen();
        const local::ToAgent query = make_query(faulty);
        faulty.faults.fail_at(n);
        const bool saved = faulty.ask(query).ok();
        const bool fired = faulty.faults.fired();
        faulty.faults.disarm();
        CAPTURE(n, fired, saved);
        CHECK(faulty.seen() == (saved ? wanted : before));
        if (!saved || repeats == Repeats::kByNonce) CHECK(faulty.ask(query).ok());
        faulty.tick();
        CHECK(faulty.seen() == wanted);
        CHECK(faulty.outbox() == 1);
        if (!fired) break;
        ++failures;
    }
    CHECK(failures > 5);
}

const std::string kNonce(16, 'n');

}  // namespace

TEST_CASE("sending a message fails wholly or is saved, whichever operation fails") {
    fail_each([](FaultyDesk& desk) {
        local::ToAgent query;
        auto& send = *query.mutable_send_message();
        send.set_contact_id(desk.mother.raw());
        send.set_text("Dear mother");
        send.set_price_seen_credits(1);
        send.set_nonce(kNonce);
        return query;
    });
}

TEST_CASE("a message that replaces its draft takes it along wholly or not, whichever operation fails") {
    const auto key = [](FaultyDesk& desk) { return "message/" + to_hex(desk.mother.bytes()); };
    FaultyDesk clean;
    REQUIRE(clean.session.vault->save_draft(key(clean), "Dear", clean.clock.now()).ok());
    for (int n = 1;; ++n) {
        FaultyDesk faulty;
        REQUIRE(faulty.session.vault->save_draft(key(faulty), "Dear", faulty.clock.now()).ok());
        local::ToAgent query;
        auto& send = *query.mutable_send_message();
        send.set_contact_id(faulty.mother.raw());
        send.set_text("Dear mother");
        send.set_price_seen_credits(1);
        send.set_nonce(kNonce);
        faulty.faults.fail_at(n);
        const bool saved = faulty.ask(query).ok();
        const bool fired = faulty.faults.fired();
        faulty.faults.disarm();
        CAPTURE(n);
        CHECK(faulty.session.vault->draft(key(faulty)).value().has_value() == !saved);
        CHECK(faulty.session.vault->undecided_intents().value().size() == (saved ? 1U : 0U));
        if (!fired) break;
    }
}

TEST_CASE("taking a message back fails wholly or is saved, whichever operation fails") {
    fail_each(
        [](FaultyDesk& desk) {
            local::ToAgent query;
            query.mutable_withdraw_message()->set_message_id(desk.under_review.raw());
            return query;
        },
        Repeats::kByNonce);
}

TEST_CASE("a message that never left is taken back, here or at the hub, whichever operation fails") {
    for (int n = 1;; ++n) {
        FaultyDesk faulty;
        local::ToAgent query;
        auto& send = *query.mutable_send_message();
        send.set_contact_id(faulty.mother.raw());
        send.set_text("Dear mother");
        send.set_price_seen_credits(1);
        send.set_nonce(kNonce);
        const auto sent = faulty.ask(query).take().submitted().request_id();
        const std::string queued = faulty.seen();
        query.mutable_withdraw_message()->set_message_id(sent);
        faulty.faults.fail_at(n);
        const bool saved = faulty.ask(query).ok();
        const bool fired = faulty.faults.fired();
        faulty.faults.disarm();
        CAPTURE(n);
        if (!saved) {
            CHECK(faulty.seen() == queued);
            CHECK(faulty.ask(query).ok());
        }
        faulty.tick();
        const auto view = faulty.session.vault->message(MessageId::from_bytes(sent).take()).value();
        const bool here = view->state == "withdrawn";
        CHECK((here || view->withdrawing));
        CHECK(faulty.outbox() == (here ? 0 : 2));  // else the hub hears of both, in order
        if (!fired) {
            CHECK(here);
            break;
        }
    }
}

TEST_CASE("an appeal fails wholly or is saved, whichever operation fails") {
    fail_each([](FaultyDesk& desk) {
        local::ToAgent query;
        query.mutable_appeal_message()->set_message_id(desk.rejected.raw());
        query.mutable_appeal_message()->set_text("why?");
        query.mutable_appeal_message()->set_nonce(kNonce);
        return query;
    });
}

TEST_CASE("asking for a contact fails wholly or is saved, whichever operation fails") {
    fail_each([](FaultyDesk&) {
        local::ToAgent query;
        auto& request = *query.mutable_request_contact();
        request.set_name("Tasha Greene");
        request.set_relationship("friend");
        request.set_address("tasha@mail.example");
        request.set_nonce(kNonce);
        return query;
    });
}

TEST_CASE("a change of a contact fails wholly or is saved, whichever operation fails") {
    for (const auto& [change, of_invited] : {std::pair{"block", false}, {"remove", false}, {"accept", true}}) {
        CAPTURE(change);
        fail_each(
            [change = change, of_invited = of_invited](FaultyDesk& desk) {
                local::ToAgent query;
                query.mutable_change_contact()->set_contact_id(of_invited ? desk.invited.raw() : desk.mother.raw());
                query.mutable_change_contact()->set_change(change);
                return query;
            },
            Repeats::kNever);
    }
}

TEST_CASE("buying credits fails wholly or is saved, whichever operation fails") {
    fail_each([](FaultyDesk&) {
        local::ToAgent query;
        auto& buy = *query.mutable_buy_credits();
        buy.set_code("bundle_20");
        buy.set_price_seen_cents(500);
        buy.set_credits_seen(20);
        buy.set_nonce(kNonce);
        return query;
    });
}

TEST_CASE("a read mark is here and on its way, or neither, whichever operation fails") {
    fail_each([](FaultyDesk& desk) {
        local::ToAgent query;
        query.mutable_mark_read()->add_message_ids(desk.unread.raw());
        return query;
    });
}

TEST_CASE("preferences are here and on their way, or neither, whichever operation fails") {
    fail_each(
        [](FaultyDesk&) {
            local::ToAgent query;
            query.mutable_set_preferences()->set_theme("dark");
            return query;
        },
        Repeats::kNever);
}

TEST_CASE("a draft is saved or not, and goes out once, whichever operation fails") {
    for (const bool leaving : {false, true}) {
        fail_each([leaving](FaultyDesk&) {
            local::ToAgent query;
            query.mutable_save_draft()->set_key("request/general");
            query.mutable_save_draft()->set_content("half a sentence");
            query.mutable_save_draft()->set_leaving(leaving);
            return query;
        });
    }
}

}  // namespace dayroom::agent
