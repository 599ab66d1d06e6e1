// The clocks of a sick call: triage within a day, an answer within two, or three from a weekend on; whatever staff do
// meanwhile, and over a change of the wall's clocks.
#include "platform/facility/requests/sick_call.h"
#include "platform/rules/calendar.h"
#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;

namespace {

constexpr const char* kChicago = "America/Chicago";

forms::Form clinic_form() {
    forms::Form form = plain_form("sick_call");
    form.role = "medical";
    form.answer_within_hours = 48;
    form.weekend_answer_within_hours = 72;
    return form;
}

Timestamp on_wall(const char* day, int hour, int minute) {
    return rules::local_moment(rules::day_named(day).take(), std::chrono::minutes(hour * 60 + minute), kChicago);
}

struct Ward {
    FilingDesk desk{clinic_form()};
    DeskViewer nurse{desk.hub.id<ThingId>(), "request_staff", {"medical", "dental"}};

    Ward() {
        must(desk.hub.run([&](Work& work) { return set_desks(work, nurse.id, {"medical", "dental"}); }));
    }
    RequestId filed_at(Timestamp at) {
        desk.hub.clock.set_now(at);
        return desk.filed();
    }
    SickCallBoard board() { return must(sick_call_board(*desk.hub.reader, nurse, desk.hub.clock.now(), kMaxBoard)); }
    BoardEntry entry() { return board().entries.at(0); }
    Status assign(const RequestId& id, const char* desk_of) {
        return desk.hub.run([&](Work& work) { return desk.hub.requests.assign(work, id, desk_of); });
    }
};

}  // namespace

TEST_CASE(
    "triage is due after 24 hours, an answer after 48, or 72 from a weekend on, over every change of the clocks") {
    struct Filed {
        const char* day;
        int hour;
        int minute;
        const char* triage_day;  // on the wall
        int triage_hour;
        int answer_hours;
        const char* answer_day;
        int answer_hour;
    };
    for (const Filed& each : {
             Filed{"2026-11-19", 9, 30, "2026-11-20", 9, 48, "2026-11-21", 9},     // a Thursday
             Filed{"2026-11-20", 23, 59, "2026-11-21", 23, 48, "2026-11-22", 23},  // the last minute of a Friday
             Filed{"2026-11-21", 0, 0, "2026-11-22", 0, 72, "2026-11-24", 0},      // the first of a Saturday
             Filed{"2026-11-22", 23, 59, "2026-11-23", 23, 72, "2026-11-25", 23},  // the last of a Sunday
             Filed{"2026-11-23", 0, 0, "2026-11-24", 0, 48, "2026-11-25", 0},
             Filed{"2027-03-13", 12, 0, "2027-03-14", 13, 72, "2027-03-16", 13},  // the clocks go forward that Sunday
             Filed{"2027-03-12", 12, 0, "2027-03-13", 12, 48, "2027-03-14", 13},
             Filed{"2027-11-06", 12, 0, "2027-11-07", 11, 72, "2027-11-09", 11},  // and back
             Filed{"2027-11-05", 12, 0, "2027-11-06", 12, 48, "2027-11-07", 11},
         }) {
        INFO(each.day << " " << each.hour << ":" << each.minute);
        Ward ward;
        const Timestamp at = on_wall(each.day, each.hour, each.minute);
        const RequestId id = ward.filed_at(at);
        CHECK(ward.entry().triage);
        CHECK(ward.entry().due == at + std::chrono::hours(24));
        CHECK(ward.entry().due == on_wall(each.triage_day, each.triage_hour, each.minute));
        must(ward.desk.act(id, "triage"));
        CHECK_FALSE(ward.entry().triage);
        CHECK(ward.entry().due == at + std::chrono::hours(each.answer_hours));
        CHECK(ward.entry().due == on_wall(each.answer_day, each.answer_hour, each.minute));
    }
}

TEST_CASE("nothing ends the clock of triage but triage, an answer or a refusal") {
    struct Act {
        const char* what;
        bool waits_for_triage;
        bool on_board;
    };
    for (const Act& act : {Act{"start", true, true},
                           {"say", true, true},
                           {"dental", true, true},
                           {"triage", false, true},
                           {"answer", false, false},
                           {"decline", false, false}}) {
        INFO(act.what);
        Ward ward;
        const Timestamp at = on_wall("2026-11-19", 9, 0);
        const RequestId id = ward.filed_at(at);
        ward.desk.hub.clock.advance(std::chrono::hours(1));
        must(std::string_view(act.what) == "dental" ? ward.assign(id, act.what) : ward.desk.act(id, act.what));
        const SickCallBoard board = ward.board();
        REQUIRE(board.waiting == (act.on_board ? 1 : 0));
        if (!act.on_board) continue;
        CHECK(board.entries[0].triage == act.waits_for_triage);
        CHECK(board.entries[0].due == at + std::chrono::hours(act.waits_for_triage ? 24 : 48));
        ward.desk.hub.clock.set_now(at + std::chrono::hours(24) + Milliseconds(1));
        CHECK(ward.board().overdue == (act.waits_for_triage ? 1 : 0));
    }
}

TEST_CASE("while the resident is asked for more no clock of staff runs, and triage is due anew after the reply") {
    Ward ward;
    const Timestamp at = on_wall("2026-11-19", 9, 0);
    const RequestId id = ward.filed_at(at);
    must(ward.desk.act(id, "return"));
    CHECK_FALSE(ward.entry().due.is_set());
    ward.desk.hub.clock.advance(std::chrono::hours(30));
    CHECK(ward.board().overdue == 0);
    must(ward.desk.act(id, "reply"));
    CHECK(ward.entry().triage);
    CHECK(ward.entry().due == at + std::chrono::hours(54));
    must(ward.desk.act(id, "triage"));
    must(ward.desk.act(id, "return"));
    must(ward.desk.act(id, "reply"));
    CHECK_FALSE(ward.entry().triage);
}

TEST_CASE("a shorter clock of what cannot wait is the one on the board, before and after triage") {
    forms::Form form = clinic_form();
    form.urgent_answer_within_hours = 4;
    forms::Field emergency;
    emergency.code = "emergency";
    emergency.kind = forms::FieldKind::kYesNo;
    emergency.label = {{"en", "Can it not wait?"}};
    form.fields.push_back(emergency);
    Ward ward;
    ward.desk.put(form);
    wire::SubmitRequest body = ward.desk.body(2);
    body.add_answers()->set_field("emergency");
    body.mutable_answers(1)->set_value("yes");
    must(ward.desk.file(body));
    const auto id = must(RequestId::from_bytes(std::string_view(body.request_id())));
    const Timestamp by = ward.desk.hub.clock.now() + std::chrono::hours(4);
    CHECK(ward.entry().due == by);
    must(ward.desk.act(id, "triage"));
    CHECK(ward.entry().due == by);
    must(ward.desk.act(id, "ordinary"));
    CHECK(ward.board().urgent == 0);
    CHECK(ward.entry().due == by + std::chrono::hours(44));
}

TEST_CASE("triage is at health desks, once, it is a step that the resident reads") {
    Ward ward;
    const RequestId id = ward.desk.filed();
    must(ward.desk.act(id, "triage"));
    const wire::Request read = ward.desk.read(id);
    CHECK(read.state() == wire::Request::IN_PROGRESS);
    REQUIRE(read.steps_size() == 2);
    CHECK(read.steps(1).act() == wire::Request::TRIAGED);
    CHECK(read.steps(1).text() == "Tomorrow at 9.");
    CHECK(ward.desk.act(id, "triage").error().text_key == "triaged_before");
    FilingDesk general;
    CHECK(general.act(general.filed(), "triage").error().text_key == "no_health_desk");
}
