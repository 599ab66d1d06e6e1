// What residents are writing, carried from terminal to terminal. A draft is closed to its writer's vault key on the
// terminal: the hub can neither read it nor say what it is about.
//
// The newest saved_ms wins, whatever the order of arrival: an older save, or a removal older than a save, changes
// nothing. So running a SaveDraft again is harmless by itself, and no outcome is kept of it
// (docs/decisions/0009-drafts-leave-no-outcome.md). A removed draft leaves its id and time behind for as long as an
// older save may still be on its way.
#pragma once

#include <vector>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/work.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {

/// Removed drafts of one resident whose ids are remembered; the oldest are forgotten first.
inline constexpr int kRemovedDraftsKept = 200;
/// A terminal's clock may be ahead of ours by so much; what it says beyond is taken as that.
inline constexpr Milliseconds kDraftFuture = std::chrono::minutes(10);

class Drafts {
public:
    /// Saves or removes. `made`: when the resident did it; a removal counts from then. kTooLarge "drafts_full" for a
    /// new one above wire::kMaxDrafts; kConflict for an id that is another resident's.
    static Status save(Work& work, const ResidentId& resident, const wire::SaveDraft& body, Timestamp made);
    /// The draft was sent, or thrown away at `when`: nothing saved before then comes back.
    static Status forget(Work& work, const ResidentId& resident, const DraftId& id, Timestamp when);
    /// The resident has left.
    static Status forget_all(Work& work, const ResidentId& resident);
};

}  // namespace dayroom::facility
