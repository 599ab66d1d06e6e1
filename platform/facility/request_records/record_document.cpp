// What the record of a request says, read from the tables.
#include "platform/facility/feed/records.h"
#include "platform/facility/request_records/record_file.h"
#include "platform/facility/requests/attachments.h"
#include "platform/facility/requests/requests.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

struct Owner {
    ResidentId id;
    std::string number;
    std::string name;
};

Result<std::optional<Owner>> owner_of(database::Connection& connection, const RequestId& id) {
    return connection.first(
        "SELECT r.id, r.number, r.given_name || ' ' || r.family_name FROM request q JOIN resident r ON r.id = "
        "q.resident WHERE q.id = $1",
        [](const database::Row& row) {
            return Owner{row.id<ResidentId>(0), row.string(1), row.string(2)};
        },
        id);
}

/// A step without any has no such member: so it was before there were any.
Status add_attachments(database::Connection& connection, const RequestId& id, json& steps) {
    for (const StoredAttachment& attachment : TRY(Attachments::of_request(connection, id))) {
        for (json& step : steps) {
            if (step["position"] != attachment.step) continue;
            step["attachments"].push_back({{"id", attachment.id.to_string()},
                                           {"name", attachment.body.name()},
                                           {"pages", attachment.body.pages_size()},
                                           {"bytes", attachment.bytes},
                                           {"sha256", to_hex(attachment.sha256)}});
        }
    }
    return {};
}

Result<json> steps_of(database::Connection& connection, const RequestId& id) {
    json steps = json::array();
    TRY(connection.each(
        "SELECT s.position, s.state, s.at_ms, s.by_role, s.by_id, s.level, s.text, coalesce(a.name, ''), s.act FROM "
        "request_step s LEFT JOIN staff_account a ON a.id = s.by_id WHERE s.request = $1 ORDER BY s.position",
        [&](const database::Row& row) {
            const auto by = row.optional_id<ThingId>(4);
            steps.push_back({{"position", row.small(0)},
                             {"state", wire::name_of(static_cast<wire::Request::State>(row.integer(1)))},
                             {"at_ms", row.integer(2)},
                             {"by_role", row.string(3)},
                             {"by_id", by ? by->to_string() : ""},
                             {"level", row.small(5)},
                             {"text", row.string(6)},
                             {"by_name", row.string(7)}});
            const char* act = wire::name_of(static_cast<wire::Request::Act>(row.integer(8)));
            if (*act != '\0') steps.back()["act"] = act;
        },
        id));
    TRY(add_attachments(connection, id, steps));
    return steps;
}

json entry_json(const record::LinkedEntry& linked) {
    const record::Entry& entry = linked.chained.entry;
    return {{"sequence", linked.chained.sequence},
            {"before", to_hex(linked.before)},
            {"hash", to_hex(linked.chained.hash)},
            {"at_ms", entry.at.ms()},
            {"event", static_cast<int>(entry.event)},
            {"name", record::name_of(entry.event)},
            {"outcome", static_cast<int>(entry.outcome)},
            {"actor_kind", entry.actor_kind},
            {"actor_id", to_hex(entry.actor_id)},
            {"code", entry.code},
            {"detail", entry.detail}};
}

json answers_of(const wire::Request& request) {
    json answers = json::array();
    for (const wire::Answer& answer : request.answers())
        answers.push_back({{"field", answer.field()},
                           {"value", answer.value()},
                           {"label", answer.label()},
                           {"words", answer.words()}});
    return answers;
}

}  // namespace

Result<json> describe_request(database::Connection& connection, const RequestId& id, const RecordSource& source) {
    const auto whole = TRY(load_request(connection, id));
    const auto owner = TRY(owner_of(connection, id));
    if (!whole || !owner) return Error(ErrorCode::kNotFound, "There is no such request.");
    record::AuditLog log(connection);
    json audit = json::array();
    for (const record::LinkedEntry& linked : TRY(log.about(id.bytes()))) audit.push_back(entry_json(linked));
    const record::Head head = TRY(log.head());
    return json{{"format", kRecordFormat},
                {"made_ms", source.made.ms()},
                {"facility", {{"id", source.facility.to_string()}, {"name", source.facility_name}}},
                {"request",
                 {{"id", id.to_string()},
                  {"resident_id", owner->id.to_string()},
                  {"resident_number", owner->number},
                  {"resident_name", owner->name},
                  {"form_code", whole->form_code()},
                  {"form_revision", whole->form_revision()},
                  {"state", wire::name_of(whole->state())},
                  {"receipt_code", whole->receipt_code()},
                  {"submitted_ms", whole->submitted_ms()},
                  {"fee_cents", whole->fee_cents()},
                  {"fee_is_obligation", whole->fee_is_obligation()},
                  {"fee_charged", whole->fee_charged()},
                  {"answers", answers_of(*whole)},
                  {"steps", TRY(steps_of(connection, id))}}},
                {"form", source.form},
                {"audit", audit},
                {"head", {{"sequence", head.sequence}, {"hash", to_hex(head.hash)}}}};
}

}  // namespace dayroom::facility
