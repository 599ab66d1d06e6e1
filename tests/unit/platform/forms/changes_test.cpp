#include "platform/forms/changes.h"

#include <catch2/catch.hpp>

#include "platform/forms/fee.h"
#include "tests/unit/platform/forms/sample_form.h"

using namespace dayroom;
using namespace dayroom::forms;
using dayroom::test::make_field;
using dayroom::test::sample_form;
using dayroom::test::words;

TEST_CASE("a form that did not change has no changes, and new words are none") {
    Form form = sample_form();
    const auto asked = remember_asked(form, "es");
    CHECK(asked[0].label == "text (es)");
    CHECK(changes_since(asked, {{"text", "x"}}, form).none());
    form.fields[0].label = words("Another label");
    form.fields[0].help = words("Help");
    CHECK(changes_since(asked, {{"text", "x"}}, form).none());
}

TEST_CASE("what is new, what is asked otherwise, and what was written for a field that is gone") {
    const auto asked = remember_asked(sample_form(), "en");
    Form now = sample_form();
    now.fields.erase(now.fields.begin());
    now.fields[0].required = true;
    now.fields.push_back(make_field("phone", FieldKind::kText));
    const FormChanges changes = changes_since(asked, {{"text", "kept"}, {"number", "2"}}, now);
    REQUIRE(changes.added.size() == 1);
    CHECK(changes.added[0]->code == "phone");
    REQUIRE(changes.changed.size() == 1);
    CHECK(changes.changed[0]->code == "long_text");
    REQUIRE(changes.dropped.size() == 1);
    CHECK(changes.dropped[0] == std::pair<std::string, std::string>("text", "kept"));
}

TEST_CASE("everything that a field asks for shows in its print") {
    const auto differs = [](auto change) {
        Form form = sample_form();
        std::vector<std::uint64_t> before;
        for (const Field& field : form.fields) before.push_back(print_of(field));
        change(form);
        int different = 0;
        for (std::size_t at = 0; at < form.fields.size(); ++at) different += print_of(form.fields[at]) != before[at];
        return different;
    };
    CHECK(differs([](Form&) {}) == 0);
    CHECK(differs([](Form& form) { form.fields[0].kind = FieldKind::kLongText; }) == 1);
    CHECK(differs([](Form& form) { form.fields[0].max_characters = 6; }) == 1);
    CHECK(differs([](Form& form) { form.fields[2].choices[0].code = "z"; }) == 1);
    CHECK(differs([](Form& form) { form.fields[3].least.reset(); }) == 1);
    CHECK(differs([](Form& form) { form.fields[4].most = 5; }) == 1);
    CHECK(differs([](Form& form) { form.fields[10].show_when[0].values = {"a"}; }) == 1);
    CHECK(differs([](Form& form) { form.fields[10].show_when.clear(); }) == 1);
}

TEST_CASE("each fee ends charged or released, never both, and is charged at most once") {
    for (const FeeWhen when : {FeeWhen::kNone, FeeWhen::kOnCompletion, FeeWhen::kOnSubmission}) {
        for (const bool when_declined : {false, true}) {
            for (const Event end : {Event::kAnswered, Event::kDeclined, Event::kWithdrawn}) {
                const Fee fee{when, "price", false, when_declined && when == FeeWhen::kOnCompletion};
                const FeeStep first = fee_step(fee, Event::kSubmitted);
                const FeeStep last = fee_step(fee, end);
                const int charges = (first == FeeStep::kCharge) + (last == FeeStep::kCharge);
                const int releases = (first == FeeStep::kRelease) + (last == FeeStep::kRelease);
                INFO(static_cast<int>(when) << " " << when_declined << " " << static_cast<int>(end));
                CHECK(charges + releases == (when == FeeWhen::kNone ? 0 : 1));
                CHECK(last != FeeStep::kHold);
                CHECK((first == FeeStep::kHold) == (when == FeeWhen::kOnCompletion));
                if (end == Event::kWithdrawn && when == FeeWhen::kOnCompletion) CHECK(releases == 1);
            }
        }
    }
}
