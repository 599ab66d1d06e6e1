// The proof of the books: flows by day, months, bank lines beside entries. Pure.
import { parseAmount } from "../base/amount.js";
import { dayOf } from "../base/calendar.js";

const DAY_MS = 86_400_000;
const MOST_DAYS = 400;
const DAY = /^\d{4}-\d\d-\d\d$/;

const isoOf = (ms) => new Date(ms).toISOString().slice(0, 10);
const noonOf = (day) => Date.parse(`${day}T12:00:00Z`);

/** {from, to} as days: the last `days` of the facility's calendar, today included. */
export function lastDays(now, days) {
    const to = dayOf(now);
    return { from: isoOf(noonOf(to) - (days - 1) * DAY_MS), to };
}

/** Whether a range can be asked for: the key of what is wrong, or nothing. */
export function rangeFault({ from, to }) {
    if (!DAY.test(from) || !DAY.test(to) || to < from) return "deductions.period_wrong";
    return (noonOf(to) - noonOf(from)) / DAY_MS >= MOST_DAYS ? "books.range_long" : undefined;
}

/** Every day of the range in order, those without any movement with zeros: [{day, in_cents, out_cents, kinds}]. */
export function everyDay({ from, to }, days) {
    const known = new Map(days.map((day) => [day.day, day]));
    const all = [];
    for (let at = noonOf(from); at <= noonOf(to); at += DAY_MS) {
        const day = isoOf(at);
        all.push(known.get(day) ?? { day, in_cents: 0, out_cents: 0, kinds: [] });
    }
    return all;
}

/** Sums over all days by kind, largest first: [{kind, in_cents, out_cents, count}]. */
export function byKind(days) {
    const sums = new Map();
    for (const kind of days.flatMap((day) => day.kinds)) {
        const sum = sums.get(kind.kind) ?? { kind: kind.kind, in_cents: 0, out_cents: 0, count: 0 };
        sum.in_cents += kind.in_cents;
        sum.out_cents += kind.out_cents;
        sum.count += kind.count;
        sums.set(kind.kind, sum);
    }
    return [...sums.values()].sort((a, b) => b.in_cents + b.out_cents - (a.in_cents + a.out_cents));
}

/** What may be done with a month: close, reopen, or nothing. Only the oldest open one closes, only the newest closed one opens. */
export function monthStep(months, month) {
    const closed = months.filter((each) => each.state === "closed");
    const open = months.filter((each) => each.state === "open");
    if (month.state === "open" && open.at(-1) === month) return "close";
    return month.state === "closed" && closed[0] === month ? "reopen" : undefined;
}

/** Of a line of the bank, as the hub takes it. */
export const MOST_REFERENCE = 80;
export const MOST_TEXT = 200;
export const newBankLine = { day: "", direction: "in", amount: "", reference: "", text: "" };

/** {line} of the call, or {wrong: {member: key}}. */
export function readBankLine(form) {
    const wrong = {};
    const amount = parseAmount(form.amount);
    if (!DAY.test(form.day)) wrong.day = "books.day_missing";
    if (amount.fault) wrong.amount = amount.fault;
    if (form.reference.trim() === "") wrong.reference = "books.reference_missing";
    if (Object.keys(wrong).length > 0) return { wrong };
    const text = form.text.trim();
    return {
        wrong,
        line: {
            day: form.day,
            direction: form.direction,
            cents: amount.cents,
            reference: form.reference.trim(),
            ...(text !== "" && { text }),
        },
    };
}

/** How the chosen entries stand to a bank line: {cents, left}; they match when nothing is left. Entries of the other direction count against it. */
export function matchOf(line, entries) {
    const cents = entries.reduce(
        (sum, entry) => sum + (entry.direction === line.direction ? entry.cents : -entry.cents),
        0,
    );
    return { cents, left: line.cents - cents };
}

/** All pages of an export as one document. get(after) asks for a page; `member`: the list in it; told(many) follows. */
export async function joinPages(get, member, told) {
    let whole;
    let after;
    do {
        const { next_after, ...page } = await get(after);
        if (whole) whole[member].push(...page[member]);
        else whole = page;
        after = next_after;
        told(whole[member].length);
    } while (after);
    return { ...whole, next_after: 0 };
}

const sumOf = (list, direction) =>
    list.filter((each) => each.direction === direction).reduce((sum, each) => sum + each.cents, 0);
const openSide = (list) => ({ many: list.length, in_cents: sumOf(list, "in"), out_cents: sumOf(list, "out") });

/** A reconciliation of the hub as sides beside each other: {many, in_cents, out_cents} each. */
export const besideOf = ({ bank, books, matched, unmatched_bank, unmatched_books }) => ({
    bank: { many: bank.lines, in_cents: bank.in_cents, out_cents: bank.out_cents },
    books: { many: books.entries, in_cents: books.in_cents, out_cents: books.out_cents },
    matched: { many: matched.lines, in_cents: matched.in_cents, out_cents: matched.out_cents },
    unmatched_bank: openSide(unmatched_bank),
    unmatched_books: openSide(unmatched_books),
});
