// The table of answers that the console's preview is held to as well (tests/console/form_models_test.mjs): both rules
// are one.
#include <fstream>

#include "platform/facility/integration/form_body.h"
#include "platform/forms/answers.h"
#include "platform/rules/calendar.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::facility;
using nlohmann::json;

namespace {

json form_cases() {
    std::ifstream file(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/tests/console/form_cases.json");
    return json::parse(file);
}

forms::Form form_of(const json& fields) {
    JsonBody body = JsonBody::of({{"code", "case"}, {"name", {{"en", "Case"}}}, {"fields", fields}});
    auto form = read_form(body);
    REQUIRE(form.ok());
    return form.take();
}

}  // namespace

TEST_CASE("answers are judged as the table says that the console judges them too") {
    for (const json& one : form_cases()) {
        INFO(one["name"].get<std::string>());
        const forms::Form form = form_of(one["fields"]);
        forms::Surroundings around;
        around.today = *rules::day_named(one["today"].get<std::string>());
        for (const json& attempt : one["tries"]) {
            INFO(attempt["answers"].dump());
            forms::Answers answers;
            for (const auto& [field, value] : attempt["answers"].items())
                answers.push_back({field, value.get<std::string>()});
            json asked = json::array();
            const auto flags = forms::asked_fields(form, answers);
            for (std::size_t at = 0; at < flags.size(); ++at)
                if (flags[at]) asked.push_back(form.fields[at].code);
            CHECK(asked == attempt["asked"]);
            json faults = json::array();
            for (const forms::FieldFault& found : forms::find_faults(form, answers, around))
                faults.push_back({found.field->code, forms::name_of(found.fault), found.limit});
            CHECK(faults == attempt["faults"]);
        }
    }
}
