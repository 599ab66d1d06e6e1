#include "platform/facility/requests/forms.h"

#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FilingDesk;
using dayroom::test::must;
using dayroom::test::plain_form;

namespace {

forms::Form changed_form() {
    forms::Form form = plain_form();
    form.fields[0].choices.erase(form.fields[0].choices.begin());
    form.fields[0].choices.push_back({"new", {{"en", "New"}}});
    return form;
}

}  // namespace

TEST_CASE("each change is a version, the same again is none, and those of before can be read") {
    FilingDesk desk;
    desk.put(plain_form());
    CHECK(must(desk.hub.forms.versions(*desk.hub.reader, desk.form)).size() == 1);
    const Timestamp first = desk.hub.clock.now();
    desk.hub.clock.advance(std::chrono::hours(1));
    desk.put(changed_form());
    const auto versions = must(desk.hub.forms.versions(*desk.hub.reader, desk.form));
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].form.revision() == 2);
    CHECK_FALSE(versions[0].until.is_set());
    CHECK(versions[0].by_role == "request_staff");
    CHECK(versions[1].form.revision() == 1);
    CHECK(versions[1].from == first);
    CHECK(versions[1].until == desk.hub.clock.now());
    CHECK(must(desk.hub.forms.find_version(*desk.hub.reader, desk.form, 1))->form.fields(0).choices(0).code() ==
          "court");
    CHECK_FALSE(must(desk.hub.forms.find_version(*desk.hub.reader, desk.form, 3)).has_value());
}

TEST_CASE("a definition that breaks its rules is refused with the place, and nothing changes") {
    FilingDesk desk;
    forms::Form bad = plain_form();
    bad.fields[0].choices[1].label.clear();
    const Status status =
        desk.hub.run([&](Work& work) { return desk.hub.forms.put(work, desk.form, wire::form_to_wire(bad)); });
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().detail == "fields[0].choices[1].label: is missing");
    CHECK(must(desk.hub.forms.find(*desk.hub.reader, desk.form))->form.revision() == 1);
}

TEST_CASE("two who change a form at once: the second is told") {
    FilingDesk desk;
    const auto replace = [&](int revision, const forms::Form& form) {
        return desk.hub.run(
            [&](Work& work) { return desk.hub.forms.replace(work, desk.form, revision, wire::form_to_wire(form)); });
    };
    must(replace(1, changed_form()));
    const Status late = replace(1, plain_form());
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().text_key == "changed_since");
    must(replace(2, plain_form()));
    CHECK(must(desk.hub.forms.find(*desk.hub.reader, desk.form))->form.revision() == 3);
}

TEST_CASE("what was filled from an older version is taken for a week, by the rules of that version") {
    FilingDesk desk;
    const wire::SubmitRequest old = desk.body(1);
    desk.put(changed_form());
    wire::SubmitRequest mixed = desk.body(2);  // answers of the first to the second
    CHECK_FALSE(desk.file(mixed).ok());
    SECTION("in time") {
        desk.hub.clock.advance(kOlderVersionTaken);
        must(desk.file(old));
        const auto request = desk.read(must(RequestId::from_bytes(std::string_view(old.request_id()))));
        CHECK(request.form_revision() == 1);
        CHECK(request.answers(0).words() == "Papeles de la corte");
    }
    SECTION("too late") {
        desk.hub.clock.advance(kOlderVersionTaken + Milliseconds(1));
        const Status late = desk.file(old);
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().text_key == "form_changed");
    }
    SECTION("of a form that is retired") {
        must(desk.hub.run([&](Work& work) { return desk.hub.forms.retire(work, desk.form); }));
        CHECK_FALSE(desk.file(old).ok());
    }
}

TEST_CASE("what was filed stays word for word, in the language it was filed in") {
    FilingDesk desk;
    const RequestId id = desk.filed();
    desk.put(changed_form());
    const auto request = desk.read(id);
    REQUIRE(request.answers_size() == 1);
    CHECK(request.answers(0).label() == "¿Cuál?");
    CHECK(request.answers(0).words() == "Papeles de la corte");
    CHECK(request.answers(0).value() == "court");
}

TEST_CASE("a contact is one of the person's own, and its name is kept") {
    forms::Form form = plain_form();
    forms::Field who;
    who.code = "who";
    who.kind = forms::FieldKind::kContact;
    who.label = {{"en", "Who?"}};
    form.fields.push_back(who);
    FilingDesk desk(form);
    const ContactId own = desk.hub.add_contact(desk.person);
    const ContactId strange = desk.hub.add_contact(desk.hub.add_resident());
    auto body = desk.body();
    body.add_answers()->set_field("who");
    body.mutable_answers(1)->set_value(to_hex(strange.bytes()));
    CHECK_FALSE(desk.file(body).ok());
    body.mutable_answers(1)->set_value(to_hex(own.bytes()));
    must(desk.file(body));
    const auto request = desk.read(must(RequestId::from_bytes(std::string_view(body.request_id()))));
    CHECK_FALSE(request.answers(1).words().empty());
}

TEST_CASE("a form for one unit is not taken from another") {
    forms::Form form = plain_form();
    FilingDesk desk;
    form.units = {desk.hub.other_unit.raw()};
    desk.put(form);
    CHECK_FALSE(desk.file(desk.body(2)).ok());
    form.units.push_back(desk.hub.unit.raw());
    desk.put(form);
    must(desk.file(desk.body(3)));
}
