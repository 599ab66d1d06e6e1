#include "provisioning/policy/policy_file.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "platform/wire/policy.h"
#include "provisioning/policy/policy_diff.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

constexpr const char* kGood = R"({
  "format": "dayroom-policy-1",
  "facility": "Cedar Ridge",
  "version": 7,
  "note": "Longer evenings",
  "languages": ["es", "en"],
  "resident_word": "guest",
  "staff_phone": "555-0100",
  "limits": {"idle_warning_s": 150, "idle_sign_out_s": 180, "sessions_per_day": 4, "send_money": true},
  "units": [
    {"name": "B-East", "without": ["phone"],
     "week": [{"days": ["mon", "tue"], "from": "06:30", "to": "07:00", "kind": "meal", "name": {"en": "Breakfast"}}]}
  ],
  "prices": [{"code": "message", "credits": 2, "name": {"en": "One message"}}],
  "forms": [
    {"code": "library", "name": {"en": "Law library"},
     "fields": [{"code": "text", "kind": "long_text", "label": {"en": "What do you need?"}}]}
  ]
}
)";

struct Writing {
    FakeClock clock;
    SystemRandom random;
    HubRequest hub = make_hub();

    HubRequest make_hub() {
        HubRequest made;
        made.facility_id = FacilityId::make(clock, random);
        made.facility_name = "Cedar Ridge";
        made.units = {{UnitId::make(clock, random), "B-East"}, {UnitId::make(clock, random), "C-West"}};
        return made;
    }
    PolicyReading read(const std::string& text) { return read_policy_text(text, hub, clock.now()); }
    static std::string with(const std::string& from, const std::string& to) {
        std::string text = kGood;
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        return text.replace(at, from.size(), to);
    }
    /// The one problem of the good file with one thing changed.
    std::string problem(const std::string& from, const std::string& to) {
        const auto reading = read(with(from, to));
        CAPTURE(from, to);
        REQUIRE(reading.problems.size() == 1);
        return problem_line(reading.problems.front());
    }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE_METHOD(Writing, "a good policy file becomes a policy of this facility") {
    const auto reading = read(kGood);
    for (const auto& problem : reading.problems) UNSCOPED_INFO(problem_line(problem));
    REQUIRE(reading.problems.empty());
    const auto& bundle = reading.bundle;
    CHECK(wire::check_policy(bundle).ok());
    CHECK(bundle.facility_id() == hub.facility_id.raw());
    CHECK(bundle.version() == 7);
    CHECK(bundle.limits_size() == 4);
    CHECK(bundle.units(0).unit_id() == hub.units[0].id.raw());
    CHECK(bundle.units(0).features_off(0) == "phone");
    CHECK(bundle.units(0).week().entries(0).weekdays() == 3);
    CHECK(bundle.units(0).week().entries(0).from_minute() == 390);
    CHECK(bundle.prices(0).credits() == 2);
    CHECK(bundle.forms(0).fields(0).kind() == wire::Form::Field::LONG_TEXT);
}

TEST_CASE_METHOD(Writing, "each mistake is told with its line and column, in plain words") {
    CHECK(problem("\"version\": 7", "\"version\": 0") == "line 4, column 14: \"version\" must be from 1 to 1000000000");
    CHECK(holds(problem("\"Cedar Ridge\"", "\"Other\""), "line 3, column 15: \"facility\" is not \"Cedar Ridge\""));
    CHECK(holds(problem("dayroom-policy-1", "dayroom-policy-2"), "line 2"));
    CHECK(holds(problem("  \"version\": 7,\n", ""), "\"version\" is missing in this part"));
    CHECK(holds(problem("\"note\"", "\"nota\""), "line 5, column 3: \"nota\" is not known here"));
    CHECK(holds(problem("[\"es\", \"en\"]", "[\"es\"]"), "needs English"));
    CHECK(holds(problem("\"idle_warning_s\": 150", "\"idle_warning_s\": 175"), "line 9"));
    CHECK(holds(problem("\"sessions_per_day\": 4", "\"sessions_per_day\": 4000"), "must be from 0 to 1000"));
    CHECK(holds(problem("\"send_money\": true", "\"send_money\": 1"), "needs true or false"));
    CHECK(holds(problem("\"sessions_per_day\"", "\"session_per_day\""), "\"session_per_day\" is not known here"));
    CHECK(holds(problem("\"B-East\"", "\"D-North\""), "there are: B-East, C-West"));
    CHECK(holds(problem("[\"phone\"]", "[\"requests\"]"), "can hold messages, commissary, phone, visits"));
    CHECK(holds(problem("\"06:30\"", "\"6:30\""), "line 12, column 48: \"from\" must be a time of the day"));
    CHECK(holds(problem("\"07:00\"", "\"06:00\""), "must be after \"from\""));
    CHECK(holds(problem("\"tue\"", "\"tuesday\""), "can hold mon, tue"));
    CHECK(holds(problem("\"credits\": 2", "\"credits\": -2"), "line 14"));
    CHECK(holds(problem("\"code\": \"message\"", "\"code\": \"bundle_5\""), "is a bundle"));
    CHECK(holds(problem("\"kind\": \"long_text\"", "\"kind\": \"essay\""), "line 17"));
    CHECK(holds(problem("\"en\": \"What do you need?\"", "\"es\": \"¿Qué?\""), "needs English"));
    CHECK(holds(problem("\"kind\": \"long_text\"", "\"kind\": \"choice\""), "line 17"));
}

TEST_CASE_METHOD(Writing, "a policy names an image by version and by each of its parts") {
    const std::string sha256(64, 'a');
    const auto part = [&](const char* name) {
        return std::string("\"") + name + "\": {\"sha256\": \"" + sha256 + "\", \"size\": 5}";
    };
    const std::string image = "\"image\": {\"version\": \"1.4.2\", " + part("root") + ", " + part("hashes") + ", " +
                              part("kernel_a") + ", " + part("kernel_b") + "},\n  \"note\"";
    const auto reading = read(with("\"note\"", image));
    for (const auto& problem : reading.problems) UNSCOPED_INFO(problem_line(problem));
    REQUIRE(reading.problems.empty());
    CHECK(reading.bundle.image().version() == "1.4.2");
    CHECK(reading.bundle.image().parts_size() == 4);
    CHECK(reading.bundle.image().parts(0).sha256() == std::string(32, '\xAA'));

    const auto wrong = [&](const std::string& from, const std::string& to) {
        std::string changed = image;
        changed.replace(changed.find(from), from.size(), to);
        return problem("\"note\"", changed);
    };
    CHECK(holds(wrong("1.4.2", "v1"), "\"version\" must be digits first"));
    CHECK(holds(wrong(part("hashes") + ", ", ""), "\"hashes\" is missing"));
    CHECK(holds(wrong(sha256, "abc"), "64 hexadecimal digits"));
    CHECK(holds(wrong("\"size\": 5", "\"size\": 0"), "\"size\" must be from 1"));
    CHECK(holds(wrong(", \"size\": 5", ""), "\"size\" is missing"));
}

TEST_CASE_METHOD(Writing, "everything that is wrong is told at once, in the order of the file") {
    std::string text = with("\"version\": 7", "\"version\": \"seven\"");
    text.replace(text.find("\"credits\": 2"), 12, "\"credits\": \"2\"");
    text.replace(text.find("\"B-East\""), 8, "\"X\"");
    const auto reading = read(text);
    REQUIRE(reading.problems.size() == 3);
    CHECK(reading.problems[0].place.line == 4);
    CHECK(reading.problems[1].place.line == 11);
    CHECK(reading.problems[2].place.line == 14);
}

TEST_CASE_METHOD(Writing, "text that is no JSON is told where it stops being any") {
    CHECK(holds(problem("\"version\": 7,", "\"version\": 7"), "line 5, column 3: a , or the }"));
    CHECK(holds(problem("\"version\": 7", "\"version\": 7.5"), "only whole numbers"));
    CHECK(holds(problem("\"version\": 7", "\"version\": seven"), "a value is missing"));
    CHECK(holds(problem("\"note\"", "\"version\""), "\"version\" comes twice"));
    CHECK(holds(problem("\"Longer evenings\"", "\"Longer evenings"), "over the end of its line"));
    for (const std::string& bad :
         {std::string(), std::string("{"), std::string(5'000, '['), std::string("\xFF\xFE"), std::string("{} {}"),
          std::string("{\"a\":\"\\uD800\"}"), std::string(2 << 20, ' ')}) {
        const auto reading = read(bad);
        REQUIRE_FALSE(reading.problems.empty());
        CHECK_FALSE(problem_line(reading.problems.front()).empty());
    }
}

TEST_CASE_METHOD(Writing, "columns are counted in characters, and escapes mean what they say") {
    JsonProblem problem;
    const auto node = read_json_text("[\"ä\\u00e9\\ud83d\\ude00\", true]", problem);
    REQUIRE(node.ok());
    CHECK(node->items[0].text == "ä\u00e9\U0001F600");
    CHECK(read_json_text("[\"ää\" x]", problem).ok() == false);
    CHECK(problem.place.column == 7);
}

TEST_CASE_METHOD(Writing, "what a policy changes is said thing by thing") {
    const auto live = read(kGood).bundle;
    CHECK(policy_changes(live, live, hub).empty());
    std::string text = with("\"sessions_per_day\": 4", "\"sessions_per_day\": 6");
    text.replace(text.find("[\"phone\"]"), 9, "[]");
    text.replace(text.find("\"credits\": 2"), 12, "\"credits\": 1");
    text.replace(text.find("\"guest\""), 7, "\"resident\"");
    text.replace(text.find("\"library\""), 9, "\"books\"");
    const auto lines = policy_changes(live, read(text).bundle, hub);
    std::string all;
    for (const auto& line : lines) all += line + "\n";
    CAPTURE(all);
    CHECK(lines.size() == 6);
    CHECK(holds(all, "resident_word: \"guest\" becomes \"resident\"\n"));
    CHECK(holds(all, "limit sessions_per_day: 4 becomes 6\n"));
    CHECK(holds(all, "unit B-East: without phone, a week of 1 entries becomes without none, a week of 1 entries\n"));
    CHECK(holds(all, "price message: 2 credits becomes 1 credits\n"));
    CHECK(holds(all, "form books: is new: 1 fields\n"));
    CHECK(holds(all, "form library: no longer said here: it stays as it is\n"));
}
