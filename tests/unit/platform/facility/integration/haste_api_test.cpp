// How soon a request is needed, over the wire: emergencies and triage, and the members of a form about them.
#include "platform/facility/requests/desks.h"
#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;
using nlohmann::json;

namespace {

constexpr const char* kNurse = "request_staff";

json urgent_form() {
    return json::parse(R"({
      "code": "nurse", "name": {"en": "Nurse"}, "role": "medical", "answer_within_hours": 48,
      "urgent_answer_within_hours": 4,
      "fee": {"when": "on_completion", "price": "document_copy", "may_owe": true,
              "waived_when": [{"field": "emergency", "is": ["yes"]}, {"field": "pain", "at_least": 8}]},
      "next_levels": [{"role": "doctor", "answer_within_hours": 24, "urgent_answer_within_hours": 2,
                       "name": {"en": "Doctor"}}],
      "fields": [
        {"code": "emergency", "kind": "yes_no", "label": {"en": "Can it not wait?"}},
        {"code": "pain", "kind": "number", "label": {"en": "Pain"}, "least": 0, "most": 10}]})");
}

/// One at the medical desk, filed by somebody to whom it cannot wait.
struct Infirmary {
    TestHub hub;
    TestResident resident;
    std::string id;

    Infirmary() {
        hub.add_form();
        resident = hub.add_resident("20481", 0, "7391", false, 1'000);
        REQUIRE(put(0, urgent_form()).status == 201);
        give_desk("medical");
        const RequestId request = RequestId::make(hub.clock, hub.random);
        const Status filed = hub.services().writer->run(Actor::resident(resident.id), [&](Work& work) -> Status {
            const auto form = TRY(hub.services().forms.find_by_code(work.db(), "nurse"));
            wire::SubmitRequest body;
            body.set_request_id(request.raw());
            body.set_form_id(form->id.raw());
            body.set_form_revision(1);
            body.add_answers()->set_field("emergency");
            body.mutable_answers(0)->set_value("yes");
            body.set_receipt_code(rules::make_receipt_code(hub.random));
            return hub.services().requests.submit(work, resident.id, {}, CommandId::make(hub.clock, hub.random), body,
                                                  work.now());
        });
        REQUIRE(filed.ok());
        id = request.to_string();
    }
    ClientAnswer put(int before, const json& form) {
        return hub.api(kNurse, "PUT", "/api/v1/forms/nurse", {{"replaces_revision", before}, {"form", form}});
    }
    void give_desk(const std::string& desk) {
        hub.api_token(kNurse);
        const Status given = hub.services().writer->run(Actor::system(), [&](Work& work) -> Status {
            const auto token = TRY(work.db().first(
                "SELECT id FROM api_token WHERE role = $1", [](const database::Row& row) { return row.id<ThingId>(0); },
                std::string(kNurse)));
            return set_desks(work, *token, {desk});
        });
        REQUIRE(given.ok());
    }
    ClientAnswer act(const char* step, const json& body, const char* role = kNurse) {
        return hub.api(role, "POST", "/api/v1/requests/" + id + "/" + step, body);
    }
    json read() { return body_of(hub.api(kNurse, "GET", "/api/v1/requests/" + id)); }
    json on_board() { return body_of(hub.api(kNurse, "GET", "/api/v1/sick-call"))["requests"].at(0); }
};

}  // namespace

TEST_CASE("clocks of emergencies and waivers of a fee go in and out of a form as they are") {
    Infirmary house;
    CHECK(body_of(house.hub.api("auditor", "GET", "/api/v1/forms/nurse"))["form"] == urgent_form());
    json wrong = urgent_form();
    wrong["fields"].erase(0);
    CHECK(house.put(1, wrong).status == 400);
    wrong = urgent_form();
    wrong["fee"]["waived_when"][1]["field"] = "nothing";
    const ClientAnswer refused = house.put(1, wrong);
    CHECK(refused.status == 400);
    CHECK(body_of(refused)["detail"].get<std::string>().find("fee.waived_when[1].field: ") != std::string::npos);
}

TEST_CASE("triage is said by the desk, once, and the clock of the answer goes on") {
    Infirmary house;
    json now = house.read();
    CHECK(now["urgent"] == true);
    CHECK(now["waits_for_triage"] == true);
    CHECK(now["fee_cents"] == 0);  // waived
    CHECK(house.on_board()["clock"] == "triage");
    CHECK(house.on_board()["due_ms"] == now["answer_by_ms"]);  // the shorter one
    REQUIRE(house.act("start", json::object()).status == 200);
    CHECK(house.on_board()["clock"] == "triage");
    CHECK(house.act("triage", json::object(), "auditor").status == 403);
    CHECK(house.act("triage", {{"text", "Today at two."}}).status == 200);
    CHECK(code_of(house.act("triage", json::object())) == "triaged_before");
    CHECK(house.on_board()["clock"] == "answer");
    now = house.read();
    CHECK(now["waits_for_triage"] == false);
    CHECK(now["triaged"] == true);
    CHECK(now["steps"].back()["act"] == "triaged");
    CHECK(now["steps"].back()["text"] == "Today at two.");
}

TEST_CASE("staff say that it is no emergency, with a word to the resident, and it has the ordinary clock") {
    Infirmary house;
    const std::int64_t before = house.read()["answer_by_ms"];
    CHECK(house.act("ordinary", json::object()).status == 400);
    CHECK(house.act("ordinary", {{"text", "It can wait."}}, "auditor").status == 403);
    CHECK(body_of(house.act("ordinary", {{"text", "It can wait."}}))["state"] == "in_progress");
    const json now = house.read();
    CHECK(now["urgent"] == false);
    CHECK(now["answer_by_ms"] == before + 44 * 3'600'000);
    CHECK(now["steps"].back()["act"] == "ordinary");
    CHECK(code_of(house.act("ordinary", {{"text", "Again."}})) == "not_urgent");
}
