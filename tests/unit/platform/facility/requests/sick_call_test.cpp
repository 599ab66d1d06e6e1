// Health content, whose it is; and the board of health staff.
#include "platform/facility/requests/sick_call.h"

#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;

namespace {

forms::Form sick_call_form() {
    forms::Form form = plain_form("sick_call");
    form.role = "medical";
    form.answer_within_hours = 48;
    form.weekend_answer_within_hours = 72;
    forms::Field emergency;
    emergency.code = "emergency";
    emergency.kind = forms::FieldKind::kYesNo;
    emergency.label = {{"en", "Can it not wait?"}};
    form.fields.push_back(emergency);
    return form;
}

struct Clinic {
    FilingDesk desk{sick_call_form()};
    DeskViewer nurse{desk.hub.id<ThingId>(), "request_staff", {"medical"}};
    DeskViewer clerk{desk.hub.id<ThingId>(), "request_staff", {"records"}};
    DeskViewer auditor{desk.hub.id<ThingId>(), "auditor", {}};

    Clinic() {
        must(desk.hub.run([&](Work& work) -> Status {
            TRY(set_desks(work, nurse.id, {"medical"}));
            return set_desks(work, clerk.id, {"records"});
        }));
    }
    RequestId filed(bool urgent = false) {
        wire::SubmitRequest body = desk.body();
        if (urgent) {
            body.add_answers()->set_field("emergency");
            body.mutable_answers(1)->set_value("yes");
        }
        must(desk.file(body));
        return must(RequestId::from_bytes(std::string_view(body.request_id())));
    }
    SickCallBoard board(int limit = kMaxBoard) {
        return must(sick_call_board(*desk.hub.reader, nurse, desk.hub.clock.now(), limit));
    }
    std::vector<RequestId> order(int limit = kMaxBoard) {
        std::vector<RequestId> ids;
        const SickCallBoard now = board(limit);
        for (const BoardEntry& entry : now.entries) ids.push_back(entry.request.id);
        return ids;
    }
    bool may_save(const DeskViewer& viewer, const RequestId& id) {
        return must(may_save_record(*desk.hub.reader, viewer, *must(desk.hub.requests.find(*desk.hub.reader, id))));
    }
};

}  // namespace

TEST_CASE("the board is for who has a health desk") {
    Clinic clinic;
    clinic.filed();
    for (const DeskViewer& other : {clinic.clerk, clinic.auditor}) {
        const auto board = sick_call_board(*clinic.desk.hub.reader, other, clinic.desk.hub.clock.now(), 10);
        REQUIRE_FALSE(board.ok());
        CHECK(board.error().text_key == "health_staff_only");
    }
    CHECK(clinic.board().waiting == 1);
    must(clinic.desk.hub.run([&](Work& work) { return set_health_desks(work, {{"dental", 24}}); }));
    CHECK_FALSE(sick_call_board(*clinic.desk.hub.reader, clinic.nurse, clinic.desk.hub.clock.now(), 10).ok());
}

TEST_CASE("what cannot wait stands first, then what is due first, by triage and then by the form's own clock") {
    Clinic clinic;
    FakeClock& clock = clinic.desk.hub.clock;
    const RequestId early = clinic.filed();
    clock.advance(std::chrono::hours(1));
    const RequestId taken = clinic.filed();
    const RequestId returned = clinic.filed(true);
    clock.advance(std::chrono::hours(1));
    const RequestId urgent = clinic.filed(true);
    const RequestId last = clinic.filed();
    must(clinic.desk.act(taken, "start"));
    must(clinic.desk.act(returned, "return"));
    must(clinic.desk.act(taken, "triage"));
    CHECK(clinic.order() == std::vector{urgent, early, last, taken, returned});
    const SickCallBoard board = clinic.board();
    const Timestamp now = clock.now();
    CHECK(board.entries[1].triage);
    CHECK(board.entries[1].due == board.entries[1].request.submitted + std::chrono::hours(24));
    CHECK_FALSE(board.entries[3].triage);
    CHECK(board.entries[3].due == board.entries[3].request.answer_by);
    CHECK_FALSE(board.entries[4].triage);
    CHECK_FALSE(board.entries[4].due.is_set());
    CHECK(board.waiting == 5);
    CHECK(board.urgent == 2);
    CHECK(board.overdue == 0);
    CHECK(board.entries[1].due > now);
    clock.advance(std::chrono::hours(22) + std::chrono::minutes(1));
    CHECK(clinic.board().overdue == 1);
    CHECK(clinic.order(2) == std::vector{urgent, early});
    CHECK(clinic.board(2).waiting == 5);
    must(clinic.desk.act(early, "answer"));
    CHECK(clinic.order() == std::vector{urgent, last, taken, returned});
}

TEST_CASE("on a weekend the clock of a sick call is the longer one, triage is not") {
    Clinic clinic;
    FakeClock& clock = clinic.desk.hub.clock;  // a Thursday
    const RequestId thursday = clinic.filed();
    clock.advance(std::chrono::hours(48));
    const RequestId saturday = clinic.filed();
    const auto given = [&](const RequestId& id) {
        const RequestSummary found = *must(clinic.desk.hub.requests.find(*clinic.desk.hub.reader, id));
        return found.answer_by - found.submitted;
    };
    CHECK(given(thursday) == std::chrono::hours(48));
    CHECK(given(saturday) == std::chrono::hours(72));
    for (const BoardEntry& entry : clinic.board().entries)
        CHECK(entry.due == entry.request.submitted + std::chrono::hours(24));
}

TEST_CASE("without money a sick call is filed all the same, and stands on the board as any other") {
    forms::Form form = sick_call_form();
    form.fee = {forms::FeeWhen::kOnCompletion, "sick_call_copay", true, false};
    Clinic clinic;
    clinic.desk.hub.set_price("sick_call_copay", 400);
    clinic.desk.put(form);
    CHECK(clinic.desk.hub.balances(clinic.desk.person).spendable == Cents());
    wire::SubmitRequest body = clinic.desk.body(2, 400);
    must(clinic.desk.file(body));
    const auto id = must(RequestId::from_bytes(std::string_view(body.request_id())));
    CHECK(clinic.order() == std::vector{id});
    CHECK(clinic.board().entries[0].request.fee_is_obligation);
    must(clinic.desk.act(id, "answer"));
    CHECK(clinic.desk.hub.balances(clinic.desk.person).owed == Cents::of(400));
    CHECK(clinic.board().waiting == 0);
}

TEST_CASE("the record of what is about health is for who has its desk, of all else for auditors too") {
    Clinic clinic;
    const RequestId id = clinic.filed();
    CHECK(clinic.may_save(clinic.nurse, id));
    CHECK_FALSE(clinic.may_save(clinic.clerk, id));
    CHECK_FALSE(clinic.may_save(clinic.auditor, id));
    must(clinic.desk.act(id, "assign"));  // to records: it stays about health
    CHECK(clinic.may_save(clinic.nurse, id));
    CHECK_FALSE(clinic.may_save(clinic.clerk, id));
    CHECK_FALSE(clinic.may_save(clinic.auditor, id));
    must(clinic.desk.hub.run([](Work& work) { return set_health_desks(work, {}); }));
    CHECK(clinic.may_save(clinic.auditor, id));
    CHECK(clinic.may_save(clinic.clerk, id));
    CHECK_FALSE(clinic.may_save(clinic.nurse, id));
}

TEST_CASE("a general request that goes to a health desk is about health there") {
    FilingDesk desk;
    const RequestId id = desk.filed();
    CHECK(must(health_desks_of(*desk.hub.reader, id)).empty());
    must(desk.hub.run([&](Work& work) { return desk.hub.requests.assign(work, id, "mental_health"); }));
    CHECK(must(health_desks_of(*desk.hub.reader, id)) == std::set<std::string>{"mental_health"});
    CHECK_FALSE(health_desks_of(*desk.hub.reader, desk.hub.id<RequestId>()).ok());
}

TEST_CASE("health desks are codes, each once, with hours that make sense") {
    HubFixture hub;
    const auto set = [&](const std::vector<HealthDesk>& desks) {
        return hub.run([&](Work& work) { return set_health_desks(work, desks); });
    };
    CHECK(must(health_desks(*hub.reader)).size() == 3);
    CHECK_FALSE(set({{"The Nurse", 24}}).ok());
    CHECK_FALSE(set({{"medical", 24}, {"medical", 12}}).ok());
    CHECK_FALSE(set({{"medical", 0}}).ok());
    CHECK_FALSE(set({{"medical", kMaxTriageHours + 1}}).ok());
    CHECK_FALSE(set(std::vector<HealthDesk>(kMaxHealthDesks + 1, {"medical", 24})).ok());
    CHECK(must(health_desks(*hub.reader)).size() == 3);
    must(set({{"nurse", 4}}));
    const auto now = must(health_desks(*hub.reader));
    REQUIRE(now.size() == 1);
    CHECK(now[0].role == "nurse");
    CHECK(now[0].triage_hours == 4);
}
