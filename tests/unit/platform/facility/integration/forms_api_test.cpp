#include <filesystem>
#include <fstream>

#include "platform/facility/integration/form_body.h"
#include "platform/wire/forms.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;
using nlohmann::json;

namespace {

json survey() {
    return json::parse(R"({
      "code": "survey", "icon": "list-checks", "name": {"en": "Survey", "es": "Encuesta"},
      "answer_within_hours": 24, "role": "program",
      "fields": [
        {"code": "food", "kind": "number", "label": {"en": "The food"}, "least": 1, "most": 5},
        {"code": "why", "kind": "text", "label": {"en": "Why?"}, "required": true, "max_characters": 80,
         "show_when": [{"field": "food", "at_most": 2}]}]})");
}

json sample_file() {
    std::ifstream file(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/assets/sample/forms.json");
    return json::parse(file);
}

std::string refusal_of(json form) {
    JsonBody body = JsonBody::of(std::move(form));
    const auto read = read_form(body);
    return read.ok() ? std::string() : read.error().detail;
}

}  // namespace

TEST_CASE("a form is made, read, changed and retired by its code, with every version kept") {
    TestHub hub;
    const std::string path = "/api/v1/forms/survey";
    CHECK(hub.api("request_staff", "GET", path).status == 404);
    CHECK(hub.api("reviewer", "PUT", path, {{"replaces_revision", 0}, {"form", survey()}}).status == 403);
    const ClientAnswer made = hub.api("request_staff", "PUT", path, {{"replaces_revision", 0}, {"form", survey()}});
    REQUIRE(made.status == 201);
    CHECK(body_of(made)["revision"] == 1);
    CHECK(hub.api("request_staff", "PUT", path, {{"replaces_revision", 0}, {"form", survey()}}).status == 409);
    json longer = survey();
    longer["fields"][1]["max_characters"] = 200;
    CHECK(hub.api("request_staff", "PUT", path, {{"replaces_revision", 1}, {"form", longer}}).status == 200);
    CHECK(body_of(hub.api("auditor", "GET", path))["form"] == longer);
    CHECK(body_of(hub.api("auditor", "GET", path + "?revision=1"))["form"] == survey());
    CHECK(hub.api("auditor", "GET", path + "?revision=3").status == 404);
    const json versions = body_of(hub.api("auditor", "GET", path + "/versions"))["versions"];
    REQUIRE(versions.size() == 2);
    CHECK(versions[0]["revision"] == 2);
    CHECK(versions[0]["until_ms"] == 0);
    CHECK(versions[1]["until_ms"] > 0);
    CHECK(body_of(hub.api("request_staff", "GET", "/api/v1/forms"))["forms"].size() == 1);
    CHECK(hub.api("request_staff", "POST", path + "/retire").status == 200);
    CHECK(hub.api("request_staff", "POST", path + "/retire").status == 404);
    CHECK(body_of(hub.api("request_staff", "GET", "/api/v1/forms"))["forms"].empty());
    CHECK(body_of(hub.api("request_staff", "GET", "/api/v1/forms?retired=true"))["forms"].size() == 1);
    CHECK(
        hub.api("request_staff", "PUT", "/api/v1/forms/other", {{"replaces_revision", 0}, {"form", survey()}}).status ==
        400);
}

TEST_CASE("what a form names must be there") {
    TestHub hub;
    json form = survey();
    form["fee"] = {{"when", "on_submission"}, {"price", "nothing"}};
    const auto put = [&] {
        return hub.api("request_staff", "PUT", "/api/v1/forms/survey", {{"replaces_revision", 0}, {"form", form}})
            .status;
    };
    CHECK(put() == 400);
    form.erase("fee");
    form["units"] = {"0190d6c1-0000-7000-8000-000000000001"};
    CHECK(put() == 400);
    form["units"] = {hub.unit(0).to_string()};
    CHECK(put() == 201);
}

TEST_CASE("a file of forms is taken whole or not at all, and is written as the same bytes") {
    TestHub hub;
    hub.add_form();
    json file = {{"format", 1}, {"forms", json::array({survey()})}};
    const ClientAnswer first = hub.api("request_staff", "POST", "/api/v1/forms-file", file);
    REQUIRE(first.status == 200);
    CHECK(body_of(first)["forms"][0]["result"] == "created");
    CHECK(body_of(hub.api("request_staff", "POST", "/api/v1/forms-file", file))["forms"][0]["result"] == "unchanged");
    const ClientAnswer exported = hub.api("request_staff", "GET", "/api/v1/forms-file");
    REQUIRE(exported.status == 200);
    CHECK(body_of(exported)["forms"].size() == 2);
    const ClientAnswer again = hub.api("request_staff", "POST", "/api/v1/forms-file", body_of(exported));
    REQUIRE(again.status == 200);
    const json results = body_of(again)["forms"];
    for (const json& result : results) CHECK(result["result"] == "unchanged");
    CHECK(hub.api("request_staff", "GET", "/api/v1/forms-file").body == exported.body);

    json bad = survey();
    bad["code"] = "second";
    bad["fields"][0]["kind"] = "photo";
    file["forms"] = {survey(), bad};
    file["forms"][0]["answer_within_hours"] = 48;
    const ClientAnswer refused = hub.api("request_staff", "POST", "/api/v1/forms-file", file);
    CHECK(refused.status == 400);
    CHECK(refused.body.find("forms[1].fields[0]") != std::string::npos);
    CHECK(hub.api("request_staff", "GET", "/api/v1/forms-file").body == exported.body);
    file["forms"] = {survey(), survey()};
    CHECK(hub.api("request_staff", "POST", "/api/v1/forms-file", file).status == 400);
    file["format"] = 2;
    CHECK(hub.api("request_staff", "POST", "/api/v1/forms-file", file).status == 400);
}

TEST_CASE("the sample's forms are good, in English and Spanish, and read back as they were written") {
    JsonBody body = JsonBody::of(sample_file());
    const auto read = read_forms_file(body);
    if (!read.ok()) FAIL(read.error().detail);
    CHECK(read->size() == 17);
    for (const forms::Form& form : *read) {
        JsonBody written = JsonBody::of(form_json(form));
        const auto again = read_form(written);
        REQUIRE(again.ok());
        CHECK(*again == form);
        CHECK(form_json(*again).dump() == form_json(form).dump());
        CHECK(form.name.size() == 2);
        CHECK(wire::form_from_wire(wire::form_to_wire(form)).take() == form);
        for (const forms::Field& field : form.fields) {
            INFO(form.code << " " << field.code);
            CHECK(field.label.size() == 2);
            for (const forms::Choice& choice : field.choices) {
                CHECK(choice.label.size() == 2);
                CHECK(choice.icon.empty() != (field.code == "symptom"));
            }
        }
    }
}

TEST_CASE("what cannot be read of a form is told with its place") {
    json form = survey();
    CHECK(refusal_of(form).empty());
    form["colour"] = "red";
    CHECK_FALSE(refusal_of(form).empty());
    form = survey();
    form["fields"][1]["show_when"][0] = {{"field", "food"}};
    CHECK(refusal_of(form).starts_with("fields[1].show_when[0]: "));
    form["fields"][1]["show_when"][0] = {{"field", "food"}, {"at_most", 2}, {"is", {"1"}}};
    CHECK(refusal_of(form).starts_with("fields[1].show_when[0]: "));
    form["fields"][1]["show_when"][0] = {{"field", "nowhere"}, {"answered", true}};
    CHECK(refusal_of(form) == "fields[1].show_when[0].field: names no earlier field");
    form = survey();
    form["fields"][0]["kind"] = "photo";
    CHECK(refusal_of(form).starts_with("fields[0]: "));
    form = survey();
    form["fields"][0]["least"] = "one";
    CHECK(refusal_of(form).starts_with("fields[0]: "));
    form = survey();
    form["fee"] = {{"when", "sometimes"}, {"price", "copy"}};
    CHECK(refusal_of(form).starts_with("fee: "));
    form = survey();
    form["next_levels"] = {{{"answer_within_hours", 24}}};
    CHECK(refusal_of(form).starts_with("next_levels[0]"));
}
