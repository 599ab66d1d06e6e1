#include "platform/facility/notices/notices.h"

#include <algorithm>

#include "platform/base/utf8.h"

namespace dayroom::facility {
namespace {

constexpr const char* kColumns = "SELECT id, scope_kind, scope_id, body, state FROM notice ";

Result<StoredNotice> read_row(const database::Row& row) {
    StoredNotice out;
    out.id = row.id<NoticeId>(0);
    out.scope = {static_cast<Scope::Kind>(row.integer(1)), row.id<ThingId>(2)};
    const ByteView body = row.bytes(3);
    if (!out.notice.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
        return Error(ErrorCode::kCorrupt, "a stored notice cannot be read");
    }
    out.state = static_cast<StoredNotice::State>(row.integer(4));
    return out;
}

template <typename... Values>
Result<std::vector<StoredNotice>> select(database::Connection& connection, const std::string& where,
                                         const Values&... values) {
    std::vector<StoredNotice> all;
    TRY(connection.each(
        kColumns + where,
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_row(row)));
            return {};
        },
        values...));
    return all;
}

Status check_texts(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts, std::size_t limit) {
    const auto is_english = [](const wire::LocalText& text) { return text.language() == "en" && !text.text().empty(); };
    if (texts.size() > kMaxLanguages || std::none_of(texts.begin(), texts.end(), is_english)) {
        return Error(ErrorCode::kInvalid, "a notice is written in English and at most 23 more languages");
    }
    for (const wire::LocalText& text : texts) {
        if (utf8::sanitize(text.text(), limit) != text.text()) {
            return Error(ErrorCode::kInvalid, "a notice's text is too long or holds hidden control characters");
        }
    }
    return {};
}

Status set_state(Work& work, const StoredNotice& notice, StoredNotice::State state) {
    TRY(work.db().run("UPDATE notice SET state = $2 WHERE id = $1", notice.id, static_cast<int>(state)));
    if (state == StoredNotice::State::kOver) {
        if (notice.state != StoredNotice::State::kInForce) return {};
        return work.withdraw(notice.scope, RecordKind::kNotice, thing(notice.id));
    }
    wire::Record record;
    *record.mutable_notice() = notice.notice;
    return work.release(notice.scope, RecordKind::kNotice, thing(notice.id), std::move(record));
}

}  // namespace

Status Notices::create(Work& work, const NoticeId& id, const Scope& scope, const wire::Notice& notice) {
    if (scope.kind == Scope::Kind::kDevice)
        return Error(ErrorCode::kInvalid, "a notice is for all, a unit or a resident");
    TRY(check_texts(notice.title(), kMaxNoticeTitle));
    TRY(check_texts(notice.text(), kMaxNoticeText));
    if (notice.valid_to_ms() <= notice.valid_from_ms() || notice.valid_to_ms() <= work.now().ms()) {
        return Error(ErrorCode::kInvalid, "a notice ends after it begins, and after now");
    }
    const std::string body = notice.SerializeAsString();
    Status inserted = work.db().run(
        "INSERT INTO notice (id, scope_kind, scope_id, body, valid_from_ms, valid_to_ms, state) "
        "VALUES ($1, $2, $3, $4, $5, $6, 1)",
        id, static_cast<int>(scope.kind), scope.id, database::blob(body), notice.valid_from_ms(), notice.valid_to_ms());
    if (!inserted.ok()) return inserted;
    if (notice.valid_from_ms() <= work.now().ms()) {
        TRY(set_state(work, {id, scope, notice, StoredNotice::State::kWaits}, StoredNotice::State::kInForce));
    }
    return work.audit(record::Event::kNoticePublished, id);
}

Status Notices::end(Work& work, const NoticeId& id) {
    const auto notice = TRY(find(work.db(), id));
    if (!notice) return Error(ErrorCode::kNotFound, "no such notice");
    if (notice->state == StoredNotice::State::kOver) return Error(ErrorCode::kConflict, "this notice is over");
    TRY(set_state(work, *notice, StoredNotice::State::kOver));
    return work.audit(record::Event::kNoticePublished, id, "ended");
}

Result<int> Notices::tick(Work& work, int limit) {
    const auto over = TRY(
        select(work.db(), "WHERE state < 3 AND valid_to_ms <= $1 ORDER BY valid_to_ms LIMIT $2", work.now(), limit));
    for (const StoredNotice& notice : over) TRY(set_state(work, notice, StoredNotice::State::kOver));
    const auto begun = TRY(select(work.db(), "WHERE state = 1 AND valid_from_ms <= $1 AND valid_to_ms > $1 LIMIT $2",
                                  work.now(), limit - static_cast<int>(over.size())));
    for (const StoredNotice& notice : begun) TRY(set_state(work, notice, StoredNotice::State::kInForce));
    return static_cast<int>(over.size() + begun.size());
}

Result<std::vector<StoredNotice>> Notices::list(database::Connection& connection, bool with_over) {
    return select(connection, "WHERE $1 = 1 OR state < 3 ORDER BY valid_from_ms DESC, id", with_over);
}

Result<std::optional<StoredNotice>> Notices::find(database::Connection& connection, const NoticeId& id) {
    auto found = TRY(select(connection, "WHERE id = $1", id));
    if (found.empty()) return std::optional<StoredNotice>();
    return std::optional(std::move(found.front()));
}

}  // namespace dayroom::facility
