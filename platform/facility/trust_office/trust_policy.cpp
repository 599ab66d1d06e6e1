#include "platform/facility/trust_office/trust_policy.h"

#include "platform/facility/feed/plain_text.h"

namespace dayroom::facility {

Result<TrustPolicy> read_trust_policy(database::Connection& connection) {
    TrustPolicy policy;
    TRY(connection.each("SELECT two_person_from FROM trust_policy WHERE one = 1", [&](const database::Row& row) {
        if (!row.is_null(0)) policy.two_person_from = row.cents(0);
    }));
    return policy;
}

Status set_trust_policy(Work& work, const TrustPolicy& policy) {
    if (policy.two_person_from && policy.two_person_from->is_negative())
        return Error(ErrorCode::kInvalid, "A sum is zero or more.");
    TRY(
        work.db().run("INSERT INTO trust_policy (one, two_person_from) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET "
                      "two_person_from = excluded.two_person_from",
                      policy.two_person_from));
    return work.audit(record::Event::kPolicyChanged, work.facility(), "trust_two_person");
}

Status check_trust_reason(std::string_view reason) {
    if (is_plain_line(reason, kMaxTrustReason)) return {};
    return Error(ErrorCode::kInvalid, "A reason is one line of 1 to 400 characters.");
}

Status check_second_person(const Work& work, const std::optional<ThingId>& made_by) {
    const auto who = work.actor().staff_id();
    if (who && made_by && *who != *made_by) return {};
    return Error(ErrorCode::kDenied, "Somebody else than who made it has to decide.", "same_person");
}

}  // namespace dayroom::facility
