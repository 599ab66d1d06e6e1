// How soon a request is needed, once staff have looked: it can wait after all, or health staff have triaged it.
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/requests/stored.h"

namespace dayroom::facility {
namespace {

/// Staff are at it; while it is the resident's turn it stays that.
wire::Request::State with_staff(wire::Request::State state) {
    return state == wire::Request::RECEIVED ? wire::Request::IN_PROGRESS : state;
}

}  // namespace

Result<std::string> zone_of_clocks(Work& work, const forms::Form& form) {
    if (form.weekend_answer_within_hours == 0) return std::string();
    return TRY(read_facility(work.db())).time_zone();
}

Status Requests::go_on_as_ordinary(Work& work, const RequestId& id, std::string_view text) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, {with_staff(request.state), text, 0, {}, wire::Request::ORDINARY}));
    if (!request.urgent) return Error(ErrorCode::kConflict, "this request can wait as it is", "not_urgent");
    const Timestamp answer_by = forms::ordinary_answer_by(request.form, request.level, request.answer_by,
                                                          TRY(zone_of_clocks(work, request.form)));
    TRY(work.db().run("UPDATE request SET urgent = 0, answer_by_ms = $2 WHERE id = $1", id, answer_by));
    // While it is the resident's turn the clock is theirs.
    if (request.state != wire::Request::RETURNED)
        TRY(work.db().run("UPDATE request SET clock_ms = $2 WHERE id = $1", id,
                          clock_of(request.form, request.level, answer_by)));
    return work.audit(record::Event::kRequestUpdated, id, "ordinary");
}

Status Requests::triage(Work& work, const RequestId& id, std::string_view text) {
    const Stored request = TRY(load(work, id));
    if (TRY(work.db().number("SELECT count(*) FROM health_desk WHERE role = $1", request.role)) == 0)
        return Error(ErrorCode::kConflict, "this request is at no health desk", "no_health_desk");
    TRY(step(work, request, {with_staff(request.state), text, 0, {}, wire::Request::TRIAGED}));
    if (request.triaged) return Error(ErrorCode::kConflict, "this request is triaged already", "triaged_before");
    TRY(work.db().run("UPDATE request SET triage_from_ms = 0 WHERE id = $1", id));
    return work.audit(record::Event::kRequestUpdated, id, "triaged");
}

}  // namespace dayroom::facility
