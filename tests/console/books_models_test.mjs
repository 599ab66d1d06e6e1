// The pure parts of the proof of the books, of leaving and of terminals, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [books, release, packages, devices] = await Promise.all(
    ["books_model.js", "release_model.js", "packages_model.js", "devices_model.js"].map(
        (name) => import(join(page, name)),
    ),
);

test("days without movement are there with zeros, and kinds are summed over all days", () => {
    const kinds = (cents) => [
        { kind: "deposit", in_cents: cents, out_cents: 0, count: 1 },
        { kind: "phone", in_cents: 0, out_cents: 5, count: 2 },
    ];
    const days = [
        { day: "2026-11-01", in_cents: 7, out_cents: 5, kinds: kinds(7) },
        { day: "2026-11-03", in_cents: 9, out_cents: 5, kinds: kinds(9) },
    ];
    const all = books.everyDay({ from: "2026-10-31", to: "2026-11-03" }, days);
    assert.deepEqual(
        all.map((day) => [day.day, day.in_cents]),
        [
            ["2026-10-31", 0],
            ["2026-11-01", 7],
            ["2026-11-02", 0],
            ["2026-11-03", 9],
        ],
    );
    assert.deepEqual(books.byKind(all), [
        { kind: "deposit", in_cents: 16, out_cents: 0, count: 2 },
        { kind: "phone", in_cents: 0, out_cents: 10, count: 4 },
    ]);
    assert.equal(books.rangeFault({ from: "2026-11-02", to: "2026-11-01" }), "deductions.period_wrong");
    assert.equal(books.rangeFault({ from: "2025-01-01", to: "2026-11-01" }), "books.range_long");
    assert.equal(books.rangeFault(books.lastDays(Date.now(), 30)), undefined);
});

test("only the oldest open month closes, only the newest closed one opens again", () => {
    const months = ["running", "open", "open", "closed", "closed"].map((state, index) => ({
        month: String(index),
        state,
    }));
    assert.deepEqual(
        months.map((month) => books.monthStep(months, month)),
        [undefined, undefined, "close", "reopen", undefined],
    );
});

test("a bank line is read strictly, and entries match it when nothing is left", () => {
    const form = { ...books.newBankLine, day: "2026-11-20", amount: "10.00", reference: " R1 " };
    assert.deepEqual(books.readBankLine(form).line, {
        day: "2026-11-20",
        direction: "in",
        cents: 1_000,
        reference: "R1",
    });
    assert.deepEqual(Object.keys(books.readBankLine(books.newBankLine).wrong), ["day", "amount", "reference"]);
    const line = { direction: "in", cents: 1_000 };
    assert.deepEqual(
        books.matchOf(line, [
            { direction: "in", cents: 1_500 },
            { direction: "out", cents: 500 },
        ]),
        { cents: 1_000, left: 0 },
    );
});

test("what leaving comes to is paid out once the resident has left", () => {
    const may = (state, pay_out_cents, pay_first = []) => release.canPayOut({ state, pay_out_cents, pay_first });
    assert.equal(may("here", 5), false);
    assert.equal(may("leaving", 5), false);
    assert.equal(may("released", 5), true);
    assert.equal(may("released", 0), true);
    assert.equal(may("closed", 0), false);
    assert.equal(may("closed", 0, [{ code: "copay", cents: 5 }]), true);
    assert.deepEqual(
        release.openThings({ orders: 1, requests: 0, transfers: 2, messages: 0 }).map((each) => each.what),
        ["orders", "transfers"],
    );
    assert.deepEqual(release.readPayOut({ method: "cheque", reference: " 77 " }, { pay_out_cents: 5 }).asked, {
        method: "cheque",
        reference: "77",
        cents: 5,
    });
    assert.equal(
        release.readPayOut({ method: "cash", reference: "" }, { pay_out_cents: 5 }).wrong.reference,
        "release.reference_missing",
    );
});

test("debts that are paid first move by one place; a package is a JSON file of at most 64 KiB", () => {
    assert.deepEqual(release.moveCode(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
    assert.deepEqual(release.moveCode(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
    assert.equal(packages.readPackage("p.json", "{}").text, "{}");
    for (const [name, text, fault] of [
        ["p.txt", "{}", "packages.file_kind"],
        ["p.json", " ", "catalog.file_empty"],
        ["p.json", "\u00e9".repeat(packages.MOST_BYTES / 2 + 1), "packages.file_large"],
    ])
        assert.equal(packages.readPackage(name, text).fault, fault);
    assert.deepEqual(packages.readArrival({ unit: "u", number: " 7 " }).asked, { unit_id: "u", number: "7" });
    assert.deepEqual(Object.keys(packages.readArrival(packages.newArrival).wrong), ["unit", "number"]);
});

test("a terminal needs somebody when its certificate is over or ends soon and no other was given", () => {
    const now = 1_000_000_000_000;
    const days = (count) => now + count * 86_400_000;
    const device = (until, next = 0, state = "active") => ({
        state,
        certificate_not_after_ms: days(until),
        next_certificate_not_after_ms: next > 0 ? days(next) : 0,
    });
    const all = [device(100), device(0), device(59), device(59, 365), device(-5, 365), device(100, 0, "revoked")];
    assert.deepEqual(
        all.map((each) => devices.certificateOf(each, now)),
        ["good", "over", "soon", "given", "over", "revoked"],
    );
    assert.deepEqual(
        devices.inOrder(all, now).map((each) => devices.certificateOf(each, now)),
        ["over", "over", "soon", "good", "given", "revoked"],
    );
});

test("a policy is tried out by a unit or a terminal that is in use", () => {
    const all = [
        { id: "1", unit: "B-East", name: "Kiosk 1", state: "active" },
        { id: "2", unit: "B-East", name: "Kiosk 2", state: "active" },
        { id: "3", unit: "C-West", name: "Kiosk 3", state: "revoked" },
    ];
    assert.deepEqual(devices.canaryChoices(all), [
        { value: "B-East", text: "B-East" },
        { value: "1", text: "B-East: Kiosk 1" },
        { value: "2", text: "B-East: Kiosk 2" },
    ]);
    assert.deepEqual(devices.canaryChoices([]), []);
    assert.deepEqual(["0", " 24 ", "336", "337", "", "x", "1.5", "-1"].map(devices.readWatch), [
        0,
        24,
        336,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
    ]);
});

test("what a technician's last visit came to", () => {
    const health = { serviced_ms: 5, tested_ms: 5, tests_failed: 0 };
    assert.equal(devices.diagnosticsOf(health), "passed");
    assert.equal(devices.diagnosticsOf({ ...health, tests_failed: 1 }), "failed");
    assert.equal(devices.diagnosticsOf({ ...health, tested_ms: 0 }), "untested");
    assert.equal(devices.diagnosticsOf({ ...health, serviced_ms: 0, tested_ms: 0 }), "never");
});
