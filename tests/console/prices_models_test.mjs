// A price as a form, as it is served.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const prices = await import(join(process.env.DAYROOM_CONSOLE, "prices_model.js"));
const { fromLocalInput } = await import(join(process.env.DAYROOM_CONSOLE, "calendar.js"));
const NOW = Date.UTC(2030, 0, 15, 18);
const typed = (some) => ({ ...prices.newPrice, code: "message", name_en: "Message", ...some });
const wrongOf = (some) => prices.readPrice(typed(some), NOW).wrong;

test("a price is a code, a name in English, and amounts; what is empty is nothing", () => {
    assert.deepEqual(prices.readPrice(typed({ credits: "1" }), NOW).asked, {
        code: "message",
        name: { en: "Message" },
        cents: 0,
        credits: 1,
    });
    assert.deepEqual(wrongOf({ code: "Message!", name_en: " ", amount: "1,50", credits: "-1" }), {
        code: "money.code_form",
        name_en: "names.missing",
        amount: "amount.comma",
        credits: "prices.credits_form",
    });
    assert.deepEqual(prices.readPrice(typed({ amount: "0", name_es: "Mensaje" }), NOW).asked.name, {
        en: "Message",
        es: "Mensaje",
    });
});

test("a bundle is some credits for some money", () => {
    assert.deepEqual(wrongOf({ code: "bundle_20" }), { amount: "amount.missing", credits: "prices.credits_form" });
    assert.deepEqual(wrongOf({ code: "bundle_20", amount: "0", credits: "0" }), {
        amount: "amount.zero",
        credits: "prices.credits_form",
    });
    const { asked } = prices.readPrice(typed({ code: "bundle_20", amount: "5", credits: "20" }), NOW);
    assert.deepEqual([asked.cents, asked.credits], [500, 20]);
});

test("a price begins and ends later than now, and ends after it begins", () => {
    const [before, soon, later] = ["2030-01-14T10:00", "2030-01-20T10:00", "2030-01-21T10:00"];
    assert.deepEqual(wrongOf({ from: before, until: before }), {
        from: "prices.from_past",
        until: "prices.until_past",
    });
    assert.deepEqual(wrongOf({ from: later, until: soon }), { until: "prices.until_past" });
    const { asked } = prices.readPrice(typed({ from: soon, until: later }), NOW);
    assert.deepEqual([asked.valid_from_ms, asked.valid_to_ms], [fromLocalInput(soon), fromLocalInput(later)]);
    assert.deepEqual(prices.readEnd("", NOW), { body: {} });
    assert.deepEqual(prices.readEnd(before, NOW), { wrong: "prices.end_past" });
    assert.deepEqual(prices.readEnd(soon, NOW), { body: { at_ms: fromLocalInput(soon) } });
});

test("another price of a thing begins with its code and names; what an end means depends on the code", () => {
    const like = prices.priceLike({ code: "card", name: { en: "Card", fr: "Carte" }, cents: 5, credits: 1 });
    assert.deepEqual([like.code, like.name_en, like.amount, like.credits], ["card", "Card", "", ""]);
    assert.deepEqual(prices.readPrice({ ...like, credits: "2" }, NOW).asked.name, { en: "Card", fr: "Carte" });
    assert.deepEqual(["bundle_5", "card", "document_copy"].map(prices.meaningOfEnd), ["bundle", "free", "other"]);
});
