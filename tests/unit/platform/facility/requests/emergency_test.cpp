// An emergency: its own shorter clock at each level, who gets it when staff are late, and the word that it can wait.
#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;
using std::chrono::hours;

namespace {

forms::Form grievance() {
    forms::Form form = plain_form("grievance");
    form.answer_within_hours = 240;
    form.urgent_answer_within_hours = 24;
    form.next_levels = {{"supervisor", 240, {{"en", "Supervisor"}}, 12}, {"warden", 480, {{"en", "Warden"}}}};
    forms::Field emergency;
    emergency.code = "emergency";
    emergency.kind = forms::FieldKind::kYesNo;
    emergency.label = {{"en", "Could you be hurt if this waits?"}};
    form.fields.push_back(emergency);
    return form;
}

struct Alarm : FilingDesk {
    RequestId id;
    Timestamp filed_at;

    explicit Alarm(bool emergency = true) : FilingDesk(grievance()) {
        wire::SubmitRequest request = body();
        request.add_answers()->set_field("emergency");
        request.mutable_answers(1)->set_value(emergency ? "yes" : "no");
        filed_at = hub.clock.now();
        must(file(request));
        id = must(RequestId::from_bytes(std::string_view(request.request_id())));
    }
    RequestSummary now() { return *must(hub.requests.find(*hub.reader, id)); }
    hours given() { return std::chrono::duration_cast<hours>(now().answer_by - filed_at); }
};

}  // namespace

TEST_CASE("an emergency has its own shorter clock, told to the resident as such, what is none has the ordinary one") {
    Alarm alarm;
    CHECK(alarm.given() == hours(24));
    CHECK(alarm.read(alarm.id).urgent());
    CHECK(alarm.read(alarm.id).answer_by_ms() == (alarm.filed_at + hours(24)).ms());
    Alarm calm(false);
    CHECK(calm.given() == hours(240));
    CHECK_FALSE(calm.read(calm.id).urgent());
}

TEST_CASE(
    "when staff are late with an emergency it goes up at once, with the shorter clock of each level that has one") {
    Alarm alarm;
    alarm.hub.clock.set_now(alarm.filed_at + hours(24) - Milliseconds(1));
    CHECK(alarm.run_clocks() == 0);
    alarm.hub.clock.set_now(alarm.filed_at + hours(24));
    CHECK(alarm.run_clocks() == 1);
    CHECK(alarm.now().role == "supervisor");
    CHECK(alarm.now().urgent);
    CHECK(alarm.given() == hours(36));
    alarm.hub.clock.set_now(alarm.filed_at + hours(36));
    CHECK(alarm.run_clocks() == 1);
    CHECK(alarm.now().role == "warden");
    CHECK(alarm.given() == hours(36 + 480));  // that level has no shorter one
    CHECK(alarm.run_clocks() == 0);
}

TEST_CASE("staff say that it is no emergency: it goes on with the ordinary clock from when it was filed") {
    Alarm alarm;
    alarm.hub.clock.advance(hours(5));
    must(alarm.act(alarm.id, "ordinary"));
    CHECK_FALSE(alarm.now().urgent);
    CHECK(alarm.now().state == wire::Request::IN_PROGRESS);
    CHECK(alarm.given() == hours(240));
    const wire::Request read = alarm.read(alarm.id);
    CHECK_FALSE(read.urgent());
    REQUIRE(read.steps_size() == 2);
    CHECK(read.steps(1).act() == wire::Request::ORDINARY);
    CHECK(read.steps(1).text() == "Nobody is in danger.");
    CHECK(alarm.act(alarm.id, "ordinary").error().text_key == "not_urgent");
    alarm.hub.clock.set_now(alarm.filed_at + hours(24));
    CHECK(alarm.run_clocks() == 0);
    alarm.hub.clock.set_now(alarm.filed_at + hours(240));
    CHECK(alarm.run_clocks() == 1);
    CHECK(alarm.now().role == "supervisor");
    CHECK(alarm.given() == hours(480));
}

TEST_CASE("at a further level the ordinary clock counts from when it came there") {
    Alarm alarm;
    alarm.hub.clock.set_now(alarm.filed_at + hours(24));
    CHECK(alarm.run_clocks() == 1);
    alarm.hub.clock.advance(hours(3));
    must(alarm.act(alarm.id, "ordinary"));
    CHECK(alarm.given() == hours(24 + 240));
    CHECK(alarm.now().level == 1);
}

TEST_CASE("while more is asked of the resident no clock of staff runs, a reply begins the one that it has by then") {
    Alarm alarm;
    must(alarm.act(alarm.id, "return"));
    CHECK_FALSE(alarm.now().answer_by.is_set());
    SECTION("still an emergency") {
        alarm.hub.clock.advance(hours(2));
        must(alarm.act(alarm.id, "reply"));
        CHECK(alarm.given() == hours(26));
    }
    SECTION("none any more") {
        must(alarm.act(alarm.id, "ordinary"));
        CHECK(alarm.now().state == wire::Request::RETURNED);
        CHECK_FALSE(alarm.now().answer_by.is_set());
        CHECK(alarm.now().reply_by.is_set());
        alarm.hub.clock.advance(hours(2));
        must(alarm.act(alarm.id, "reply"));
        CHECK(alarm.given() == hours(242));
    }
}

TEST_CASE("what is decided is no emergency to be said of, and what was none stays as it is") {
    Alarm alarm;
    must(alarm.act(alarm.id, "answer"));
    CHECK(alarm.act(alarm.id, "ordinary").error().text_key == "already_decided");
    Alarm calm(false);
    CHECK(calm.act(calm.id, "ordinary").error().text_key == "not_urgent");
    CHECK(calm.read(calm.id).steps_size() == 1);
    CHECK(calm.given() == hours(240));
}
