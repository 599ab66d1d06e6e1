#include "platform/facility/integration/books_body.h"

#include "platform/facility/books/read_off.h"

namespace dayroom::facility {

using nlohmann::json;

Result<std::string> query_day(const StaffCall& call, std::string_view key, const std::string& otherwise) {
    const std::string text = call.query_text(key);
    if (text.empty()) return otherwise;
    if (!rules::day_named(text).ok())
        return Error(ErrorCode::kInvalid, "\"" + std::string(key) + "\" must be a day like 2026-11-20.");
    return text;
}

Result<DayRange> query_days(const StaffCall& call, int most) {
    DayRange range{TRY(query_day(call, "from", {})), TRY(query_day(call, "to", {}))};
    if (range.from.empty() || range.to.empty())
        return Error(ErrorCode::kInvalid, "\"from\" and \"to\" must be days like 2026-11-20.");
    const auto days = (TRY(rules::day_named(range.to)) - TRY(rules::day_named(range.from))).count() + 1;
    if (days < 1 || days > most)
        return Error(ErrorCode::kInvalid, "\"from\" to \"to\" must be 1 to " + std::to_string(most) + " days.");
    return range;
}

json view(const std::vector<ControlTotal>& control) {
    json list = json::array();
    for (const ControlTotal& total : control) {
        list.push_back({{"kind", total.kind},
                        {"unit", total.unit == 1 ? "cents" : "credits"},
                        {"accounts", total.accounts},
                        {"stored", total.stored},
                        {"computed", total.computed}});
    }
    return list;
}

Result<TieOutReport> prove_books(StaffCall& call) {
    TieOutReport report = TRY(tie_out(call.db, call.services.clock));
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return record_tie_out(work, report); }));
    call.services.books_differ = !report.ties();
    if (!report.ties())
        call.services.alarm("the books do not tie out: " + std::to_string(report.differences.size()) + " differences");
    return report;
}

Status read_off_now(StaffCall& call) {
    int read = kReadOffChunk;
    while (read == kReadOffChunk) {
        read =
            TRY(call.services.writer->make(Actor::system(), [](Work& work) { return read_off(work, kReadOffChunk); }));
    }
    return {};
}

}  // namespace dayroom::facility
