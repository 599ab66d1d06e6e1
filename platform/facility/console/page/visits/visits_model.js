// Video visits: the calendar of a day, what can be done to a visit, who may come or have none, and a file of how they are offered. Pure.
import { dayOf, dayStart, fromLocalInput, toLocalInput } from "../base/calendar.js";

const MOST_PLAN_BYTES = 256 * 1024 - 16 * 1024;
const TABS = ["day", "people", "suspended", "apart", "plan"];
const OPEN = ["booked", "checked_in"];
const MINUTE_MS = 60_000;
const MILLS_IN_CENT = 10;
/** As the hub has it: times that are recorded lie so near the visit. */
const AROUND_VISIT_MS = 12 * 60 * MINUTE_MS;

/** Why two are kept apart is nothing for the trust office. */
export const tabsOf = (role) => (role === "trust_office" ? TABS.filter((each) => each !== "apart") : TABS);
export const tabOf = (tabs, name) => (tabs.includes(name) ? name : tabs[0]);

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
    visit.state === "booked" && now >= visit.from_ms - beforeMinutes * MINUTE_MS && now < visit.to_ms;
/** What was used is recorded from the same moment on, until it is decided. */
export const mayRecord = (visit, now, beforeMinutes) =>
    isOpen(visit) && now >= visit.from_ms - beforeMinutes * MINUTE_MS;
/** Money: held while it is open, else what it came to. */
export const moneyOf = (visit) =>
    isOpen(visit) ? { held: visit.held_cents } : { charged: visit.charged_cents, back: visit.given_back_cents };

/** The form of its times: it began when it was booked for, or has not begun yet. */
export const timesOf = (visit, now) => ({
    began: visit.began_ms || now < visit.from_ms ? "" : toLocalInput(visit.from_ms),
    ended: "",
});

/** {body, wrong}: what is recorded of a visit; without an end only its beginning. A beginning that is known stays as it was said. */
export function readTimes(form, visit, now) {
    const wrong = {};
    const check = (member, ms) => {
        if (!(ms > 0)) wrong[member] = "visits.time_missing";
        else if (ms > now) wrong[member] = "visits.time_ahead";
        else if (Math.abs(ms - visit.from_ms) > AROUND_VISIT_MS) wrong[member] = "visits.time_far";
    };
    const began_ms = visit.began_ms || fromLocalInput(form.began);
    const ended_ms = fromLocalInput(form.ended);
    const hasEnd = form.ended !== "";
    if (!visit.began_ms) check("began", began_ms);
    if (hasEnd || visit.began_ms) check("ended", ended_ms);
    if (hasEnd && !wrong.ended && ended_ms < began_ms) wrong.ended = "visits.time_order";
    if (Object.keys(wrong).length > 0) return { wrong };
    return { wrong, body: { began_ms, ...(hasEnd && { ended_ms }) } };
}

/** What those times come to, as platform/rules/visits.h reckons it: minutes that were begun, never more than was held. */
export function useOfVisit(visit, { began_ms, ended_ms }) {
    const booked = Math.floor((visit.to_ms - visit.from_ms) / MINUTE_MS);
    const seconds = Math.floor((ended_ms - began_ms) / 1000);
    const minutes = Math.min(booked, Math.ceil(seconds / 60));
    const charged = Math.min(visit.held_cents, Math.floor((minutes * visit.minute_mills) / MILLS_IN_CENT));
    return { minutes, charged, back: visit.held_cents - charged };
}

/** "may", "may_not", "refused", or "contact_lost": approved as a visitor, but as a contact no longer. */
export function visitorState(visitor) {
    if (visitor.refused) return "refused";
    if (!visitor.may_visit) return "may_not";
    return visitor.state === "approved" ? "may" : "contact_lost";
}

/** {body, wrong} of a suspension; `from`, `until`: ms of what stands there. Without a begin it begins now. */
export function readSuspension({ scope, visitor, reason, ...form }, { from, until }, now) {
    const wrong = {};
    if (scope.scope === "unit" && scope.unit === "") wrong.scope = "scope.unit_missing";
    if (scope.scope === "resident" && !scope.resident) wrong.scope = "visits.resident_missing";
    if (reason.trim() === "") wrong.reason = "reasons.missing";
    const later = form.from !== "";
    if (later && !(from > now)) wrong.from = "visits.from_past";
    if (form.until !== "" && !(until > (later ? from : now))) wrong.until = "visits.until_past";
    if (Object.keys(wrong).length > 0) return { wrong };
    const whom = { unit: scope.unit, resident: scope.resident?.id }[scope.scope];
    const body = { what: "visits", scope: scope.scope, ...(whom && { scope_id: whom }) };
    if (scope.scope === "resident" && visitor !== "") body.contact_id = visitor;
    return {
        wrong,
        body: {
            ...body,
            reason: reason.trim(),
            ...(later && { from_ms: from }),
            ...(form.until !== "" && { until_ms: until }),
        },
    };
}

/** {body, wrong} of a no to a visitor. */
export function readVisitorRefusal({ rule, reason }) {
    const wrong = {};
    if (rule.trim() === "") wrong.rule = "visits.rule_missing";
    if (reason.trim() === "") wrong.reason = "reasons.missing";
    if (Object.keys(wrong).length > 0) return { wrong };
    return { wrong, body: { rule: rule.trim(), reason: reason.trim() } };
}

/** {body, wrong} of two who are kept apart. */
export function readApart({ one, other, reason }) {
    const wrong = {};
    if (!one) wrong.one = "visits.resident_missing";
    if (!other) wrong.other = "visits.resident_missing";
    else if (one?.id === other.id) wrong.other = "visits.same_person";
    if (reason.trim() === "") wrong.reason = "reasons.missing";
    if (Object.keys(wrong).length > 0) return { wrong };
    return { wrong, body: { one_id: one.id, other_id: other.id, reason: reason.trim() } };
}

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
