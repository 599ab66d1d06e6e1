// The pure parts of the page of visits, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const from = (name) => import(join(process.env.DAYROOM_CONSOLE, name));
const visits = await from("visits_model.js");
const calendar = await from("calendar.js");

test("the day of the address is shown, today's without one, and the days beside it over a change of the clocks", () => {
    calendar.setZone("America/Chicago");
    const now = Date.UTC(2026, 10, 1, 3); // still October 31 there
    assert.equal(visits.dayOfRoute("2026-12-24", now), "2026-12-24");
    assert.equal(visits.dayOfRoute(undefined, now), "2026-10-31");
    assert.equal(visits.dayOfRoute("yesterday", now), "2026-10-31");
    assert.equal(visits.daysFrom("2026-10-31", 1), "2026-11-01");
    assert.equal(visits.daysFrom("2026-11-01", 1), "2026-11-02"); // a day of 25 hours
    assert.equal(visits.daysFrom("2026-03-09", -1), "2026-03-08");
    const query = visits.queryOf("2026-11-01", false);
    assert.equal(query.to_ms - query.from_ms, 25 * 3_600_000);
    assert.equal("open" in query, false);
    assert.equal(visits.queryOf("2026-11-01", true).open, 1);
});

test("visits stand under the plan's places in their order, then under those that are no longer offered", () => {
    const resources = [
        { id: "a", name: "Booth 1" },
        { id: "b", name: "Booth 2" },
    ];
    const rows = visits.byPlace(
        [
            { resource_id: "c", place: "Old booth" },
            { resource_id: "b", place: "Booth 2" },
        ],
        resources,
    );
    assert.deepEqual(
        rows.map((row) => [row.place, row.visits.length]),
        [
            ["Booth 1", 0],
            ["Booth 2", 1],
            ["Old booth", 1],
        ],
    );
});

test("somebody is checked in around the time of a visit only, and its money is what it came to", () => {
    const visit = { state: "booked", from_ms: 3_600_000, to_ms: 5_400_000, held_cents: 750 };
    assert.equal(visits.mayCheckIn(visit, 3_000_000 - 1, 10), false);
    assert.equal(visits.mayCheckIn(visit, 3_000_000, 10), true);
    assert.equal(visits.mayCheckIn(visit, 5_400_000, 10), false);
    assert.equal(visits.mayCheckIn({ ...visit, state: "ended" }, 3_600_000, 10), false);
    assert.deepEqual(visits.moneyOf(visit), { held: 750 });
    assert.deepEqual(visits.moneyOf({ ...visit, state: "ended", charged_cents: 275, given_back_cents: 475 }), {
        charged: 275,
        back: 475,
    });
});

test("a file of how visits are offered is what the hub showed, and nothing else", () => {
    const body = { lengths: [{ minutes: 30 }], resources: [] };
    assert.deepEqual(visits.readPlanFile("v.json", JSON.stringify(body)), { body });
    assert.deepEqual(visits.readPlanFile("v.json", `\uFEFF${JSON.stringify(body)}`), { body });
    for (const text of ["[]", "{}", "null", '{"resources": 1}', "no"])
        assert.deepEqual(visits.readPlanFile("v.json", text), { fault: "visits.plan_json" });
    assert.deepEqual(visits.readPlanFile("v.json", " "), { fault: "catalog.file_empty" });
});

const MINUTE = 60_000;
const BOOKED = {
    state: "booked",
    from_ms: Date.UTC(2026, 10, 2, 18),
    to_ms: Date.UTC(2026, 10, 2, 18, 30),
    held_cents: 757,
    minute_mills: 253,
    began_ms: 0,
};

test("why two are kept apart is nothing for the trust office", () => {
    assert.equal(visits.tabsOf("trust_office").includes("apart"), false);
    assert.equal(visits.tabOf(visits.tabsOf("trust_office"), "apart"), "day");
    assert.equal(visits.tabOf(visits.tabsOf("request_staff"), "apart"), "apart");
});

test("times are recorded from checking in on, until a visit is decided", () => {
    assert.equal(visits.mayRecord(BOOKED, BOOKED.from_ms - 11 * MINUTE, 10), false);
    assert.equal(visits.mayRecord(BOOKED, BOOKED.from_ms - 10 * MINUTE, 10), true);
    assert.equal(visits.mayRecord(BOOKED, BOOKED.to_ms + 60 * MINUTE, 10), true);
    assert.equal(visits.mayRecord({ ...BOOKED, state: "missed" }, BOOKED.to_ms, 10), false);
});

test("what is wrong with a time is said at its field, and a beginning that is known stays as it was said", () => {
    calendar.setZone("America/Chicago");
    const now = BOOKED.to_ms;
    const read = (began, ended, visit = BOOKED) => visits.readTimes({ began, ended }, visit, now);
    assert.deepEqual(visits.timesOf(BOOKED, now), { began: "2026-11-02T12:00", ended: "" });
    assert.deepEqual(visits.timesOf(BOOKED, BOOKED.from_ms - 1), { began: "", ended: "" });
    assert.deepEqual(read("2026-11-02T12:01", "").body, { began_ms: BOOKED.from_ms + MINUTE });
    assert.deepEqual(read("2026-11-02T12:01", "2026-11-02T12:30").body, {
        began_ms: BOOKED.from_ms + MINUTE,
        ended_ms: BOOKED.to_ms,
    });
    assert.deepEqual(read("", "").wrong, { began: "visits.time_missing" });
    assert.deepEqual(read("2026-11-02T12:31", "").wrong, { began: "visits.time_ahead" });
    assert.deepEqual(read("2026-11-01T12:00", "").wrong, { began: "visits.time_far" });
    assert.deepEqual(read("2026-11-02T12:10", "2026-11-02T12:05").wrong, { ended: "visits.time_order" });
    const begun = { ...BOOKED, began_ms: BOOKED.from_ms + 1_234 };
    assert.deepEqual(read("", "", begun).wrong, { ended: "visits.time_missing" });
    assert.deepEqual(read("", "2026-11-02T12:30", begun).body, { began_ms: begun.began_ms, ended_ms: BOOKED.to_ms });
});

test("what a visit comes to is reckoned as the hub does: minutes that were begun, cents that are whole, never more than was held", () => {
    const use = (ms) => visits.useOfVisit(BOOKED, { began_ms: BOOKED.from_ms, ended_ms: BOOKED.from_ms + ms });
    assert.deepEqual(use(0), { minutes: 0, charged: 0, back: 757 });
    assert.deepEqual(use(1_000), { minutes: 1, charged: 25, back: 732 });
    assert.deepEqual(use(601_000), { minutes: 11, charged: 278, back: 479 });
    assert.deepEqual(use(3 * 3_600_000), { minutes: 30, charged: 757, back: 0 });
});

test("a suspension and two who are kept apart are read, or say what is missing", () => {
    const resident = { id: "a" };
    const scope = { scope: "resident", unit: "", resident };
    const form = { scope, visitor: "", reason: " why ", from: "", until: "" };
    const none = { from: NaN, until: NaN };
    const body = { what: "visits", scope: "resident", scope_id: "a", reason: "why" };
    assert.deepEqual(visits.readSuspension(form, none, 5).body, body);
    assert.deepEqual(visits.readSuspension({ ...form, visitor: "c" }, none, 5).body, { ...body, contact_id: "c" });
    assert.deepEqual(visits.readSuspension({ ...form, from: "x", until: "x" }, { from: 7, until: 9 }, 5).body, {
        ...body,
        from_ms: 7,
        until_ms: 9,
    });
    const unit = { scope: "unit", unit: "u" };
    assert.deepEqual(visits.readSuspension({ ...form, scope: unit, visitor: "c" }, none, 5).body, {
        ...body,
        scope: "unit",
        scope_id: "u",
    });
    assert.deepEqual(visits.readSuspension({ ...form, scope: { scope: "facility" } }, none, 5).body, {
        what: "visits",
        scope: "facility",
        reason: "why",
    });
    const wrongs = (some, times) => visits.readSuspension({ ...form, ...some }, times, 5).wrong;
    assert.deepEqual(wrongs({ scope: { scope: "resident" }, reason: " ", until: "x" }, none), {
        scope: "visits.resident_missing",
        reason: "reasons.missing",
        until: "visits.until_past",
    });
    assert.deepEqual(wrongs({ scope: { scope: "unit", unit: "" } }, none), { scope: "scope.unit_missing" });
    assert.deepEqual(wrongs({ from: "x", until: "x" }, { from: 4, until: 4 }), {
        from: "visits.from_past",
        until: "visits.until_past",
    });
    assert.deepEqual(wrongs({ from: "x", until: "x" }, { from: 9, until: 8 }), { until: "visits.until_past" });
    assert.deepEqual(visits.readVisitorRefusal({ rule: " 4.2 ", reason: " why " }).body, {
        rule: "4.2",
        reason: "why",
    });
    assert.deepEqual(Object.keys(visits.readVisitorRefusal({ rule: " ", reason: "" }).wrong), ["rule", "reason"]);
    assert.deepEqual(visits.readApart({ one: resident, other: { id: "b" }, reason: "r" }).body, {
        one_id: "a",
        other_id: "b",
        reason: "r",
    });
    assert.equal(visits.readApart({ one: resident, other: resident, reason: "r" }).wrong.other, "visits.same_person");
    assert.deepEqual(Object.keys(visits.readApart({ reason: "" }).wrong), ["one", "other", "reason"]);
});
