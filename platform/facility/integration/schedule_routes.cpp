// The week of a housing unit, and what residents have to go to.
#include "platform/facility/integration/schedule_routes.h"

#include "platform/facility/integration/schedule_view.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kMostAppointmentsInPage = 500;
constexpr Milliseconds kUsualSpan = std::chrono::hours(31 * 24);  // when no end is asked for

Status require_unit(StaffCall& call, const UnitId& unit) {
    if (TRY(call.db.number("SELECT count(*) FROM housing_unit WHERE id = $1", unit)) == 0)
        return Error(ErrorCode::kNotFound, "There is no such unit.");
    return {};
}

Result<ApiAnswer> show_schedule(StaffCall& call) {
    const auto unit = TRY(call.path_id<UnitId>(0));
    TRY(call.body.done());
    TRY(require_unit(call, unit));
    return ApiAnswer{view(unit, TRY(call.services.schedules.find(call.db, unit)))};
}

Result<ApiAnswer> replace_schedule(StaffCall& call) {
    const auto unit = TRY(call.path_id<UnitId>(0));
    const auto replaces = static_cast<int>(call.body.integer("replaces", 0, INT32_MAX));
    const wire::Schedule schedule = TRY(read_schedule(call.body));
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.schedules.put(work, unit, replaces, schedule));
        return ApiAnswer{view(unit, TRY(call.services.schedules.find(work.db(), unit)))};
    });
}

Result<ApiAnswer> list_appointments(StaffCall& call) {
    TRY(call.body.done());
    const Page page = TRY(call.query_page(kMostAppointmentsInPage));
    AppointmentQuery query;
    query.resident = TRY(call.query_id<ResidentId>("resident_id"));
    query.unit = TRY(call.query_id<UnitId>("unit_id"));
    const std::int64_t now = call.services.clock.now().ms();
    query.from = Timestamp::from_ms(TRY(call.query_number("from_ms", 0, wire::kMaxTimestampMs, now)));
    query.to =
        Timestamp::from_ms(TRY(call.query_number("to_ms", 0, wire::kMaxTimestampMs, (query.from + kUsualSpan).ms())));
    query.limit = page.limit;
    query.offset = page.offset;
    json list = json::array();
    for (const StoredAppointment& each : TRY(call.services.schedules.appointments(call.db, query)))
        list.push_back(view(each));
    return ApiAnswer{{{"appointments", std::move(list)}}};
}

Result<ApiAnswer> add_appointment(StaffCall& call) {
    const auto resident = call.body.id<ResidentId>("resident_id");
    const wire::Appointment appointment = read_appointment(call.body);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    return once(call, "appointment", key, [&](Work& work) -> Result<ApiAnswer> {
        const auto id = work.make_id<AppointmentId>();
        TRY(call.services.schedules.add(work, id, resident, appointment));
        return ApiAnswer{{{"id", id.to_string()}}, 201};
    });
}

Result<ApiAnswer> cancel_appointment(StaffCall& call) {
    const auto id = TRY(call.path_id<AppointmentId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.schedules.cancel(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "cancelled"}}};
}

}  // namespace

void add_schedule_routes(http::Router& router, StaffApi& api) {
    const char* readers = "reviewer request_staff auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/units/{id}/schedule", readers, &show_schedule);
    add_api_route(router, api, Method::kPut, "/api/v1/units/{id}/schedule", "request_staff", &replace_schedule);
    add_api_route(router, api, Method::kGet, "/api/v1/appointments", readers, &list_appointments);
    add_api_route(router, api, Method::kPost, "/api/v1/appointments", "request_staff", &add_appointment);
    add_api_route(router, api, Method::kPost, "/api/v1/appointments/{id}/cancel", "request_staff", &cancel_appointment);
}

}  // namespace dayroom::facility
