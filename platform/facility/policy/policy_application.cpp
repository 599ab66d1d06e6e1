#include "platform/facility/policy/policy_application.h"

#include "platform/facility/admin/facility_setup.h"
#include "platform/wire/policy.h"

namespace dayroom::facility {
namespace {

Price price_of(const wire::PriceList::Price& in) {
    Price price{in.code(), Cents::of(in.cents()), Credits::of(in.credits()), {}, Timestamp::from_ms(in.valid_to_ms())};
    for (const wire::LocalText& name : in.name()) price.names.emplace_back(name.language(), name.text());
    return price;
}

bool same_price(const Price& left, const Price& right) {
    return left.cents == right.cents && left.credits == right.credits && left.names == right.names &&
           left.valid_to == right.valid_to;
}

Error in_part(const std::string& part, Error error) {
    error.detail = part + ": " + error.detail;
    return error;
}

}  // namespace

Status PolicyApplication::apply(Work& work, const wire::PolicyBundle& bundle) {
    TRY(set_facility_part(work, bundle));
    TRY(set_units(work, bundle));
    TRY(set_prices(work, bundle));
    return set_forms(work, bundle);
}

Status PolicyApplication::rehearse(Work& work, const wire::PolicyBundle& bundle) {
    const std::size_t mark = work.mark();
    const auto savepoint = TRY(database::Savepoint::begin(work.db()));
    const Status good = apply(work, bundle);
    work.forget_after(mark);
    return good;
}

Status PolicyApplication::set_facility_part(Work& work, const wire::PolicyBundle& bundle) {
    wire::Facility body = TRY(read_facility(work.db()));
    const std::string before = body.SerializeAsString();
    for (const wire::PolicyLimit& limit : bundle.limits()) wire::set_limit(*body.mutable_policy(), limit);
    wire::apply_terminal_rules(bundle, body);
    if (body.SerializeAsString() == before) return {};
    return set_facility_as_signed(work, body);
}

Status PolicyApplication::set_units(Work& work, const wire::PolicyBundle& bundle) {
    TRY(work.db().run("DELETE FROM unit_feature_off"));
    for (const wire::UnitPolicy& part : bundle.units()) {
        const UnitId unit = TRY(UnitId::from_bytes(part.unit_id()));
        if (TRY(work.db().number("SELECT count(*) FROM housing_unit WHERE id = $1", unit)) == 0)
            return Error(ErrorCode::kNotFound,
                         "the policy names a housing unit that is not here: sign it with the "
                         "newest hub-key.request of this hub");
        for (const std::string& feature : part.features_off())
            TRY(work.db().run("INSERT INTO unit_feature_off (unit, feature) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                              unit, feature));
        if (!part.sets_week()) continue;
        const StoredSchedule before = TRY(schedules_.find(work.db(), unit));
        wire::Schedule week = part.week();
        *week.mutable_days() = before.schedule.days();
        if (week.SerializeAsString() == before.schedule.SerializeAsString()) continue;
        TRY(schedules_.put(work, unit, before.revision, week));
    }
    return {};
}

Status PolicyApplication::set_prices(Work& work, const wire::PolicyBundle& bundle) {
    std::vector<Price> changed;
    for (const wire::PriceList::Price& in : bundle.prices()) {
        Price price = price_of(in);
        const auto before = TRY(prices_.find(work.db(), price.code, work.now()));
        if (!before || !same_price(*before, price)) changed.push_back(std::move(price));
    }
    if (changed.empty()) return {};
    Status set = prices_.set(work, changed, work.now());
    return set.ok() ? std::move(set) : Status(in_part("prices", set.take_error()));
}

Status PolicyApplication::set_forms(Work& work, const wire::PolicyBundle& bundle) {
    for (const wire::Form& form : bundle.forms()) {
        const auto before = TRY(forms_.find_by_code(work.db(), form.code()));
        wire::Form wanted = form;
        // Which units see it is said in the console, and stays.
        if (before) *wanted.mutable_unit_ids() = before->form.unit_ids();
        Status put = forms_.put(work, before ? before->id : work.make_id<FormId>(), std::move(wanted));
        if (!put.ok()) return in_part("form \"" + form.code() + "\"", put.take_error());
    }
    return {};
}

}  // namespace dayroom::facility
