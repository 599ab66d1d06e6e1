#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::contacts_query;
using test::credits_query;
using test::is_outcome;
using test::nonce_of;
using test::Rig;
using test::Terminal;

namespace {

local::ToAgent ask_for(const std::string& name, const std::string& address, const std::string& nonce_bytes) {
    local::ToAgent query;
    auto& request = *query.mutable_request_contact();
    request.set_name(name);
    request.set_relationship("friend");
    request.set_address(address);
    request.set_nonce(nonce_bytes);
    return query;
}

local::ToAgent buy(const std::string& code, std::int64_t cents, std::int64_t credits, const std::string& nonce_bytes) {
    local::ToAgent query;
    auto& purchase = *query.mutable_buy_credits();
    purchase.set_code(code);
    purchase.set_price_seen_cents(cents);
    purchase.set_credits_seen(credits);
    purchase.set_nonce(nonce_bytes);
    return query;
}

struct Buyer {
    Buyer() : resident(rig.hub.add_resident("A100", "4711", 1'000)) {
        rig.hub.lively = true;
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    void go_offline() { rig.go_offline(*terminal); }
    std::optional<local::Contact> contact(const std::string& name) {
        const auto answer = terminal->contacts();
        for (const auto& each : answer.contacts().contacts())
            if (each.name() == name) return each;
        return std::nullopt;
    }
    local::Contact contact_when(const std::string& name, const std::string& state) {
        terminal->until(contacts_query(), [&](const local::ToTerminal& answer) {
            for (const auto& each : answer.contacts().contacts())
                if (each.name() == name && each.state() == state && !each.changing()) return true;
            return false;
        });
        return contact(name).value();
    }

    Rig rig;
    FakeHub::Resident& resident;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace

TEST_CASE_METHOD(Buyer, "a contact is asked for without the hub, once, and its state follows") {
    go_offline();
    CHECK(terminal->contacts().contacts().contacts_max() == 200);
    CHECK(terminal->ask(ask_for("Tasha Greene", "tasha@mail.example", nonce_of('a'))).has_done());
    CHECK(terminal->ask(ask_for("Tasha Greene", "tasha@mail.example", nonce_of('a'))).has_done());
    REQUIRE(terminal->contacts().contacts().contacts_size() == 1);
    const auto queued = *contact("Tasha Greene");
    CHECK(queued.state() == "queued");
    CHECK(queued.relationship() == "friend");
    CHECK(queued.address() == "tasha@mail.example");
    CHECK(queued.asked_ms() == rig.clock.now().ms());
    CHECK(terminal->ask(ask_for("Somebody else", "x", nonce_of('a'))).problem().code() == "conflict");
    CHECK(terminal->ask(ask_for("", "x", nonce_of('b'))).problem().code() == "invalid");
    CHECK(terminal->ask(ask_for("x", std::string(121, 'x'), nonce_of('b'))).problem().code() == "too_long");
    CHECK(terminal->ask(ask_for("x", "y", "short")).problem().code() == "invalid");
    rig.hub.reachable = true;
    const auto outcome = terminal->push(is_outcome).outcome();
    CHECK(outcome.what() == "contact");
    CHECK(outcome.id() == queued.id());
    CHECK(contact_when("Tasha Greene", "requested").id() == queued.id());
    rig.hub.change_contact(queued.id(), [](wire::Contact& each) {
        each.set_state(wire::Contact::REFUSED);
        each.set_reason("victim_protection");
    });
    CHECK(contact_when("Tasha Greene", "refused").reason() == "victim_protection");
}

TEST_CASE_METHOD(Buyer, "a contact that was asked for and not sent is taken off the list here") {
    go_offline();
    REQUIRE(terminal->ask(ask_for("Tasha Greene", "t", nonce_of('a'))).has_done());
    CHECK(terminal->change_contact(contact("Tasha Greene")->id(), "block").problem().code() == "conflict");
    CHECK(terminal->change_contact(contact("Tasha Greene")->id(), "remove").has_done());
    CHECK(terminal->contacts().contacts().contacts_size() == 0);
    CHECK(terminal->home().home().not_sent() == 0);
    REQUIRE(terminal->ask(ask_for("Ruth Okafor", "r", nonce_of('b'))).has_done());
    rig.hub.reachable = true;
    contact_when("Ruth Okafor", "requested");
    const std::lock_guard lock(rig.hub.mutex());
    CHECK(rig.hub.commands.size() == 1);
}

TEST_CASE_METHOD(Buyer,
                 "invitations are accepted, contacts blocked, unblocked and removed, each from its own state only") {
    wire::Record invited;
    invited.mutable_contact()->set_name("Ruth Okafor");
    invited.mutable_contact()->set_relationship("pastor");
    invited.mutable_contact()->set_state(wire::Contact::INVITED);
    invited.mutable_contact()->set_asked_ms(1'000);
    const auto ruth = rig.hub.put(FakeHub::scope_of(resident), invited);
    CHECK(contact_when("Ruth Okafor", "invited").asked_ms() == 1'000);
    CHECK(terminal->home().home().invitations() == 1);
    for (const char* change : {"block", "unblock", "", "Accept", "constructor", "removed"})
        CHECK(terminal->change_contact(ruth, change).has_problem());
    CHECK(terminal->change_contact(std::string(16, 'c'), "accept").problem().code() == "not_found");
    go_offline();
    CHECK(terminal->change_contact(ruth, "accept").has_done());
    CHECK(contact("Ruth Okafor")->changing());
    CHECK(terminal->change_contact(ruth, "refuse").problem().code() == "conflict");
    rig.hub.reachable = true;
    contact_when("Ruth Okafor", "requested");
    CHECK(terminal->home().home().invitations() == 0);
    rig.hub.change_contact(ruth, [](wire::Contact& each) {
        each.set_state(wire::Contact::APPROVED);
        each.set_asked_ms(2'000);
    });
    CHECK(contact_when("Ruth Okafor", "approved").asked_ms() == 2'000);  // since the yes
    CHECK(terminal->change_contact(ruth, "block").has_done());
    CHECK(contact_when("Ruth Okafor", "blocked").blocked_by_resident());
    CHECK(terminal->change_contact(ruth, "unblock").has_done());
    contact_when("Ruth Okafor", "approved");
    rig.hub.change_contact(ruth, [](wire::Contact& each) { each.set_state(wire::Contact::BLOCKED); });
    contact_when("Ruth Okafor", "blocked");
    CHECK(terminal->change_contact(ruth, "unblock").problem().code() == "conflict");  // staff did it
    CHECK(terminal->change_contact(ruth, "remove").has_done());
    contact_when("Ruth Okafor", "removed");
}

TEST_CASE_METHOD(Buyer, "the facility's limit on contacts counts those that wait and those that are blocked") {
    wire::Record facility;
    facility.mutable_facility()->set_name("Test County Jail");
    facility.mutable_facility()->set_time_zone("America/Chicago");
    facility.mutable_facility()->mutable_policy()->set_contacts(2);
    rig.hub.put(rig.hub.scope_of_facility(), facility, rig.hub.facility().raw());
    rig.hub.put_contact(resident, "Maria");
    terminal->until(contacts_query(), [](const local::ToTerminal& answer) {
        return answer.contacts().contacts_max() == 2 && answer.contacts().contacts_size() == 1;
    });
    go_offline();
    CHECK(terminal->ask(ask_for("Second", "s", nonce_of('a'))).has_done());
    CHECK(terminal->ask(ask_for("Third", "t", nonce_of('b'))).problem().code() == "contacts_full");
    CHECK(terminal->change_contact(contact("Maria")->id(), "block").has_done());
    CHECK(terminal->change_contact(contact("Second")->id(), "remove").has_done());
    rig.hub.reachable = true;
    contact_when("Maria", "blocked");
    CHECK(terminal->ask(ask_for("Second again", "s", nonce_of('c'))).has_done());
    CHECK(terminal->ask(ask_for("Third", "t", nonce_of('b'))).problem().code() == "contacts_full");
}

TEST_CASE_METHOD(Buyer, "before the price list has come nothing that costs can be sent, and nothing is called free") {
    const auto maria = rig.hub.put_contact(resident, "Maria");
    contact_when("Maria", "approved");
    // The list of set_up_facility has no messages in it: they are free by it.
    CHECK(terminal->writing(maria).writing().price_known());
    CHECK(terminal->writing(maria).writing().message_credits() == 0);
    rig.hub.remove(rig.hub.scope_of_facility(), rig.hub.prices_id());
    local::ToAgent query;
    query.mutable_get_writing()->set_contact_id(maria);
    terminal->until(query, [](const local::ToTerminal& answer) { return !answer.writing().price_known(); });
    CHECK(terminal->write(maria, "x", 0, nonce_of('a')).problem().code() == "price_unknown");
    CHECK(terminal->submit(rig.hub.form_id("document_copy"), 0, nonce_of('b')).problem().code() == "price_unknown");
    local::ToAgent forms;
    forms.mutable_get_forms();
    const auto offered = terminal->ask(forms);
    for (const auto& form : offered.forms().forms()) CHECK(form.price_known() == (form.code() == "general"));
    CHECK(terminal->credits().credits().bundles_size() == 0);
}

TEST_CASE_METHOD(Buyer, "bundles stand cheapest a credit first, only those of today, and are bought once") {
    rig.hub.set_up_messaging();
    const auto listed = terminal->until(
        credits_query(), [](const local::ToTerminal& answer) { return answer.credits().bundles_size() == 3; });
    const local::Credits& all = listed.credits();
    CHECK(all.bundles(0).code() == "bundle_40");
    CHECK(all.bundles(1).code() == "bundle_20");
    CHECK(all.bundles(2).code() == "bundle_5");
    CHECK(all.bundles(0).valid_to_ms() > 0);
    CHECK(all.spendable_cents() == 1'000);
    CHECK(all.credits() == 0);
    go_offline();
    const auto code = [&](const local::ToAgent& query) { return terminal->ask(query).problem().code(); };
    CHECK(code(buy("bundle_20", 499, 20, nonce_of('a'))) == "price_changed");
    CHECK(code(buy("bundle_20", 500, 21, nonce_of('a'))) == "price_changed");
    CHECK(code(buy("message", 0, 1, nonce_of('a'))) == "not_found");
    CHECK(code(buy("bundle_9", 1, 9, nonce_of('a'))) == "not_found");
    CHECK(code(buy("bundle_20", 500, 20, "")) == "invalid");
    const auto bought = terminal->ask(buy("bundle_20", 500, 20, nonce_of('a'))).submitted();
    CHECK(bought.receipt_code().size() == 8);
    CHECK(terminal->ask(buy("bundle_20", 500, 20, nonce_of('a'))).submitted().receipt_code() == bought.receipt_code());
    CHECK(terminal->credits().credits().spendable_cents() == 500);
    CHECK(terminal->credits().credits().credits() == 0);  // they come from the hub
    CHECK(code(buy("bundle_40", 800, 40, nonce_of('b'))) == "insufficient_funds");
    local::ToAgent statement;
    statement.mutable_get_transactions()->set_filter(local::MONEY_OUT);
    const auto lines = terminal->ask(statement).transactions();
    REQUIRE(lines.total() == 1);
    CHECK(lines.transactions(0).kind() == "message_credits");
    CHECK(lines.transactions(0).state() == "queued");
    CHECK(lines.transactions(0).change_cents() == -500);
    rig.hub.reachable = true;
    const auto outcome = terminal->push(is_outcome).outcome();
    CHECK(outcome.what() == "credits");
    CHECK(outcome.cents() == 500);
    CHECK(outcome.credits() == 20);
    terminal->until(credits_query(), [](const local::ToTerminal& answer) {
        return answer.credits().credits() == 20 && answer.credits().spendable_cents() == 500;
    });
    CHECK(terminal->ask(statement).transactions().total() == 1);
    CHECK(terminal->ask(statement).transactions().transactions(0).state() == "posted");
    rig.clock.advance(Seconds(3 * 86'400 + 1));
    terminal->push([](const local::ToTerminal& message) { return message.has_session_ended(); });
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(terminal->credits().credits().bundles_size() == 2);
    CHECK(code(buy("bundle_40", 800, 40, nonce_of('d'))) == "price_changed");
}

}  // namespace dayroom::agent
