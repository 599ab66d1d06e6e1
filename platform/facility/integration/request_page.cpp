#include "platform/facility/integration/request_page.h"

#include <algorithm>

#include "platform/facility/integration/attachment_intake.h"
#include "platform/facility/integration/form_body.h"
#include "platform/facility/integration/views.h"
#include "platform/facility/requests/health.h"
#include "platform/forms/fee.h"
#include "platform/wire/forms.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

Status note_request_read(StaffCall& call, const RequestId& id) {
    const std::string what = "/api/v1/requests/" + id.to_string();
    const Timestamp now = call.services.clock.now();
    if (call.readings.is_known(call.caller, what, now)) return {};
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return work.audit(record::Event::kStaffRead, id, "request"); }));
    call.readings.keep(call.caller, what, now);
    return {};
}

/// "charged", "owed" (as a debt), "released", "nothing" (there is no fee, or it is settled already).
const char* fee_after(const RequestSummary& request, bool charged, const forms::Form& form, forms::Event event) {
    if (request.fee.is_zero() || charged) return "nothing";
    switch (forms::fee_step(form.fee, event)) {
        case forms::FeeStep::kCharge:
            return request.fee_is_obligation ? "owed" : "charged";
        case forms::FeeStep::kRelease:
            return request.fee_is_obligation ? "nothing" : "released";
        case forms::FeeStep::kHold:
        case forms::FeeStep::kNothing:
            break;
    }
    return "nothing";
}

/// Of each step of staff, by its position among all steps: who took it.
Status add_names(StaffCall& call, const RequestId& id, json& steps) {
    for (json& step : steps) step["by_name"] = "";
    return call.db.each(
        "SELECT s.position, a.name FROM request_step s JOIN staff_account a ON a.id = s.by_id WHERE s.request = $1",
        [&](const database::Row& row) {
            const auto at = static_cast<std::size_t>(row.integer(0));  // from 1; the submission stands before it
            if (at < steps.size()) steps[at]["by_name"] = row.string(1);
        },
        id);
}

/// What an appeal is about, word for word: it was given with the appeal to whoever decides on that, whatever desk they
/// have; not what is about health.
Result<json> appealed(StaffCall& call, const RequestId& id) {
    const auto of = TRY(call.services.requests.find(call.db, id));
    const auto whole = TRY(call.services.requests.read(call.db, id));
    if (!of || !whole) return Error(ErrorCode::kCorrupt, "what an appeal is about is gone");
    json shown = {{"id", id.to_string()},
                  {"receipt_code", of->receipt_code},
                  {"state", wire::name_of(of->state)},
                  {"withheld", false}};
    const DeskViewer viewer = TRY(viewer_of(call));
    if (!may_open(viewer, *of) && !TRY(health_desks_of(call.db, id)).empty()) {
        shown["withheld"] = true;
        return shown;
    }
    TRY(note_request_read(call, id));
    shown["form_code"] = of->form_code;
    shown["submitted_ms"] = of->submitted.ms();
    shown.update(request_details(*whole));
    TRY(add_names(call, id, shown["steps"]));
    shown["form"] = form_json(TRY(version_filled(call, *whole)));
    return shown;
}

Result<json> appeals_json(StaffCall& call, const RequestId& id) {
    json list = json::array();
    for (const RequestSummary& appeal : TRY(call.services.requests.appeals_of(call.db, id)))
        list.push_back({{"id", appeal.id.to_string()},
                        {"receipt_code", appeal.receipt_code},
                        {"state", wire::name_of(appeal.state)},
                        {"submitted_ms", appeal.submitted.ms()}});
    return list;
}

}  // namespace

Result<DeskViewer> viewer_of(StaffCall& call) {
    return DeskViewer{call.caller.id, call.caller.role, TRY(desks_of(call.db, call.caller.id))};
}

Result<RequestSummary> request_open_to(StaffCall& call, const RequestId& id) {
    auto summary = TRY(call.services.requests.find(call.db, id));
    if (!summary) return Error(ErrorCode::kNotFound, "There is no such request.");
    if (may_open(TRY(viewer_of(call)), *summary)) return std::move(*summary);
    return Error(ErrorCode::kDenied, "This request is at another desk.", "other_desk");
}

json shown_to(const DeskViewer& viewer, const RequestSummary& request) {
    json shown = view(request);
    const bool open = may_open(viewer, request);
    if (!open) {
        for (const char* name : {"resident_id", "resident_number", "resident_name", "unit_id", "form_code",
                                 "receipt_code", "fee_cents", "fee_is_obligation", "urgent", "triaged"})
            shown.erase(name);
    }
    shown["withheld"] = !open;
    return shown;
}

Result<forms::Form> version_filled(StaffCall& call, const wire::Request& request) {
    const FormId id = TRY(FormId::from_bytes(std::string_view(request.form_id())));
    const auto version = TRY(call.services.forms.find_version(call.db, id, request.form_revision()));
    if (!version) return Error(ErrorCode::kCorrupt, "the version that a request was filled from is gone");
    return wire::form_from_wire(version->form);
}

Result<json> request_page(StaffCall& call, const RequestSummary& request) {
    const auto whole = TRY(call.services.requests.read(call.db, request.id));
    if (!whole) return Error(ErrorCode::kNotFound, "There is no such request.");
    const forms::Form form = TRY(version_filled(call, *whole));
    TRY(note_request_read(call, request.id));
    json shown = view(request);
    shown["withheld"] = false;
    shown.update(request_details(*whole));
    TRY(add_names(call, request.id, shown["steps"]));
    shown["attachments"] = json::array();
    for (const StoredAttachment& attachment : TRY(Attachments::of_request(call.db, request.id)))
        if (attachment.step == 0) shown["attachments"].push_back(attachment_json(attachment.body));
    shown["form"] = form_json(form);
    const auto desks = TRY(health_desks(call.db));
    const bool at_health =
        std::any_of(desks.begin(), desks.end(), [&](const HealthDesk& desk) { return desk.role == request.role; });
    shown["waits_for_triage"] = at_health && request.triage_from.is_set() && is_open(request.state);
    shown["may_save_record"] = TRY(may_save_record(call.db, TRY(viewer_of(call)), request));
    shown["appeal_of"] = request.appeal_of ? TRY(appealed(call, *request.appeal_of)) : json(nullptr);
    shown["appeals"] = TRY(appeals_json(call, request.id));
    const auto after = [&](forms::Event event) { return fee_after(request, whole->fee_charged(), form, event); };
    shown["fee_when_answered"] = after(forms::Event::kAnswered);
    shown["fee_when_declined"] = after(forms::Event::kDeclined);
    return shown;
}

}  // namespace dayroom::facility
