// The facility's calendar in the page, on computers whose own clocks show another day, and on days on which the clocks change.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [calendar, format, books, deductions, notices] = await Promise.all(
    ["calendar.js", "format.js", "books_model.js", "deductions_model.js", "notices_model.js"].map(
        (name) => import(join(page, name)),
    ),
);

const HOUR = 3_600_000;
const COMPUTERS = [
    "Pacific/Kiritimati",
    "Australia/Adelaide",
    "UTC",
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Midway",
];

/** `check()` on every computer. */
function everywhere(zone, check) {
    const before = process.env.TZ;
    try {
        for (const computer of COMPUTERS) {
            process.env.TZ = computer;
            assert.equal(new Intl.DateTimeFormat().resolvedOptions().timeZone, computer);
            calendar.setZone(zone);
            check(computer);
        }
    } finally {
        if (before === undefined) delete process.env.TZ;
        else process.env.TZ = before;
        calendar.setZone(undefined);
    }
}

test("today and the last days are the facility's, wherever the computer is", () => {
    const table = [
        // Between midnight in Chicago and midnight in Los Angeles, and around both.
        [Date.UTC(2026, 10, 27, 5, 59), "2026-11-26", "2026-10-28"],
        [Date.UTC(2026, 10, 27, 6), "2026-11-27", "2026-10-29"],
        [Date.UTC(2026, 10, 27, 7, 59), "2026-11-27", "2026-10-29"],
        [Date.UTC(2026, 10, 27, 8), "2026-11-27", "2026-10-29"],
        // The clocks are changed on 8 March and 1 November.
        [Date.UTC(2026, 2, 8, 5, 59), "2026-03-07", "2026-02-06"],
        [Date.UTC(2026, 2, 8, 6), "2026-03-08", "2026-02-07"],
        [Date.UTC(2026, 2, 9, 4, 59), "2026-03-08", "2026-02-07"],
        [Date.UTC(2026, 2, 9, 5), "2026-03-09", "2026-02-08"],
        [Date.UTC(2026, 10, 1, 4, 59), "2026-10-31", "2026-10-02"],
        [Date.UTC(2026, 10, 1, 5), "2026-11-01", "2026-10-03"],
        [Date.UTC(2026, 10, 2, 5, 59), "2026-11-01", "2026-10-03"],
        [Date.UTC(2026, 10, 2, 6), "2026-11-02", "2026-10-04"],
    ];
    everywhere("America/Chicago", (computer) => {
        for (const [now, to, from] of table) {
            const told = `${computer} ${new Date(now).toISOString()}`;
            assert.equal(calendar.dayOf(now), to, told);
            assert.deepEqual(books.lastDays(now, 30), { from, to }, told);
            assert.deepEqual(books.lastDays(now, 1), { from: to, to }, told);
            assert.equal(books.rangeFault(books.lastDays(now, 30)), undefined);
        }
        assert.equal(calendar.dayOf(0), "");
    });
});

test("a day begins and ends on the facility's clocks, also where they change", () => {
    everywhere("America/Chicago", () => {
        for (const [day, hours] of [
            ["2026-11-02", 24],
            ["2026-11-01", 25],
            ["2026-03-08", 23],
        ]) {
            assert.equal((calendar.dayStart(day, 1) - calendar.dayStart(day)) / HOUR, hours, day);
            assert.equal(calendar.dayOf(calendar.dayStart(day)), day);
            assert.notEqual(calendar.dayOf(calendar.dayStart(day) - 1), day);
            const { from_ms, until_ms } = deductions.readPeriod({ from: day, to: day }).body;
            assert.deepEqual([from_ms, until_ms], [calendar.dayStart(day), calendar.dayStart(day, 1)]);
        }
        assert.equal(calendar.dayStart("2026-03-08"), Date.UTC(2026, 2, 8, 6));
        assert.equal(calendar.dayStart("2026-11-30", 1), Date.UTC(2026, 11, 1, 6));
        for (const none of ["", "1.1.2026", "2026-1-1"]) assert.equal(calendar.dayStart(none), 0, none);
    });
    // Where midnight itself is skipped, and where it comes twice.
    everywhere("America/Havana", () => {
        assert.equal(calendar.dayStart("2026-03-08"), Date.UTC(2026, 2, 8, 5));
        assert.equal(format.fullMoment(calendar.dayStart("2026-03-08")), "Sun, Mar 8, 2026, 1:00\u00A0AM");
        assert.equal(calendar.dayStart("2026-11-01"), Date.UTC(2026, 10, 1, 4));
    });
});

test("a time that is skipped counts as if the clocks were not changed yet, one that comes twice is the first", () => {
    everywhere("America/Chicago", () => {
        assert.equal(calendar.fromLocalInput("2026-03-08T02:30"), Date.UTC(2026, 2, 8, 8, 30));
        assert.equal(calendar.toLocalInput(Date.UTC(2026, 2, 8, 8, 30)), "2026-03-08T03:30");
        assert.equal(calendar.fromLocalInput("2026-11-01T01:30"), Date.UTC(2026, 10, 1, 6, 30));
        assert.equal(calendar.toLocalInput(Date.UTC(2026, 10, 1, 7, 30)), "2026-11-01T01:30");
        for (let at = Date.UTC(2026, 2, 7); at < Date.UTC(2026, 2, 10); at += HOUR / 2)
            assert.equal(calendar.fromLocalInput(calendar.toLocalInput(at)), at);
        assert.ok(Number.isNaN(calendar.fromLocalInput("")));
        assert.ok(Number.isNaN(calendar.fromLocalInput("tomorrow")));
    });
});

test("times are written as the facility's clocks show them, named days as they are named", () => {
    everywhere("America/Chicago", () => {
        const at = Date.UTC(2026, 10, 27, 6, 5);
        assert.equal(format.moment(at, at + HOUR), "12:05\u00A0AM");
        assert.equal(format.moment(at - HOUR, at), "Nov 26, 11:05\u00A0PM");
        assert.equal(format.fullMoment(at), "Fri, Nov 27, 2026, 12:05\u00A0AM");
        assert.equal(format.calendarDay(calendar.dayStart("2026-11-26")), "Thu, Nov 26");
        assert.equal(format.namedDay("2026-11-26"), "Nov 26");
        assert.equal(format.monthName("2026-11"), "November 2026");
        assert.equal(calendar.lastMonth(Date.UTC(2026, 10, 1, 4, 59)), "2026-09");
        assert.equal(calendar.lastMonth(Date.UTC(2026, 10, 1, 5)), "2026-10");
        assert.equal(calendar.lastMonth(Date.UTC(2027, 0, 15)), "2026-12");
        const faults = notices.faultsOf(
            {
                texts: { ...notices.emptyTexts(), en: { title: "a", text: "b" } },
                from: "",
                until: "2026-11-27T00:06",
                keep: "1",
            },
            at,
        );
        assert.deepEqual(faults, {});
    });
});

test("another zone is gone by at once; one that the browser does not know leaves the computer's", () => {
    const at = Date.UTC(2026, 10, 27, 6);
    everywhere("America/Chicago", (computer) => {
        assert.equal(calendar.toLocalInput(at), "2026-11-27T00:00");
        calendar.setZone("America/Denver");
        assert.equal(calendar.toLocalInput(at), "2026-11-26T23:00");
        assert.equal(calendar.zoneName(), "America/Denver");
        assert.equal(calendar.clocksDiffer(at), true);
        for (const name of ["Nowhere/Atall", "", undefined]) {
            calendar.setZone(name);
            assert.equal(calendar.clocksDiffer(at), false, computer);
        }
    });
});
