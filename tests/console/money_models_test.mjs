// The pure parts of the money desk, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [amount, once, statement, booking, policy, transfers] = await Promise.all(
    ["amount.js", "once.js", "statement_model.js", "booking_model.js", "policy_model.js", "transfers_model.js"].map(
        (name) => import(join(page, name)),
    ),
);

test("an amount is dollars with no or two digits of cents; everything else is asked about", () => {
    for (const [typed, cents] of [
        ["25", 2_500],
        ["25.00", 2_500],
        ["$1234.56", 123_456],
        ["  $ 0.01 ", 1],
        ["1000000", 100_000_000],
        ["1000000.00", 100_000_000],
    ])
        assert.deepEqual(amount.parseAmount(typed), { cents }, typed);
    for (const [typed, fault] of [
        ["", "missing"],
        ["$", "missing"],
        ["12.5", "one_digit"],
        [".5", "one_digit"],
        ["12.345", "fraction"],
        ["12,50", "comma"],
        ["1,234.50", "comma"],
        ["1e3", "form"],
        ["0x10", "form"],
        ["1 000", "form"],
        ["012", "form"],
        [".50", "form"],
        ["12.", "form"],
        ["1.2.3", "form"],
        ["NaN", "form"],
        ["Infinity", "form"],
        ["٢٥", "form"],
        ["２５", "form"],
        ["25\u200B", "form"],
        ["99999999999", "form"],
        ["-5", "sign"],
        ["\u22125", "sign"],
        ["\u20135", "sign"],
        ["+5", "sign"],
        ["5-", "sign"],
        ["1e-3", "sign"],
        ["0", "zero"],
        ["0.00", "zero"],
        ["1000000.01", "much"],
        ["9999999999", "much"],
    ])
        assert.deepEqual(amount.parseAmount(typed), { fault: `amount.${fault}` }, typed);
    assert.deepEqual(amount.parseAmount("0", { least: 0 }), { cents: 0 });
});

test("every cent from nothing to two dollars, and large sums, come back from the text that shows them", () => {
    for (const cents of [...Array(200).keys(), 99_999, 100_000, 123_456_78, 100_000_000])
        assert.deepEqual(amount.parseAmount(amount.typedAmount(cents), { least: 0 }), { cents });
    assert.equal(amount.money(123_456_789_012), "$1,234,567,890.12");
    assert.equal(amount.money(-7), "\u2212$0.07");
    assert.equal(amount.change(500), "+$5.00");
    assert.equal(amount.change(-500), "\u2212$5.00");
    assert.equal(amount.change(0), "$0.00");
});

test("a count is a whole number within its bounds", () => {
    assert.deepEqual(amount.parseCount(" 7 ", 0, 9), { count: 7 });
    for (const typed of ["", "1.5", "-1", "1e2", "07", "x"])
        assert.deepEqual(amount.parseCount(typed, 0, 9), { fault: "amount.count_form" }, typed);
    assert.deepEqual(amount.parseCount("10", 0, 9), { fault: "amount.count_range" });
});

test("the same content keeps its key until it is done; other content has another", () => {
    let made = 0;
    const keys = once.createOnce(() => `k${++made}`);
    assert.equal(keys.keyFor({ cents: 5 }), "k1");
    assert.equal(keys.keyFor({ cents: 5 }), "k1");
    assert.equal(keys.keyFor({ cents: 6 }), "k2");
    assert.equal(keys.keyFor({ cents: 5 }), "k3");
    keys.done();
    assert.equal(keys.keyFor({ cents: 5 }), "k4");
});

const entry = (more) => ({
    id: "t",
    kind: "commissary",
    reason_code: "commissary",
    reason_detail: "WKXMR6XE",
    state: "posted",
    change_cents: -2_760,
    gross_cents: 0,
    at_ms: 1_000,
    ...more,
});

test("each line of an account reads in plain words", () => {
    for (const [some, text] of [
        [{}, "Commissary order WKXMR6XE"],
        [{ kind: "deposit", reason_code: "deposit", reason_detail: "Rosa" }, "Deposit from Rosa"],
        [{ kind: "deposit", reason_code: "deposit", reason_detail: "" }, "Deposit"],
        [
            {
                kind: "adjustment",
                reason_code: "obligation_payment",
                reason_detail: "dna",
                reason_name: { en: "DNA sample" },
            },
            "Paid towards: DNA sample",
        ],
        [{ kind: "transfer", reason_code: "phone_top_up", reason_detail: "" }, "Moved to the phone account"],
        [{ kind: "copay", reason_code: "copay", reason_detail: "sick_call" }, "Medical co-pay: sick call"],
        [{ kind: "adjustment", reason_code: "charge", reason_detail: "broken_tray" }, "Charge: broken tray"],
        [{ kind: "phone", reason_code: "new_thing", reason_detail: "" }, "Phone"],
        [{ kind: "deduction", reason_code: "new_thing", reason_detail: "x" }, "Deduction: x"],
        [{ kind: "odd_kind", reason_code: "y", reason_detail: "x" }, "odd kind: x"],
    ])
        assert.equal(statement.lineText(entry(some)), text);
});

test("lines are filtered by direction, kind, days, words and amount, together", () => {
    const none = { direction: "all", kind: "", words: "", from: 0, to: 0 };
    const passes = (some, more) => statement.passes(entry(more), { ...none, ...some });
    assert.equal(passes({}), true);
    assert.equal(passes({ direction: "in" }), false);
    assert.equal(passes({ direction: "out" }), true);
    assert.equal(passes({ direction: "out" }, { change_cents: 0 }), false);
    assert.equal(passes({ kind: "phone" }), false);
    assert.equal(passes({ from: 1_000, to: 1_001 }), true);
    assert.equal(passes({ from: 1_001 }), false);
    assert.equal(passes({ to: 1_000 }), false);
    assert.equal(passes({ words: "ORDER wkx" }), true);
    assert.equal(passes({ words: "order abc" }), false);
    assert.equal(passes({ words: "27.60" }), true);
    assert.equal(passes({ words: "$27.60", kind: "phone" }), false);
    assert.equal(passes({ words: "100" }, { gross_cents: 10_000 }), true);
});

test("a filter reads back until enough is found, the lines end, or it has looked far enough", async () => {
    const all = Array.from({ length: 1_000 }, (_, index) =>
        entry({ id: String(index), at_ms: 1_000_000 - index, kind: index % 10 === 0 ? "phone" : "commissary" }),
    );
    let reads = 0;
    const read = async (before) => {
        reads++;
        const rows = all.slice(before, before + 100);
        return { transactions: rows, next_before: before + 100 < all.length ? before + 100 : 0 };
    };
    const filter = { direction: "all", kind: "phone", words: "", from: 0, to: 0 };
    const first = await statement.collect(read, 0, filter, 25, 4_000);
    assert.deepEqual([first.lines.length, first.next, first.looked, reads], [30, 300, 300, 3]);
    const rest = await statement.collect(read, first.next, filter, 500, 4_000);
    assert.deepEqual([rest.lines.length, rest.next, first.lines.length + rest.lines.length], [70, 0, 100]);
    const bounded = await statement.collect(read, 0, { ...filter, words: "nothing" }, 1, 250);
    assert.deepEqual([bounded.lines.length, bounded.next, bounded.looked], [0, 300, 300]);
    const dated = await statement.collect(read, 0, { ...filter, from: 1_000_000 - 150 }, 500, 4_000);
    assert.deepEqual([dated.lines.length, dated.next, dated.looked], [16, 0, 200]);
});

test("a deposit's steps add up to what is left", () => {
    const parts = [
        { code: "victims", basis_points: 500, cents: 475 },
        { code: "savings", basis_points: 1_000, cents: 950, into_savings: true },
    ];
    const steps = statement.waterfall({ gross: 10_000, fee: 495, parts });
    assert.deepEqual(
        steps.map((step) => step.cents),
        [10_000, -495, -475, -950, 8_080],
    );
    assert.equal(statement.waterfall({ gross: 10_000, fee: 0, parts: [] }).length, 2);
    assert.deepEqual([500, 250, 1_925, 10_000, 5].map(statement.percent), [
        "5\u00A0%",
        "2.5\u00A0%",
        "19.25\u00A0%",
        "100\u00A0%",
        "0.05\u00A0%",
    ]);
});

test("a deposit and a charge are sent only when every member can be", () => {
    const form = { ...booking.newDeposit, amount: "100.00", fee: "4.95", detail: " Rosa " };
    assert.deepEqual(booking.readDeposit(form), {
        wrong: {},
        asked: { cents: 10_000, fee_cents: 495, source: "family" },
        detail: "Rosa",
    });
    for (const [some, member, key] of [
        [{ amount: "-100" }, "amount", "amount.sign"],
        [{ amount: "" }, "amount", "amount.missing"],
        [{ fee: "100" }, "fee", "money.fee_much"],
        [{ fee: "1,5" }, "fee", "amount.comma"],
        [{ source: "other" }, "code", "money.code_form"],
        [{ source: "other", code: "Lottery!" }, "code", "money.code_form"],
    ]) {
        const read = booking.readDeposit({ ...form, ...some });
        assert.equal(read.asked, undefined);
        assert.equal(read.wrong[member], key);
    }
    assert.equal(booking.readDeposit({ ...form, source: "other", code: " gate_money " }).asked.source, "gate_money");
    const who = (spendable_cents) => ({ id: "r", spendable_cents });
    const charge = { ...booking.newCharge, amount: "5", reason: "damage" };
    assert.deepEqual(booking.readCharge(charge, who(500)).asked, { resident_id: "r", cents: 500, reason: "damage" });
    assert.equal(booking.readCharge(charge, who(499)).wrong.amount, "money.charge_much");
    assert.equal(booking.readCharge(booking.newCharge, who(499)).wrong.reason, "money.reason_missing");
});

test("the policy comes back from its form; no daily limit is 0", () => {
    const set = { send_money: true, cooling_off_hours: 24, daily_brake_cents: 2_550 };
    assert.deepEqual(policy.readPolicy(policy.policyForm(set)).body, set);
    const none = { ...set, daily_brake_cents: 0 };
    assert.deepEqual(policy.readPolicy(policy.policyForm(none)).body, none);
    assert.deepEqual(policy.readPolicy({ ...policy.policyForm(set), brake: "", hours: "1.5" }).wrong, {
        hours: "amount.count_form",
        brake: "amount.missing",
    });
});

test("the second person is asked from an amount on, always, or never", () => {
    for (const two_person_from_cents of [null, 0, 50_000])
        assert.deepEqual(policy.readTwoPerson(policy.twoPersonForm({ two_person_from_cents })).body, {
            two_person_from_cents,
        });
    assert.deepEqual(policy.readTwoPerson({ on: true, from: "-1" }), { fault: "amount.sign" });
});

test("money on its way out can be paid once its time has come", () => {
    assert.equal(transfers.isPayable({ payable_from_ms: 5 }, 5), true);
    assert.equal(transfers.isPayable({ payable_from_ms: 6 }, 5), false);
    assert.equal(transfers.costOf({ cents: 100, fee_cents: 50 }), 150);
    assert.equal(transfers.stateOf("odd"), "waiting");
});
