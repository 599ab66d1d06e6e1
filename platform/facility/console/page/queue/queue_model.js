// The lists of what waits, as the hub counts them. Pure.

export const KINDS = ["all", "inbound", "outbound", "investigating", "photos", "late", "appeals"];
/** Entries asked at a time. */
export const PAGE = 50;

/** "all" for an address that names no list. */
export const kindOf = (name) => (KINDS.includes(name) ? name : "all");

/** Lists for the row of tabs; appeals have their own place in the rail. */
export const TABS = KINDS.filter((kind) => kind !== "appeals");

/** Why an item waits, each reason once: ["word", "photo"]. */
export function whyHeld(item) {
    return [...new Set((item.held_for ?? []).map((reason) => reason.why))];
}

/** Who reviews it at the moment, when that is somebody else. */
export function heldBy(item, me, now) {
    if (!item.claimed_by || item.claimed_by === me) return undefined;
    return item.claimed_until_ms && item.claimed_until_ms <= now ? undefined : item.claimed_by;
}

/** From whom and to whom: {from, to} as {name, about}. */
export function endsOf(item) {
    const resident = { name: item.resident_name, about: item.resident_number, resident: true };
    const contact = { name: item.contact_name, about: item.relationship, resident: false };
    return directionOf(item) === "outbound" ? { from: resident, to: contact } : { from: contact, to: resident };
}

/** An appeal is about a message of either direction; where the hub does not say which, it reads as inbound. */
export function directionOf(item) {
    if (item.kind === "outbound" || item.direction === "outbound") return "outbound";
    return "inbound";
}

export const lastPage = (total) => Math.max(0, Math.ceil(total / PAGE) - 1);
