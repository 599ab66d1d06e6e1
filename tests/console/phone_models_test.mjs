// The pure parts of the phone page, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const phone = await import(join(process.env.DAYROOM_CONSOLE, "phone_model.js"));

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
