// The outside body's way to its reports, with a token of the role "prea", which may do nothing else; and for staff the
// counts. Everything that is closed travels as base64url.
#include "platform/facility/integration/staff_api.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kMostReports = 100;  // in one answer, 2.2 MB
constexpr std::size_t kMaxIds = 1'000;
constexpr int kDays = 400;
constexpr std::size_t kMaxAnswerText = 4 * wire::kPreaAnswerBoxBytes / 3 + 8;

Result<std::string> bytes_of(const std::string& text, std::size_t size) {
    const Bytes bytes = TRY(from_base64url(text));
    if (bytes.size() != size) return Error(ErrorCode::kInvalid, "A box, tag or id of another size.");
    return to_string(bytes);
}

Result<ApiAnswer> list_reports(StaffCall& call) {
    TRY(call.body.done());
    const int limit = TRY(call.query_limit(kMostReports, kMostReports));
    json all = json::array();
    for (const StoredPreaReport& report : TRY(call.services.prea.waiting(call.db, limit)))
        all.push_back({{"id", to_base64url(as_bytes(report.box.id()))},
                       {"key_id", to_base64url(as_bytes(report.box.key_id()))},
                       {"day", report.day},
                       {"box", to_base64url(as_bytes(report.box.box()))}});
    return ApiAnswer{{{"format", kPreaReportsFormat},
                      {"reports", all},
                      {"waiting", TRY(call.services.prea.count_waiting(call.db))}}};
}

Result<ApiAnswer> acknowledge_reports(StaffCall& call) {
    std::vector<std::string> ids;
    for (const std::string& text : call.body.list("ids", kMaxIds, 32))
        ids.push_back(TRY(bytes_of(text, wire::kPreaIdBytes)));
    TRY(call.body.done());
    const int gone = TRY(call.services.writer->make(call.caller.actor(),
                                                    [&](Work& work) { return call.services.prea.take(work, ids); }));
    return ApiAnswer{{{"deleted", gone}}};
}

Result<ApiAnswer> answer_report(StaffCall& call) {
    wire::PreaAnswer sealed;
    const std::string tag = call.body.text("tag", 32);
    const std::string box = call.body.text("box", kMaxAnswerText);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    sealed.set_tag(TRY(bytes_of(tag, wire::kPreaTagBytes)));
    sealed.set_box(TRY(bytes_of(box, wire::kPreaAnswerBoxBytes)));
    return once(call, "prea_answer", key, [&](Work& work) -> Result<ApiAnswer> {
        const ThingId id = work.make_id<ThingId>();
        TRY(call.services.prea.answer(work, id, sealed));
        return ApiAnswer{{{"id", id.to_string()}}, 201};
    });
}

Result<ApiAnswer> counts(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const PreaDay& day : TRY(call.services.prea.days(call.db, kDays)))
        all.push_back({{"day", day.day}, {"received", day.received}, {"taken", day.taken}, {"answered", day.answered}});
    return ApiAnswer{{{"days", all}, {"waiting", TRY(call.services.prea.count_waiting(call.db))}}};
}

}  // namespace

void add_prea_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/prea/reports", "prea", &list_reports);
    add_api_route(router, api, Method::kPost, "/api/v1/prea/reports/acknowledge", "prea", &acknowledge_reports);
    add_api_route(router, api, Method::kPost, "/api/v1/prea/answers", "prea", &answer_report);
    add_api_route(router, api, Method::kGet, "/api/v1/prea/counts", "it auditor", &counts);
}

}  // namespace dayroom::facility
