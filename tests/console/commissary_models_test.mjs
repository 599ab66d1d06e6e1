// The pure parts of the commissary's counter, and who may change what.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [orders, catalog, shop, standing, choice] = await Promise.all(
    ["orders_model.js", "catalog_model.js", "shop_rules_model.js", "standing_model.js", "screen_choice.js"].map(
        (name) => import(join(page, name)),
    ),
);

const line = (item, units, price_cents, more = {}) => ({
    item,
    name: { en: `Item ${item}`, es: `Cosa ${item}` },
    units,
    price_cents,
    delivered: 0,
    short: 0,
    refused: 0,
    ...more,
});
const order = (more = {}) => ({
    id: "o",
    state: "submitted",
    unit_id: "u1",
    cut_off_ms: 1_000,
    total_cents: 1_150,
    charged_cents: 0,
    refunded_cents: 0,
    lines: [line("100", 3, 250), line("200", 4, 100)],
    ...more,
});

test("a picture belongs to the item that its file is named after", () => {
    assert.deepEqual(catalog.pictureOf("4711.jpg", 1_000), { item: "4711" });
    assert.deepEqual(catalog.pictureOf("Soup.Can.JPEG", 1_000), { item: "soup.can" });
    assert.deepEqual(catalog.pictureOf("tea.webp", catalog.MOST_PICTURE_BYTES), { item: "tea" });
    assert.deepEqual(catalog.pictureOf("tea.webp", catalog.MOST_PICTURE_BYTES + 1), { fault: "pictures.large" });
    for (const name of ["tea.gif", "tea", ".jpg", "list.csv"])
        assert.deepEqual(catalog.pictureOf(name, 1), { fault: "pictures.kind" });
});

test("what may be done with an order follows from role, state and cut-off", () => {
    const steps = (role, some, now = 2_000) => orders.stepsOf(order(some), (what) => choice.mayChange(role, what), now);
    assert.deepEqual(steps("request_staff", {}), ["short", "cancel"]);
    assert.deepEqual(steps("request_staff", {}, 999), ["cancel"]);
    assert.deepEqual(steps("request_staff", { state: "picked" }), ["short", "refused", "cancel"]);
    assert.deepEqual(steps("request_staff", { state: "delivered", charged_cents: 5 }), []);
    assert.deepEqual(steps("trust_office", { state: "delivered", charged_cents: 5 }), ["refund"]);
    assert.deepEqual(steps("trust_office", { state: "delivered", charged_cents: 5, refunded_cents: 1 }), []);
    for (const state of orders.STATES) assert.deepEqual(steps("auditor", { state, charged_cents: 5 }), [], state);
    for (const state of ["cancelled", "refused"]) assert.deepEqual(steps("trust_office", { state }), [], state);
});

test("what is entered for an order is read line by line and summed before it is sent", () => {
    const picked = order({ state: "picked", lines: [line("100", 3, 250, { short: 1 }), line("200", 4, 100)] });
    assert.deepEqual(orders.beginEntry("short", picked), { 100: "1", 200: "" });
    assert.deepEqual(orders.beginEntry("refused", picked), { 100: "", 200: "" });
    const wrong = orders.readEntry("refused", picked, { 100: "3", 200: "x" }).wrong;
    assert.deepEqual(wrong, { 100: "amount.count_range", 200: "amount.count_form" });
    const { units } = orders.readEntry("refused", picked, { 100: "2", 200: "" });
    assert.deepEqual(orders.entrySums("refused", picked, units), { paid: 400, back: 750 });
    assert.deepEqual(orders.entryBody("refused", picked, units), { refused: [{ item: "100", units: 2 }] });
    const short = orders.readEntry("short", picked, { 100: "1", 200: "4" }).units;
    assert.deepEqual(orders.entrySums("short", picked, short), { paid: 500, back: 650 });
    assert.deepEqual(orders.entryBody("short", picked, { 100: 0, 200: 0 }), { short: [] });
    const done = order({
        state: "delivered",
        charged_cents: 900,
        lines: [line("100", 3, 250, { short: 1, delivered: 2 }), line("200", 4, 100, { delivered: 4 })],
    });
    assert.equal(orders.mostOf("refund", done.lines[0]), 2);
    assert.deepEqual(orders.entrySums("refund", done, { 100: 1, 200: 0 }), { paid: 650, back: 250 });
    assert.deepEqual(orders.entryBody("refund", done, { 100: 1, 200: 0 }), { lines: [{ item: "100", units: 1 }] });
});

test("paper has the hub's words, and an item's name in the language of whoever reads it", () => {
    const words = { "bag.number": "Número {number}" };
    assert.equal(orders.paperText(words, "bag.number", { number: "C100" }), "Número C100");
    assert.equal(orders.paperText(words, "bag.number"), "Número ");
    const soup = { item: "1", name: { en: "Soup", es: "Sopa" } };
    assert.deepEqual(
        ["es", "en", "vi"].map((language) => orders.lineName(soup, language)),
        ["Sopa", "Soup", "Soup"],
    );
    assert.equal(orders.lineName({ item: "1" }, "es"), "1");
});

test("the pick list is by unit, with what to take from the shelves", () => {
    const list = [
        order({ id: "a" }),
        order({ id: "b", lines: [line("100", 1, 250, { short: 1 })] }),
        order({ id: "c", unit_id: "u2", lines: [line("300", 2, 10)] }),
    ];
    const groups = orders.byUnit(list, (id) => id.toUpperCase());
    assert.deepEqual(
        groups.map((group) => [group.name, group.orders.map((each) => each.id).join("")]),
        [
            ["U1", "ab"],
            ["U2", "c"],
        ],
    );
    assert.deepEqual(groups[0].totals, [
        { item: "100", name: { en: "Item 100", es: "Cosa 100" }, units: 3, orders: 2 },
        { item: "200", name: { en: "Item 200", es: "Cosa 200" }, units: 4, orders: 1 },
    ]);
    assert.equal(orders.receiptCode(" wkxm-r6xe "), "WKXMR6XE");
});

const item = (code, more = {}) => ({
    code,
    category: "food",
    name: { en: `Soup ${code}`, es: "Sopa de jalapeño" },
    note: {},
    stock: -1,
    ...more,
});

test("items are found by words of any language without accents, by category and by what is left", () => {
    const items = [item("1"), item("2", { stock: 0 }), item("3", { stock: 9, category: "x" })];
    const find = (some) =>
        catalog.findItems(items, { category: "", shown: "sold", words: "", ...some }).map((each) => each.code);
    assert.deepEqual(find({}), ["1", "2", "3"]);
    assert.deepEqual(find({ words: "JALAPENO sopa" }), ["1", "2", "3"]);
    assert.deepEqual(find({ words: "sopa 3" }), ["3"]);
    assert.deepEqual(find({ category: "food" }), ["1", "2"]);
    assert.deepEqual(find({ shown: "out" }), ["2"]);
    assert.deepEqual(find({ shown: "low" }), ["2", "3"]);
});

test("a catalog file is a table or JSON with items, and nothing else", () => {
    assert.deepEqual(catalog.readFile("a.csv", "\uFEFFcode\n1"), { body: { csv: "code\n1" } });
    assert.deepEqual(catalog.readFile("A.JSON", '{"items":[1]}'), { body: { items: [1] } });
    assert.deepEqual(catalog.readFile("a.json", '{"items":[],"categories":[]}'), {
        body: { items: [], categories: [] },
    });
    for (const [name, text, fault] of [
        ["a.csv", " \n", "file_empty"],
        ["a.xlsx", "x", "file_kind"],
        ["a.json", "{", "file_json"],
        ["a.json", "null", "file_json"],
        ["a.json", "[]", "file_json"],
        ["a.json", '{"items":{}}', "file_json"],
        ["a.json", '{"items":[],"dry_run":false}', "file_json"],
        ["a.csv", "x".repeat(catalog.MOST_BYTES + 1), "file_large"],
    ])
        assert.deepEqual(catalog.readFile(name, text), { fault: `catalog.${fault}` }, `${name} ${text.slice(0, 40)}`);
    assert.equal(catalog.isClean({ items: 1, problems: [] }), true);
    assert.equal(catalog.isClean({ items: 1, problems: [{}] }), false);
    assert.equal(catalog.isClean({ items: 0, problems: [] }), false);
});

test("order windows and classes come back from their forms as the hub has them", () => {
    const rule = {
        unit_id: "u",
        opens_weekday: 2,
        opens_minute: 0,
        cut_off_weekday: 7,
        cut_off_minute: 1_439,
        delivery_weekday: 4,
    };
    assert.equal(shop.ruleRow(rule).cut_off, "23:59");
    assert.deepEqual(shop.readRules([shop.ruleRow(rule)]), { rules: [rule] });
    const { unit_id, ...everybody } = rule;
    assert.deepEqual(shop.readRules([shop.ruleRow({ ...rule, unit_id: null })]), { rules: [everybody] });
    assert.equal(unit_id, "u");
    assert.deepEqual(shop.readRules([shop.ruleRow(rule), { ...shop.newRule, opens: "" }]).wrong, {
        row: 1,
        key: "shop.time_missing",
    });
    assert.equal(shop.minuteOf("24:00"), undefined);
    const classes = [
        { code: "a", limit_cents: 7_500, is_default: true },
        { code: "b", limit_cents: 0, is_default: false },
    ];
    const rows = classes.map(shop.classRow);
    assert.deepEqual(shop.readClasses(rows), { classes });
    assert.deepEqual(
        shop.withDefault(rows, 1).map((row) => row.is_default),
        [false, true],
    );
    for (const [some, member, key] of [
        [{ code: "A b" }, "code", "shop.code_form"],
        [{ code: "a" }, "code", "shop.code_twice"],
        [{ limit: "7,5" }, "limit", "amount.comma"],
    ])
        assert.deepEqual(shop.readClasses([rows[0], { ...rows[1], ...some }]).wrong, { row: 1, member, key });
});

test("what a resident may not order comes back from its form", () => {
    const set = {
        spending_class: "a",
        barred_items: ["1"],
        barred_categories: [],
        diets: ["halal", "diabetic"],
        barred: true,
        barred_until_ms: new Date("2026-12-01T09:30").getTime(),
    };
    const form = standing.formOf(set);
    assert.deepEqual(standing.readForm(form, 0), { body: set });
    assert.equal(standing.readForm(form, set.barred_until_ms).wrong.member, "until");
    assert.equal(standing.readForm({ ...form, until: "" }, Date.now()).body.barred_until_ms, 0);
    assert.equal(standing.readForm({ ...form, barred: false }, Date.now()).body.barred_until_ms, 0);
    assert.deepEqual(standing.readForm({ ...form, diets: " halal,halal " }, 0).body.diets, ["halal"]);
    assert.equal(standing.readForm({ ...form, diets: "Halal!" }, 0).wrong.member, "diets");
    assert.deepEqual(standing.withEntry(["1"], "1"), ["1"]);
    assert.deepEqual(standing.without(["1", "2"], "1"), ["2"]);
});

test("an auditor changes nothing, request staff no money", () => {
    for (const what of ["money", "orders", "refund", "catalog", "stock", "shop-rules", "standing"]) {
        assert.equal(choice.mayChange("auditor", what), false, what);
        assert.equal(choice.mayChange("trust_office", what), true, what);
    }
    for (const what of ["money", "refund", "catalog", "shop-rules"])
        assert.equal(choice.mayChange("request_staff", what), false, what);
    assert.equal(choice.screensOf("request_staff").includes("money"), false);
});
