// A message on paper, for whoever works on the request for it: they see that one message and no other.
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/integration/photo_intake.h"
#include "platform/facility/integration/request_page.h"
#include "platform/facility/integration/views.h"
#include "platform/facility/statements/message_pdf.h"
#include "platform/forms/marked_answer.h"
#include "platform/forms/message_print.h"

namespace dayroom::facility {
namespace {

using http::Method;

/// The delivered message of the resident that the request's answer marks.
Result<StoredMessage> message_asked_for(StaffCall& call, const RequestSummary& request) {
    const Error nothing(ErrorCode::kNotFound,
                        "No delivered message of this resident has the mark at the end of the answer: send the "
                        "request back and ask which one is meant.");
    const auto whole = TRY(call.services.requests.read(call.db, request.id));
    if (!whole) return nothing;
    std::string mark;
    for (const auto& answer : whole->answers())
        if (answer.field() == forms::kMessageField) mark = forms::mark_in(answer.value());
    if (mark.size() != forms::kMessageMarkLetters) return nothing;
    std::optional<MessageId> meant;
    int found = 0;
    TRY(call.db.each(
        "SELECT id FROM message WHERE resident = $1 AND state = 2",
        [&](const database::Row& row) {
            const auto id = row.id<MessageId>(0);
            if (forms::message_mark(id.to_string()) != mark) return;
            meant = id;
            ++found;
        },
        request.resident));
    if (found != 1) return nothing;
    auto message = TRY(call.services.messages.find(call.db, *meant));
    if (!message) return nothing;
    return std::move(*message);
}

/// Those that were let through.
Result<std::vector<PaperPicture>> photos_of(StaffCall& call, const StoredMessage& message) {
    std::vector<PaperPicture> pictures;
    for (int each = 0; each < message.message.photos_size(); ++each) {
        if (!message.photos_allowed[static_cast<std::size_t>(each)].value_or(false)) continue;
        const wire::Photo& photo = message.message.photos(each);
        auto jpeg = TRY(kept_photo(call.services, call.db, as_bytes(photo.sha256())));
        if (!jpeg) return Error(ErrorCode::kCorrupt, "a photo of this message is gone");
        pictures.push_back({std::move(*jpeg), photo.width(), photo.height()});
    }
    return pictures;
}

Result<ApiAnswer> message_on_paper(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    const RequestSummary request = TRY(request_open_to(call, id));
    if (request.form_code != forms::kMessagePrintForm)
        return Error(ErrorCode::kNotFound, "This request does not ask for a message on paper.");
    if (!is_open(request.state))
        return Error(ErrorCode::kConflict, "This request is closed: the message is printed while it is open.");
    const StoredMessage message = TRY(message_asked_for(call, request));
    const auto resident = TRY(call.services.residents.find(call.db, request.resident));
    const auto contact = TRY(call.services.contacts.find(call.db, message.contact));
    if (!resident || !contact) return Error(ErrorCode::kCorrupt, "whose message this is is gone");
    TRY(note_reading(call, message.id));
    const wire::Facility facility = TRY(read_facility(call.db));
    MessagePaper paper;
    paper.facility = facility.name();
    paper.time_zone = facility.time_zone();
    paper.resident = *resident;
    paper.unit = TRY(unit_name(call.db, resident->unit));
    paper.contact = contact->name;
    paper.from_resident = message.message.direction() == wire::Message::OUTBOUND;
    paper.sent = Timestamp::from_ms(message.message.sent_ms());
    paper.text = message.message.text();
    paper.photos = TRY(photos_of(call, message));
    ApiAnswer answer;
    answer.pdf = TRY(message_pdf(paper, TRY(PaperWords::in(resident->language)), call.services.clock.now()));
    return answer;
}

}  // namespace

void add_message_paper_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/requests/{id}/message.pdf", "request_staff trust_office",
                  &message_on_paper);
}

}  // namespace dayroom::facility
