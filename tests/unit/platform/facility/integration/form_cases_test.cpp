// The table of answers that the console's preview is held to as well (tests/console/form_models_test.mjs): both rules
// are one.
#include <array>
#include <fstream>

#include "platform/base/random.h"
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

TEST_CASE("a file of forms with something broken is refused with its reason, or reads back as what it says") {
    std::ifstream file(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/assets/sample/forms.json");
    const std::string whole = json::parse(file).dump();
    SeededRandom random(26);
    const auto up_to = [&](std::size_t most) {
        std::array<std::uint8_t, 4> bytes{};
        random.fill(bytes);
        return (std::size_t{bytes[0]} | std::size_t{bytes[1]} << 8 | std::size_t{bytes[2]} << 16) % most;
    };
    const std::string_view pieces[] = {"null", "-1", "\"\"", "[]", "{}", "true", "1e9", "\"is\"", "999999999999999999"};
    int read_back = 0;
    for (int round = 0; round < 400; ++round) {
        std::string broken = whole;
        const std::size_t at = up_to(broken.size());
        if (round % 2 == 0) {
            broken[at] = static_cast<char>(up_to(128));
        } else if (const auto value = broken.find(':', at); value != std::string::npos) {
            const auto end = broken.find_first_of(",}]", value);
            broken.replace(value + 1, end - value - 1, pieces[up_to(std::size(pieces))]);
        }
        auto body = JsonBody::parse(broken);
        if (!body.ok()) continue;
        const auto forms = read_forms_file(*body);
        if (!forms.ok()) {
            CHECK_FALSE(forms.error().detail.empty());
            continue;
        }
        ++read_back;
        JsonBody written = JsonBody::of(forms_file_json(*forms));
        const auto again = read_forms_file(written);
        REQUIRE(again.ok());
        CHECK(*again == *forms);
    }
    CHECK(read_back > 0);
}
