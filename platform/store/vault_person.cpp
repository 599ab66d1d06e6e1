// Vault: profile, notices, counts for the home screen.
#include <algorithm>
#include <map>
#include <set>

#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

Result<std::optional<wire::Profile>> Vault::profile() {
    std::optional<wire::Profile> found;
    TRY(connection_->each("SELECT body FROM profile", [&](const database::Row& row) -> Status {
        found = TRY(parse_kept<wire::Profile>(row.bytes(0)));
        return {};
    }));
    return found;
}

Result<std::vector<NoticeView>> Vault::notices(Timestamp now, std::vector<NoticeView> others) {
    std::vector<NoticeView> out = std::move(others);
    TRY(connection_->each("SELECT id, body FROM notice", [&](const database::Row& row) -> Status {
        auto body = TRY(parse_kept<wire::Notice>(row.bytes(1)));
        const NoticeTime time = time_of(body, now);
        if (time == NoticeTime::kNot) return {};
        out.push_back(
            {row.id<NoticeId>(0), std::move(body), false, time == NoticeTime::kOver, wire::ScopeKind::RESIDENT});
        return {};
    }));
    std::set<NoticeId> seen;
    TRY(connection_->each("SELECT id FROM notice_seen",
                          [&](const database::Row& row) { seen.insert(row.id<NoticeId>(0)); }));
    struct Receipt {
        Timestamp at;
        bool waits = false;
    };
    std::map<NoticeId, Receipt> receipts;
    TRY(connection_->each(
        "SELECT r.notice, r.at_ms, EXISTS(SELECT 1 FROM intent i WHERE i.command=r.id AND i.state=$1) "
        "FROM notice_receipt r",
        [&](const database::Row& row) {
            receipts[row.id<NoticeId>(0)] = {Timestamp::from_ms(row.integer(1)), row.flag(2)};
        },
        kIntentUndecided));
    for (NoticeView& view : out) {
        view.seen = seen.contains(view.id);
        const auto receipt = receipts.find(view.id);
        if (receipt == receipts.end()) continue;
        view.acknowledged = receipt->second.at;
        view.acknowledgement_waits = receipt->second.waits;
    }
    std::stable_sort(out.begin(), out.end(), [](const NoticeView& left, const NoticeView& right) {
        if (left.over != right.over) return right.over;
        if (left.notice.emergency() != right.notice.emergency()) return left.notice.emergency();
        return left.notice.valid_from_ms() > right.notice.valid_from_ms();
    });
    return out;
}

Status Vault::mark_notices_seen(const std::vector<NoticeId>& ids) {
    std::int64_t changed = 0;
    auto transaction = TRY(database::Transaction::begin(*connection_));
    for (const NoticeId& id : ids) {
        TRY(connection_->run("INSERT OR IGNORE INTO notice_seen VALUES($1)", id));
        changed += connection_->changes();
    }
    TRY(transaction.commit());
    if (changed > 0) ++stamps_.notices;
    return {};
}

Result<VaultCounts> Vault::counts() {
    VaultCounts out;
    auto number = [&](std::string_view sql) -> Result<int> { return static_cast<int>(TRY(connection_->number(sql))); };
    out.unread_messages = TRY(number("SELECT coalesce(sum(unread), 0) FROM thread"));
    out.photos = TRY(number("SELECT coalesce(sum(gallery), 0) FROM thread"));
    out.answered_requests = TRY(number("SELECT count(*) FROM request WHERE seen=0 AND state IN (3, 4, 6)"));
    out.approved_contacts = TRY(number("SELECT count(*) FROM contact WHERE state=2"));
    out.invitations = TRY(number("SELECT count(*) FROM contact WHERE state=6"));
    // Read marks and preferences travel too, but nobody waits for them.
    out.not_sent = TRY(number("SELECT count(*) FROM intent WHERE state=1 AND kind NOT IN (13, 14)"));
    return out;
}

Status Vault::purge(Timestamp now) {
    const Timestamp before = now - kIntentsKept;
    TRY(connection_->run("DELETE FROM intent WHERE state IN ($1,$2,$3) AND made_ms<$4", kIntentDone, kIntentRefused,
                         kIntentSettled, before));
    TRY(
        connection_->run("DELETE FROM customer_order WHERE state IN ($1,$2) AND submitted_ms<$3 AND NOT EXISTS "
                         "(SELECT 1 FROM entity e WHERE e.id=customer_order.id)",
                         kStateRefused, static_cast<int>(wire::Order::CANCELLED), before));
    return connection_->run("DELETE FROM draft WHERE removed=1 AND saved_ms=sent_ms AND saved_ms<$1", before);
}

}  // namespace dayroom::store
