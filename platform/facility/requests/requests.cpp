#include "platform/facility/requests/requests.h"

#include "platform/base/utf8.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/requests/attachments.h"
#include "platform/facility/requests/pieces.h"
#include "platform/facility/requests/stored.h"
#include "platform/wire/forms.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using State = wire::Request::State;

}  // namespace

bool is_open(State state) {
    return state == wire::Request::RECEIVED || state == wire::Request::IN_PROGRESS || state == wire::Request::RETURNED;
}

Timestamp clock_of(const forms::Form& form, int level, Timestamp answer_by) {
    return static_cast<std::size_t>(level) < form.next_levels.size() ? answer_by : Timestamp();
}

Reason fee_reason(const forms::Form& form, const RequestId& request, bool owed) {
    const bool copay = form.fee.may_owe;
    const char* code = owed ? "copay_owed" : copay ? "copay" : "request_fee";
    return {copay ? TransferKind::kCopay : TransferKind::kRequestFee, code, form.code, request};
}

Result<Requests::Stored> Requests::load(Work& work, const RequestId& id) {
    std::optional<Stored> found;
    TRY(work.db().each(
        "SELECT q.resident, q.state, q.fee_cents, q.fee_charged, q.fee_hold, q.level, q.role, coalesce((SELECT v.body "
        "FROM form_version v WHERE v.form = q.form AND v.revision = q.form_revision), f.body), q.urgent, "
        "q.triage_from_ms = 0, q.answer_by_ms FROM request q "
        "JOIN form f ON f.id = q.form WHERE q.id = $1",
        [&](const database::Row& row) -> Status {
            Stored& stored = found.emplace();
            stored.id = id;
            stored.resident = row.id<ResidentId>(0);
            stored.state = static_cast<State>(row.integer(1));
            stored.fee = row.cents(2);
            stored.fee_charged = row.flag(3);
            stored.hold = row.optional_id<TransferId>(4);
            stored.level = row.small(5);
            stored.role = row.string(6);
            stored.urgent = row.flag(8);
            stored.triaged = row.flag(9);
            stored.answer_by = row.time(10);
            const ByteView body = row.bytes(7);
            wire::Form form;
            if (!form.ParseFromArray(body.data(), static_cast<int>(body.size())))
                return Error(ErrorCode::kCorrupt, "a stored form cannot be read");
            stored.form = TRY(wire::form_from_wire(form));
            return {};
        },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "no such request");
    return std::move(*found);
}

Status Requests::step(Work& work, const Stored& request, const Step& step) {
    if (utf8::sanitize(step.text, kMaxStepCharacters) != step.text) {
        return Error(ErrorCode::kInvalid, "a step's text is at most 4,000 plain characters");
    }
    std::optional<ThingId> by;
    if (!work.actor().id.is_nil()) by = work.actor().id;
    TRY(work.db().run("UPDATE request SET state = $2 WHERE id = $1 AND state IN (1, 2, 6)", request.id,
                      static_cast<int>(step.state)));
    if (work.db().changes() != 1) return Error(ErrorCode::kConflict, "this request is closed", "already_decided");
    if (is_open(step.state) && step.level == 0) {
        const auto steps = TRY(work.db().number("SELECT count(*) FROM request_step WHERE request = $1", request.id));
        if (steps >= kMaxRequestSteps) return Error(ErrorCode::kTooLarge, "too many steps", "too_many_steps");
    }
    const auto before =
        TRY(work.db().number("SELECT coalesce(max(position), 0) FROM request_step WHERE request = $1", request.id));
    RequestStep taken{request.id,
                      static_cast<int>(before) + 1,
                      wire::name_of(step.state),
                      work.now(),
                      work.actor().role,
                      by,
                      step.level,
                      std::string(step.text),
                      {},
                      wire::name_of(step.act)};
    TRY(
        work.db().run("INSERT INTO request_step (request, position, state, at_ms, by_role, by_id, text, level, act) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                      request.id, taken.position, static_cast<int>(step.state), taken.at, taken.by_role, by, step.text,
                      step.level, static_cast<int>(step.act)));
    TRY(Attachments::send(work, request.id, taken.position, step.attached));
    for (const AttachmentId& id : step.attached)
        taken.attached.push_back(TRY(Attachments::find(work.db(), request.id, id))->sha256);
    TRY(work.audit(record::Event::kRequestKept, request.id, to_hex(digest_of(taken))));
    if (!is_open(step.state))
        TRY(work.db().run("UPDATE request SET clock_ms = 0, triage_from_ms = 0 WHERE id = $1", request.id));
    work.touch(Scope::resident(request.resident), RecordKind::kRequest, request.id);
    return {};
}

Result<Timestamp> Requests::clock_of_staff(Work& work, const forms::Form& form, int level, forms::Haste haste) {
    return forms::answer_by(form, level, haste, work.now(), TRY(zone_of_clocks(work, form)));
}

Status Requests::give_clock(Work& work, const Stored& request, int level) {
    const Timestamp answer_by = TRY(clock_of_staff(work, request.form, level, haste_of(request.urgent)));
    return work.db().run("UPDATE request SET answer_by_ms = $2, reply_by_ms = 0, clock_ms = $3 WHERE id = $1",
                         request.id, answer_by, clock_of(request.form, level, answer_by));
}

Status Requests::settle_fee(Work& work, const Stored& request, forms::FeeStep step) {
    switch (step) {
        case forms::FeeStep::kCharge:
            return charge_fee(work, request);
        case forms::FeeStep::kRelease:
            return request.hold ? ledger_.void_if_open(work, *request.hold) : Status();
        case forms::FeeStep::kHold:  // agree_fee() has
        case forms::FeeStep::kNothing:
            break;
    }
    return {};
}

Status Requests::charge_fee(Work& work, const Stored& request) {
    if (request.fee.is_zero() || request.fee_charged) return {};
    if (request.hold) {
        // A hold that ran out after more than a year is not charged behind the person's back.
        const Hold hold = TRY(ledger_.find_hold(work.db(), *request.hold));
        if (hold.state != HoldState::kOpen) return {};
        TRY(ledger_.post(work, *request.hold));
    } else {
        const std::string& code = request.form.fee.price_code;
        TRY(obligations_.charge(work,
                                {work.make_id<TransferId>(), request.resident, TRY(PositiveCents::from(request.fee)),
                                 revenue_of(code), fee_reason(request.form, request.id, true)},
                                code));
    }
    return work.db().run("UPDATE request SET fee_charged = 1 WHERE id = $1", request.id);
}

Status Requests::withdraw(Work& work, const ResidentId& resident, const RequestId& id) {
    const Stored request = TRY(load(work, id));
    if (request.resident != resident) return Error(ErrorCode::kNotFound, "no such request");
    TRY(step(work, request, {wire::Request::WITHDRAWN}));
    return settle_fee(work, request, forms::fee_step(request.form.fee, forms::Event::kWithdrawn));
}

Status Requests::reply(Work& work, const ResidentId& resident, const wire::ReplyToRequest& body) {
    const Stored request = TRY(load(work, TRY(RequestId::from_bytes(std::string_view(body.request_id())))));
    if (request.resident != resident) return Error(ErrorCode::kNotFound, "no such request");
    const bool returned = request.state == wire::Request::RETURNED;
    TRY(step(work, request, {returned ? wire::Request::IN_PROGRESS : request.state, body.text()}));
    if (!returned) return {};
    if (!request.triaged)
        TRY(work.db().run("UPDATE request SET triage_from_ms = $2 WHERE id = $1", request.id, work.now()));
    return give_clock(work, request, request.level);
}

Status Requests::start(Work& work, const RequestId& id, std::string_view text) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, {wire::Request::IN_PROGRESS, text}));
    if (request.state == wire::Request::RETURNED) TRY(give_clock(work, request, request.level));
    return work.audit(record::Event::kRequestUpdated, id, "in_progress");
}

Status Requests::assign(Work& work, const RequestId& id, std::string_view role, std::string_view text) {
    if (!role.empty() && !forms::is_code(role)) return Error(ErrorCode::kInvalid, "\"role\" must be a code");
    const Stored request = TRY(load(work, id));
    if (role.empty() && !request.form.role.empty())
        return Error(ErrorCode::kInvalid, "What was filed for one desk is not given to all.");
    const State state = request.state == wire::Request::RETURNED ? request.state : wire::Request::IN_PROGRESS;
    TRY(step(work, request, {state, text}));
    TRY(work.db().run("UPDATE request SET role = $2 WHERE id = $1", id, role));
    return work.audit(record::Event::kRequestUpdated, id, "assigned");
}

Status Requests::say(Work& work, const RequestId& id, std::string_view text, const AttachmentIds& attached) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, {request.state, text, 0, attached}));
    return work.audit(record::Event::kRequestUpdated, id, "said");
}

Status Requests::return_for_more(Work& work, const RequestId& id, std::string_view text,
                                 const AttachmentIds& attached) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, {wire::Request::RETURNED, text, 0, attached}));
    TRY(work.db().run("UPDATE request SET answer_by_ms = 0, reply_by_ms = $2, clock_ms = $2 WHERE id = $1", id,
                      clock_from(work.now(), request.form.reply_within_hours)));
    return work.audit(record::Event::kRequestUpdated, id, "returned");
}

Status Requests::answer(Work& work, const RequestId& id, std::string_view text, const AttachmentIds& attached) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, {wire::Request::ANSWERED, text, 0, attached}));
    TRY(settle_fee(work, request, forms::fee_step(request.form.fee, forms::Event::kAnswered)));
    return work.audit(record::Event::kRequestUpdated, id, "answered");
}

Status Requests::decline(Work& work, const RequestId& id, std::string_view text, const AttachmentIds& attached) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, {wire::Request::DECLINED, text, 0, attached}));
    TRY(settle_fee(work, request, forms::fee_step(request.form.fee, forms::Event::kDeclined)));
    return work.audit(record::Event::kRequestUpdated, id, "declined");
}

Status Requests::run_clock(Work& work, const RequestId& id) {
    const Stored request = TRY(load(work, id));
    if (request.state == wire::Request::RETURNED) {
        TRY(step(work, request, {wire::Request::WITHDRAWN}));
        TRY(settle_fee(work, request, forms::fee_step(request.form.fee, forms::Event::kWithdrawn)));
        return work.audit(record::Event::kRequestUpdated, id, "no_reply");
    }
    const int level = request.level + 1;
    const forms::Level& next = request.form.next_levels.at(static_cast<std::size_t>(request.level));
    TRY(step(work, request, {request.state, {}, level}));
    TRY(work.db().run("UPDATE request SET level = $2, role = $3 WHERE id = $1", id, level, next.role));
    TRY(give_clock(work, request, level));
    return work.audit(record::Event::kRequestUpdated, id, "next_level");
}

Result<int> Requests::run_clocks(Work& work, int limit) {
    std::vector<RequestId> due;
    TRY(work.db().each(
        "SELECT id FROM request WHERE clock_ms > 0 AND clock_ms <= $1 ORDER BY clock_ms LIMIT $2",
        [&](const database::Row& row) { due.push_back(row.id<RequestId>(0)); }, work.now(), limit));
    for (const RequestId& id : due) TRY(run_clock(work, id));
    return static_cast<int>(due.size());
}

}  // namespace dayroom::facility
