// The phone account as the terminal sees it: numbers, calls, and the changes of the list that count.
#include "platform/facility/feed/records.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {

Result<std::optional<wire::PhoneNumber>> load_phone_number(database::Connection& connection, const ThingId& id) {
    return connection.first(
        "SELECT name, relationship, number, state, removal_asked, asked_ms, decided_ms, reason, not_recorded "
        "FROM phone_number WHERE id = $1 AND state <> 4",
        [](const database::Row& row) {
            wire::PhoneNumber out;
            out.set_name(row.string(0));
            out.set_relationship(row.string(1));
            out.set_number(row.string(2));
            out.set_state(static_cast<wire::PhoneNumber::State>(row.integer(3)));
            out.set_removal_asked(row.flag(4));
            out.set_asked_ms(row.integer(5));
            out.set_decided_ms(row.integer(6));
            out.set_reason(row.string(7));
            out.set_not_recorded(row.flag(8));
            return out;
        },
        id);
}

Result<std::optional<wire::PhoneCall>> load_phone_call(database::Connection& connection, const ThingId& id) {
    return connection.first(
        "SELECT listed, number, name, began_ms, seconds, rate, charged, end_code, given_back, given_back_ms, "
        "not_recorded, record FROM phone_call WHERE id = $1",
        [](const database::Row& row) {
            wire::PhoneCall out;
            if (const auto listed = row.optional_id<ThingId>(0)) out.set_number_id(listed->raw());
            out.set_number(row.string(1));
            out.set_name(row.string(2));
            out.set_began_ms(row.integer(3));
            out.set_seconds(row.small(4));
            out.set_rate(row.string(5));
            out.set_charged_cents(row.integer(6));
            out.set_end_code(row.string(7));
            out.set_given_back_cents(row.integer(8));
            out.set_given_back_ms(row.integer(9));
            out.set_not_recorded(row.flag(10));
            out.set_record(row.string(11));
            return out;
        },
        id);
}

Result<std::optional<wire::PhoneStanding>> load_phone_standing(database::Connection& connection, const ResidentId& id) {
    wire::PhoneStanding standing;
    TRY(connection.each(
        "SELECT asked_ms FROM phone_list_change WHERE resident = $1 AND counts = 1 ORDER BY asked_ms DESC LIMIT $2",
        [&](const database::Row& row) { standing.add_changed_ms(row.integer(0)); }, id, wire::kMaxPhoneChanges));
    return std::optional(std::move(standing));
}

}  // namespace dayroom::facility
