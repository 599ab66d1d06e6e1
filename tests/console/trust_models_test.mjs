// The pure parts of the trust office, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [debts, withdrawals, batches, deductions, charges, remittances, calendar] = await Promise.all(
    [
        "obligations_model.js",
        "withdrawals_model.js",
        "batches_model.js",
        "deductions_model.js",
        "charges_model.js",
        "remittances_model.js",
        "calendar.js",
    ].map((name) => import(join(page, name))),
);

const debt = {
    state: "active",
    set_cents: 10_000,
    paid_cents: 2_500,
    forgiven_cents: 0,
    owed_cents: 7_500,
    priority: 100,
};

test("what may be done with a debt follows from its state, and each step is read strictly", () => {
    assert.deepEqual(debts.stepsOf(debt), ["pay", "amount", "priority", "suspend", "forgive"]);
    assert.equal(debts.stepsOf({ ...debt, state: "inactive" }).includes("pay"), false);
    assert.deepEqual(debts.stepsOf({ ...debt, state: "fulfilled" }), []);
    const read = (step, some, spendable = 100_000) =>
        debts.readStep(step, { ...debts.beginStep(step, debt), ...some }, debt, spendable);
    assert.deepEqual(read("pay", { amount: "75.00" }).asked, { cents: 7_500 });
    assert.equal(read("pay", { amount: "75.01" }).wrong.amount, "obligations.more_than_owed");
    assert.equal(read("pay", { amount: "50" }, 4_999).wrong.amount, "money.charge_much");
    assert.equal(read("pay", { amount: "-5" }).wrong.amount, "amount.sign");
    assert.equal(debts.beginStep("amount", debt).amount, "100.00");
    assert.equal(read("amount", { amount: "24.99", reason: "x" }).wrong.amount, "obligations.less_than_paid");
    assert.equal(read("amount", { amount: "30" }).wrong.reason, "reasons.missing");
    assert.deepEqual(read("amount", { amount: "30", reason: " court " }).asked, { set_cents: 3_000, reason: "court" });
    assert.deepEqual(read("suspend", { reason: "x" }), {
        wrong: {},
        path: "state",
        asked: { state: "inactive", reason: "x" },
    });
    assert.equal(read("priority", { priority: "1000" }).wrong.priority, "amount.count_range");
    assert.deepEqual(
        [
            debts.owedAfter("pay", { cents: 500 }, debt),
            debts.owedAfter("amount", { set_cents: 3_000 }, debt),
            debts.owedAfter("forgive", {}, debt),
            debts.owedAfter("suspend", {}, debt),
        ],
        [7_000, 500, 0, 7_500],
    );
    const fresh = { ...debts.newDebt, legal_basis: "Order 12", amount: "500" };
    assert.deepEqual(debts.readDebt(fresh, { id: "r" }).asked, {
        resident_id: "r",
        code: "court_debt",
        legal_basis: "Order 12",
        cents: 50_000,
        priority: 100,
    });
    assert.deepEqual(debts.readDebt({ ...debts.newDebt, chosen: "other", priority: "0" }, { id: "r" }).wrong, {
        code: "money.code_form",
        legal_basis: "obligations.basis_missing",
        amount: "amount.missing",
        priority: "amount.count_range",
    });
});

test("a withdrawal names amount, means, payee and reason", () => {
    const form = { ...withdrawals.newWithdrawal, amount: "20", payee: " Ana Ruiz ", reason: "Rent" };
    const read = (typed, spendable_cents) => withdrawals.readWithdrawal(typed, { id: "r", spendable_cents });
    assert.deepEqual(read(form, 2_000).asked, {
        resident_id: "r",
        cents: 2_000,
        means: "cash",
        payee: "Ana Ruiz",
        reason: "Rent",
    });
    assert.equal(read(form, 1_999).wrong.amount, "money.charge_much");
    assert.equal(read({ ...form, means: "cheque", cheque: "12-3" }, 2_000).wrong.cheque, "withdrawals.cheque_wrong");
    assert.equal(read({ ...form, means: "cheque", cheque: "A12" }, 2_000).asked.cheque_number, "A12");
    assert.deepEqual(Object.keys(read(withdrawals.newWithdrawal, 1).wrong), ["amount", "payee", "reason"]);
    assert.deepEqual(withdrawals.decisionsOf({ state: "waiting" }), ["approve", "refuse"]);
    assert.deepEqual(withdrawals.decisionsOf({ state: "paid", means: "cheque", cleared_ms: 0 }), ["clear"]);
    assert.deepEqual(withdrawals.decisionsOf({ state: "paid", means: "cash", cleared_ms: 0 }), []);
    const line = { state: "posted", kind: "deposit", change_cents: 5 };
    assert.equal(withdrawals.isVoidable(line), true);
    assert.equal(withdrawals.isVoidable({ ...line, state: "pending" }), false);
    assert.equal(withdrawals.isVoidable({ ...line, kind: "commissary" }), false);
});

test("a file of deposits is a table or the published format, with control totals beside it", () => {
    assert.deepEqual(batches.readBatchFile("d.csv", "\uFEFFreference\n1").body, {
        format: "dayroom-deposits-1",
        name: "d.csv",
        csv: "reference\n1",
    });
    const json = JSON.stringify({ format: "dayroom-deposits-1", deposits: [1], control_lines: 1 });
    assert.deepEqual(batches.readBatchFile("d.json", json).body, {
        format: "dayroom-deposits-1",
        name: "d.json",
        deposits: [1],
        control_lines: 1,
    });
    for (const [name, text, fault] of [
        ["d.csv", " ", "catalog.file_empty"],
        ["d.txt", "x", "catalog.file_kind"],
        ["d.json", "{}", "batches.file_json"],
        ["d.json", '{"format":"dayroom-deposits-2","deposits":[]}', "batches.file_json"],
        ["d.json", '{"format":"dayroom-deposits-1","deposits":[],"apply":"valid_lines"}', "batches.file_json"],
        ["d.csv", "x".repeat(batches.MOST_BYTES + 1), "batches.file_large"],
    ])
        assert.equal(batches.readBatchFile(name, text).fault, fault, text.slice(0, 60));
    assert.deepEqual(batches.readControl({ lines: "", cents: "" }).body, {});
    assert.deepEqual(batches.readControl({ lines: "3", cents: "100.00" }).body, {
        control_lines: 3,
        control_cents: 10_000,
    });
    assert.deepEqual(batches.readControl({ lines: "0", cents: "1,5" }).wrong, {
        lines: "amount.count_range",
        cents: "amount.comma",
    });
    const lines = [
        { line: 2, state: "books" },
        { line: 3, state: "wrong" },
    ];
    assert.equal(batches.applyOf({ books: 1, wrong: 1, lines }), "valid_lines");
    assert.equal(batches.applyOf({ books: 1, wrong: 0, lines: [] }), "all_lines");
    assert.equal(batches.applyOf({ books: 0, wrong: 2, lines }), undefined);
    assert.equal(batches.applyOf({ books: 1, wrong: 1, lines: [...lines, { line: 0, state: "wrong" }] }), undefined);
    assert.deepEqual(batches.linesOf({ lines }, "wrong"), [lines[1]]);
});

test("deduction rules come back from their form as the hub has them", () => {
    const rules = [
        {
            code: "victims",
            name: { en: "County fund", es: "Fondo del condado" },
            legal_basis: { en: "RCW", es: "RCW (es)" },
            basis_points: 525,
            exempt_sources: ["tribal", "refund"],
        },
        {
            code: "court_debt",
            legal_basis: { en: "Order" },
            fixed_cents: 500,
            cap_cents: 1_000,
            keep_at_least_cents: 100,
            sources: ["job"],
            into_savings: true,
            needs_obligation: true,
        },
    ];
    assert.deepEqual(deductions.readRules(rules.map(deductions.ruleRow)), { rules });
    const dated = {
        ...rules[0],
        valid_from_ms: calendar.dayStart("2026-11-01"),
        valid_to_ms: calendar.dayStart("2026-12-01"),
    };
    assert.deepEqual(deductions.readRules([deductions.ruleRow(dated)]), { rules: [dated] });
    const row = deductions.ruleRow(rules[0]);
    for (const [some, member, key] of [
        [{ code: "A" }, "code", "money.code_form"],
        [{ name_en: " " }, "name_en", "names.missing"],
        [{ basis_en: " " }, "basis_en", "obligations.basis_missing"],
        [{ percent: "5.255" }, "percent", "deductions.percent_form"],
        [{ percent: "-5" }, "percent", "deductions.percent_form"],
        [{ percent: "0" }, "percent", "deductions.percent_range"],
        [{ percent: "100.01" }, "percent", "deductions.percent_range"],
        [{ how: "fixed", fixed: "" }, "fixed", "amount.missing"],
        [{ cap: "1e3" }, "cap", "amount.form"],
        [{ exempt: "Tribal" }, "exempt", "money.code_form"],
        [{ from: "2026-11-02", to: "2026-11-02" }, "to", "deductions.to_before"],
    ])
        assert.deepEqual(deductions.readRules([row, { ...row, ...some }]).wrong, { row: 1, member, key }, key);
    for (const points of [1, 5, 525, 2_000, 10_000])
        assert.deepEqual(deductions.parsePercent(deductions.typedPercent(points)), { points });
    assert.deepEqual(deductions.moveRow(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
    assert.deepEqual(deductions.moveRow(["a", "b"], 1, 1), ["a", "b"]);
});

test("what the form of a rule has no field for stays as it is: other languages, and times of day", () => {
    const rule = {
        code: "victims",
        name: { en: "County fund", vi: "Quỹ của quận" },
        legal_basis: { en: "RCW", vi: "RCW (vi)", ht: "RCW (ht)" },
        basis_points: 500,
        valid_from_ms: new Date("2026-11-01T14:30:07").getTime(),
        valid_to_ms: new Date("2026-12-01T09:00:00.250").getTime(),
    };
    const row = deductions.ruleRow(rule);
    assert.deepEqual(deductions.readRules([row]), { rules: [rule] });
    const moved = deductions.readRules([{ ...row, from: "2026-11-02", to: "" }]).rules[0];
    assert.equal(moved.valid_from_ms, calendar.dayStart("2026-11-02"));
    assert.equal("valid_to_ms" in moved, false);
    assert.deepEqual(moved.legal_basis, rule.legal_basis);
});

test("a period ends with its last day, also where the clocks change", () => {
    calendar.setZone("America/Los_Angeles");
    const hours = (from, to) => {
        const { from_ms, until_ms } = deductions.readPeriod({ from, to }).body;
        return (until_ms - from_ms) / 3_600_000;
    };
    assert.equal(hours("2026-11-02", "2026-11-02"), 24);
    assert.equal(hours("2026-11-01", "2026-11-01"), 25);
    assert.equal(hours("2026-03-08", "2026-03-08"), 23);
    assert.equal(hours("2026-10-31", "2026-11-02"), 73);
    assert.equal(deductions.readPeriod({ from: "2026-11-02", to: "2026-11-01" }).fault, "deductions.period_wrong");
    assert.equal(deductions.readPeriod({ from: "", to: "2026-11-01" }).fault, "deductions.period_wrong");
    assert.equal(calendar.dayOf(calendar.dayStart("2026-03-08")), "2026-03-08");
    assert.equal(calendar.dayOf(0), "");
});

test("kinds of charge come back from their form; a charge for many names kind, reason and who", () => {
    const kinds = [
        { code: "hygiene", name: { en: "Hygiene kit", es: "Artículos" }, cents: 250, may_be_owed: true },
        { code: "damage", name: { en: "Damage", vi: "Hư hỏng" }, cents: 0, may_be_owed: false },
    ];
    assert.deepEqual(charges.readKinds(kinds.map(charges.kindRow)), { kinds });
    const row = charges.kindRow(kinds[0]);
    for (const [some, member, key] of [
        [{ code: "A" }, "code", "money.code_form"],
        [{}, "code", "charges.code_twice"],
        [{ code: "x", name_en: " " }, "name_en", "names.missing"],
        [{ code: "x", amount: "2,5" }, "amount", "amount.comma"],
        [{ code: "x", amount: "0" }, "amount", "amount.zero"],
    ])
        assert.deepEqual(charges.readKinds([row, { ...row, ...some }]).wrong, { row: 1, member, key }, key);
    const read = (some) => charges.readSiteCharge({ ...charges.newSiteCharge, ...some }, kinds);
    assert.deepEqual(read({}).wrong, {
        kind: "charges.kind_missing",
        reason: "reasons.missing",
        unit: "charges.unit_missing",
    });
    assert.deepEqual(read({ kind: "hygiene", amount: "9", reason: " kit ", unit: "u" }).asked, {
        kind: "hygiene",
        reason: "kit",
        unit_id: "u",
    });
    assert.deepEqual(read({ kind: "damage", reason: "x", to: "residents" }).wrong, {
        amount: "amount.missing",
        residents: "charges.residents_missing",
    });
    assert.deepEqual(
        read({ kind: "damage", amount: "5", reason: "x", to: "residents", residents: [{ id: "a" }, { id: "b" }] })
            .asked,
        { kind: "damage", reason: "x", cents: 500, resident_ids: ["a", "b"] },
    );
    assert.equal(charges.applyOf({ charged: 1, owed: 0, refused: 0 }), "all_lines");
    assert.equal(charges.applyOf({ charged: 0, owed: 1, refused: 1 }), "valid_lines");
    assert.equal(charges.applyOf({ charged: 0, owed: 0, refused: 1 }), undefined);
});

test("a payment to others is never more than is there, less what waits; below zero it is taken in", () => {
    const fund = { account: "payable/victims", balance_cents: 1_000, waiting_cents: 400 };
    assert.deepEqual(remittances.openOf(fund), { direction: "pay", cents: 600 });
    const back = { account: "receivable/other_facility", balance_cents: -1_000, waiting_cents: -300 };
    assert.deepEqual(remittances.openOf(back), { direction: "take_in", cents: 700 });
    assert.deepEqual(remittances.openOf({ balance_cents: 0, waiting_cents: 0 }), { direction: "pay", cents: 0 });
    const good = { line: "", amount: "6", counterparty: " Treasurer ", reference: " CHK 1 " };
    assert.deepEqual(remittances.readRemittance(good, fund).asked, {
        account: "payable/victims",
        direction: "pay",
        cents: 600,
        counterparty: "Treasurer",
        reference: "CHK 1",
    });
    const wrong = (some, of = fund) => remittances.readRemittance({ ...good, ...some }, of).wrong;
    assert.deepEqual(wrong({ amount: "6.01" }), { amount: "remittances.more_than_there.pay" });
    assert.deepEqual(wrong({ amount: "7.01" }, back), { amount: "remittances.more_than_there.take_in" });
    assert.deepEqual(wrong({ amount: "-1", counterparty: " ", reference: "" }), {
        amount: "amount.sign",
        counterparty: "remittances.counterparty_missing.pay",
        reference: "remittances.reference_missing",
    });
    assert.equal(remittances.accountText("payable/victims"), "Crime victims' fund");
    assert.equal(remittances.accountText("payable/parking_fund"), "parking fund");
    assert.equal(remittances.accountText("commissary"), "Commissary vendor");
});

test("a line of the bank fills a payment in where it goes the same way and is no more than is there", () => {
    const lines = [
        { id: "a", direction: "out", cents: 500, reference: "CHK 1" },
        { id: "b", direction: "in", cents: 500, reference: "MO 1" },
        { id: "c", direction: "out", cents: 501, reference: "CHK 2" },
    ];
    const ids = (open) => remittances.linesFor(open, lines).map((line) => line.id);
    assert.deepEqual(ids({ direction: "pay", cents: 500 }), ["a"]);
    assert.deepEqual(ids({ direction: "take_in", cents: 500 }), ["b"]);
    assert.deepEqual(remittances.fromLine("a", lines), { line: "a", amount: "5.00", reference: "CHK 1" });
    assert.deepEqual(remittances.fromLine("", lines), { line: "" });
});

test("what may be done with a payment, and how a charge stands, follows from its state", () => {
    const steps = (state, bank_line_id = null) => remittances.stepsOf({ state, bank_line_id });
    assert.deepEqual(
        ["waiting", "done", "refused", "voided"].map((state) => steps(state)),
        [["approve", "refuse"], ["void"], [], []],
    );
    assert.deepEqual(steps("done", "a line"), []);
    const became = (state, owed) => charges.becameOf({ state, owed });
    assert.deepEqual(
        [became("made", false), became("made", true), became("void_waits", true), became("voided", false)],
        ["charged", "owed", "void_waits", "voided"],
    );
});
