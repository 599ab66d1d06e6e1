// One call is disputed once at a time, whatever stands in the answer.
#include "platform/forms/call_dispute.h"

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
    PhoneCallId first;
    PhoneCallId second;

    explicit DisputeDesk(const forms::Form& asked = dispute_form()) : FilingDesk(asked) {
        first = call(person, "R-77");
        second = call(person, "R-78");
    }
    PhoneCallId call(const Person& whose, const std::string& record) {
        const auto id = hub.id<PhoneCallId>();
        must(hub.run([&](Work& work) -> Status {
            TRY(work.db().run(
                "INSERT INTO phone_batch (id, name, made_ms, lines, booked, booked_before, wrong, charged, uncovered) "
                "VALUES ($1, 'calls', 1, 1, 1, 0, 0, 66, 0)",
                hub.id<TransferId>()));
            return work.db().run(
                "INSERT INTO phone_call (id, record, resident, number, name, began_ms, seconds, rate, price, charged, "
                "end_code, not_recorded, batch, line) VALUES ($1, $2, $3, '+12175550123', 'Maria', 1, 60, 'local', "
                "66, 66, 'busy', 0, (SELECT max(no) FROM phone_batch), 1)",
                id, record, whose.id);
        }));
        return id;
    }
    wire::SubmitRequest dispute(const std::optional<PhoneCallId>& of, const std::string& answer) {
        wire::SubmitRequest out = body();
        out.add_answers()->set_field("call");
        out.mutable_answers(1)->set_value(answer);
        if (of) out.set_call_id(of->raw());
        return out;
    }
    /// "" or the code of the refusal.
    std::string refusal(const std::optional<PhoneCallId>& of, const std::string& answer = "my call") {
        const Status status = file(dispute(of, answer));
        if (status.ok()) return "";
        return status.error().text_key.empty() ? to_string(status.error().code) : status.error().text_key;
    }
};

}  // namespace

TEST_CASE("a call whose dispute is open is not disputed again, whatever is written, but another one is") {
    DisputeDesk desk;
    const wire::SubmitRequest first = desk.dispute(desk.first, "Maria · May 28, 2026 · $0.66 · R-77");
    must(desk.file(first));
    CHECK(desk.refusal(desk.first) == "already_disputed");
    CHECK(desk.refusal(desk.first, "R-78") == "already_disputed");
    CHECK(desk.refusal(desk.second, "R-77").empty());
    const auto id = must(RequestId::from_bytes(std::string_view(first.request_id())));
    CHECK(desk.read(id).call_id() == desk.first.raw());
    CHECK(must(desk.hub.requests.find(*desk.hub.reader, id))->call == desk.first);
    for (const char* step : {"start", "return"}) {
        must(desk.act(id, step));
        CHECK(desk.refusal(desk.first) == "already_disputed");
    }
    must(desk.act(id, "decline"));
    CHECK(desk.refusal(desk.first).empty());
    CHECK(desk.refusal(desk.first) == "already_disputed");
}

TEST_CASE("what names no call is for staff to read, as often as it comes, and nobody disputes another's call") {
    DisputeDesk desk;
    const Person other = desk.hub.add_resident();
    const PhoneCallId theirs = desk.call(other, "R-99");
    for (const char* typed : {"my call on Monday", "Maria · R-77", ""}) {
        INFO(typed);
        CHECK(desk.refusal({}, typed).empty());
        CHECK(desk.refusal({}, typed).empty());
    }
    CHECK(desk.refusal(theirs) == to_string(ErrorCode::kNotFound));
    CHECK(desk.refusal(desk.hub.id<PhoneCallId>()) == to_string(ErrorCode::kNotFound));
    DisputeDesk elsewhere(dispute_form("copy"));
    CHECK(elsewhere.refusal(elsewhere.first) == to_string(ErrorCode::kInvalid));
    CHECK(elsewhere.refusal({}).empty());
}
