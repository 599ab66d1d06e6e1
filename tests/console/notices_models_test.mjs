// Notices as the console's form holds them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const { bodyOf, emptyTexts, faultsOf, languagesOf } = await import(
    join(process.env.DAYROOM_CONSOLE, "notices_model.js")
);
const NOW = new Date("2026-11-20T12:00").getTime();

function form(change = {}) {
    const texts = emptyTexts();
    texts.en = { title: " Water off ", text: "From 9 to 11." };
    return {
        texts,
        from: "",
        until: "2026-11-21T12:00",
        keep: "14",
        must: false,
        public: false,
        emergency: false,
        ...change,
    };
}

test("English is always needed, another language whole or not at all", () => {
    assert.deepEqual(faultsOf(form(), NOW), {});
    assert.deepEqual(faultsOf(form({ texts: emptyTexts() }), NOW), {
        "en.title": "title_missing",
        "en.text": "text_missing",
    });
    const half = form();
    half.texts.es = { title: "Sin agua", text: " " };
    assert.deepEqual(faultsOf(half, NOW), { "es.text": "text_missing" });
});

test("it ends after now and after its beginning, and is kept for days that can be", () => {
    assert.deepEqual(faultsOf(form({ until: "2026-11-20T11:59" }), NOW), { until: "until_past" });
    assert.deepEqual(faultsOf(form({ until: "" }), NOW), { until: "until_past" });
    assert.deepEqual(faultsOf(form({ from: "2026-11-22T12:00" }), NOW), { until: "until_past" });
    for (const keep of ["", "91", "-1", "1.5", "x"]) {
        assert.deepEqual(faultsOf(form({ keep }), NOW), { keep: "keep_wrong" }, keep);
    }
});

test("the call holds what is written, trimmed, and a beginning only when one was chosen", () => {
    const body = bodyOf(form({ must: true }));
    assert.deepEqual(body.title, { en: "Water off" });
    assert.deepEqual(body.text, { en: "From 9 to 11." });
    assert.equal(body.must_acknowledge, true);
    assert.equal(body.keep_days, 14);
    assert.equal("valid_from_ms" in body, false);
    assert.equal(bodyOf(form({ from: "2026-11-20T13:00" })).valid_from_ms, NOW + 3_600_000);
});

test("the reader's languages begin with English", () => {
    assert.deepEqual(languagesOf({ title: { es: "a", en: "b" } }), ["en", "es"]);
});
