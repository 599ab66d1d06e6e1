// Who has said that they read a notice, and who has not.
#include <algorithm>

#include "platform/facility/notices/notices.h"

namespace dayroom::facility {
namespace {

/// $1: the scope's kind, $2: its id, $3: the notice.
constexpr const char* kWhom =
    "FROM resident r JOIN housing_unit u ON u.id = r.unit "
    "LEFT JOIN notice_receipt a ON a.notice = $3 AND a.resident = r.id "
    "WHERE ((r.state = 1 AND ($1 = 1 OR ($1 = 2 AND r.unit = $2) OR ($1 = 4 AND r.id = $2)))";

}  // namespace

Status Notices::acknowledge(Work& work, const ResidentId& resident, const CommandId& command, const NoticeId& id,
                            Timestamp made) {
    const auto notice = TRY(find(work.db(), id));
    if (!notice || notice->state == StoredNotice::State::kWaits) return Error(ErrorCode::kNotFound, "no such notice");
    const auto whom = TRY(work.db().number(std::string("SELECT count(*) ") + kWhom + ") AND r.id = $4",
                                           static_cast<int>(notice->scope.kind), notice->scope.id, id, resident));
    if (whom == 0) return Error(ErrorCode::kNotFound, "the notice is not for this resident");
    if (!notice->notice.must_acknowledge())
        return Error(ErrorCode::kInvalid, "nobody is asked to say that they read this notice");
    // A terminal's clock may be a little ahead of ours, or have been wrong.
    const std::int64_t at =
        std::max(std::min(made.ms(), work.now().ms()), std::min(notice->notice.valid_from_ms(), work.now().ms()));
    TRY(
        work.db().run("INSERT INTO notice_receipt (notice, resident, id, at_ms, taken_ms) VALUES ($1, $2, $3, $4, $5) "
                      "ON CONFLICT (notice, resident) DO NOTHING",
                      id, resident, command, at, work.now()));
    if (work.db().changes() > 0) work.touch(Scope::resident(resident), RecordKind::kNoticeReceipt, command);
    return {};
}

Result<ReadCounts> Notices::counts(database::Connection& connection, const StoredNotice& notice) {
    const auto found = TRY(connection.first(
        std::string("SELECT count(*), count(a.at_ms) ") + kWhom + ")",
        [](const database::Row& row) {
            return ReadCounts{row.integer(0), row.integer(1)};
        },
        static_cast<int>(notice.scope.kind), notice.scope.id, notice.id));
    return found.value_or(ReadCounts());
}

Result<std::vector<NoticeReader>> Notices::readers(database::Connection& connection, const StoredNotice& notice,
                                                   WhichReaders which, int limit, int offset) {
    std::string where = " OR a.at_ms IS NOT NULL)";
    if (which == WhichReaders::kRead) where += " AND a.at_ms IS NOT NULL";
    if (which == WhichReaders::kNotRead) where += " AND a.at_ms IS NULL";
    std::vector<NoticeReader> all;
    TRY(connection.each(
        std::string("SELECT r.id, r.number, r.given_name, r.family_name, u.name, coalesce(a.at_ms, 0) ") + kWhom +
            where + " ORDER BY r.number LIMIT $4 OFFSET $5",
        [&](const database::Row& row) {
            all.push_back({row.id<ResidentId>(0), row.string(1), row.string(2) + " " + row.string(3), row.string(4),
                           Timestamp::from_ms(row.integer(5))});
        },
        static_cast<int>(notice.scope.kind), notice.scope.id, notice.id, std::clamp(limit, 1, kMaxReadersInPage),
        std::max(offset, 0)));
    return all;
}

}  // namespace dayroom::facility
