// Forms without a browser: the definition as it is typed, the rules of answers, places of what is wrong, differences, files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [definition, rules, places, changes, preview, forms, { words }] = await Promise.all(
    [
        "form_definition.js",
        "form_rules.js",
        "form_places.js",
        "form_changes.js",
        "preview_model.js",
        "forms_model.js",
        "preview_words.js",
    ].map((name) => import(join(page, name))),
);
const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const sample = readJson("../../assets/sample/forms.json").forms;
const find = (code) => structuredClone(sample.find((form) => form.code === code));

/** As JSON has it, members in one order. */
const sorted = (value) =>
    JSON.stringify(value, (_, each) =>
        each && typeof each === "object" && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
            : each,
    );

for (const one of readJson("form_cases.json"))
    test(`the same answers as terminal and hub: ${one.name}`, () => {
        for (const { answers, asked, faults } of one.tries) {
            const flags = rules.askedFields(one.fields, answers);
            const codes = one.fields.filter((_, at) => flags[at]).map((field) => field.code);
            assert.deepEqual(codes, asked, JSON.stringify(answers));
            const found = rules.findFaults(one.fields, answers, one.today);
            assert.deepEqual(
                found.map(({ field, fault, limit }) => [field.code, fault, limit ?? 0]),
                faults,
                JSON.stringify(answers),
            );
        }
    });

test("every form of the sample is typed and read as the same definition", () => {
    for (const form of sample) {
        const { form: read, wrongs } = definition.readDefinition(definition.typedForm(form));
        assert.deepEqual(wrongs, [], form.code);
        // A clock of 0 hours and no clock are the same.
        const same = structuredClone(form);
        if (same.answer_within_hours === 0) delete same.answer_within_hours;
        assert.equal(sorted(read), sorted(same), form.code);
    }
});

test("what cannot be read is named at its place and left out", () => {
    const row = definition.typedForm(find("account_question"));
    const amount = row.fields.findIndex((field) => field.kind === "money");
    row.fields[amount].least = "12,50";
    row.fields[amount].most = "80.00";
    row.answer = "soon";
    row.reply = "0";
    const { form, wrongs } = definition.readDefinition(row);
    assert.deepEqual(wrongs, [
        { place: `fields[${amount}].least`, key: "amount.comma" },
        { place: "answer_within_hours", key: "forms.hours_form" },
        { place: "reply_within_hours", key: "forms.hours_form" },
    ]);
    assert.equal(form.fields[amount].most, 8_000);
    assert.equal("answer_within_hours" in form, false);
});

test("fields are added, copied and renamed; conditions go with them", () => {
    const fields = definition.typedForm(find("sick_call")).fields;
    const seen = fields.findIndex((field) => field.code === "seen_before");
    const renamed = definition.renameField(fields, seen, "before");
    assert.equal(renamed.find((field) => field.code === "seen_when").show[0].field, "before");
    const copied = definition.copyField(fields, seen);
    assert.equal(copied[seen + 1].code, "seen_before_2");
    assert.equal(new Set(copied.map((field) => field.key)).size, copied.length);
    assert.equal(definition.newField(fields).at(-1).code, "field_9");
    assert.equal(definition.freeCode([{ code: "field_2" }], "field_2"), "field_3");
});

test("the hub's details are taken apart into place and words", () => {
    const cases = [
        ["fields[3].show_when[0].field: names no earlier field", "fields[3].show_when[0].field", /no earlier field/],
        ['fields[0]: "code" must not be empty.', "fields[0].code", /Write something/],
        ['"code" must not be empty.', "code", /Write something/],
        ["fields[1].choices: a choice has two or more", "fields[1].choices", /two choices/],
        ["fee.price: no such price is in force", "fee.price", /Choose another/],
        ["fields[1].label.es: is too long", "fields[1].label.es", /too long/],
        ["The body is not UTF-8.", "", /not UTF-8/],
    ];
    for (const [detail, place, text] of cases) {
        const read = places.placeOf(detail);
        assert.equal(read.place, place);
        assert.match(read.text, text);
    }
    assert.equal(places.placeWords("fields[3].show_when[0].field"), "Field 4, Condition 1, field");
    assert.equal(places.placeWords("fee.price"), "Price");
    assert.equal(places.placeWords("fields[1].label.es"), "Field 2, Label (Spanish)");
    assert.equal(places.indexIn("fields[12].code", "fields"), 12);
    assert.equal(places.indexIn("units", "fields"), undefined);
});

test("two versions: words, fields that came or went, the order, conditions as sentences", () => {
    const before = find("sick_call");
    const after = find("sick_call");
    assert.deepEqual(changes.differences(before, after), []);
    after.fields = after.fields.filter((field) => field.code !== "worse");
    after.fields.splice(1, 0, { code: "where", kind: "text", label: { en: "Where does it hurt?" } });
    after.fields.find((field) => field.code === "pain").label.es = "¿Cuánto le duele?";
    after.fields.find((field) => field.code === "seen_when").show_when = [{ field: "since", is: ["weeks", "days"] }];
    [after.fields[0], after.fields[2]] = [after.fields[2], after.fields[0]];
    after.fields.find((field) => field.code === "symptom").choices[0].icon = "flame";
    after.fee.price = "other";
    delete after.reply_within_hours;
    const found = changes.differences(before, after);
    const byWhere = Object.fromEntries(found.map((each) => [each.where, [each.before, each.after]]));
    assert.deepEqual(byWhere["Field “Is it getting worse?”"], ["Yes or no", "Removed"]);
    assert.deepEqual(byWhere["Field “Where does it hurt?”"], ["–", "Short text"]);
    assert.deepEqual(byWhere["Field “How bad is the pain, from 0 to 10?”, Label (Spanish)"][1], "¿Cuánto le duele?");
    assert.deepEqual(byWhere["Field “When was that?”, When it is asked"], [
        "I was seen for this before: Yes",
        "Since when?: A week or more or A few days",
    ]);
    assert.deepEqual(byWhere["Field “What is it about?”, Choice pain, Icon"], ["zap", "flame"]);
    assert.deepEqual(byWhere.Price, ["sick_call_copay", "other"]);
    assert.deepEqual(byWhere["The resident replies within"], ["168 hours", ""]);
    assert.equal(byWhere["Order of the fields"][0].startsWith("emergency, symptom"), true);
    assert.equal(found.length, 8);
});

test("clocks of emergencies and waivers are typed, read back, follow a field's name and are told as differences", () => {
    const form = find("sick_call");
    const row = definition.typedForm(form);
    assert.equal(row.urgent, "4");
    assert.equal(row.fee.waived_when.length, 1);
    assert.deepEqual(definition.readDefinition(row).form, form);
    const renamed = row.fields.map((field) => (field.code === "symptom" ? { ...field, code: "about" } : field));
    const fee = definition.feeAfter(row.fee, row.fields, renamed);
    assert.deepEqual(fee.waived_when[0].field, "about");
    assert.deepEqual(definition.feeAfter(row.fee, row.fields, row.fields), row.fee);
    const after = find("sick_call");
    after.urgent_answer_within_hours = 2;
    delete after.fee.waived_when;
    const byWhere = Object.fromEntries(
        changes.differences(form, after).map((each) => [each.where, [each.before, each.after]]),
    );
    assert.deepEqual(byWhere["An emergency within"], ["4 hours", "2 hours"]);
    assert.deepEqual(byWhere["When the fee is waived"][0], "What is it about?: Worry, sadness, bad thoughts");
    assert.equal(places.placeWords("fee.waived_when[1].field"), "Waiver 2, field");
});

test("the preview has the terminal's own words", () => {
    for (const language of ["en", "es"]) {
        const catalog = readJson(`../../assets/text/${language}.json`);
        for (const [key, text] of Object.entries(words[language])) assert.equal(text, catalog[key], key);
    }
    assert.deepEqual(Object.keys(words.en), Object.keys(words.es));
});

test("the preview reads, limits, prices and explains as the terminal does", () => {
    const fields = [
        { code: "day", kind: "date", required: true, most: 0, label: { en: "Day" } },
        { code: "sum", kind: "money", most: 5_000, label: { en: "Sum" } },
        { code: "count", kind: "number", label: { en: "Count" } },
    ];
    const typed = { day: "6/3/2026", sum: "$12.50", count: "007" };
    assert.deepEqual(preview.inNotation(fields, typed), { day: "2026-06-03", sum: "1250", count: "7" });
    const asked = [true, true, true];
    assert.deepEqual(preview.problemsIn(fields, typed, asked, "en", "2026-11-20"), {});
    const wrong = { day: "11/21/2026", sum: "50.01", count: "x" };
    assert.deepEqual(preview.problemsIn(fields, wrong, asked, "en", "2026-11-20"), {
        day: "The last day that you can write here is Nov 20, 2026.",
        sum: "$50.00 or less, please.",
        count: "Only numbers here, please.",
    });
    assert.equal(preview.problemsIn(fields, {}, asked, "es", "2026-11-20").day, words.es["form.fault.missing"]);
    const prices = [{ code: "sick_call_copay", cents: 400 }];
    const call = find("sick_call");
    assert.equal(preview.priceLine(call, prices, "en"), "This costs $4.00 · Staff answer within 2 days");
    assert.equal(preview.priceOf(call, []).known, false);
    assert.equal(preview.priceLine(find("general"), [], "en"), "This is free · Staff answer within 3 days");
    assert.equal(preview.confirmation(call, prices, "en"), words.en["form.confirm_hold"]);
    assert.equal(preview.pick({ en: "A", es: "B" }, "vi"), "A");
});

test("files of forms: read, written, held against what is in force", () => {
    const text = forms.formsFile(sample);
    assert.equal(sorted(forms.readFormsFile(`\uFEFF${text}`).forms), sorted(sample));
    for (const wrong of [
        "",
        "[]",
        '{"format":2,"forms":[]}',
        '{"format":1,"forms":[{"code":"a"}]}',
        '{"format":1,"forms":[]}',
    ])
        assert.equal(forms.readFormsFile(wrong).fault, "forms.file_form", wrong);
    const now = sample.filter((form) => form.code !== "dental");
    const file = [find("dental"), find("general"), { ...find("job"), role: "work" }];
    assert.deepEqual(
        forms.whatWouldChange(file, now).map((each) => [each.code, each.what, each.count]),
        [
            ["dental", "new", 6],
            ["general", "same", 0],
            ["job", "changed", 1],
        ],
    );
});
