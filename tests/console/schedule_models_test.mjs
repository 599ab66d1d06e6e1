// Schedules as the console's forms hold them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const m = await import(join(process.env.DAYROOM_CONSOLE, "schedule_model.js"));
const meal = {
    weekdays: ["monday"],
    from: "06:30",
    to: "07:00",
    kind: "meal",
    name: { en: "Breakfast", vi: "Sáng" },
    place: "Dayroom",
};
const count = { weekdays: [...m.WEEKDAYS], from: "16:00", to: "24:00", kind: "count", name: {}, place: "" };
const shown = { revision: 3, entries: [count, meal], days: [{ date: "2026-12-25", note: {}, entries: [count] }] };

test("an entry goes through the form and back as it was, names in other languages too, midnight as 24:00", () => {
    assert.deepEqual(m.entryOf(m.entryForm(meal), true), meal);
    const { name: _, ...plain } = count;
    assert.deepEqual(m.entryOf(m.entryForm(count), true), plain);
    assert.equal(m.entryForm(count).to, "00:00");
    assert.equal("weekdays" in m.entryOf(m.entryForm(meal), false), false);
});

test("what is missing or wrong is named by its field", () => {
    assert.deepEqual(m.faultsOfEntry(m.entryForm(meal), true), {});
    assert.deepEqual(m.faultsOfEntry(m.entryForm(count), true), {});
    assert.deepEqual(m.faultsOfEntry(m.entryForm(undefined), true), {
        weekdays: "schedule.weekdays_missing",
        from: "schedule.hour_missing",
        to: "schedule.hour_missing",
    });
    assert.deepEqual(m.faultsOfEntry({ ...m.entryForm(meal), to: "06:30" }, true), { to: "schedule.to_before" });
    assert.deepEqual(m.faultsOfEntry({ ...m.entryForm(meal), name: { en: " ", es: "Desayuno" } }, false), {
        en: "schedule.english_missing",
    });
});

test("the call holds the whole schedule with the change in its place, and no empty name", () => {
    const body = m.bodyWith(shown, { entries: m.putAt(shown.entries, 1, undefined) });
    assert.equal(body.replaces, 3);
    assert.deepEqual(body.entries, [
        { weekdays: count.weekdays, from: "16:00", to: "24:00", kind: "count", place: "" },
    ]);
    assert.deepEqual(Object.keys(body.days[0]), ["date", "entries"]);
    assert.equal(m.bodyWith(shown, { days: [] }).entries.length, 2);
    assert.deepEqual(m.putAt([1, 2], 0, 5), [5, 2]);
    assert.deepEqual(m.putAt([1, 2], -1, 5), [1, 2, 5]);
    assert.equal(m.indexOfSame(shown.entries, structuredClone(meal)), 1);
    assert.equal(m.indexOfSame(shown.entries, { ...meal, to: "08:00" }), -1);
});

test("days have names together, entries an order, dates a weekday", () => {
    assert.equal(m.daysKind(count.weekdays), "every");
    assert.equal(m.daysKind(["friday", "monday", "tuesday", "wednesday", "thursday"]), "workdays");
    assert.equal(m.daysKind(["sunday", "saturday"]), "weekend");
    assert.deepEqual(m.daysKind(["friday", "monday"]), ["monday", "friday"]);
    assert.deepEqual(m.inOrder(shown.entries), [1, 0]);
    assert.equal(m.weekdayOf("2026-12-25"), "friday");
    assert.equal(m.weekdayNumber("sunday"), 7);
});

test("a different day begins with the usual entries, and stands once, from today on", () => {
    assert.deepEqual(m.usualEntries(shown, "2026-12-25").length, 1);
    assert.deepEqual(m.usualEntries(shown, "2026-12-28").length, 2);
    assert.equal("weekdays" in m.usualEntries(shown, "2026-12-25")[0], false);
    const form = { date: "2026-12-25", note: {} };
    assert.deepEqual(m.faultsOfDay(form, shown.days, "2026-12-01"), { date: "schedule.date_known" });
    assert.deepEqual(m.faultsOfDay(form, [], "2026-12-26"), { date: "schedule.date_missing" });
    assert.deepEqual(m.faultsOfDay({ date: "2026-12-25", note: { es: "Fiesta" } }, [], "2026-12-25"), {
        en: "schedule.english_missing",
    });
});

test("an appointment is somebody's, still to come, and ends after it begins; one that is over stays", () => {
    const now = new Date("2026-11-20T12:00").getTime();
    const form = {
        resident: { id: "r" },
        kind: "court",
        from: "2026-11-21T09:00",
        to: "",
        place: " Courtroom 2 ",
        note: "",
    };
    assert.deepEqual(m.faultsOfAppointment(form, now), {});
    assert.deepEqual(m.faultsOfAppointment({ ...form, resident: undefined, from: "2026-11-20T11:00" }, now), {
        resident: "schedule.resident_missing",
        from: "schedule.from_past",
    });
    assert.deepEqual(m.faultsOfAppointment({ ...form, to: "2026-11-21T09:00" }, now), { to: "schedule.to_before" });
    const body = m.appointmentBody(form);
    assert.equal(body.place, "Courtroom 2");
    assert.equal("to_ms" in body, false);
    assert.equal(m.mayCancel({ from_ms: 10, to_ms: 0, cancelled: false }, 9), true);
    assert.equal(m.mayCancel({ from_ms: 10, to_ms: 0, cancelled: false }, 10), false);
    assert.equal(m.mayCancel({ from_ms: 10, to_ms: 20, cancelled: false }, 15), true);
    assert.equal(m.mayCancel({ from_ms: 10, to_ms: 20, cancelled: true }, 5), false);
});
