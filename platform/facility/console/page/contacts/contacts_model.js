// What staff may do with a contact, by how it stands. Pure.

/** Names of texts "contacts.do.…" and what each asks the hub for. */
export const STEPS = {
    approve: "approved",
    refuse: "refused",
    agree: "approved",
    block: "blocked",
    unblock: "approved",
    remove: "removed",
};
/** Those that the resident is told a reason of. */
export const NEEDS_REASON = ["refuse"];

/** Steps in the order of their buttons. */
export function stepsOf(contact) {
    if (contact.state === "requested") return ["approve", "refuse"];
    if (contact.state === "invited") return contact.pre_approved ? ["refuse"] : ["agree", "refuse"];
    if (contact.state === "approved") return ["block", "remove"];
    if (contact.state === "blocked") return [contact.blocked_by_staff ? "unblock" : "block", "remove"];
    return contact.state === "refused" ? ["remove"] : [];
}

/** How it stands, as the key of a text: who blocked it is told apart. */
export function standingOf(contact) {
    if (contact.state === "invited") return contact.pre_approved ? "invited_agreed" : "invited";
    if (contact.state !== "blocked") return contact.state;
    if (contact.blocked_by_staff && contact.blocked_by_resident) return "blocked_both";
    return contact.blocked_by_staff ? "blocked_staff" : "blocked_resident";
}
