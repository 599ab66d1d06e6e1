// Video visits through the staff API: how they are offered, what becomes of each, who may do what; and a provider that
// says everything twice.
#include "platform/rules/calendar.h"
#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

json plan_of_visits() {
    return {{"lengths", json::array({{{"minutes", 30}}})},
            {"prices", json::array({{{"minute_mills", 250}}})},
            {"slot_minutes", 30},
            {"notice_minutes", 0},
            {"ahead_days", 14},
            {"visits_a_week", 0},
            {"first_weekday", 6},
            {"change_minutes", 0},
            {"full_refund_minutes", 0},
            {"late_refund_points", 5'000},
            {"missed_refund_points", 0},
            {"check_in_before_minutes", 10},
            {"check_in_after_minutes", 10},
            {"reminder_minutes", 60},
            {"note", {{"en", "Visits are recorded."}}},
            {"closed", json::array()},
            {"resources",
             json::array({{{"code", "booth_1"},
                           {"name", "Booth 1"},
                           {"neighbours", {"booth_2"}},
                           {"hours", json::array({{{"weekdays", 127}, {"from_minute", 0}, {"to_minute", 1'440}}})}},
                          {{"code", "booth_2"},
                           {"name", "Booth 2"},
                           {"room", "hall"},
                           {"hours", json::array({{{"weekdays", 127}, {"from_minute", 0}, {"to_minute", 1'440}}})}}})}};
}

struct VisitDesk {
    TestHub hub;
    TestResident resident = hub.add_resident("20481", 0, "7391", false, 10'000);
    TestResident other = hub.add_resident("20482", 0, "7392", false, 10'000);
    ContactId contact = approved_contact(hub, resident);
    json plan;

    VisitDesk() {
        const ClientAnswer set = call("trust_office", "PUT", "visits/plan", plan_of_visits());
        INFO(set.body);
        REQUIRE(set.status == 200);
        plan = body_of(set);
        REQUIRE(call("request_staff", "PUT", "contacts/" + contact.to_string() + "/visitor", {{"may_visit", true}})
                    .status == 200);
    }
    ClientAnswer call(const std::string& role, const std::string& method, const std::string& path,
                      const json& body = nullptr) {
        return hub.api(role, method, "/api/v1/" + path, body);
    }
    /// The slot that begins next, so that its time can be told at once.
    Timestamp slot() const {
        const std::int64_t half_hour = 30 * 60'000;
        return Timestamp::from_ms((hub.clock.now().ms() / half_hour + 1) * half_hour);
    }
    std::string book() {
        wire::BookVisit body;
        const Timestamp from = slot();
        const auto id = VisitDesk::make_id(hub);
        body.set_visit_id(id.raw());
        body.set_contact_id(contact.raw());
        body.set_resource_id(
            facility::VisitResourceId::parse(plan["resources"][0]["id"].get<std::string>()).take().raw());
        body.set_from_ms(from.ms());
        body.set_to_ms((from + std::chrono::minutes(30)).ms());
        body.set_price_seen_cents(750);
        body.set_receipt_code(rules::make_receipt_code(hub.random));
        const Status booked = as_resident(
            hub, resident, [&](facility::Work& work) { return hub.services().visits.book(work, resident.id, body); });
        REQUIRE(booked.ok());
        return id.to_string();
    }
    static facility::VisitId make_id(TestHub& hub) { return facility::VisitId::make(hub.clock, hub.random); }
};

}  // namespace

TEST_CASE("how visits are offered is replaced as a whole, and read back as it was set") {
    VisitDesk desk;
    CHECK(body_of(desk.call("auditor", "GET", "visits/plan")) == desk.plan);
    const ClientAnswer again = desk.call("trust_office", "PUT", "visits/plan", desk.plan);
    INFO(again.body);
    CHECK(again.status == 200);  // the answer is its own file
    CHECK(body_of(again)["resources"][0]["id"] == desk.plan["resources"][0]["id"]);
    CHECK(desk.call("request_staff", "PUT", "visits/plan", desk.plan).status == 403);
    json wrong = desk.plan;
    wrong["resources"][1]["hours"][0]["from_minute"] = 7;
    const ClientAnswer refused = desk.call("trust_office", "PUT", "visits/plan", wrong);
    CHECK(refused.status == 400);
    CHECK(body_of(refused)["detail"].get<std::string>().find("resources[booth_2]") != std::string::npos);
    wrong = desk.plan;
    wrong["prices"].push_back({{"minute_mills", 1}});
    CHECK(desk.call("trust_office", "PUT", "visits/plan", wrong).status == 400);
    wrong["speed"] = 1;
    CHECK(desk.call("trust_office", "PUT", "visits/plan", wrong).status == 400);
    CHECK(body_of(desk.call("auditor", "GET", "visits/plan")) == desk.plan);
}

TEST_CASE("staff see the calendar and cancel with a reason, and what is decided stays decided") {
    VisitDesk desk;
    const std::string id = desk.book();
    const std::string until = std::to_string((desk.slot() + std::chrono::hours(2)).ms());
    const json list = body_of(desk.call("request_staff", "GET", "visits?open=1&from_ms=1&to_ms=" + until));
    REQUIRE(list["total"] == 1);
    CHECK(list["visits"][0]["visitor"] == "Rosa Diaz");
    CHECK(list["visits"][0]["held_cents"] == 750);
    CHECK(body_of(desk.call("auditor", "GET", "visits?resident_id=" + desk.other.id.to_string()))["total"] == 0);
    CHECK(desk.call("auditor", "POST", "visits/" + id + "/cancel", {{"reason", "No."}}).status == 403);
    CHECK(desk.call("request_staff", "POST", "visits/" + id + "/cancel", {{"reason", ""}}).status == 400);
    const json checked = body_of(desk.call("request_staff", "POST", "visits/" + id + "/check-in", json::object()));
    CHECK(checked["state"] == "checked_in");
    const json cancelled =
        body_of(desk.call("request_staff", "POST", "visits/" + id + "/cancel", {{"reason", "The line is down."}}));
    CHECK(cancelled["state"] == "cancelled");
    CHECK(cancelled["given_back_cents"] == 750);
    CHECK(cancelled["reason"] == "The line is down.");
    const ClientAnswer twice = desk.call("request_staff", "POST", "visits/" + id + "/cancel", {{"reason", "Again."}});
    CHECK(twice.status == 409);
    CHECK(code_of(twice) == "already_decided");
    const auto nobody = VisitDesk::make_id(desk.hub).to_string();
    CHECK(desk.call("request_staff", "GET", "visits/" + nobody).status == 404);
}

TEST_CASE("the provider records what was used, once however often it says so, and reads no name and no money") {
    VisitDesk desk;
    const std::string id = desk.book();
    const std::int64_t began = desk.hub.clock.now().ms() - 700'000;
    const json beginning = {{"began_ms", began}};
    const json end = {{"began_ms", began}, {"ended_ms", began + 601'000}};
    const std::string visit = "visits/" + id;
    for (int times = 0; times < 2; ++times) {
        const ClientAnswer begun = desk.call("provider", "POST", visit + "/begin", beginning);
        REQUIRE(begun.status == 200);
        CHECK_FALSE(body_of(begun).contains("resident_name"));
        CHECK_FALSE(body_of(begun).contains("held_cents"));
        CHECK_FALSE(body_of(begun).contains("minute_mills"));
    }
    CHECK(code_of(desk.call("provider", "POST", visit + "/begin", {{"began_ms", began + 1}})) == "other_content");
    for (int times = 0; times < 2; ++times) REQUIRE(desk.call("provider", "POST", visit + "/end", end).status == 200);
    const json ended = body_of(desk.call("request_staff", "GET", visit));
    CHECK(ended["state"] == "ended");
    CHECK(ended["minutes_used"] == 11);
    CHECK(ended["charged_cents"] == 275);
    CHECK(ended["given_back_cents"] == 475);
    CHECK(code_of(desk.call("provider", "POST", visit + "/end", {{"began_ms", began}, {"ended_ms", began + 1}})) ==
          "other_content");
    CHECK(desk.call("trust_office", "POST", visit + "/end", end).status == 403);
    CHECK(desk.call("provider", "POST", visit + "/end", {{"began_ms", began}, {"ended_ms", began - 1}}).status == 409);
}

TEST_CASE("staff say who may come, and who is kept apart") {
    VisitDesk desk;
    const std::string visitor = "contacts/" + desk.contact.to_string() + "/visitor";
    CHECK(body_of(desk.call("auditor", "GET", visitor))["may_visit"] == true);
    CHECK(desk.call("auditor", "PUT", visitor, {{"may_visit", false}}).status == 403);
    CHECK(desk.call("auditor", "POST", visitor + "/refuse", {{"rule", "V-3"}, {"reason", "Not on the list"}}).status ==
          403);
    CHECK(desk.call("request_staff", "POST", visitor + "/refuse", {{"rule", "V-3"}}).status == 400);
    CHECK(desk.call("request_staff", "POST", visitor + "/refuse", {{"rule", "V-3"}, {"reason", "two\nlines"}}).status ==
          400);
    const json refused = {{"may_visit", false}, {"refused", true}, {"rule", "V-3"}, {"reason", "Not on the list"}};
    CHECK(body_of(desk.call("request_staff", "POST", visitor + "/refuse",
                            {{"rule", "V-3"}, {"reason", "Not on the list"}})) == refused);
    CHECK(body_of(desk.call("auditor", "GET", visitor)) == refused);
    CHECK(body_of(desk.call("request_staff", "PUT", visitor, {{"may_visit", true}})) ==
          json{{"may_visit", true}, {"refused", false}});
    const json pair = {{"one_id", desk.resident.id.to_string()}, {"other_id", desk.other.id.to_string()}};
    json added = pair;
    added["reason"] = "Court order 26-114";
    const ClientAnswer made = desk.call("request_staff", "POST", "separations", added);
    CHECK(made.status == 201);
    CHECK(body_of(made)["conflicts"] == 0);
    CHECK(code_of(desk.call("request_staff", "POST", "separations", added)) == "separated_before");
    const json listed =
        body_of(desk.call("auditor", "GET", "separations?resident_id=" + desk.other.id.to_string()))["separations"];
    REQUIRE(listed.size() == 1);
    CHECK(listed[0]["reason"] == "Court order 26-114");
    CHECK(listed[0]["one_name"] == "Given Family");
    CHECK(desk.call("trust_office", "GET", "separations").status == 403);
    CHECK(desk.call("request_staff", "POST", "separations/remove", pair).status == 200);
    CHECK(desk.call("request_staff", "POST", "separations/remove", pair).status == 404);
}

TEST_CASE("staff read who may come to a resident") {
    VisitDesk desk;
    desk.book();
    const std::string resident = "residents/" + desk.resident.id.to_string();
    const json visitors = body_of(desk.call("auditor", "GET", resident + "/visitors"))["visitors"];
    REQUIRE(visitors.size() == 1);
    CHECK(visitors[0] == json{{"contact_id", desk.contact.to_string()},
                              {"name", "Rosa Diaz"},
                              {"relationship", visitors[0]["relationship"]},
                              {"state", "approved"},
                              {"may_visit", true},
                              {"refused", false},
                              {"booked", 1}});
    CHECK(desk.call("reviewer", "GET", resident + "/visitors").status == 403);
    CHECK(body_of(desk.call("auditor", "GET", "residents/" + desk.other.id.to_string() + "/visitors"))["visitors"]
              .empty());
}

TEST_CASE("visits are suspended for one, for a unit, or with one visitor, from now or later") {
    VisitDesk desk;
    desk.book();
    const std::string of_visits = "suspensions?what=visits";
    CHECK(body_of(desk.call("trust_office", "GET", of_visits))["suspensions"].empty());
    const std::int64_t now = desk.hub.clock.now().ms();
    json wanted = {{"what", "visits"},
                   {"scope", "resident"},
                   {"scope_id", desk.resident.id.to_string()},
                   {"reason", "discipline"},
                   {"until_ms", now + 3'600'000}};
    CHECK(desk.call("trust_office", "POST", "suspensions", wanted).status == 403);
    const ClientAnswer made = desk.call("request_staff", "POST", "suspensions", wanted);
    REQUIRE(made.status == 201);
    CHECK(body_of(made)["state"] == "in_force");
    CHECK(code_of(desk.call("request_staff", "POST", "suspensions", wanted)) == "suspended_before");
    wanted["contact_id"] = desk.contact.to_string();
    wanted["until_ms"] = now + std::int64_t{30} * 24 * 3'600'000;
    const json visitor = body_of(desk.call("request_staff", "POST", "suspensions", wanted));
    CHECK(visitor["visitor"] == "Rosa Diaz");
    CHECK(visitor["booked"] == 1);
    wanted["contact_id"] = desk.resident.id.to_string();
    CHECK(desk.call("request_staff", "POST", "suspensions", wanted).status == 404);
    wanted.erase("contact_id");
    wanted["scope"] = "unit";
    wanted["scope_id"] = desk.hub.unit(0).to_string();
    wanted["from_ms"] = now + 1'000;
    CHECK(body_of(desk.call("request_staff", "POST", "suspensions", wanted))["state"] == "coming");
    const json of_one =
        body_of(desk.call("auditor", "GET", of_visits + "&resident_id=" + desk.resident.id.to_string()))["suspensions"];
    REQUIRE(of_one.size() == 3);
    CHECK(body_of(desk.call("auditor", "GET", of_visits + "&limit=1&offset=1"))["suspensions"].size() == 1);
    CHECK(desk.call("provider", "GET", of_visits).status == 403);
    const std::string end = "suspensions/" + body_of(made)["id"].get<std::string>() + "/end";
    CHECK(desk.call("auditor", "POST", end).status == 403);
    CHECK(desk.call("request_staff", "POST", end).status == 200);
    CHECK(body_of(desk.call("trust_office", "GET", of_visits))["suspensions"].size() == 2);
    CHECK(body_of(desk.call("trust_office", "GET", of_visits + "&over=true"))["suspensions"].size() == 3);
}
