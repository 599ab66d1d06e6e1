// Video visits: the calendar of a day, what can be done to a visit, and a file of how they are offered. Pure.
import { dayOf, dayStart } from "../base/calendar.js";

const MOST_PLAN_BYTES = 256 * 1024 - 16 * 1024;
const TABS = ["day", "plan"];
const OPEN = ["booked", "checked_in"];

export const tabOf = (name) => (TABS.includes(name) ? name : TABS[0]);
export const tabs = TABS;

/** "2026-12-01" of the address; today's without one. */
export const dayOfRoute = (name, now) => (dayStart(name ?? "") > 0 ? name : dayOf(now));
/** The day so many days later or earlier, whatever the clocks do between. */
export const daysFrom = (day, days) => dayOf(dayStart(day, days));
/** What the hub is asked for: visits that touch that day. */
export const queryOf = (day, open) => ({
    from_ms: dayStart(day),
    to_ms: dayStart(day, 1),
    limit: 500,
    ...(open && { open: 1 }),
});

/** [{place, visits}]: the plan's places in their order, empty ones too; then places that are no longer offered. */
export function byPlace(visits, resources) {
    const known = resources.map(({ id, name }) => ({ id, place: name, visits: [] }));
    for (const visit of visits) {
        let row = known.find((each) => each.id === visit.resource_id);
        if (!row) {
            row = { id: visit.resource_id, place: visit.place, visits: [] };
            known.push(row);
        }
        row.visits.push(visit);
    }
    return known;
}

export const isOpen = (visit) => OPEN.includes(visit.state);
/** Staff check somebody in at a booth from some time before it begins until it is over. */
export const mayCheckIn = (visit, now, beforeMinutes) =>
    visit.state === "booked" && now >= visit.from_ms - beforeMinutes * 60_000 && now < visit.to_ms;
/** Money: held while it is open, else what it came to. */
export const moneyOf = (visit) =>
    isOpen(visit) ? { held: visit.held_cents } : { charged: visit.charged_cents, back: visit.given_back_cents };

/** A file of the plan is as the hub shows it: {body} or {fault: key}. */
export function readPlanFile(_name, text) {
    const plain = text.replace(/^\uFEFF/, "");
    if (plain.trim() === "") return { fault: "catalog.file_empty" };
    if (new TextEncoder().encode(plain).length > MOST_PLAN_BYTES) return { fault: "batches.file_large" };
    try {
        const body = JSON.parse(plain);
        return Array.isArray(body?.resources) && Array.isArray(body.lengths) ? { body } : { fault: "visits.plan_json" };
    } catch {
        return { fault: "visits.plan_json" };
    }
}
