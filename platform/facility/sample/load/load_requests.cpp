#include "platform/facility/requests/attachment_pages.h"
#include "platform/facility/requests/attachments.h"
#include "platform/facility/sample/load/loading.h"

namespace dayroom::facility::sample {

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
    if (form.form.fee_when() != wire::Form::FEE_NONE) {
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

Result<crypto::Digest> Loading::keep_bytes(Work& work, ByteView bytes) {
    const crypto::Digest sha256 = crypto::sha256(bytes);
    if (!TRY(messages_.find_blob(work.db(), sha256)))
        TRY(messages_.add_blob(work, TRY(target_.blobs.put(bytes))));
    return sha256;
}

/// With every answer to who asked for a copy.
Result<AttachmentIds> Loading::attach_document(Work& work, const SampleRequest& request) {
    if (!target_.document || stored_forms_[request.form].form.code() != "document_copy") return AttachmentIds();
    const SampleDocument& document = *target_.document;
    StoredAttachment attachment;
    attachment.sha256 = TRY(keep_bytes(work, document.file));
    attachment.body = TRY(attachment_of(document.pages, [&](ByteView bytes) { return keep_bytes(work, bytes); }));
    attachment.id = work.make_id<AttachmentId>();
    attachment.body.set_id(attachment.id.raw());
    attachment.body.set_name(document.name);
    attachment.request = request.id;
    attachment.added = work.now();
    attachment.bytes = static_cast<std::int64_t>(document.file.size());
    TRY(Attachments::add(work, attachment));
    return AttachmentIds{attachment.id};
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
        case wire::Request::ANSWERED:
            return requests_.answer(work, request.id, step.text, TRY(attach_document(work, request)));
        case wire::Request::DECLINED:
            return requests_.decline(work, request.id, step.text);
        default:
            return requests_.start(work, request.id, step.text);
    }
}

}  // namespace dayroom::facility::sample
