#include "platform/facility/request_records/record_file.h"
#include "platform/facility/requests/desks.h"
#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;
using nlohmann::json;

namespace {

constexpr const char* kStaff = "request_staff";

/// One resident who asked for two copies; the first of them is at the medical desk since.
struct TwoRequests {
    TestHub hub;
    TestResident resident;
    std::string medical;
    std::string general;

    TwoRequests() {
        hub.add_form();
        const TestTerminal terminal = hub.enroll(0);
        resident = hub.add_resident("20481", 0, "7391", false, 1'000);
        auto client = hub.connect(terminal);
        for (int each = 0; each < 2; ++each) {
            client->call("POST", "/v1/commands",
                         hub.request_command(terminal, resident, CommandId::make(hub.clock, hub.random)));
        }
        const json open = list(kStaff);
        REQUIRE(open.size() == 2);
        medical = open[0]["id"];
        general = open[1]["id"];
        REQUIRE(hub.api(kStaff, "POST", path(medical) + "/assign", {{"role", "medical"}, {"text", "To the nurse."}})
                    .status == 200);
    }
    static std::string path(const std::string& id) { return "/api/v1/requests/" + id; }
    json list(const std::string& role, const std::string& query = "") {
        return body_of(hub.api(role, "GET", "/api/v1/requests" + query))["requests"];
    }
    void give_desks(const std::string& role, const std::vector<std::string>& desks) {
        hub.api_token(role);
        REQUIRE(hub.services()
                    .writer
                    ->run(Actor::system(),
                          [&](Work& work) -> Status {
                              const auto id = TRY(work.db().first(
                                  "SELECT id FROM api_token WHERE role = $1",
                                  [](const database::Row& row) { return row.id<ThingId>(0); }, role));
                              return set_desks(work, *id, desks);
                          })
                    .ok());
    }
    /// Of the list as it is shown: the entry of `id`.
    json entry(const json& all, const std::string& id) {
        for (const json& each : all) {
            if (each["id"] == id) return each;
        }
        return {};
    }
};

}  // namespace

TEST_CASE("what is at another desk is neither read nor answered, and tells nothing of whose it is") {
    TwoRequests desk;
    const std::string path = TwoRequests::path(desk.medical);
    CHECK(desk.hub.api(kStaff, "GET", path).status == 403);
    CHECK(code_of(desk.hub.api(kStaff, "GET", path)) == "other_desk");
    for (const std::string step : {"/start", "/say", "/return", "/answer", "/decline", "/assign"}) {
        INFO(step);
        CHECK(code_of(desk.hub.api(kStaff, "POST", path + step, {{"text", "Let me see."}})) == "other_desk");
    }
    const json entry = desk.entry(desk.list(kStaff), desk.medical);
    CHECK(entry["withheld"] == true);
    CHECK(entry["role"] == "medical");
    CHECK(entry["state"] == "in_progress");
    CHECK(entry["submitted_ms"] > 0);
    for (const char* name : {"resident_id", "resident_number", "resident_name", "unit_id", "form_code", "receipt_code",
                             "fee_cents", "answers"})
        CHECK_FALSE(entry.contains(name));
    CHECK(desk.entry(desk.list(kStaff), desk.general)["withheld"] == false);
}

TEST_CASE("a filter finds nothing of what is at another desk") {
    TwoRequests desk;
    const std::string resident = "resident_id=" + desk.resident.id.to_string();
    for (const std::string& filter :
         {resident, std::string("form_code=document_copy"), "unit_id=" + desk.hub.unit(0).to_string()}) {
        INFO(filter);
        for (const std::string page : {"", "&limit=1", "&limit=1&offset=1", "&role=medical", "&state=answered"}) {
            for (const json& each : desk.list(kStaff, "?" + filter + page)) CHECK(each["id"] == desk.general);
        }
        CHECK(desk.list(kStaff, "?" + filter).size() == 1);
        CHECK(desk.list(kStaff, "?" + filter + "&limit=1").size() == 1);
    }
    desk.give_desks(kStaff, {"medical"});
    const std::string receipt = body_of(desk.hub.api(kStaff, "GET", TwoRequests::path(desk.medical)))["receipt_code"];
    desk.give_desks(kStaff, {});
    const json found = desk.list(kStaff, "?receipt_code=" + receipt);
    REQUIRE(found.size() == 1);
    CHECK(found[0]["withheld"] == true);
    CHECK_FALSE(found[0].contains("resident_id"));
}

TEST_CASE("who is given the desk reads and answers there, and who loses it no more") {
    TwoRequests desk;
    const std::string path = TwoRequests::path(desk.medical);
    desk.give_desks(kStaff, {"medical", "dental"});
    const json whole = body_of(desk.hub.api(kStaff, "GET", path));
    CHECK(whole["answers"].size() == 1);
    CHECK(whole["withheld"] == false);
    CHECK(desk.list(kStaff, "?form_code=document_copy").size() == 2);
    CHECK(desk.hub.api(kStaff, "POST", path + "/say", {{"text", "Come at nine."}}).status == 200);
    CHECK(desk.hub.api("trust_office", "GET", path).status == 403);
    desk.give_desks("trust_office", {"medical"});
    CHECK(desk.hub.api("trust_office", "GET", path).status == 200);
    desk.give_desks(kStaff, {"dental"});
    CHECK(desk.hub.api(kStaff, "GET", path).status == 403);
}

TEST_CASE("the trust office opens what is at its desk by name") {
    TwoRequests desk;
    CHECK(desk.hub.api("trust_office", "GET", TwoRequests::path(desk.general)).status == 403);
    REQUIRE(
        desk.hub.api(kStaff, "POST", TwoRequests::path(desk.general) + "/assign", {{"role", "trust_office"}}).status ==
        200);
    CHECK(desk.hub.api("trust_office", "GET", TwoRequests::path(desk.general)).status == 200);
    CHECK(desk.hub.api(kStaff, "GET", TwoRequests::path(desk.general)).status == 403);
}

TEST_CASE("IT gives an account its desks, and others do not") {
    TestHub hub;
    const json made = body_of(hub.api("it", "POST", "/api/v1/staff", {{"name", "A. Nurse"}, {"role", kStaff}}));
    const std::string path = "/api/v1/staff/" + made["id"].get<std::string>() + "/desks";
    CHECK(body_of(hub.api("it", "GET", "/api/v1/staff"))["staff"][0]["desks"].empty());
    const ClientAnswer set = hub.api("it", "PUT", path, {{"desks", {"medical", "dental", "medical"}}});
    REQUIRE(set.status == 200);
    CHECK(body_of(set)["desks"] == json({"dental", "medical"}));
    CHECK(body_of(hub.api("it", "GET", "/api/v1/staff"))["staff"][0]["desks"] == json({"dental", "medical"}));
    CHECK(hub.api(kStaff, "PUT", path, {{"desks", json::array()}}).status == 403);
    CHECK(hub.api("it", "PUT", path, {{"desks", {"The Nurse"}}}).status == 400);
    CHECK(body_of(hub.api("it", "PUT", path, {{"desks", json::array()}}))["desks"].empty());
    CHECK(
        hub.api("it", "PUT", "/api/v1/staff/" + hub.unit(0).to_string() + "/desks", {{"desks", {"medical"}}}).status ==
        404);
}

TEST_CASE("a receipt is genuine, copied wrongly or nobody's, and of another desk no more is told than that") {
    TwoRequests desk;
    const std::string code = body_of(desk.hub.api(kStaff, "GET", TwoRequests::path(desk.general)))["receipt_code"];
    const auto verify = [&](const std::string& typed) {
        return body_of(desk.hub.api(kStaff, "GET", "/api/v1/receipts/" + typed));
    };
    // Of the two one is at the medical desk; the test's terminal gives both the same code.
    const json genuine = verify(code);
    CHECK(genuine["well_formed"] == true);
    REQUIRE(genuine["requests"].size() >= 1);
    for (const json& each : genuine["requests"]) CHECK(each["withheld"] == (each["id"] == desk.medical));
    std::string wrong = code;
    wrong[0] = wrong[0] == 'A' ? 'C' : 'A';
    CHECK(verify(wrong)["well_formed"] == false);
    CHECK(verify(wrong)["requests"].empty());
    // A reviewer reads no request: that the code is genuine, no more.
    const json seen = body_of(desk.hub.api("reviewer", "GET", "/api/v1/receipts/" + code));
    for (const json& each : seen["requests"]) {
        CHECK(each["withheld"] == true);
        CHECK_FALSE(each.contains("resident_number"));
    }
    CHECK(genuine["others"].empty());
    for (const char* role : {"it", "provider"})
        CHECK(desk.hub.api(role, "GET", "/api/v1/receipts/" + code).status == 403);
}

TEST_CASE("the views of the list: what is late, what waits for the resident, what is closed, in pages") {
    TwoRequests desk;
    const std::string path = TwoRequests::path(desk.general);
    CHECK(desk.list(kStaff, "?view=late").empty());
    CHECK(desk.list(kStaff, "?view=open").size() == 2);
    CHECK(desk.list(kStaff, "?view=open&mine=true").size() == 1);
    CHECK(desk.list(kStaff, "?view=open&limit=1&offset=1").size() == 1);
    REQUIRE(desk.hub.api(kStaff, "POST", path + "/return", {{"text", "Which one?"}}).status == 200);
    CHECK(desk.list(kStaff, "?view=returned")[0]["id"] == desk.general);
    const json page = body_of(desk.hub.api(kStaff, "GET", path));
    CHECK(page["fee_when_answered"] == "charged");
    CHECK(page["fee_when_declined"] == "released");
    CHECK(page["form"]["code"] == "document_copy");
    REQUIRE(desk.hub.api(kStaff, "POST", path + "/answer", {{"text", "Here it is."}}).status == 200);
    CHECK(body_of(desk.hub.api(kStaff, "GET", path))["fee_when_answered"] == "nothing");
    CHECK(desk.list(kStaff, "?view=closed")[0]["id"] == desk.general);
    CHECK(desk.list(kStaff, "?state=answered").size() == 1);
    CHECK(desk.hub.api(kStaff, "GET", "/api/v1/requests?view=yesterday").status == 400);
}

TEST_CASE("reading a request is on record, once for who reads it") {
    TwoRequests desk;
    const auto read = [&] {
        // Events are chained by a job of the writer behind the commit that they belong to.
        for (int behind = 0; behind < 2; ++behind)
            REQUIRE(desk.hub.services().writer->run(Actor::system(), [](Work&) { return Status(); }).ok());
        int count = 0;
        const json events = body_of(desk.hub.api("auditor", "GET", "/api/v1/audit?limit=500"))["events"];
        for (const json& each : events) count += each["event"] == "staff_read" && each["code"] == "request" ? 1 : 0;
        return count;
    };
    const std::string path = TwoRequests::path(desk.general);
    desk.hub.api(kStaff, "GET", path);
    desk.hub.api(kStaff, "GET", path);
    desk.hub.api(kStaff, "GET", TwoRequests::path(desk.medical));
    CHECK(read() == 1);
}

TEST_CASE("desks that there are, and one's own") {
    TwoRequests desk;
    desk.give_desks(kStaff, {"dental"});
    const json desks = body_of(desk.hub.api(kStaff, "GET", "/api/v1/desks"));
    CHECK(desks["mine"] == json{"dental"});
    CHECK(desks["desks"] == json({"dental", "medical"}));
}

namespace {

/// The record as a file, or nothing where it is refused.
std::optional<RecordProof> record_of(TwoRequests& desk, const std::string& role, const std::string& id) {
    const auto response = desk.hub.api(role, "GET", TwoRequests::path(id) + "/record");
    if (response.status != 200) return std::nullopt;
    const auto& services = desk.hub.services();
    const FacilityRoot root{services.context.facility, "root", desk.hub.root.public_key()};
    const json body = body_of(response);
    auto proof = prove_record(body["html"].get<std::string>(), root);
    REQUIRE(proof.ok());
    return proof.take();
}

}  // namespace

TEST_CASE("the record of a request is for who may open it and for auditors, and proves itself") {
    TwoRequests desk;
    const std::string path = TwoRequests::path(desk.general);
    REQUIRE(desk.hub.api(kStaff, "POST", path + "/answer", {{"text", "On <Tuesday> & \"after\"."}}).status == 200);
    for (const char* role : {kStaff, "auditor"}) {
        const auto proof = record_of(desk, role, desk.general);
        REQUIRE(proof.has_value());
        CHECK(proof->pieces == 2);
        CHECK(proof->whole());
        CHECK(proof->request.to_string() == desk.general);
    }
    const std::string file = body_of(desk.hub.api("auditor", "GET", path + "/record"))["html"];
    CHECK(file.find("On &lt;Tuesday&gt; &amp; &quot;after&quot;.") != std::string::npos);
    CHECK(desk.hub.api("auditor", "GET", path).status == 403);
    CHECK(desk.hub.api("reviewer", "GET", path + "/record").status == 403);
}

TEST_CASE("what is about health is exported by who has its desk alone, an auditor sees that it is there") {
    TwoRequests desk;
    const std::string path = TwoRequests::path(desk.medical) + "/record";
    desk.give_desks(kStaff, {"medical"});
    const std::string receipt = body_of(desk.hub.api(kStaff, "GET", TwoRequests::path(desk.medical)))["receipt_code"];
    const auto seen = [&](const char* role) {
        return body_of(desk.hub.api(role, "GET", "/api/v1/receipts/" + receipt))["requests"][0];
    };
    CHECK(record_of(desk, kStaff, desk.medical).has_value());
    CHECK(seen(kStaff)["may_save_record"] == true);
    CHECK(code_of(desk.hub.api("auditor", "GET", path)) == "health_staff_only");
    const json of_auditor = seen("auditor");
    CHECK(of_auditor["may_save_record"] == false);
    CHECK(of_auditor["withheld"] == true);
    for (const char* name : {"resident_id", "resident_name", "form_code", "receipt_code", "fee_cents", "urgent"})
        CHECK_FALSE(of_auditor.contains(name));
    // Passed on: who gets it works on it, but its record stays with health staff.
    REQUIRE(desk.hub.api(kStaff, "POST", TwoRequests::path(desk.medical) + "/say", {{"text", "Take two."}}).status ==
            200);
    desk.give_desks(kStaff, {"records"});
    CHECK(code_of(desk.hub.api(kStaff, "GET", path)) == "other_desk");
    desk.give_desks("trust_office", {"medical"});
    CHECK(record_of(desk, "trust_office", desk.medical).has_value());
    // The facility says which desks those are.
    REQUIRE(desk.hub.api("it", "PUT", "/api/v1/health-desks", {{"desks", json::array()}}).status == 200);
    CHECK(record_of(desk, "auditor", desk.medical).has_value());
}

TEST_CASE("IT sets the desks of health staff, who have a board of their own") {
    TwoRequests desk;
    CHECK(body_of(desk.hub.api("auditor", "GET", "/api/v1/health-desks"))["desks"].size() == 3);
    CHECK(code_of(desk.hub.api(kStaff, "GET", "/api/v1/sick-call")) == "health_staff_only");
    CHECK(desk.hub.api("auditor", "GET", "/api/v1/sick-call").status == 403);
    CHECK(desk.hub.api(kStaff, "PUT", "/api/v1/health-desks", {{"desks", json::array()}}).status == 403);
    const json medical = {{"role", "medical"}, {"triage_within_hours", 4}};
    CHECK(desk.hub.api("it", "PUT", "/api/v1/health-desks", {{"desks", json::array({medical, medical})}}).status ==
          400);
    const json set = body_of(desk.hub.api("it", "PUT", "/api/v1/health-desks", {{"desks", json::array({medical})}}));
    CHECK(set["desks"] == json::array({medical}));
    desk.give_desks(kStaff, {"medical", "dental"});
    CHECK(body_of(desk.hub.api(kStaff, "GET", "/api/v1/desks"))["health"] == json::array({"medical"}));
    const json board = body_of(desk.hub.api(kStaff, "GET", "/api/v1/sick-call"));
    REQUIRE(board["requests"].size() == 1);
    CHECK(board["requests"][0]["id"] == desk.medical);
    CHECK(board["requests"][0]["clock"] == "triage");  // it was assigned, and that is no triage
    const std::int64_t filed = board["requests"][0]["submitted_ms"];
    CHECK(board["requests"][0]["due_ms"] == filed + 4 * 3'600'000);
    CHECK(board["requests"][0]["triaged"] == false);
    CHECK(board["requests"][0]["withheld"] == false);
    CHECK(board["waiting"] == 1);
    CHECK(board["urgent"] == 0);
}

namespace {

/// The copy that was asked for, answered by staff; and its appeal, at the supervisor's desk.
struct AppealedCopy : TwoRequests {
    std::string appeal;

    AppealedCopy() {
        REQUIRE(hub.api(kStaff, "POST", path(general) + "/answer", {{"text", "Lost, sorry."}}).status == 200);
        const auto text = [](const char* english) { return json{{"en", english}}; };
        const json form = {{"code", "appeal"},
                           {"name", text("Appeal")},
                           {"role", "supervisor"},
                           {"appeals", "document_copy"},
                           {"appeal_within_days", 5},
                           {"fields",
                            {{{"code", "appeal_of"}, {"kind", "text"}, {"label", text("Receipt")}, {"required", true}},
                             {{"code", "why"}, {"kind", "text"}, {"label", text("Why?")}}}}};
        const json body = {{"replaces_revision", 0}, {"form", form}};
        REQUIRE(hub.api(kStaff, "PUT", "/api/v1/forms/appeal", body).status == 201);
        file(body_of(hub.api(kStaff, "GET", path(general)))["receipt_code"]);
    }
    void file(const std::string& receipt) {
        const RequestId id = RequestId::make(hub.clock, hub.random);
        REQUIRE(hub.services()
                    .writer
                    ->run(Actor::resident(resident.id),
                          [&](Work& work) -> Status {
                              const auto form = TRY(hub.services().forms.find_by_code(work.db(), "appeal"));
                              wire::SubmitRequest out;
                              out.set_request_id(id.raw());
                              out.set_form_id(form->id.raw());
                              out.set_form_revision(1);
                              out.set_receipt_code(rules::make_receipt_code(hub.random));
                              for (const auto& [field, value] :
                                   {std::pair("appeal_of", receipt), std::pair("why", std::string("Not lost."))}) {
                                  auto& answer = *out.add_answers();
                                  answer.set_field(field);
                                  answer.set_value(value);
                              }
                              return hub.services().requests.submit(
                                  work, resident.id, {}, CommandId::make(hub.clock, hub.random), out, work.now());
                          })
                    .ok());
        appeal = id.to_string();
    }
};

}  // namespace

TEST_CASE("an appeal shows what was said before to who decides on it, and the request shows its appeal") {
    AppealedCopy desk;
    CHECK(desk.hub.api(kStaff, "GET", TwoRequests::path(desk.appeal)).status == 403);
    const json first = body_of(desk.hub.api(kStaff, "GET", TwoRequests::path(desk.general)));
    REQUIRE(first["appeals"].size() == 1);
    CHECK(first["appeals"][0]["id"] == desk.appeal);
    CHECK(first["appeal_of"].is_null());
    desk.give_desks("trust_office", {"supervisor"});
    const json appeal = body_of(desk.hub.api("trust_office", "GET", TwoRequests::path(desk.appeal)));
    const json& of = appeal["appeal_of"];
    CHECK(of["id"] == desk.general);
    CHECK(of["withheld"] == false);
    CHECK(of["answers"] == first["answers"]);
    CHECK(of["steps"].back()["text"] == "Lost, sorry.");
    CHECK(of["form"]["code"] == "document_copy");
    CHECK(desk.hub.api("trust_office", "GET", TwoRequests::path(desk.general)).status == 403);
}

TEST_CASE("what was said before about health stays with health staff, and so does the record of the appeal") {
    AppealedCopy desk;
    desk.give_desks("trust_office", {"supervisor"});
    REQUIRE(record_of(desk, "auditor", desk.appeal).has_value());
    // As if it had been answered at the medical desk.
    REQUIRE(desk.hub.services()
                .writer
                ->run(Actor::system(),
                      [&](Work& work) {
                          return work.db().run("UPDATE request SET role = 'medical' WHERE id = $1",
                                               RequestId::parse(desk.general).take());
                      })
                .ok());
    const json appeal = body_of(desk.hub.api("trust_office", "GET", TwoRequests::path(desk.appeal)));
    CHECK(appeal["appeal_of"]["withheld"] == true);
    CHECK_FALSE(appeal["appeal_of"].contains("answers"));
    CHECK(appeal["may_save_record"] == false);
    CHECK(code_of(desk.hub.api("trust_office", "GET", TwoRequests::path(desk.appeal) + "/record")) ==
          "health_staff_only");
    CHECK_FALSE(record_of(desk, "auditor", desk.appeal).has_value());
    desk.give_desks("trust_office", {"supervisor", "medical"});
    CHECK(body_of(desk.hub.api("trust_office", "GET", TwoRequests::path(desk.appeal)))["appeal_of"]["withheld"] ==
          false);
    CHECK(record_of(desk, "trust_office", desk.appeal).has_value());
}
