// The rules for deductions as rows of a form. Pure.
import { parseAmount, typedAmount } from "../base/amount.js";
import { codesIn, isCode } from "../base/code.js";
import { dayOf, dayStart } from "../base/calendar.js";
import { namesRow, readNames } from "../base/names.js";

export const MOST_RULES = 64;

/** {points} of "20", "2.5" or "19.25" percent, or {fault}. */
export function parsePercent(typed) {
    const parts = /^(0|[1-9][0-9]{0,2})(?:\.([0-9]{1,2}))?$/.exec(typed.trim().replace(/\s*%$/, ""));
    if (!parts) return { fault: "deductions.percent_form" };
    const points = Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
    return points < 1 || points > 10_000 ? { fault: "deductions.percent_range" } : { points };
}
export const typedPercent = (points) => String(points / 100);

export const newRule = {
    code: "",
    ...namesRow({}),
    basis_en: "",
    basis_es: "",
    basis_others: {},
    how: "percent",
    percent: "",
    fixed: "",
    cap: "",
    keep: "",
    sources: "",
    exempt: "",
    into_savings: false,
    needs_obligation: false,
    from: "",
    to: "",
    from_ms: 0,
    to_ms: 0,
};

const typed = (cents) => (cents > 0 ? typedAmount(cents) : "");
/** What the form has no field for is kept: other languages, and the time of day of a day that stays. */
export function ruleRow(rule) {
    const { en = "", es = "", ...others } = rule.legal_basis;
    return {
        code: rule.code,
        ...namesRow(rule.name),
        basis_en: en,
        basis_es: es,
        basis_others: others,
        how: rule.fixed_cents > 0 ? "fixed" : "percent",
        percent: rule.basis_points > 0 ? typedPercent(rule.basis_points) : "",
        fixed: typed(rule.fixed_cents),
        cap: typed(rule.cap_cents),
        keep: typed(rule.keep_at_least_cents),
        sources: (rule.sources ?? []).join(" "),
        exempt: (rule.exempt_sources ?? []).join(" "),
        into_savings: rule.into_savings ?? false,
        needs_obligation: rule.needs_obligation ?? false,
        from: dayOf(rule.valid_from_ms),
        to: dayOf(rule.valid_to_ms),
        from_ms: rule.valid_from_ms ?? 0,
        to_ms: rule.valid_to_ms ?? 0,
    };
}

function amountOf(row, member, read, into) {
    if (row[member].trim() === "") return undefined;
    const { cents, fault } = parseAmount(row[member]);
    if (fault) return { member, key: fault };
    read[into] = cents;
    return undefined;
}

/** The moment that is meant: the day's beginning, but for one that was set before and stays. `member`: from or to. */
export function momentOf(row, member) {
    const before = row[`${member}_ms`];
    return before > 0 && dayOf(before) === row[member] ? before : dayStart(row[member]);
}

/** {rule} or {wrong: {member, key}}. */
function readRule(row) {
    const rule = { code: row.code.trim(), legal_basis: { ...row.basis_others, en: row.basis_en.trim() } };
    if (!isCode(rule.code)) return { wrong: { member: "code", key: "money.code_form" } };
    const name = readNames(row);
    if (name && !name.en) return { wrong: { member: "name_en", key: "names.missing" } };
    if (name) rule.name = name;
    if (rule.legal_basis.en === "") return { wrong: { member: "basis_en", key: "obligations.basis_missing" } };
    if (row.basis_es.trim() !== "") rule.legal_basis.es = row.basis_es.trim();
    if (row.how === "percent") {
        const read = parsePercent(row.percent);
        if (read.fault) return { wrong: { member: "percent", key: read.fault } };
        rule.basis_points = read.points;
    } else {
        const read = parseAmount(row.fixed);
        if (read.fault) return { wrong: { member: "fixed", key: read.fault } };
        rule.fixed_cents = read.cents;
    }
    const wrong = amountOf(row, "cap", rule, "cap_cents") ?? amountOf(row, "keep", rule, "keep_at_least_cents");
    if (wrong) return { wrong };
    for (const [member, into] of [
        ["sources", "sources"],
        ["exempt", "exempt_sources"],
    ]) {
        const codes = codesIn(row[member]);
        if (!codes.every(isCode)) return { wrong: { member, key: "money.code_form" } };
        if (codes.length > 0) rule[into] = codes;
    }
    if (row.into_savings) rule.into_savings = true;
    if (row.needs_obligation) rule.needs_obligation = true;
    const [from, to] = [momentOf(row, "from"), momentOf(row, "to")];
    if (to > 0 && to <= from) return { wrong: { member: "to", key: "deductions.to_before" } };
    if (from > 0) rule.valid_from_ms = from;
    if (to > 0) rule.valid_to_ms = to;
    return { rule };
}

/** {rules} of the call, in their order, or {wrong: {row, member, key}}. */
export function readRules(rows) {
    const rules = [];
    for (const [row, each] of rows.entries()) {
        const read = readRule(each);
        if (read.wrong) return { wrong: { row, ...read.wrong } };
        rules.push(read.rule);
    }
    return { rules };
}

/** The rows with one moved up (−1) or down (1). */
export function moveRow(rows, row, step) {
    const moved = [...rows];
    const to = row + step;
    if (to < 0 || to >= rows.length) return rows;
    [moved[row], moved[to]] = [moved[to], moved[row]];
    return moved;
}

/** {body} of the preview's period, last day included, or {fault}. */
export function readPeriod(form) {
    const [from, until] = [dayStart(form.from), dayStart(form.to, 1)];
    if (from === 0 || until <= from) return { fault: "deductions.period_wrong" };
    return { body: { from_ms: from, until_ms: until } };
}
