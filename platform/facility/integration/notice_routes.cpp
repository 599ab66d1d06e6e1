// Notices from staff to everybody, a housing unit or one resident.
#include "platform/facility/integration/scope_body.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kKeepDays = 14;  // unless the caller says otherwise
constexpr int kReadersInPage = 100;

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
    notice.set_must_acknowledge(call.body.optional_flag("must_acknowledge"));
    const auto keep = std::chrono::days(call.body.optional_integer("keep_days", 0, kMaxNoticeKeepDays, kKeepDays));
    if (keep.count() > 0) notice.set_keep_until_ms(notice.valid_to_ms() + Milliseconds(keep).count());
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

/// With how many have read it, where people are asked to say so.
Result<json> notice_view(StaffCall& call, const StoredNotice& notice) {
    json shown = view(notice);
    shown["scope_name"] = TRY(scope_view(call.db, notice.scope)).value("scope_name", std::string());
    if (!notice.notice.must_acknowledge()) return shown;
    const ReadCounts counts = TRY(call.services.notices.counts(call.db, notice));
    shown["people"] = counts.people;
    shown["read"] = counts.read;
    return shown;
}

Result<ApiAnswer> list_readers(StaffCall& call) {
    const NoticeId id = TRY(call.path_id<NoticeId>(0));
    TRY(call.body.done());
    const auto notice = TRY(call.services.notices.find(call.db, id));
    if (!notice) return Error(ErrorCode::kNotFound, "There is no such notice.");
    const std::string which = call.query_text("who");
    if (!which.empty() && which != "all" && which != "read" && which != "not_read")
        return Error(ErrorCode::kInvalid, "\"who\" is all, read or not_read.");
    const int limit = static_cast<int>(TRY(call.query_number("limit", 1, kMaxReadersInPage, kReadersInPage)));
    const int offset = static_cast<int>(TRY(call.query_number("offset", 0, INT32_MAX, 0)));
    json people = json::array();
    for (const NoticeReader& reader : TRY(call.services.notices.readers(call.db, *notice,
                                                                        which == "read"       ? WhichReaders::kRead
                                                                        : which == "not_read" ? WhichReaders::kNotRead
                                                                                              : WhichReaders::kAll,
                                                                        limit, offset))) {
        people.push_back({{"resident_id", reader.resident.to_string()},
                          {"resident_number", reader.number},
                          {"name", reader.name},
                          {"unit", reader.unit},
                          {"at_ms", reader.at.is_set() ? json(reader.at.ms()) : json()}});
    }
    return ApiAnswer{{{"notice", TRY(notice_view(call, *notice))}, {"people", people}}};
}

Result<ApiAnswer> list_notices(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const StoredNotice& notice : TRY(call.services.notices.list(call.db, call.query_text("over") == "true"))) {
        all.push_back(TRY(notice_view(call, notice)));
    }
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
    const char* readers = "reviewer request_staff auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/notices", readers, &list_notices);
    add_api_route(router, api, Method::kPost, "/api/v1/notices", staff, &create);
    add_api_route(router, api, Method::kPost, "/api/v1/notices/{id}/end", staff, &end);
    add_api_route(router, api, Method::kGet, "/api/v1/notices/{id}/readers", readers, &list_readers);
}

}  // namespace dayroom::facility
