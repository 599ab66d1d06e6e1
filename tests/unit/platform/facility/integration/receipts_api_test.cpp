// A receipt code on paper that is no request's: what it stands for, by role, and never what is in it.
#include <set>
#include <thread>

#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

struct ReceiptDesk {
    TestHub hub;
    TestResident resident = hub.add_resident("20481", 0, "7391", false, 10'000);
    ContactId contact = approved_contact(hub, resident);
    std::string code = rules::make_receipt_code(hub.random);

    void act(facility::Writer::Job job) { REQUIRE(as_resident(hub, resident, std::move(job)).ok()); }
    json others(const std::string& role) {
        const json answer = body_of(hub.api(role, "GET", "/api/v1/receipts/" + code));
        CHECK(answer["requests"].empty());
        return answer["others"];
    }
    /// It is there for everybody; `told` are also told whose it is and how it stands.
    void check(const std::string& kind, const std::string& state, const std::set<std::string>& told) {
        for (const char* role : {"reviewer", "trust_office", "request_staff", "auditor"}) {
            INFO(kind << " " << role);
            const json found = others(role);
            REQUIRE(found.size() == 1);
            CHECK(found[0]["kind"] == kind);
            CHECK(found[0]["at_ms"].get<std::int64_t>() > 0);
            CHECK(found[0]["withheld"] == !told.contains(role));
            CHECK(found[0].contains("resident_number") == told.contains(role));
            if (told.contains(role)) {
                CHECK(found[0]["resident_number"] == "20481");
                CHECK(found[0]["state"] == state);
            }
            CHECK(found[0].size() == (told.contains(role) ? 5 : 3));
        }
    }
    MessageId send() {
        wire::SendMessage body;
        const MessageId id = MessageId::make(hub.clock, hub.random);
        body.set_message_id(id.raw());
        body.set_contact_id(contact.raw());
        body.set_text("See you on Sunday.");
        body.set_language("en");
        body.set_receipt_code(code);
        act([&](facility::Work& work) { return hub.services().messages.send(work, resident.id, body, work.now()); });
        return id;
    }
};

}  // namespace

TEST_CASE("a receipt of a message, and one of an appeal, are for reviewers and auditors") {
    ReceiptDesk desk;
    const MessageId id = desk.send();
    desk.check("message", "held", {"reviewer", "auditor"});
    REQUIRE(desk.hub
                .api("reviewer", "POST", "/api/v1/messages/" + id.to_string() + "/reject",
                     {{"rule", "4.2"}, {"reason", "threat"}})
                .status == 200);
    desk.check("message", "rejected", {"reviewer", "auditor"});
    desk.code = rules::make_receipt_code(desk.hub.random);
    CHECK(desk.others("auditor").empty());
    wire::AppealMessage appeal;
    appeal.set_message_id(id.raw());
    appeal.set_text("Please look again.");
    appeal.set_receipt_code(desk.code);
    desk.act([&](facility::Work& work) {
        return desk.hub.services().messages.appeal(work, desk.resident.id, appeal, work.now());
    });
    desk.check("appeal", "open", {"reviewer", "auditor"});
}

TEST_CASE("a receipt of credits that were bought is for the trust office and auditors, also when it was undone") {
    ReceiptDesk desk;
    REQUIRE(desk.hub
                .api("trust_office", "POST", "/api/v1/prices",
                     {{"code", "bundle_20"},
                      {"cents", 500},
                      {"credits", 20},
                      {"name", {{"en", "20 credits"}}},
                      {"idempotency_key", "b"}})
                .status == 201);
    wire::BuyCredits body;
    body.set_price_code("bundle_20");
    body.set_price_seen_cents(500);
    body.set_credits_seen(20);
    body.set_receipt_code(desk.code);
    const CommandId command = CommandId::make(desk.hub.clock, desk.hub.random);
    desk.act([&](facility::Work& work) {
        return desk.hub.services().credit_sales.buy(work, desk.resident.id, command, body);
    });
    desk.check("credits", "done", {"trust_office", "auditor"});
    desk.act([&](facility::Work& work) {
        return desk.hub.services().ledger.correct(work, work.make_id<TransferId>(),
                                                  facility::id_as<TransferId>(command),
                                                  {facility::TransferKind::kRefund, "correction", {}, {}});
    });
    desk.check("credits", "undone", {"trust_office", "auditor"});
}

TEST_CASE("a receipt of money that was moved, or sent out, is for the trust office and auditors") {
    ReceiptDesk desk;
    wire::MoveMoney move;
    move.set_transfer_id(TransferId::make(desk.hub.clock, desk.hub.random).raw());
    move.set_to(wire::MoveMoney::SAVINGS);
    move.set_cents(500);
    move.set_receipt_code(desk.code);
    desk.act([&](facility::Work& work) { return desk.hub.services().transfers.move(work, desk.resident.id, move); });
    desk.check("own_accounts", "done", {"trust_office", "auditor"});

    desk.code = rules::make_receipt_code(desk.hub.random);
    desk.act([&](facility::Work& work) -> Status {
        return work.db().run(
            "INSERT INTO outgoing_money (id, resident, purpose, contact, cents, fee_cents, note, receipt_code, state, "
            "sent_ms, payable_from_ms) VALUES ($1, $2, 1, $3, 500, 0, 'for school', $4, 3, $5, $5)",
            work.make_id<TransferId>(), desk.resident.id, desk.contact, desk.code, work.now());
    });
    desk.check("money_out", "refused", {"trust_office", "auditor"});
}

TEST_CASE("what waits beyond its deadline is a standing alarm of the hub, and a number for a monitoring system") {
    ReceiptDesk desk;
    const auto late = [&] { return desk.hub.api("auditor", "GET", "/api/v1/metrics").body; };
    const auto alarms = [&] { return body_of(desk.hub.api("", "GET", "/api/v1/health"))["alarms"]; };
    const MessageId id = desk.send();
    CHECK(late().find("\ndayroom_review_late 0\n") != std::string::npos);
    CHECK(alarms().empty());
    desk.act([&](facility::Work& work) {
        return work.db().run("UPDATE review_item SET decide_by_ms = 1 WHERE message = $1", id);
    });
    CHECK(late().find("\ndayroom_review_late 1\n") != std::string::npos);
    while (alarms().empty()) std::this_thread::yield();  // the hub's own clock looks every few seconds
    CHECK(alarms() == json::array({"review_late"}));
    REQUIRE(desk.hub.api("reviewer", "POST", "/api/v1/messages/" + id.to_string() + "/approve").status == 200);
    CHECK(late().find("\ndayroom_review_late 0\n") != std::string::npos);
}

TEST_CASE("a new facility has a list of what a rejection may name, and IT writes its own") {
    TestHub hub;
    const json rules = body_of(hub.api("it", "GET", "/api/v1/review/rules"))["rules"];
    CHECK(rules.size() >= 5);
    for (const json& rule : rules) CHECK_FALSE(rule["text"].get<std::string>().empty());
    const json own = {{"rules", json::array({{{"rule", "1"}, {"reason", "threat"}, {"text", "No threats."}}})}};
    REQUIRE(hub.api("it", "PUT", "/api/v1/review/rules", own).status == 200);
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/review/rules")) == own);
    CHECK(hub.api("auditor", "PUT", "/api/v1/review/rules", own).status == 403);
}
