// A signed policy for tests: every part of it once.
#pragma once

#include "platform/wire/policy.h"

namespace dayroom::wire::sample {

inline void add_limit(PolicyBundle& bundle, const std::string& name, std::int64_t value) {
    PolicyLimit& limit = *bundle.add_limits();
    limit.set_name(name);
    limit.set_value(value);
}

inline PolicyBundle policy_bundle(const FacilityId& facility, std::int64_t version, const UnitId& unit) {
    PolicyBundle bundle;
    bundle.set_facility_id(facility.raw());
    bundle.set_version(version);
    bundle.set_made_ms(1'750'000'000'000);
    bundle.set_note("A longer look at the screen");
    add_limit(bundle, "idle_warning_s", 150);
    add_limit(bundle, "idle_sign_out_s", 180);
    add_limit(bundle, "sessions_per_day", 4);
    for (const char* language : {"es", "en"}) bundle.add_languages(language);
    bundle.set_resident_word("guest");
    bundle.set_staff_phone("555-0100");
    UnitPolicy& part = *bundle.add_units();
    part.set_unit_id(unit.raw());
    part.add_features_off("phone");
    part.set_sets_week(true);
    Schedule::Entry& entry = *part.mutable_week()->add_entries();
    entry.set_weekdays(0x1F);
    entry.set_from_minute(390);
    entry.set_to_minute(420);
    entry.set_kind("meal");
    PriceList::Price& price = *bundle.add_prices();
    price.set_code("message");
    price.set_credits(2);
    LocalText& name = *price.add_name();
    name.set_language("en");
    name.set_text("One message");
    Form& form = *bundle.add_forms();
    form.set_code("library");
    LocalText& title = *form.add_name();
    title.set_language("en");
    title.set_text("Law library");
    Form::Field& field = *form.add_fields();
    field.set_code("text");
    field.set_kind(Form::Field::LONG_TEXT);
    LocalText& label = *field.add_label();
    label.set_language("en");
    label.set_text("What do you need?");
    return bundle;
}

}  // namespace dayroom::wire::sample
