// Documents that staff attach to what they say about a request: put in, looked at page by page as the resident will see
// them, taken away again before they are sent; and the file itself, for the record.
#include <charconv>

#include "platform/facility/integration/attachment_intake.h"
#include "platform/facility/integration/request_page.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

/// Of a request that is open to who asks.
Result<StoredAttachment> attachment_asked(StaffCall& call, const RequestId& request) {
    const AttachmentId id = TRY(call.path_id<AttachmentId>(1));
    auto found = TRY(Attachments::find(call.db, request, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such document.");
    return std::move(*found);
}

Result<Bytes> read_kept(StaffCall& call, ByteView name) {
    crypto::Digest sha256{};
    if (name.size() != sha256.size()) return Error(ErrorCode::kCorrupt, "a document names no file");
    std::copy(name.begin(), name.end(), sha256.begin());
    const auto blob = TRY(call.services.messages.find_blob(call.db, sha256));
    if (!blob) return Error(ErrorCode::kCorrupt, "a document's file is gone");
    return call.services.blobs.get(*blob);
}

Result<ApiAnswer> attach(StaffCall& call) {
    const RequestId request = TRY(call.path_id<RequestId>(0));
    const std::string name = call.body.text("name", wire::kMaxNameCharacters);
    const std::string pdf = call.body.text("pdf", kMaxPdfBase64);
    TRY(call.body.done());
    const RequestSummary summary = TRY(request_open_to(call, request));
    if (!is_open(summary.state)) return Error(ErrorCode::kConflict, "This request is closed.", "already_decided");
    TakenDocument taken = TRY(take_document(call, pdf, name));
    const Status kept = call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        StoredAttachment& attachment = taken.attachment;
        attachment.id = work.make_id<AttachmentId>();
        attachment.body.set_id(attachment.id.raw());
        attachment.request = request;
        attachment.by = work.actor().id;
        attachment.added = work.now();
        return keep_document(call.services, work, taken);
    });
    if (!kept.ok()) {
        for (const BlobRef& blob : taken.fresh) call.services.blobs.drop(blob);
        return kept.error();
    }
    return ApiAnswer{attachment_json(taken.attachment.body), 201};
}

Result<ApiAnswer> take_away(StaffCall& call) {
    const RequestId request = TRY(call.path_id<RequestId>(0));
    const AttachmentId id = TRY(call.path_id<AttachmentId>(1));
    TRY(call.body.done());
    TRY(request_open_to(call, request));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return Attachments::remove(work, request, id); }));
    return ApiAnswer{};
}

Result<ApiAnswer> read_page(StaffCall& call) {
    const RequestId request = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    TRY(request_open_to(call, request));
    const StoredAttachment attachment = TRY(attachment_asked(call, request));
    const std::string& asked = call.request.parameters.at(2);
    int number = 0;
    const auto [end, failure] = std::from_chars(asked.data(), asked.data() + asked.size(), number);
    if (failure != std::errc() || end != asked.data() + asked.size() || number < 1 ||
        number > attachment.body.pages_size()) {
        return Error(ErrorCode::kNotFound, "There is no such page.");
    }
    const wire::Attachment::Page& page = attachment.body.pages(number - 1);
    json shown = {{"page", number}, {"text", ""}, {"strips", json::array()}};
    for (const wire::Photo& strip : page.strips()) {
        shown["strips"].push_back({{"width", strip.width()},
                                   {"height", strip.height()},
                                   {"webp", to_base64url(TRY(read_kept(call, as_bytes(strip.sha256()))))}});
    }
    if (!page.text_sha256().empty()) shown["text"] = to_string(TRY(read_kept(call, as_bytes(page.text_sha256()))));
    return ApiAnswer{shown};
}

/// The file as it came: for who may save the record for a court.
Result<ApiAnswer> read_file(StaffCall& call) {
    const RequestId request = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    TRY(check_may_save_record(call, request));
    const StoredAttachment attachment = TRY(attachment_asked(call, request));
    ApiAnswer answer;
    answer.pdf = to_string(TRY(read_kept(call, attachment.sha256)));
    TRY(call.services.writer->run(
        call.caller.actor(), [&](Work& work) { return work.audit(record::Event::kExported, request, "attachment"); }));
    return answer;
}

}  // namespace

// Who answers attaches: what is at a desk has documents put in and looked at there and nowhere else.
void add_attachment_routes(http::Router& router, StaffApi& api) {
    const char* staff = "request_staff trust_office";
    const std::string all = "/api/v1/requests/{id}/attachments";
    const std::string one = all + "/{attachment}";
    add_api_route(router, api, Method::kPost, all, staff, &attach, kMaxPdfBase64 + 64 * 1024);
    add_api_route(router, api, Method::kDelete, one, staff, &take_away);
    add_api_route(router, api, Method::kGet, one + "/pages/{page}", staff, &read_page);
    add_api_route(router, api, Method::kGet, one + "/file", "request_staff trust_office auditor", &read_file);
}

}  // namespace dayroom::facility
