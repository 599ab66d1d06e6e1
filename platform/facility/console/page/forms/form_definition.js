// A form's definition as a person types it, and back to what the hub takes (docs/features/requests.md). Pure.
import { parseAmount, typedAmount } from "../base/amount.js";

export const KINDS = ["text", "long_text", "choice", "yes_no", "check", "date", "number", "money", "contact", "item"];
export const MOST = {
    fields: 40,
    choices: 100,
    conditions: 8,
    levels: 4,
    label: 200,
    page: 4_000,
    languages: 24,
};

const TEXTS = ["text", "long_text"];
export const isText = (kind) => TEXTS.includes(kind);
export const hasLimits = (kind) => ["date", "number", "money"].includes(kind);

/** What a condition can say about a field of that kind. */
export function comparesOf(kind) {
    if (["choice", "yes_no", "item"].includes(kind)) return ["is", "is_not", "answered"];
    if (kind === "number" || kind === "money") return ["at_least", "at_most", "answered"];
    return ["answered"];
}
export const namesValues = (compare) => compare === "is" || compare === "is_not";

export const blankLevel = { role: "", hours: "", urgent: "", name: {} };
export const blankForm = {
    code: "",
    icon: "",
    name: {},
    explanation: {},
    warning: {},
    fields: [],
    fee: { when: "none", price: "", may_owe: false, when_declined: false, waived_when: [] },
    role: "",
    answer: "",
    weekend: "",
    urgent: "",
    reply: "",
    appeals: "",
    appeal_days: "",
    units: [],
    levels: [],
};

const typedNumber = (number) => (number === undefined ? "" : String(number));
const typedLimit = (kind, limit) => (kind === "money" && limit !== undefined ? typedAmount(limit) : typedNumber(limit));
const typedHours = (hours) => (hours ? String(hours) : "");

function typedCondition(condition, fields) {
    const compare = ["is", "is_not", "answered", "at_least", "at_most"].find((each) => each in condition);
    const kind = fields.find((field) => field.code === condition.field)?.kind;
    return {
        field: condition.field,
        compare,
        values: namesValues(compare) ? condition[compare] : [],
        number: typeof condition[compare] === "number" ? typedLimit(kind, condition[compare]) : "",
    };
}

function typedField(field, key, fields) {
    return {
        key,
        code: field.code,
        kind: field.kind,
        label: field.label,
        help: field.help ?? {},
        required: field.required ?? false,
        characters: typedHours(field.max_characters),
        least: typedLimit(field.kind, field.least),
        most: typedLimit(field.kind, field.most),
        choices: (field.choices ?? []).map((choice) => ({ ...choice, icon: choice.icon ?? "" })),
        show: (field.show_when ?? []).map((condition) => typedCondition(condition, fields)),
    };
}

/** The hub's definition as it stands in the editor. */
export function typedForm(form) {
    return {
        ...blankForm,
        code: form.code,
        icon: form.icon ?? "",
        name: form.name,
        explanation: form.explanation ?? {},
        warning: form.warning ?? {},
        fields: form.fields.map((field, key) => typedField(field, key, form.fields)),
        fee: {
            ...blankForm.fee,
            ...form.fee,
            waived_when: (form.fee?.waived_when ?? []).map((each) => typedCondition(each, form.fields)),
        },
        role: form.role ?? "",
        answer: typedHours(form.answer_within_hours),
        weekend: typedHours(form.weekend_answer_within_hours),
        urgent: typedHours(form.urgent_answer_within_hours),
        reply: typedHours(form.reply_within_hours),
        appeals: form.appeals ?? "",
        appeal_days: typedHours(form.appeal_within_days),
        units: form.units ?? [],
        levels: (form.next_levels ?? []).map((level) => ({
            role: level.role ?? "",
            hours: typedHours(level.answer_within_hours),
            urgent: typedHours(level.urgent_answer_within_hours),
            name: level.name,
        })),
    };
}

/** Reads what was typed; what cannot be read is left out and noted with its place, as the hub would name it. */
class Reading {
    wrongs = [];

    /** A whole number; nothing where nothing stands. */
    whole(typed, place, key = "forms.whole_form") {
        const text = typed.trim();
        if (text === "") return undefined;
        if (/^(0|-?[1-9][0-9]{0,8})$/.test(text)) return Number(text);
        this.wrongs.push({ place, key });
        return undefined;
    }

    limit(kind, typed, place) {
        if (kind !== "money" || typed.trim() === "") return this.whole(typed, place);
        const read = parseAmount(typed, { least: 0 });
        if (read.fault) this.wrongs.push({ place, key: read.fault });
        return read.cents;
    }

    hours(typed, place) {
        const hours = this.whole(typed, place, "forms.hours_form");
        if (hours !== undefined && hours < 1) this.wrongs.push({ place, key: "forms.hours_form" });
        return hours > 0 ? hours : undefined;
    }
}

function textsOf(texts) {
    const said = Object.entries(texts).map(([language, text]) => [language, text.trim()]);
    return Object.fromEntries(said.filter(([, text]) => text !== ""));
}
const some = (texts) => (Object.keys(texts).length > 0 ? texts : undefined);

function readCondition(reading, row, fields, place) {
    const about = fields.find((field) => field.code.trim() === row.field);
    const condition = { field: row.field };
    if (namesValues(row.compare)) return { ...condition, [row.compare]: row.values };
    if (row.compare === "answered") return { ...condition, answered: true };
    const number = reading.limit(about?.kind, row.number, `${place}.${row.compare}`);
    if (number === undefined && row.number.trim() === "")
        reading.wrongs.push({ place: `${place}.${row.compare}`, key: "forms.number_missing" });
    return { ...condition, [row.compare]: number ?? 0 };
}

function readField(reading, row, fields, place) {
    const field = { code: row.code.trim(), kind: row.kind, label: textsOf(row.label) };
    const help = some(textsOf(row.help));
    if (help) field.help = help;
    if (row.required) field.required = true;
    if (isText(row.kind)) {
        const most = reading.whole(row.characters, `${place}.max_characters`);
        if (most) field.max_characters = most;
    }
    for (const member of hasLimits(row.kind) ? ["least", "most"] : []) {
        const limit = reading.limit(row.kind, row[member], `${place}.${member}`);
        if (limit !== undefined) field[member] = limit;
    }
    if (row.kind === "choice")
        field.choices = row.choices.map(({ code, label, icon }) => ({
            code: code.trim(),
            label: textsOf(label),
            icon: icon.trim() || undefined,
        }));
    if (row.show.length > 0)
        field.show_when = row.show.map((each, at) => readCondition(reading, each, fields, `${place}.show_when[${at}]`));
    return field;
}

function readFee(reading, { when, price, may_owe, when_declined, waived_when }, fields) {
    if (when === "none") return undefined;
    const fee = { when, price };
    if (may_owe) fee.may_owe = true;
    if (when_declined && when === "on_completion") fee.when_declined = true;
    if (waived_when.length > 0)
        fee.waived_when = waived_when.map((each, at) => readCondition(reading, each, fields, `fee.waived_when[${at}]`));
    return fee;
}

/** {form, wrongs}: the definition as far as it can be read, and [{place, key}] of what cannot. */
export function readDefinition(row) {
    const reading = new Reading();
    const form = {
        code: row.code.trim(),
        icon: row.icon.trim() || undefined,
        name: textsOf(row.name),
        explanation: some(textsOf(row.explanation)),
        warning: some(textsOf(row.warning)),
        fields: row.fields.map((field, at) => readField(reading, field, row.fields, `fields[${at}]`)),
        fee: readFee(reading, row.fee, row.fields),
        role: row.role.trim() || undefined,
        answer_within_hours: reading.hours(row.answer, "answer_within_hours"),
        weekend_answer_within_hours: reading.hours(row.weekend, "weekend_answer_within_hours"),
        urgent_answer_within_hours: reading.hours(row.urgent, "urgent_answer_within_hours"),
        reply_within_hours: reading.hours(row.reply, "reply_within_hours"),
        units: row.units.length > 0 ? row.units : undefined,
    };
    if (row.levels.length > 0)
        form.next_levels = row.levels.map((level, at) => ({
            role: level.role.trim() || undefined,
            answer_within_hours: reading.hours(level.hours, `next_levels[${at}].answer_within_hours`),
            urgent_answer_within_hours: reading.hours(level.urgent, `next_levels[${at}].urgent_answer_within_hours`),
            name: textsOf(level.name),
        }));
    if (row.appeals.trim() !== "") {
        form.appeals = row.appeals.trim();
        form.appeal_within_days = reading.hours(row.appeal_days, "appeal_within_days");
    }
    // What is not there is no member, as the hub writes it.
    return { form: JSON.parse(JSON.stringify(form)), wrongs: reading.wrongs };
}

/** Every language that some text of the definition is in; English and Spanish always, in this order. */
export function languagesOf(row) {
    const found = new Set(["en", "es"]);
    const look = (texts) => Object.keys(texts).forEach((language) => found.add(language));
    [row.name, row.explanation, row.warning, ...row.levels.map((level) => level.name)].forEach(look);
    for (const field of row.fields) [field.label, field.help, ...field.choices.map((each) => each.label)].forEach(look);
    return [...found];
}

const nextKey = (fields) => Math.max(-1, ...fields.map((field) => field.key)) + 1;

/** A code that no other has: "field_3", "where_2". */
export function freeCode(rows, wanted) {
    const taken = new Set(rows.map((row) => row.code));
    if (!taken.has(wanted)) return wanted;
    const stem = wanted.replace(/_\d+$/, "").slice(0, 44);
    let number = 2;
    while (taken.has(`${stem}_${number}`)) number++;
    return `${stem}_${number}`;
}

export function newField(fields) {
    const code = freeCode(fields, `field_${fields.length + 1}`);
    const row = typedField({ code, kind: "text", label: {} }, nextKey(fields), fields);
    return [...fields, row];
}

/** With a copy of one behind it, under a code of its own. */
export function copyField(fields, at) {
    const copy = { ...fields[at], key: nextKey(fields), code: freeCode(fields, fields[at].code) };
    return [...fields.slice(0, at + 1), copy, ...fields.slice(at + 1)];
}

/** The fee after fields became `after`: what waives it goes on asking about a field that is called otherwise. */
export function feeAfter(fee, before, after) {
    const named = (code) => {
        const key = before.find((field) => field.code === code)?.key;
        return after.find((field) => field.key === key)?.code ?? code;
    };
    return { ...fee, waived_when: fee.waived_when.map((each) => ({ ...each, field: named(each.field) })) };
}

/** A field is called otherwise: what asks about it goes on asking about it. */
export function renameField(fields, at, code) {
    const before = fields[at].code;
    return fields.map((field, index) => {
        if (index === at) return { ...field, code };
        const show = field.show.map((each) => (each.field === before ? { ...each, field: code } : each));
        return index > at ? { ...field, show } : field;
    });
}
