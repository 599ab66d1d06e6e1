// The pure parts of the proof of the books and of leaving, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [books, release] = await Promise.all(
    ["books_model.js", "release_model.js"].map((name) => import(join(page, name))),
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
