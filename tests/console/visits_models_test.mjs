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
