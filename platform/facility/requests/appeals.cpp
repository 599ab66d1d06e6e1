// Appeals: which request one is about, and whether it may still be appealed.
#include <algorithm>

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/requests/requests.h"
#include "platform/forms/clocks.h"

namespace dayroom::facility {
namespace {

std::string receipt_named(const wire::SubmitRequest& body) {
    for (const wire::Answer& answer : body.answers())
        if (answer.field() == forms::kAppealField) return answer.value();
    return {};
}

/// When it was answered or declined.
Result<Timestamp> decided_at(database::Connection& db, const RequestId& id) {
    return Timestamp::from_ms(
        TRY(db.number("SELECT coalesce(max(at_ms), 0) FROM request_step WHERE request = $1 AND state IN (3, 4)", id)));
}

}  // namespace

// Whoever filed in time at a terminal without a connection is not late: the day on which it was made counts.
Result<std::optional<RequestId>> Requests::find_appealed(Work& work, const ResidentId& resident,
                                                         const forms::Form& form, const wire::SubmitRequest& body,
                                                         Timestamp made) {
    if (form.appeals.empty()) return std::optional<RequestId>();
    auto named = TRY(find_by_receipt(work.db(), receipt_named(body)));
    std::erase_if(
        named, [&](const RequestSummary& each) { return each.resident != resident || each.form_code != form.appeals; });
    if (named.empty()) return Error(ErrorCode::kNotFound, "nothing of this receipt can be appealed", "appeal_unknown");
    const RequestSummary& of = named.back();
    if (of.state != wire::Request::ANSWERED && of.state != wire::Request::DECLINED)
        return Error(ErrorCode::kConflict, "it is not decided yet", "appeal_not_decided");
    const std::string zone = TRY(read_facility(work.db())).time_zone();
    if (forms::is_too_late(form, TRY(decided_at(work.db(), of.id)), std::min(made, work.now()), zone))
        return Error(ErrorCode::kConflict, "its last day is over", "too_late");
    for (const RequestSummary& before : TRY(appeals_of(work.db(), of.id))) {
        if (before.state != wire::Request::WITHDRAWN)
            return Error(ErrorCode::kConflict, "it was appealed before", "already_appealed");
    }
    return std::optional<RequestId>(of.id);
}

}  // namespace dayroom::facility
