// One call is disputed once at a time, by its record.
#include "platform/forms/call_dispute.h"

#include "platform/forms/marked_answer.h"
#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;

namespace {

forms::Form dispute_form(const std::string& code = std::string(forms::kCallDisputeForm)) {
    forms::Form form = plain_form(code);
    forms::Field call;
    call.code = forms::kCallField;
    call.kind = forms::FieldKind::kText;
    call.label = {{"en", "Which call?"}};
    form.fields.push_back(call);
    return form;
}

struct DisputeDesk : FilingDesk {
    explicit DisputeDesk(const forms::Form& asked = dispute_form()) : FilingDesk(asked) {
        call(person, "R-77");
        call(person, "R-78");
    }
    void call(const Person& whose, const std::string& record) {
        must(hub.run([&](Work& work) -> Status {
            TRY(work.db().run(
                "INSERT INTO phone_batch (id, name, made_ms, lines, booked, booked_before, wrong, charged, uncovered) "
                "VALUES ($1, 'calls', 1, 1, 1, 0, 0, 66, 0)",
                hub.id<TransferId>()));
            return work.db().run(
                "INSERT INTO phone_call (id, record, resident, number, name, began_ms, seconds, rate, price, charged, "
                "end_code, not_recorded, batch, line) VALUES ($1, $2, $3, '+12175550123', 'Maria', 1, 60, 'local', "
                "66, 66, 'busy', 0, (SELECT max(no) FROM phone_batch), 1)",
                hub.id<TransferId>(), record, whose.id);
        }));
    }
    wire::SubmitRequest dispute(const std::string& answer) {
        wire::SubmitRequest out = body();
        out.add_answers()->set_field("call");
        out.mutable_answers(1)->set_value(answer);
        return out;
    }
    std::string refusal(const std::string& answer) {
        const Status status = file(dispute(answer));
        return status.ok() ? "" : status.error().text_key;
    }
};

}  // namespace

TEST_CASE("a call whose dispute is open is not disputed again, however it is written, but another one is") {
    DisputeDesk desk;
    const std::string answer = forms::marked_answer("Maria · May 28, 2026 · $0.66", "R-77");
    const wire::SubmitRequest first = desk.dispute(answer);
    must(desk.file(first));
    CHECK(desk.refusal(answer) == "already_disputed");
    CHECK(desk.refusal("María · 28 de mayo de 2026 · R-77") == "already_disputed");
    CHECK(desk.refusal("R-77") == "already_disputed");
    CHECK(desk.refusal(forms::marked_answer("Maria", "R-78")).empty());
    const auto id = must(RequestId::from_bytes(std::string_view(first.request_id())));
    must(desk.act(id, "start"));
    CHECK(desk.refusal(answer) == "already_disputed");
    must(desk.act(id, "return"));
    CHECK(desk.refusal(answer) == "already_disputed");
    must(desk.act(id, "decline"));
    CHECK(desk.refusal(answer).empty());
    CHECK(desk.refusal(answer) == "already_disputed");
}

TEST_CASE("what names no call of one's own, or is another form, is for staff to read, as often as it comes") {
    DisputeDesk desk;
    const Person other = desk.hub.add_resident();
    desk.call(other, "R-99");
    for (const char* typed : {"my call on Monday", "Maria · R-99", ""}) {
        INFO(typed);
        CHECK(desk.refusal(typed).empty());
        CHECK(desk.refusal(typed).empty());
    }
    DisputeDesk elsewhere(dispute_form("copy"));
    CHECK(elsewhere.refusal("R-77").empty());
    CHECK(elsewhere.refusal("R-77").empty());
}
