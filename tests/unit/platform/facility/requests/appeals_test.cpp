// Appeals at the hub: what may be appealed, by whom, until when, how often.
#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;

namespace {

forms::Form appeal_form() {
    forms::Form form = plain_form("appeal");
    form.appeals = "copy";
    form.appeal_within_days = 3;
    form.role = "supervisor";
    forms::Field of;
    of.code = "appeal_of";
    of.kind = forms::FieldKind::kText;
    of.required = true;
    of.label = {{"en", "Receipt code"}};
    form.fields.push_back(of);
    return form;
}

/// One answered request, and the form that appeals it.
struct AppealDesk {
    FilingDesk desk;
    FormId appeal = desk.hub.id<FormId>();
    wire::SubmitRequest first = desk.body();
    RequestId id = must(RequestId::from_bytes(std::string_view(first.request_id())));

    AppealDesk() {
        must(desk.hub.run(
            [&](Work& work) { return desk.hub.forms.put(work, appeal, wire::form_to_wire(appeal_form())); }));
        must(desk.file(first));
    }
    wire::SubmitRequest body(const std::string& receipt) {
        wire::SubmitRequest out = desk.body();
        out.set_form_id(appeal.raw());
        out.add_answers()->set_field("appeal_of");
        out.mutable_answers(1)->set_value(receipt);
        return out;
    }
    Status file(const wire::SubmitRequest& request, Milliseconds ago = Milliseconds(0)) {
        return desk.hub.run_as(Actor::resident(desk.person.id), [&](Work& work) {
            return desk.hub.requests.submit(work, desk.person.id, desk.hub.device, desk.hub.id<CommandId>(), request,
                                            work.now() - ago);
        });
    }
    Status appealed() { return file(body(first.receipt_code())); }
    std::string refusal() {
        const Status status = appealed();
        return status.ok() ? "" : status.error().text_key;
    }
    std::vector<RequestSummary> appeals() { return must(desk.hub.requests.appeals_of(*desk.hub.reader, id)); }
};

}  // namespace

TEST_CASE("an answer or a refusal can be appealed, and the appeal stands at its own desk, tied to it") {
    for (const char* outcome : {"answer", "decline"}) {
        INFO(outcome);
        AppealDesk desk;
        must(desk.desk.act(desk.id, outcome));
        must(desk.appealed());
        const auto appeals = desk.appeals();
        REQUIRE(appeals.size() == 1);
        CHECK(appeals[0].appeal_of == desk.id);
        CHECK(appeals[0].role == "supervisor");
        CHECK(appeals[0].form_code == "appeal");
        CHECK_FALSE(must(desk.desk.hub.requests.find(*desk.desk.hub.reader, desk.id))->appeal_of.has_value());
    }
}

TEST_CASE("what is not decided, taken back, somebody else's or on another form is not appealed") {
    AppealDesk desk;
    CHECK(desk.refusal() == "appeal_not_decided");
    must(desk.desk.act(desk.id, "return"));
    CHECK(desk.refusal() == "appeal_not_decided");
    must(desk.desk.act(desk.id, "withdraw"));
    CHECK(desk.refusal() == "appeal_not_decided");
    CHECK(desk.file(desk.body("WKXMR6XE")).error().text_key == "appeal_unknown");
    AppealDesk other;
    must(other.desk.act(other.id, "answer"));
    other.desk.person = other.desk.hub.add_resident();
    CHECK(other.refusal() == "appeal_unknown");
    CHECK(other.appeals().empty());
}

TEST_CASE("an appeal is not appealed with the same form") {
    AppealDesk desk;
    must(desk.desk.act(desk.id, "answer"));
    const wire::SubmitRequest appeal = desk.body(desk.first.receipt_code());
    must(desk.file(appeal));
    must(desk.desk.act(must(RequestId::from_bytes(std::string_view(appeal.request_id()))), "answer"));
    CHECK(desk.file(desk.body(appeal.receipt_code())).error().text_key == "appeal_unknown");
}

TEST_CASE("an outcome is appealed once, but one that was taken back does not count") {
    AppealDesk desk;
    must(desk.desk.act(desk.id, "answer"));
    const wire::SubmitRequest appeal = desk.body(desk.first.receipt_code());
    must(desk.file(appeal));
    CHECK(desk.refusal() == "already_appealed");
    must(desk.desk.act(must(RequestId::from_bytes(std::string_view(appeal.request_id()))), "withdraw"));
    CHECK(desk.refusal().empty());
    CHECK(desk.refusal() == "already_appealed");
    CHECK(desk.appeals().size() == 2);
}

TEST_CASE("the last day counts whole, and the day on which an appeal was made counts") {
    AppealDesk desk;
    must(desk.desk.act(desk.id, "decline"));  // Thursday, 28 May 2026, at half past three
    desk.desk.hub.clock.advance(std::chrono::hours(24 * 3 + 8));
    CHECK(desk.refusal().empty());
    AppealDesk late;
    must(late.desk.act(late.id, "decline"));
    late.desk.hub.clock.advance(std::chrono::hours(24 * 3 + 9));
    CHECK(late.refusal() == "too_late");
    // Saved in time at a terminal that had no connection.
    CHECK(late.file(late.body(late.first.receipt_code()), std::chrono::hours(2)).ok());
}
