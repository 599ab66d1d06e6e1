#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"
#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::is_outcome;
using test::nonce_of;
using test::Rig;
using test::Terminal;

namespace {

local::ToAgent move_query(const std::string& to, std::int64_t cents, const std::string& nonce) {
    local::ToAgent query;
    query.mutable_move_money()->set_to(to);
    query.mutable_move_money()->set_cents(cents);
    query.mutable_move_money()->set_nonce(nonce);
    return query;
}

local::ToAgent send_out(const std::string& contact, std::int64_t cents, std::int64_t fee, const std::string& nonce) {
    local::ToAgent query;
    auto& send = *query.mutable_send_money();
    send.set_purpose(contact.empty() ? "release_costs" : "to_contact");
    send.set_contact_id(contact);
    send.set_cents(cents);
    send.set_fee_seen_cents(fee);
    send.set_note("For school");
    send.set_nonce(nonce);
    return query;
}

local::ToAgent take_back_query(const std::string& id) {
    local::ToAgent query;
    query.mutable_withdraw_send_money()->set_transfer_id(id);
    return query;
}

local::ToAgent statement_query(int year = 0, int month = 0) {
    local::ToAgent query;
    query.mutable_get_statement()->set_year(year);
    query.mutable_get_statement()->set_month(month);
    return query;
}

struct Saver {
    Saver() : resident(rig.hub.add_resident("A100", "4711", 1'000)) {
        rig.hub.lively = true;
        rig.hub.change_policy([](wire::Policy& policy) {
            policy.set_send_money(true);
            policy.set_cooling_off_hours(24);
        });
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    std::string code(const local::ToAgent& query) { return terminal->ask(query).problem().code(); }
    local::Money money() { return terminal->money().money(); }
    local::Money money_when(const std::function<bool(const local::Money&)>& fits) {
        local::ToAgent query;
        query.mutable_get_money();
        return terminal->until(query, [&](const local::ToTerminal& answer) { return fits(answer.money()); }).money();
    }
    local::Transaction newest() {
        local::ToAgent query;
        query.mutable_get_transactions();
        return terminal->ask(query).transactions().transactions(0);
    }
    static void name_in_both(google::protobuf::RepeatedPtrField<wire::LocalText>& names) {
        for (const auto& [language, text] :
             {std::pair("en", "County court"), std::pair("es", "Tribunal del condado")}) {
            auto& added = *names.Add();
            added.set_language(language);
            added.set_text(text);
        }
    }
    /// An older deposit of which court debts and savings took a part, and a newer one of which nothing was taken.
    void put_deposit_parts() {
        for (const int part_of_savings : {0, 1}) {
            wire::Record record;
            auto& line = *record.mutable_transaction();
            line.set_kind(wire::Transaction::DEPOSIT);
            line.set_state(wire::Transaction::POSTED);
            line.set_gross_cents(10'000);
            line.set_at_ms(rig.clock.now().ms() - 10'000 + part_of_savings);
            auto& part = *line.add_parts();
            part.set_code("court_debt");
            part.set_basis_points(2'000);
            part.set_cents(2'000);
            part.set_into_savings(part_of_savings == 1);
            name_in_both(*part.mutable_name());
            rig.hub.put(FakeHub::scope_of(resident), record);
        }
    }
    Rig rig;
    FakeHub::Resident& resident;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace

TEST_CASE_METHOD(Saver, "money is moved once, reserved at once, and hostile amounts change nothing") {
    rig.go_offline(*terminal);
    for (const std::int64_t cents : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{-500}, INT64_MIN})
        CHECK(code(move_query("phone", cents, nonce_of('a'))) == "invalid");
    CHECK(code(move_query("phone", INT64_MAX, nonce_of('a'))) == "too_large");
    CHECK(code(move_query("phone", 1'001, nonce_of('a'))) == "insufficient_funds");
    for (const char* to : {"", "Phone", "spendable", "credits", "phone\n"})
        CHECK(code(move_query(to, 100, nonce_of('a'))) == "invalid");
    CHECK(code(move_query("phone", 100, "short")) == "invalid");
    CHECK(money().spendable_cents() == 1'000);

    const auto sent = terminal->ask(move_query("phone", 300, nonce_of('a'))).submitted();
    CHECK(sent.receipt_code().size() == 8);
    CHECK(terminal->ask(move_query("phone", 300, nonce_of('a'))).submitted().request_id() == sent.request_id());
    CHECK(code(move_query("phone", 301, nonce_of('a'))) == "conflict");
    CHECK(code(move_query("savings", 300, nonce_of('a'))) == "conflict");
    CHECK(money().spendable_cents() == 700);
    CHECK(money().queued_cents() == 300);
    CHECK(newest().kind() == "phone");
    CHECK(newest().state() == "queued");
    CHECK(newest().id() == sent.request_id());
    CHECK(code(move_query("savings", 701, nonce_of('b'))) == "insufficient_funds");
    rig.hub.reachable = true;
    const auto outcome = terminal->push(is_outcome).outcome();
    CHECK(outcome.what() == "transfer");
    CHECK(outcome.cents() == 300);
    money_when([](const local::Money& each) { return each.queued_cents() == 0 && each.spendable_cents() == 700; });
    CHECK(newest().state() == "posted");
}

TEST_CASE_METHOD(
    Saver, "money goes to approved contacts or release costs, with the fee that was seen, and can be taken back") {
    const auto maria = rig.hub.put_contact(resident, "Maria");
    const auto ruth = rig.hub.put_contact(resident, "Ruth");
    rig.hub.change_contact(ruth, [](wire::Contact& each) { each.set_state(wire::Contact::BLOCKED); });
    terminal->until(test::contacts_query(), [](const local::ToTerminal& answer) {
        return answer.contacts().contacts_size() == 2 && answer.contacts().contacts(1).state() == "blocked";
    });
    CHECK(money().send_money_offered());
    CHECK(money().cooling_off_hours() == 24);
    CHECK(code(send_out(ruth, 100, 0, nonce_of('a'))) == "contact_not_approved");
    CHECK(code(send_out(std::string(16, 'c'), 100, 0, nonce_of('a'))) == "not_found");
    CHECK(code(send_out(maria, 100, 5, nonce_of('a'))) == "price_changed");
    CHECK(code(send_out(maria, 0, 0, nonce_of('a'))) == "invalid");
    CHECK(code(send_out(maria, 1'001, 0, nonce_of('a'))) == "insufficient_funds");
    auto wrong = send_out(maria, 100, 0, nonce_of('a'));
    wrong.mutable_send_money()->set_purpose("bail");
    CHECK(code(wrong) == "invalid");
    wrong.mutable_send_money()->set_purpose("release_costs");
    CHECK(code(wrong) == "invalid");
    wrong = send_out(maria, 100, 0, nonce_of('a'));
    wrong.mutable_send_money()->set_note(std::string(401, 'x'));
    CHECK(code(wrong) == "too_long");
    CHECK(money().queued_cents() == 0);

    SECTION("never sent: both are settled here") {
        rig.go_offline(*terminal);
        const auto id = terminal->ask(send_out(maria, 400, 0, nonce_of('a'))).submitted().request_id();
        CHECK(newest().kind() == "send_money");
        CHECK(money().spendable_cents() == 600);
        CHECK(terminal->ask(take_back_query(id)).has_done());
        CHECK(money().spendable_cents() == 1'000);
        CHECK(terminal->home().home().not_sent() == 0);
        CHECK(code(take_back_query(id)) == "not_found");
    }
    SECTION("held by the hub: it decides") {
        const auto id = terminal->ask(send_out("", 400, 0, nonce_of('a'))).submitted().request_id();
        money_when([](const local::Money& each) { return each.queued_cents() == 0; });
        CHECK(newest().state() == "pending");
        CHECK(terminal->ask(take_back_query(id)).has_done());
        money_when([](const local::Money& each) { return each.spendable_cents() == 1'000; });
        CHECK(newest().state() == "voided");
        local::ToAgent home;  // the hub's answer to taking it back may come after what it changed
        home.mutable_get_home();
        terminal->until(home, [](const local::ToTerminal& answer) { return answer.home().not_sent() == 0; });
        CHECK(code(take_back_query(id)) == "already_decided");
    }
    SECTION("the facility does not offer it any more") {
        rig.hub.change_policy([](wire::Policy& policy) { policy.set_send_money(false); });
        money_when([](const local::Money& each) { return !each.send_money_offered(); });
        CHECK(code(send_out(maria, 100, 0, nonce_of('a'))) == "send_money_off");
    }
    CHECK(code(take_back_query("short")) == "invalid");
}

TEST_CASE_METHOD(Saver, "the brake holds what is spent here too, by the facility's day, savings are not spending") {
    local::ToAgent query;
    query.mutable_set_spend_brake()->set_daily_cents(-1);
    CHECK(code(query) == "invalid");
    query.mutable_set_spend_brake()->set_daily_cents(500);
    CHECK_FALSE(money().has_brake_queued_cents());
    rig.go_offline(*terminal);
    CHECK(terminal->ask(query).has_done());
    CHECK(money().brake_queued_cents() == 500);
    query.mutable_set_spend_brake()->set_daily_cents(0);
    CHECK(terminal->ask(query).has_done());
    CHECK(money().has_brake_queued_cents());
    CHECK(money().brake_queued_cents() == 0);
    rig.hub.reachable = true;
    money_when([](const local::Money& each) { return !each.has_brake_queued_cents(); });
    rig.hub.change_balances(resident, [](wire::Balances& balances) {
        balances.set_brake_cents(500);
        balances.set_brake_left_cents(300);
    });
    money_when([](const local::Money& each) { return each.brake_left_cents() == 300; });
    rig.go_offline(*terminal);
    CHECK(code(move_query("phone", 301, nonce_of('a'))) == "spend_brake");
    CHECK(terminal->ask(move_query("savings", 301, nonce_of('b'))).has_submitted());
    CHECK(terminal->ask(move_query("phone", 200, nonce_of('c'))).has_submitted());
    CHECK(code(move_query("phone", 101, nonce_of('d'))) == "spend_brake");
    // The next day of the facility: yesterday's spending is not of it, but what is queued here will be.
    rig.clock.advance(Seconds(86'400));
    terminal->push(test::session_ended);
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(code(move_query("phone", 301, nonce_of('e'))) == "spend_brake");
    CHECK(terminal->ask(move_query("phone", 300, nonce_of('f'))).has_submitted());
}

TEST_CASE_METHOD(Saver, "a statement is of one month on the facility's clocks, what is owed stands beside") {
    const auto zone = "America/Chicago";
    const auto this_month = rules::month_of(rig.clock.now(), zone);
    const auto before = rules::month_of(this_month.begin - Milliseconds(1), zone);
    const auto put = [&](std::int64_t cents, std::int64_t after, Timestamp at) {
        wire::Record record;
        auto& line = *record.mutable_transaction();
        line.set_kind(wire::Transaction::DEPOSIT);
        line.set_state(wire::Transaction::POSTED);
        line.set_change_cents(cents);
        line.set_balance_after_cents(after);
        line.set_at_ms(at.ms());
        line.set_reason_code("deposit");
        rig.hub.put(FakeHub::scope_of(resident), record);
    };
    put(300, 300, this_month.begin - Milliseconds(1));
    put(700, 1'000, this_month.begin);
    // The two lines may come one after the other: a month whose first line is not here yet is complete as well.
    const auto all = terminal->until(statement_query(), [](const local::ToTerminal& answer) {
        return answer.statement().complete() && answer.statement().months_size() == 2 &&
               answer.statement().lines() == 1;
    });
    CHECK(all.statement().year() == this_month.year);
    CHECK(all.statement().month() == this_month.month);
    CHECK(all.statement().opening_cents() == 300);
    CHECK(all.statement().in_cents() == 700);
    CHECK(all.statement().closing_cents() == 1'000);
    const auto last = terminal->ask(statement_query(before.year, before.month)).statement();
    CHECK(last.closing_cents() == 300);
    CHECK(last.lines() == 1);
    local::ToAgent lines;
    lines.mutable_get_transactions()->set_year(before.year);
    lines.mutable_get_transactions()->set_month(before.month);
    CHECK(terminal->ask(lines).transactions().total() == 1);
    lines.mutable_get_transactions()->set_month(13);
    CHECK(code(lines) == "invalid");
    CHECK(code(statement_query(2026, 0)) == "invalid");
    CHECK(code(statement_query(-1, 1)) == "invalid");
    CHECK(code(statement_query(2199, 12)) == "not_found");
    put_deposit_parts();
    wire::Record owed;
    owed.mutable_obligation()->set_code("court_debt");
    owed.mutable_obligation()->set_state(wire::Obligation::ACTIVE);
    owed.mutable_obligation()->set_owed_cents(12'000);
    name_in_both(*owed.mutable_obligation()->mutable_name());
    rig.hub.put(FakeHub::scope_of(resident), owed);
    local::ToAgent query;
    query.mutable_get_obligations();
    const auto debts = terminal->until(
        query, [](const local::ToTerminal& answer) { return answer.obligations().obligations_size() == 1; });
    CHECK(debts.obligations().obligations(0).state() == "active");
    CHECK(debts.obligations().obligations(0).name(1).text() == "Tribunal del condado");
    local::ToAgent search;
    search.mutable_get_transactions()->add_search()->set_text("condado");
    const auto found = terminal->ask(search).transactions();
    REQUIRE(found.total() == 2);
    CHECK(found.transactions(0).parts(0).name(1).text() == "Tribunal del condado");
    const auto& taken = debts.obligations().obligations(0).last_taken();
    CHECK(taken.cents() == 2'000);
    CHECK(taken.basis_points() == 2'000);
    CHECK(taken.gross_cents() == 10'000);
    terminal->sign_out();
    for (const auto& each :
         {query, statement_query(), move_query("phone", 1, nonce_of('z')), take_back_query(std::string(16, 'x'))})
        CHECK(code(each) == "signed_out");
}

}  // namespace dayroom::agent
