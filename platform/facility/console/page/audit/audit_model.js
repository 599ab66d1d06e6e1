// What of the audit log is looked for, and how an entry is told. Pure.
import { dayStart } from "../base/calendar.js";
import { codeText } from "../base/text.js";

export const PAGE = 50;
export const everything = { event: "", from: "", to: "" };

/** The query of a page; `before`: the last sequence of the one before it, 0 for the first. */
export function queryOf({ event, from, to }, before) {
    return {
        limit: PAGE,
        event,
        from_ms: dayStart(from) || undefined,
        to_ms: dayStart(to, 1) || undefined,
        before: before || undefined,
    };
}

/** Where the page after this one begins: the mark of Older (parts/pager.js), 0 at the end. */
export const nextOf = (events) => (events.length < PAGE ? 0 : events.at(-1).sequence);

/** "staff_signed_in" is "Staff signed in". */
export function eventText(name) {
    const text = codeText("audit.event", name);
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Who it was, in words. `names`: of the accounts, by id. */
export function actorText({ actor_kind, actor_id }, names) {
    if (actor_kind.startsWith("administrator.")) return actor_kind.slice("administrator.".length);
    const kind = codeText("audit.actor", actor_kind);
    return names.get(actor_id) ?? kind;
}
