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
    if (state == StoredNotice::State::kGone) {
        if (notice.state == StoredNotice::State::kWaits) return {};
        return work.withdraw(notice.scope, RecordKind::kNotice, thing(notice.id));
    }
    // One that is over is released once more: terminals hear that it no longer stands, and can still show it.
    wire::Record record;
    *record.mutable_notice() = notice.notice;
    return work.release(notice.scope, RecordKind::kNotice, thing(notice.id), std::move(record));
}

/// One that nobody has seen, or that need not be kept, goes at once.
StoredNotice::State after_end(const StoredNotice& notice, Timestamp now) {
    const bool kept = notice.state == StoredNotice::State::kInForce && notice.notice.keep_until_ms() > now.ms();
    return kept ? StoredNotice::State::kOver : StoredNotice::State::kGone;
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
    if (notice.keep_until_ms() != 0 && notice.keep_until_ms() < notice.valid_to_ms()) {
        return Error(ErrorCode::kInvalid, "a notice is kept until its end or longer");
    }
    const std::string body = notice.SerializeAsString();
    Status inserted = work.db().run(
        "INSERT INTO notice (id, scope_kind, scope_id, body, valid_from_ms, valid_to_ms, keep_until_ms, "
        "state) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
        id, static_cast<int>(scope.kind), scope.id, database::blob(body), notice.valid_from_ms(), notice.valid_to_ms(),
        std::max(notice.keep_until_ms(), notice.valid_to_ms()));
    if (!inserted.ok()) return inserted;
    if (notice.valid_from_ms() <= work.now().ms()) {
        TRY(set_state(work, {id, scope, notice, StoredNotice::State::kWaits}, StoredNotice::State::kInForce));
    }
    return work.audit(record::Event::kNoticePublished, id);
}

Status Notices::end(Work& work, const NoticeId& id) {
    auto notice = TRY(find(work.db(), id));
    if (!notice) return Error(ErrorCode::kNotFound, "no such notice");
    if (notice->state >= StoredNotice::State::kOver) return Error(ErrorCode::kConflict, "this notice is over");
    wire::Notice& body = notice->notice;
    const std::int64_t early = std::max<std::int64_t>(body.valid_to_ms() - work.now().ms(), 0);
    if (body.keep_until_ms() != 0) body.set_keep_until_ms(body.keep_until_ms() - early);
    body.set_valid_to_ms(body.valid_to_ms() - early);
    TRY(work.db().run("UPDATE notice SET body = $2, valid_to_ms = $3, keep_until_ms = $4 WHERE id = $1", id,
                      database::blob(body.SerializeAsString()), body.valid_to_ms(),
                      std::max(body.keep_until_ms(), body.valid_to_ms())));
    TRY(set_state(work, *notice, after_end(*notice, work.now())));
    return work.audit(record::Event::kNoticePublished, id, "ended");
}

Result<int> Notices::tick(Work& work, int limit) {
    const auto over = TRY(
        select(work.db(), "WHERE state < 3 AND valid_to_ms <= $1 ORDER BY valid_to_ms LIMIT $2", work.now(), limit));
    for (const StoredNotice& notice : over) TRY(set_state(work, notice, after_end(notice, work.now())));
    int left = limit - static_cast<int>(over.size());
    const auto kept = TRY(select(work.db(), "WHERE state = 3 AND keep_until_ms <= $1 LIMIT $2", work.now(), left));
    for (const StoredNotice& notice : kept) TRY(set_state(work, notice, StoredNotice::State::kGone));
    left -= static_cast<int>(kept.size());
    const auto begun = TRY(
        select(work.db(), "WHERE state = 1 AND valid_from_ms <= $1 AND valid_to_ms > $1 LIMIT $2", work.now(), left));
    for (const StoredNotice& notice : begun) TRY(set_state(work, notice, StoredNotice::State::kInForce));
    return static_cast<int>(over.size() + kept.size() + begun.size());
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
