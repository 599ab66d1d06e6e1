// Phone rates and the rules of lists as a form: read, what is wrong at which field, what a change comes to. Pure; sums as
// platform/rules/phone_rates.h has them.
import { parseAmount, parseCount, typedAmount } from "../base/amount.js";
import { fromLocalInput, toLocalInput } from "../base/calendar.js";
import { isCode } from "../base/code.js";
import { rateState } from "./phone_model.js";

export const MOST_RATES = 60;
export const LANGUAGES = ["en", "es"];
const MILLS_IN_CENT = 10;
const MOST_MILLS = 100_000_000;
const MOST_CALL_MINUTES = 1_440;
const MOST_NUMBERS = 200;
const MOST_DAYS = 366;
const MINUTE_MILLS = /^(0|[1-9][0-9]{0,4})(?:\.([0-9]{2,3}))?$/;
const PREFIX = /^\+[0-9]{1,15}$/;

/** {mills} of a price of a minute in dollars, with no, two or three digits after the point, or {fault}. */
export function parseMills(typed) {
    const text = typed.trim().replace(/^\$\s*/, "");
    if (text === "") return { fault: "amount.missing" };
    const parts = MINUTE_MILLS.exec(text);
    if (!parts) return { fault: "phone.mills_form" };
    const mills = Number(parts[1]) * 1_000 + Number((parts[2] ?? "").padEnd(3, "0"));
    return mills > MOST_MILLS ? { fault: "amount.much" } : { mills };
}
/** As parseMills takes it back. */
export const typedMills = (mills) =>
    mills % MILLS_IN_CENT === 0 ? typedAmount(mills / MILLS_IN_CENT) : (mills / 1_000).toFixed(3);

const typedMoment = (ms) => (ms === 0 ? "" : toLocalInput(ms));
/** What was not touched keeps its exact moment: the field knows whole minutes only. */
const readMoment = (typed, before) => {
    if (typed === "") return 0;
    return before && typed === typedMoment(before) ? before : fromLocalInput(typed);
};

/** `state`: "over" (kept as it is), "begun" (only its name and its end change), or "open". */
function rowOf(rate, index, now) {
    const state = rate.valid_from_ms < now ? (rateState(rate, now) === "over" ? "over" : "begun") : "open";
    return {
        key: `rate ${index}`,
        state,
        before: rate,
        after: "",
        code: rate.code,
        name: { ...rate.name },
        prefixes: rate.prefixes.join(" "),
        minute_mills: typedMills(rate.minute_mills),
        connection_cents: typedAmount(rate.connection_cents),
        most_cents: rate.most_cents === 0 ? "" : typedAmount(rate.most_cents),
        most_minutes: rate.most_minutes === 0 ? "" : String(rate.most_minutes),
        valid_from_ms: typedMoment(rate.valid_from_ms),
        valid_to_ms: typedMoment(rate.valid_to_ms),
    };
}

export function formOfTerms(terms, now) {
    return {
        next: 0,
        rows: terms.rates.map((rate, index) => rowOf(rate, index, now)),
        numbers_max: String(terms.numbers_max),
        changes_max: String(terms.changes_max),
        change_days: String(terms.change_days),
        note: { ...terms.note },
    };
}

/** The first moment of the day after: when a new price begins, unless somebody says otherwise. */
const tomorrow = (now) => `${toLocalInput(now + 24 * 3_600_000).slice(0, 10)}T00:00`;

/** The form with another kind of call. */
export function withRate(form, now) {
    const row = {
        key: `new ${form.next}`,
        state: "open",
        before: undefined,
        after: "",
        code: "",
        name: {},
        prefixes: "",
        minute_mills: "",
        connection_cents: "0.00",
        most_cents: "",
        most_minutes: "",
        valid_from_ms: tomorrow(now),
        valid_to_ms: "",
    };
    return { next: form.next + 1, rows: [...form.rows, row] };
}

/** The form with a new price in place of the row's: the old one ends when the new one begins, whenever that is said to be. */
export function withNextPrice(form, key, now) {
    const at = form.rows.findIndex((each) => each.key === key);
    const old = form.rows[at];
    const from = tomorrow(now);
    const next = { ...old, key: `new ${form.next}`, state: "open", before: undefined, after: key, valid_from_ms: from };
    const rows = form.rows.toSpliced(at, 1, { ...old, valid_to_ms: from }, { ...next, valid_to_ms: old.valid_to_ms });
    return { next: form.next + 1, rows };
}

/** The form with that row changed; one that it comes after ends with its beginning. */
export function withRow(form, key, change) {
    const row = form.rows.find((each) => each.key === key);
    const rows = form.rows.map((each) => {
        if (each.key === key) return { ...each, ...change };
        return each.key === row.after && "valid_from_ms" in change
            ? { ...each, valid_to_ms: change.valid_from_ms }
            : each;
    });
    return { rows };
}

/** The form without that row; one that it came after goes on as before. */
export function withoutRow(form, key) {
    const row = form.rows.find((each) => each.key === key);
    const rows = form.rows
        .filter((each) => each.key !== key)
        .map((each) => (each.key === row.after ? { ...each, valid_to_ms: row.valid_to_ms } : each));
    return { rows };
}

export const hasNextPrice = (form, key) => form.rows.some((each) => each.after === key);

const namesOf = (name) => Object.fromEntries(Object.entries(name).filter(([, text]) => text.trim() !== ""));

/** {rate, wrong: {member: key}} of one row. What has begun stays but for its name and its end. */
export function readRow(row) {
    const before = row.before ?? {};
    if (row.state === "over") return { rate: before, wrong: {} };
    const wrong = {};
    const read = (member, result, value) => {
        if (result.fault) wrong[member] = result.fault;
        return value(result);
    };
    const cents = (member, empty) =>
        empty && row[member].trim() === ""
            ? 0
            : read(member, parseAmount(row[member], { least: 0 }), (result) => result.cents);
    const name = namesOf(row.name);
    if (!name.en) wrong.name = "phone.name_en_missing";
    const to = readMoment(row.valid_to_ms, before.valid_to_ms);
    if (Number.isNaN(to)) wrong.valid_to_ms = "phone.moment_wrong";
    if (row.state === "begun") return { rate: { ...before, name, valid_to_ms: to }, wrong };
    const from = readMoment(row.valid_from_ms, before.valid_from_ms);
    if (!(from > 0)) wrong.valid_from_ms = "phone.moment_missing";
    if (to !== 0 && to <= from) wrong.valid_to_ms = "phone.fault_of.end_before_begin";
    const prefixes = row.prefixes.split(/[\s,;]+/).filter((each) => each !== "");
    if (prefixes.length === 0) wrong.prefixes = "phone.fault_of.prefix_missing";
    else if (!prefixes.every((each) => PREFIX.test(each))) wrong.prefixes = "phone.fault_of.prefix_wrong";
    if (!isCode(row.code.trim())) wrong.code = "phone.code_form";
    const minutes = row.most_minutes.trim();
    const rate = {
        code: row.code.trim(),
        name,
        prefixes,
        minute_mills: read("minute_mills", parseMills(row.minute_mills), (result) => result.mills),
        connection_cents: cents("connection_cents", false),
        most_cents: cents("most_cents", true),
        most_minutes:
            minutes === ""
                ? 0
                : read("most_minutes", parseCount(minutes, 1, MOST_CALL_MINUTES), (result) => result.count),
        valid_from_ms: from,
        valid_to_ms: to,
    };
    return { rate, wrong };
}

/** {body, wrong}: the terms, or what is wrong: {"rate 0": {minute_mills: key}, rules: {numbers_max: key}}. */
export function readTerms(form) {
    const wrong = {};
    const rates = form.rows.map((row) => {
        const read = readRow(row);
        if (Object.keys(read.wrong).length > 0) wrong[row.key] = read.wrong;
        return read.rate;
    });
    const rules = {};
    const number = (member, most) => {
        const { count, fault } = parseCount(form[member], 0, most);
        if (fault) rules[member] = fault;
        return count;
    };
    const body = {
        rates,
        numbers_max: number("numbers_max", MOST_NUMBERS),
        changes_max: number("changes_max", MOST_NUMBERS),
        change_days: number("change_days", MOST_DAYS),
        note: namesOf(form.note),
    };
    if (Object.keys(rules).length > 0) wrong.rules = rules;
    return Object.keys(wrong).length > 0 ? { wrong } : { wrong, body };
}

/** What the hub found, as readTerms tells it; `others`: what belongs to no field. */
export function placeFaults(form, faults) {
    const wrong = {};
    const others = [];
    for (const { rate, member, code, text } of faults) {
        const row = form.rows[rate];
        if (!row || row.state === "over") others.push(text);
        else wrong[row.key] = { [member]: `phone.fault_of.${code}`, ...wrong[row.key] };
    }
    return { wrong, others };
}

const costOf = (rate, minutes) => {
    const cents = rate.connection_cents + Math.floor((rate.minute_mills * minutes) / MILLS_IN_CENT);
    return rate.most_cents === 0 ? cents : Math.min(cents, rate.most_cents);
};

/** What `cents` pays at that moment: [{rate, minutes, cost}], one call of each kind, as long as it may be. */
export function callsFor(rates, cents, at) {
    return rates
        .filter((rate) => rateState(rate, at) === "in_force")
        .map((rate) => {
            const most = rate.most_minutes > 0 ? Math.min(rate.most_minutes, MOST_CALL_MINUTES) : MOST_CALL_MINUTES;
            let minutes = 0;
            while (minutes < most && costOf(rate, minutes + 1) <= cents) minutes++;
            return { rate, minutes, cost: minutes === 0 ? 0 : costOf(rate, minutes) };
        });
}

/** The same text for the same members, in whatever order they stand: the hub has its own. */
const ordered = (value) =>
    JSON.stringify(value, (_, each) =>
        each && typeof each === "object" && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
            : each,
    );
const timeless = ({ name, valid_to_ms, ...rest }) => ordered(rest);
/** What saving changes: [{what: "ends" | "new" | "gone" | "name" | "lists", rate, before}]. */
export function changesOf(before, after) {
    const old = before.rates.map((rate) => ({ rate, same: timeless(rate) }));
    const changes = after.rates.flatMap((rate) => {
        const at = old.findIndex((each) => each.same === timeless(rate));
        if (at < 0) return [{ what: "new", rate }];
        const [{ rate: was }] = old.splice(at, 1);
        return [
            ...(was.valid_to_ms !== rate.valid_to_ms ? [{ what: "ends", rate }] : []),
            ...(ordered(was.name) !== ordered(rate.name) ? [{ what: "name", rate }] : []),
        ];
    });
    const lists = ({ rates, ...rest }) => ordered(rest);
    return [
        ...changes,
        ...old.map(({ rate }) => ({ what: "gone", rate })),
        ...(lists(before) !== lists(after) ? [{ what: "lists" }] : []),
    ];
}
