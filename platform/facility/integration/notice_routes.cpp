// Notices from staff to everybody, a housing unit or one resident.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

void put_texts(const std::vector<std::pair<std::string, std::string>>& texts,
               google::protobuf::RepeatedPtrField<wire::LocalText>& out) {
    for (const auto& [language, text] : texts) {
        wire::LocalText* entry = out.Add();
        entry->set_language(language);
        entry->set_text(text);
    }
}

Result<ApiAnswer> create(StaffCall& call) {
    const auto unit = call.body.optional_id<UnitId>("unit_id");
    const auto resident = call.body.optional_id<ResidentId>("resident_id");
    wire::Notice notice;
    put_texts(call.body.texts("title", kMaxNoticeTitle), *notice.mutable_title());
    put_texts(call.body.texts("text", kMaxNoticeText), *notice.mutable_text());
    notice.set_valid_from_ms(
        call.body.optional_integer("valid_from_ms", 1, wire::kMaxTimestampMs, call.services.clock.now().ms()));
    notice.set_valid_to_ms(call.body.integer("valid_to_ms", 1, wire::kMaxTimestampMs));
    notice.set_emergency(call.body.optional_flag("emergency"));
    notice.set_public_(call.body.optional_flag("public"));
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    if (unit && resident) return Error(ErrorCode::kInvalid, "A notice is for a unit or for a resident, not for both.");
    const Scope scope = unit       ? Scope::unit(*unit)
                        : resident ? Scope::resident(*resident)
                                   : Scope::facility(call.services.context.facility);
    return once(call, "notice", key, [&](Work& work) -> Result<ApiAnswer> {
        const NoticeId id = work.make_id<NoticeId>();
        TRY(call.services.notices.create(work, id, scope, notice));
        return ApiAnswer{{{"id", id.to_string()}}, 201};
    });
}

Result<ApiAnswer> list_notices(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const StoredNotice& notice : TRY(call.services.notices.list(call.db, call.query_text("over") == "true")))
        all.push_back(view(notice));
    return ApiAnswer{{{"notices", all}}};
}

Result<ApiAnswer> end(StaffCall& call) {
    const NoticeId id = TRY(call.path_id<NoticeId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.notices.end(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "over"}}};
}

}  // namespace

void add_notice_routes(http::Router& router, StaffApi& api) {
    const char* staff = "reviewer request_staff";
    add_api_route(router, api, Method::kGet, "/api/v1/notices", staff, &list_notices);
    add_api_route(router, api, Method::kPost, "/api/v1/notices", staff, &create);
    add_api_route(router, api, Method::kPost, "/api/v1/notices/{id}/end", staff, &end);
}

}  // namespace dayroom::facility
