// Photos of many messages decided in one call.
#include <algorithm>

#include "platform/facility/moderation/moderation.h"

namespace dayroom::facility {
namespace {

/// Refusals that concern one message; anything else stops the batch.
bool concerns_one(const Error& error) {
    return error.code == ErrorCode::kConflict || error.code == ErrorCode::kNotFound ||
           error.code == ErrorCode::kDenied || error.code == ErrorCode::kInvalid;
}

bool something_is_left(const StoredMessage& message) {
    if (!message.message.text().empty()) return true;
    return std::any_of(message.photos_allowed.begin(), message.photos_allowed.end(),
                       [](const std::optional<bool>& allowed) { return allowed == true; });
}

}  // namespace

Result<PhotoOutcome> Moderation::decide_photos_of(Work& work, std::span<const PhotoDecision> decisions) {
    PhotoOutcome outcome;
    const MessageId id = decisions.front().message;
    outcome.message = id;
    TRY(ReviewQueue::hold_for_decision(work, id));
    for (const PhotoDecision& decision : decisions)
        TRY(messages_.decide_photo(work, id, decision.sha256, decision.allow));
    const auto item = TRY(ReviewQueue::find(work.db(), id));
    if (!item || item->open_photos > 0 || !item->text_passes) return outcome;
    if (!something_is_left(TRY(load(work, id)))) return outcome;  // a rejection names its rule: the queue's
    const Approval approval = TRY(approve(work, id, {}));
    outcome.needs_second = approval.needs_second;
    outcome.delivered = !approval.needs_second;
    return outcome;
}

Result<std::vector<PhotoOutcome>> Moderation::decide_photos(Work& work, std::span<const PhotoDecision> decisions) {
    if (decisions.size() > kMaxPhotoDecisions) return Error(ErrorCode::kTooLarge, "at most 200 photos in one call");
    std::vector<PhotoDecision> ordered(decisions.begin(), decisions.end());
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const PhotoDecision& a, const PhotoDecision& b) { return a.message < b.message; });
    std::vector<PhotoOutcome> outcomes;
    for (auto begin = ordered.begin(); begin != ordered.end();) {
        const auto end =
            std::find_if(begin, ordered.end(), [&](const PhotoDecision& d) { return d.message != begin->message; });
        const std::size_t mark = work.mark();
        auto part = TRY(database::Savepoint::begin(work.db()));
        auto outcome = decide_photos_of(work, {begin, end});
        if (outcome.ok()) {
            TRY(part.release());
            outcomes.push_back(outcome.take());
        } else {
            TRY(part.rollback());
            work.forget_after(mark);
            const Error& error = outcome.error();
            if (!concerns_one(error)) return error;
            outcomes.push_back({begin->message, error.text_key.empty() ? to_string(error.code) : error.text_key});
        }
        begin = end;
    }
    return outcomes;
}

}  // namespace dayroom::facility
