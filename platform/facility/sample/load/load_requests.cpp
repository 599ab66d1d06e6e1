#include "platform/facility/requests/attachment_pages.h"
#include "platform/facility/requests/attachments.h"
#include "platform/facility/requests/health.h"
#include "platform/facility/sample/load/loading.h"
#include "platform/forms/answers.h"
#include "platform/wire/forms.h"

namespace dayroom::facility::sample {
namespace {

/// Puts the sample's document to a request, to go with the next answer.
Result<AttachmentIds> attach_document(Work& work, const LoadTarget& target, Messages& messages,
                                      const RequestId& request) {
    const auto keep = [&](ByteView bytes) -> Result<crypto::Digest> {
        const crypto::Digest sha256 = crypto::sha256(bytes);
        if (!TRY(messages.find_blob(work.db(), sha256))) TRY(messages.add_blob(work, TRY(target.blobs.put(bytes))));
        return sha256;
    };
    const SampleDocument& document = *target.document;
    StoredAttachment attachment;
    attachment.sha256 = TRY(keep(document.file));
    attachment.body = TRY(attachment_of(document.pages, keep));
    attachment.id = work.make_id<AttachmentId>();
    attachment.body.set_id(attachment.id.raw());
    attachment.body.set_name(document.name);
    attachment.request = request;
    attachment.added = work.now();
    attachment.bytes = static_cast<std::int64_t>(document.file.size());
    TRY(Attachments::add(work, attachment));
    return AttachmentIds{attachment.id};
}

}  // namespace

Status Loading::load_request(Work& work, std::size_t index) {
    const SampleRequest& request = sample_.requests[index];
    const StoredForm& form = stored_forms_[request.form];
    wire::SubmitRequest body;
    body.set_request_id(request.id.raw());
    body.set_form_id(form.id.raw());
    body.set_form_revision(form.form.revision());
    body.set_receipt_code(request.receipt);
    for (const auto& [field, value] : request.answers) {
        wire::Answer& answer = *body.add_answers();
        answer.set_field(field);
        answer.set_value(value);
    }
    const forms::Form rules = TRY(wire::form_from_wire(form.form));
    const bool waived = forms::fee_is_waived(rules, wire::answers_from_wire(body.answers()));
    if (form.form.fee_when() != wire::Form::FEE_NONE && !waived) {
        const auto price = TRY(prices_.find(work.db(), form.form.price_code(), work.now()));
        if (!price) return Error(ErrorCode::kInvalid, "the sample has no price " + form.form.price_code());
        body.set_price_seen_cents(price->cents.units());
        if (!form.form.may_create_obligation() && TRY(spendable(work, request.resident)) < price->cents.units()) {
            ++report_.skipped;
            return {};
        }
    }
    request_is_here_[index] = true;
    ++report_.requests;
    const Work::ActingAs person(work, Actor::resident(resident(request.resident)));
    return requests_.submit(work, resident(request.resident), {}, request.command, body, request.submitted);
}

Status Loading::load_request_step(Work& work, std::size_t index, std::size_t at) {
    if (!request_is_here_.contains(index)) return {};
    const SampleRequest& request = sample_.requests[index];
    const SampleRequest::Step& step = request.steps[at];
    if (step.state == wire::Request::WITHDRAWN) {
        const Work::ActingAs person(work, Actor::resident(resident(request.resident)));
        return requests_.withdraw(work, resident(request.resident), request.id);
    }
    const Work::ActingAs staff(work, Actor::staff(step.role, {}));
    switch (step.state) {
        case wire::Request::ANSWERED: {
            AttachmentIds attached;
            if (target_.document && stored_forms_[request.form].form.code() == "document_copy")
                attached = TRY(attach_document(work, target_, messages_, request.id));
            return requests_.answer(work, request.id, step.text, attached);
        }
        case wire::Request::DECLINED:
            return requests_.decline(work, request.id, step.text);
        default:
            break;
    }
    // Health staff look how soon it is needed; others take it.
    const auto health = TRY(health_desks_of(work.db(), request.id));
    return health.contains(step.role) ? requests_.triage(work, request.id, step.text)
                                      : requests_.start(work, request.id, step.text);
}

}  // namespace dayroom::facility::sample
