#include "platform/facility/messages/drafts.h"

#include <algorithm>

namespace dayroom::facility {
namespace {

struct Stored {
    ResidentId resident;
    Timestamp saved;
    bool is_here = false;  // false: removed
};

Result<std::optional<Stored>> find(Work& work, const DraftId& id) {
    return work.db().first(
        "SELECT resident, saved_ms, box IS NOT NULL FROM draft WHERE id = $1",
        [](const database::Row& row) {
            return Stored{row.id<ResidentId>(0), row.time(1), row.flag(2)};
        },
        id);
}

void tell(Work& work, const ResidentId& resident, const DraftId& id, bool removed) {
    work.touch(Scope::resident(resident), RecordKind::kDraft, id, removed);
}

}  // namespace

Status Drafts::save(Work& work, const ResidentId& resident, const wire::SaveDraft& body, Timestamp made) {
    const DraftId id = TRY(DraftId::from_bytes(std::string_view(body.draft_id())));
    const Timestamp latest = work.now() + kDraftFuture;
    if (body.remove()) return forget(work, resident, id, std::min(made, latest));
    const Timestamp saved = std::min(Timestamp::from_ms(body.draft().saved_ms()), latest);
    const auto stored = TRY(find(work, id));
    if (stored && stored->resident != resident) return Error(ErrorCode::kConflict, "a draft with this id exists");
    if (stored && stored->saved >= saved) return {};
    if (!stored || !stored->is_here) {
        const std::int64_t open =
            TRY(work.db().number("SELECT count(*) FROM draft WHERE resident = $1 AND box IS NOT NULL", resident));
        if (open >= wire::kMaxDrafts)
            return Error(ErrorCode::kTooLarge, "this resident has too many drafts", decline::kDraftsFull);
    }
    TRY(
        work.db().run("INSERT INTO draft (id, resident, box, saved_ms) VALUES ($1, $2, $3, $4) "
                      "ON CONFLICT (id) DO UPDATE SET box = excluded.box, saved_ms = excluded.saved_ms",
                      id, resident, database::blob(body.draft().box()), saved));
    tell(work, resident, id, false);
    return {};
}

Status Drafts::forget(Work& work, const ResidentId& resident, const DraftId& id, Timestamp when) {
    const auto stored = TRY(find(work, id));
    if (stored && (stored->resident != resident || stored->saved > when)) return {};
    TRY(
        work.db().run("INSERT INTO draft (id, resident, box, saved_ms) VALUES ($1, $2, NULL, $3) "
                      "ON CONFLICT (id) DO UPDATE SET box = NULL, saved_ms = excluded.saved_ms",
                      id, resident, when));
    TRY(
        work.db().run("DELETE FROM draft WHERE resident = $1 AND box IS NULL AND saved_ms < (SELECT saved_ms FROM "
                      "draft WHERE resident = $1 AND box IS NULL ORDER BY saved_ms DESC LIMIT 1 OFFSET $2)",
                      resident, kRemovedDraftsKept - 1));
    if (stored && stored->is_here) tell(work, resident, id, true);
    return {};
}

Status Drafts::forget_all(Work& work, const ResidentId& resident) {
    std::vector<DraftId> all;
    TRY(work.db().each(
        "SELECT id FROM draft WHERE resident = $1 AND box IS NOT NULL",
        [&](const database::Row& row) { all.push_back(row.id<DraftId>(0)); }, resident));
    for (const DraftId& id : all) tell(work, resident, id, true);
    return work.db().run("DELETE FROM draft WHERE resident = $1", resident);
}

}  // namespace dayroom::facility
