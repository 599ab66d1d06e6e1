#include "platform/facility/messages/cards.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Result<StoredCard> read_card(const database::Row& row) {
    StoredCard out;
    out.id = row.id<CardId>(0);
    out.active = row.flag(1);
    const ByteView body = row.bytes(2);
    if (!out.card.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
        return Error(ErrorCode::kCorrupt, "a stored card cannot be read");
    }
    return out;
}

template <typename... Values>
Result<std::vector<StoredCard>> select(database::Connection& connection, const std::string& where,
                                       const Values&... values) {
    std::vector<StoredCard> all;
    TRY(connection.each(
        "SELECT id, active, body FROM card " + where,
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_card(row)));
            return {};
        },
        values...));
    return all;
}

Status check_card(const wire::Card& card) {
    const auto is_english = [](const wire::LocalText& name) { return name.language() == "en" && !name.text().empty(); };
    if (card.code().empty() || card.code().size() > wire::kMaxCodeCharacters) {
        return Error(ErrorCode::kInvalid, "a card has a short code");
    }
    if (card.name_size() > wire::kMaxLanguages || std::none_of(card.name().begin(), card.name().end(), is_english)) {
        return Error(ErrorCode::kInvalid, "a card is named in English and at most 23 more languages");
    }
    for (const wire::LocalText& name : card.name()) {
        if (utf8::sanitize(name.text(), wire::kMaxLineCharacters) != name.text())
            return Error(ErrorCode::kInvalid, "a card's name is too long or holds hidden control characters");
    }
    if (card.picture().sha256().size() != wire::kSha256Bytes || card.position() < 0 ||
        card.position() > wire::kMaxCards) {
        return Error(ErrorCode::kInvalid, "a card has a picture and a place in the set");
    }
    return {};
}

}  // namespace

Status Cards::put(Work& work, const CardId& id, const wire::Card& card) {
    TRY(check_card(card));
    const std::int64_t others = TRY(work.db().number("SELECT count(*) FROM card WHERE active = 1 AND id <> $1", id));
    if (others >= wire::kMaxCards) return Error(ErrorCode::kTooLarge, "the set of cards is full");
    const database::Value sha256 = database::blob(card.picture().sha256());
    if (TRY(work.db().number("SELECT count(*) FROM blob WHERE sha256 = $1", sha256)) == 0)
        return Error(ErrorCode::kNotFound, "the card's picture was not uploaded before");
    const std::string body = card.SerializeAsString();
    Status stored = work.db().run(
        "INSERT INTO card (id, code, active, body, sha256) VALUES ($1, $2, 1, $3, $4) ON CONFLICT (id) DO UPDATE SET "
        "code = excluded.code, active = 1, body = excluded.body, sha256 = excluded.sha256",
        id, card.code(), database::blob(body), sha256);
    if (!stored.ok()) {
        if (!database::violation(stored.error())) return stored;
        return Error(ErrorCode::kConflict, "another card has this code");
    }
    TRY(work.audit(record::Event::kCardChanged, id));
    wire::Record record;
    *record.mutable_card() = card;
    return work.release(Scope::facility(work.facility()), RecordKind::kCard, thing(id), std::move(record));
}

Status Cards::remove(Work& work, const CardId& id) {
    TRY(work.db().run("UPDATE card SET active = 0 WHERE id = $1 AND active = 1", id));
    if (work.db().changes() != 1) return Error(ErrorCode::kNotFound, "no such card in the set");
    TRY(work.audit(record::Event::kCardChanged, id, "removed"));
    return work.withdraw(Scope::facility(work.facility()), RecordKind::kCard, thing(id));
}

Result<std::optional<StoredCard>> Cards::find(database::Connection& connection, const CardId& id) {
    auto found = TRY(find_any(connection, id));
    if (found && !found->active) found.reset();
    return found;
}

Result<std::optional<StoredCard>> Cards::find_any(database::Connection& connection, const CardId& id) {
    auto found = TRY(select(connection, "WHERE id = $1", id));
    if (found.empty()) return std::optional<StoredCard>();
    return std::optional(std::move(found.front()));
}

Result<std::vector<StoredCard>> Cards::list(database::Connection& connection, bool with_inactive) {
    auto all = TRY(select(connection, "WHERE active = 1 OR $1 = 1", with_inactive));
    std::sort(all.begin(), all.end(), [](const StoredCard& a, const StoredCard& b) {
        return std::pair(a.card.position(), a.card.code()) < std::pair(b.card.position(), b.card.code());
    });
    return all;
}

}  // namespace dayroom::facility
