#include "platform/facility/trust_office/site_charge_list.h"

#include <algorithm>

#include "platform/facility/feed/own_names.h"

namespace dayroom::facility {
namespace {

constexpr const char* kMatchingCharges =
    "FROM site_charge s LEFT JOIN money_void v ON v.transfer = s.id AND v.state IN (1, 2) "
    "WHERE ($1 = '' OR s.kind = $1) AND ($2 IS NULL OR s.resident = $2) AND s.day BETWEEN $3 AND $4 ";

MadeSiteCharge read_made(const database::Row& row) {
    using State = MadeSiteCharge::State;
    MadeSiteCharge out;
    out.transfer = row.id<TransferId>(0);
    out.kind = row.string(1);
    out.kind_name = name_in(split_names(row.string(2)), "en");
    out.resident = row.id<ResidentId>(3);
    out.resident_number = row.string(4);
    out.amount = row.cents(5);
    out.owed = row.flag(6);
    out.reason = row.string(7);
    const auto undone = row.integer(8);
    out.state = undone == 0 ? State::kMade : undone == 1 ? State::kVoidWaits : State::kVoided;
    out.made = row.time(9);
    out.made_by = row.optional_id<ThingId>(10);
    return out;
}

}  // namespace

const char* name_of(MadeSiteCharge::State state) {
    constexpr const char* kNames[] = {"made", "void_waits", "voided"};
    return kNames[static_cast<std::size_t>(state)];
}

Result<std::vector<MadeSiteCharge>> read_site_charges(database::Connection& connection, const SiteChargeFilter& filter,
                                                      int limit, std::int64_t offset) {
    std::vector<MadeSiteCharge> all;
    TRY(connection.each(
        std::string("SELECT s.id, s.kind, coalesce((SELECT names FROM charge_kind WHERE code = s.kind), ''), "
                    "s.resident, (SELECT number FROM resident WHERE id = s.resident), s.cents, s.owed, s.reason, "
                    "coalesce(v.state, 0), s.made_ms, s.made_by ") +
            kMatchingCharges + "ORDER BY s.day DESC, s.made_ms DESC, s.id LIMIT $5 OFFSET $6",
        [&](const database::Row& row) { all.push_back(read_made(row)); }, filter.kind, filter.resident, filter.from,
        filter.to, std::clamp(limit, 1, kTrustPage), offset));
    return all;
}

Result<SiteChargeTotals> total_site_charges(database::Connection& connection, const SiteChargeFilter& filter) {
    SiteChargeTotals totals;
    TRY(connection.each(
        std::string("SELECT count(*), coalesce(sum(CASE WHEN s.owed = 0 AND coalesce(v.state, 0) < 2 THEN s.cents ELSE "
                    "0 END), 0), coalesce(sum(CASE WHEN s.owed = 1 AND coalesce(v.state, 0) < 2 THEN s.cents ELSE 0 "
                    "END), 0) ") +
            kMatchingCharges,
        [&](const database::Row& row) {
            totals = {row.integer(0), row.cents(1), row.cents(2)};
        },
        filter.kind, filter.resident, filter.from, filter.to));
    return totals;
}

}  // namespace dayroom::facility
