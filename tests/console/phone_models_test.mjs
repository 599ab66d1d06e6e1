// The pure parts of the phone page, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const from = (name) => import(join(process.env.DAYROOM_CONSOLE, name));
const phone = await from("phone_model.js");
const rates = await from("rates_model.js");
const calendar = await from("calendar.js");

test("request staff decide on numbers and see rates; calls are the trust office's", () => {
    assert.deepEqual(phone.tabsOf("request_staff"), ["numbers", "rates"]);
    assert.equal(phone.tabOf("request_staff", "calls"), "numbers");
    assert.equal(phone.tabOf("trust_office", "calls"), "calls");
    assert.equal(phone.tabOf("auditor", ""), "numbers");
});

test("a price below a cent is shown to the tenth of a cent", () => {
    assert.equal(phone.millsText(60), "$0.06");
    assert.equal(phone.millsText(57), "$0.057");
    assert.equal(phone.millsText(9), "$0.009");
    assert.equal(phone.millsText(0), "$0.00");
});

test("a rate is in force, to come, or over", () => {
    assert.equal(phone.rateState({ valid_from_ms: 0, valid_to_ms: 0 }, 1_000), "in_force");
    assert.equal(phone.rateState({ valid_from_ms: 1_000, valid_to_ms: 0 }, 1_000), "in_force");
    assert.equal(phone.rateState({ valid_from_ms: 1_001, valid_to_ms: 0 }, 1_000), "coming");
    assert.equal(phone.rateState({ valid_from_ms: 0, valid_to_ms: 1_000 }, 1_000), "over");
});

test("a call has its length, what nobody paid of it, and what may still be given back", () => {
    assert.equal(phone.callLength(725), "12:05");
    assert.equal(phone.callLength(0), "0:00");
    const call = { price_cents: 66, charged_cents: 50, given_back_cents: 0 };
    assert.equal(phone.uncoveredOf(call), 16);
    assert.equal(phone.returnableOf(call), 50);
    assert.equal(phone.returnableOf({ ...call, given_back_cents: 1 }), 0);
});

test("a file of calls is CSV, or JSON in its format; everything else is said", () => {
    const csv = phone.readCallFile("calls.csv", "\uFEFFrecord,resident_number\n");
    assert.deepEqual(csv, { body: { format: "dayroom-calls-1", name: "calls.csv", csv: "record,resident_number\n" } });
    const json = phone.readCallFile(
        "calls.json",
        '{"format":"dayroom-calls-1","name":"x","calls":[],"control_lines":0}',
    );
    assert.deepEqual(json, { body: { format: "dayroom-calls-1", name: "calls.json", calls: [], control_lines: 0 } });
    for (const [name, text, fault] of [
        ["calls.csv", " \n", "catalog.file_empty"],
        ["calls.txt", "x", "catalog.file_kind"],
        ["calls.json", "x", "phone.file_json"],
        ["calls.json", '{"format":"dayroom-deposits-1","calls":[]}', "phone.file_json"],
        ["calls.json", '{"format":"dayroom-calls-1","calls":[],"more":1}', "phone.file_json"],
        ["calls.csv", "x".repeat(1_100_000), "batches.file_large"],
    ])
        assert.equal(phone.readCallFile(name, text).fault, fault, text.slice(0, 60));
});

test("a file of rates is the terms as the hub shows them", () => {
    assert.deepEqual(phone.readTermsFile("r.json", '{"rates":[]}'), { body: { rates: [] } });
    for (const text of ["x", "[]", "null", '{"rates":{}}'])
        assert.equal(phone.readTermsFile("r.json", text).fault, "phone.terms_json");
});

const NOW = Date.UTC(2026, 10, 27, 18, 30, 20); // 12:30:20 in Chicago
const DAY = 24 * 3_600_000;
const rate = (code, more) => ({
    code,
    name: { en: code },
    prefixes: ["+1217"],
    minute_mills: 60,
    connection_cents: 0,
    most_cents: 0,
    most_minutes: 0,
    valid_from_ms: 0,
    valid_to_ms: 0,
    ...more,
});
const TERMS = {
    rates: [
        rate("over", { valid_to_ms: NOW - DAY }),
        rate("now", { valid_from_ms: NOW - DAY + 123, minute_mills: 57, most_minutes: 20 }),
        rate("coming", { prefixes: ["+1", "+44"], valid_from_ms: NOW + 30 * DAY, most_cents: 200 }),
    ],
    numbers_max: 15,
    changes_max: 2,
    change_days: 30,
    note: { en: "Recorded.", fr: "Enregistr\u00e9." },
};

test("a price of a minute is read strictly, to the tenth of a cent", () => {
    for (const [typed, mills] of [
        ["0.06", 60],
        ["0.057", 57],
        ["$1", 1_000],
        ["0.10", 100],
        ["0", 0],
    ])
        assert.deepEqual(rates.parseMills(typed), { mills });
    for (const typed of ["0.6", "0,06", "-0.06", "1e2", ".06", "0.0575", "6 cents"])
        assert.deepEqual(rates.parseMills(typed), { fault: "phone.mills_form" });
    assert.deepEqual(rates.parseMills(" "), { fault: "amount.missing" });
    for (const mills of [0, 9, 57, 60, 1_234]) assert.deepEqual(rates.parseMills(rates.typedMills(mills)), { mills });
});

test("a form that nobody touched is the terms as they were, to the millisecond", () => {
    calendar.setZone("America/Chicago");
    const form = rates.formOfTerms(TERMS, NOW);
    assert.deepEqual(
        form.rows.map((row) => row.state),
        ["over", "begun", "open"],
    );
    const { body, wrong } = rates.readTerms(form);
    assert.deepEqual(wrong, {});
    assert.deepEqual(body, TERMS);
    assert.deepEqual(rates.changesOf(TERMS, body), []);
    const turned = (each) => Object.fromEntries(Object.entries(each).reverse());
    assert.deepEqual(rates.changesOf(turned({ ...TERMS, rates: TERMS.rates.map(turned) }), body), []);
});

test("a next price ends the one before, which follows when the day is changed, and goes on when it is taken out", () => {
    calendar.setZone("America/Chicago");
    let form = rates.formOfTerms(TERMS, NOW);
    const apply = (change) => (form = { ...form, ...change });
    apply(rates.withNextPrice(form, "rate 1", NOW));
    assert.equal(rates.hasNextPrice(form, "rate 1"), true);
    assert.deepEqual(
        form.rows.map((row) => [row.key, row.valid_from_ms, row.valid_to_ms].join(" ")),
        [
            "rate 0  2026-11-26T12:30",
            "rate 1 2026-11-26T12:30 2026-11-28T00:00",
            "new 0 2026-11-28T00:00 ",
            "rate 2 2026-12-27T12:30 ",
        ],
    );
    apply(rates.withRow(form, "new 0", { valid_from_ms: "2026-12-01T00:00", minute_mills: "0.05" }));
    const { body } = rates.readTerms(form);
    const then = Date.UTC(2026, 11, 1, 6);
    assert.deepEqual(body.rates[1], { ...TERMS.rates[1], valid_to_ms: then });
    assert.deepEqual(body.rates[2], { ...TERMS.rates[1], minute_mills: 50, valid_from_ms: then });
    assert.deepEqual(
        rates.changesOf(TERMS, body).map((each) => [each.what, each.rate.valid_from_ms]),
        [
            ["ends", TERMS.rates[1].valid_from_ms],
            ["new", then],
        ],
    );
    apply(rates.withoutRow(form, "new 0"));
    assert.deepEqual(rates.readTerms(form).body, TERMS);
});

test("what is wrong is said at its field, and what has begun changes its name and its end only", () => {
    calendar.setZone("America/Chicago");
    let form = { ...rates.formOfTerms(TERMS, NOW), ...rates.withRate(rates.formOfTerms(TERMS, NOW), NOW) };
    form = { ...form, numbers_max: "201", changes_max: "many" };
    form = { ...form, ...rates.withRow(form, "rate 1", { minute_mills: "0", name: { en: " " } }) };
    const to = "2026-11-27T23:00";
    form = { ...form, ...rates.withRow(form, "new 0", { prefixes: "+1, 44", code: "A b", valid_to_ms: to }) };
    assert.deepEqual(rates.readTerms(form), {
        wrong: {
            "rate 1": { name: "phone.name_en_missing" },
            "new 0": {
                name: "phone.name_en_missing",
                valid_to_ms: "phone.fault_of.end_before_begin",
                prefixes: "phone.fault_of.prefix_wrong",
                code: "phone.code_form",
                minute_mills: "amount.missing",
            },
            rules: { numbers_max: "amount.count_range", changes_max: "amount.count_form" },
        },
    });
    const read = rates.readRow({ ...form.rows[1], name: { en: "Now" }, minute_mills: "9" });
    assert.deepEqual(read.rate, { ...TERMS.rates[1], name: { en: "Now" } });
    const faults = [
        { rate: 2, member: "prefixes", code: "prefix_twice", text: "a" },
        { rate: 0, member: "valid_to_ms", code: "end_past", text: "b" },
        { rate: -1, member: "rates", code: "rate_gone", text: "c" },
    ];
    assert.deepEqual(rates.placeFaults(form, faults), {
        wrong: { "rate 2": { prefixes: "phone.fault_of.prefix_twice" } },
        others: ["b", "c"],
    });
});

test("what a balance pays is one call of each kind that is in force then, as the hub reckons it", () => {
    const pays = (cents, at) =>
        rates.callsFor(TERMS.rates, cents, at).map((each) => [each.rate.code, each.minutes, each.cost]);
    assert.deepEqual(pays(500, NOW), [["now", 20, 114]]);
    assert.deepEqual(pays(56, NOW), [["now", 9, 51]]);
    assert.deepEqual(pays(4, NOW), [["now", 0, 0]]);
    assert.deepEqual(pays(500, NOW + 40 * DAY), [
        ["now", 20, 114],
        ["coming", 1_440, 200],
    ]);
    const dear = rate("dear", { connection_cents: 50, minute_mills: 105 });
    assert.equal(rates.callsFor([dear], 49, NOW)[0].minutes, 0);
    assert.equal(rates.callsFor([dear], 60, NOW)[0].minutes, 1);
});
