// One item under review: what may be done with it, and what a decision would send. Pure.

/** Most characters of a reason, as the hub counts (platform/facility/moderation/moderation.h). */
export const MOST_REASON = 400;

/** The decisions that an item offers. */
export function decisionsFor(item, mayDecide) {
    if (!mayDecide) return [];
    return item.kind === "appeal" ? ["grant", "refuse"] : ["approve", "reject", "investigate"];
}

/** What stands before anything is typed. Photos that the batch review refused stay back. */
export function beginning(item) {
    return {
        open: undefined,
        kept: (item.photos ?? []).filter((photo) => photo.decision === false).map((photo) => photo.sha256),
        rule: undefined,
        ownRule: "",
        reason: "",
        note: "",
    };
}

/** A photo goes from "delivered with the text" to "kept back", and again. */
export function togglePhoto(state, sha256) {
    const kept = state.kept.includes(sha256) ? state.kept.filter((each) => each !== sha256) : [...state.kept, sha256];
    return { ...state, kept };
}

/** Photos that would go out although nobody can have seen them: they did not load. */
export function unseen(item, state, loaded) {
    return (item.photos ?? []).filter(
        (photo) => !state.kept.includes(photo.sha256) && photo.decision !== true && !loaded.has(photo.sha256),
    );
}

/** The rule that was chosen from the facility's list, or written where the facility has none. */
export function ruleOf(state, rules) {
    if (rules.length > 0) return rules[state.rule];
    return state.ownRule.trim() === "" ? undefined : { rule: state.ownRule.trim(), reason: "other" };
}

/** What is missing before this decision can be sent, as a text key, or nothing. */
export function missing(decision, item, state, loaded, rules) {
    switch (decision) {
        case "approve":
            return unseen(item, state, loaded).length > 0 ? "review.photo_unseen" : undefined;
        case "reject":
            return ruleOf(state, rules) ? tooLong(state.reason) : "review.rule_missing";
        case "grant":
        case "refuse":
            return state.reason.trim() === "" ? "review.reason_missing" : tooLong(state.reason);
        default:
            return tooLong(state.note);
    }
}

const tooLong = (text) => ([...text.trim()].length > MOST_REASON ? "review.reason_long" : undefined);

/** {path, body} of the call. `rules`: the facility's list; a rejection without own words goes out under the rule's own reason. */
export function callFor(decision, item, state, rules) {
    const id = encodeURIComponent(item.id);
    switch (decision) {
        case "approve":
            return {
                path: `/api/v1/messages/${id}/approve`,
                body: state.kept.length > 0 ? { reject_photos: state.kept } : {},
            };
        case "reject": {
            const rule = ruleOf(state, rules);
            return {
                path: `/api/v1/messages/${id}/reject`,
                body: { rule: rule.rule, reason: state.reason.trim() || rule.reason },
            };
        }
        case "investigate":
            return {
                path: `/api/v1/messages/${id}/investigate`,
                body: state.note.trim() === "" ? {} : { note: state.note.trim() },
            };
        default:
            return { path: `/api/v1/appeals/${id}/${decision}`, body: { reason: state.reason.trim() } };
    }
}

/** What to say when it is done, as a text key. */
export function saidAfter(decision, answer) {
    if (answer.needs_second) return decision === "grant" ? "review.done.grant_second" : "review.done.needs_second";
    return `review.done.${decision}`;
}

/** How the confirmation of an approval reads. */
export function approvalText(item, state) {
    const photos = (item.photos ?? []).length;
    if (photos === 0) return { key: "review.approve_text" };
    const out = photos - state.kept.length;
    if (out === photos) return { key: "review.approve_all", count: photos };
    return out === 0
        ? { key: "review.approve_none", count: photos }
        : { key: "review.approve_some", count: out, photos };
}
