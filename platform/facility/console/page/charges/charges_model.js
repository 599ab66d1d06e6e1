// What the facility charges for, and a charge for many at once, as forms. Pure.
import { parseAmount, typedAmount } from "../base/amount.js";
import { isCode } from "../base/code.js";
import { namesRow, readNames } from "../base/names.js";

export const MOST_KINDS = 100;
export const MOST_RESIDENTS = 500;

export const newKind = { code: "", ...namesRow({}), amount: "", may_be_owed: false };
export const kindRow = (kind) => ({
    code: kind.code,
    ...namesRow(kind.name),
    amount: kind.cents > 0 ? typedAmount(kind.cents) : "",
    may_be_owed: kind.may_be_owed,
});

/** {kinds} of the call, or {wrong: {row, member, key}}. No amount is 0 at the hub: it is said with each charge. */
export function readKinds(rows) {
    const kinds = [];
    for (const [row, each] of rows.entries()) {
        const code = each.code.trim();
        const name = readNames(each);
        if (!isCode(code)) return { wrong: { row, member: "code", key: "money.code_form" } };
        if (kinds.some((other) => other.code === code))
            return { wrong: { row, member: "code", key: "charges.code_twice" } };
        if (!name?.en) return { wrong: { row, member: "name_en", key: "names.missing" } };
        const amount = each.amount.trim() === "" ? { cents: 0 } : parseAmount(each.amount);
        if (amount.fault) return { wrong: { row, member: "amount", key: amount.fault } };
        kinds.push({ code, name, cents: amount.cents, may_be_owed: each.may_be_owed });
    }
    return { kinds };
}

/** `residents`: of the hub's list, in the order in which they were chosen. */
export const newSiteCharge = { kind: "", amount: "", reason: "", to: "unit", unit: "", residents: [] };

/** {asked} of the call without key and what to apply, or {wrong: {member: key}}. */
export function readSiteCharge(form, kinds) {
    const wrong = {};
    const kind = kinds.find((each) => each.code === form.kind);
    const asked = { kind: form.kind, reason: form.reason.trim() };
    if (!kind) wrong.kind = "charges.kind_missing";
    if (kind?.cents === 0) {
        const amount = parseAmount(form.amount);
        if (amount.fault) wrong.amount = amount.fault;
        asked.cents = amount.cents;
    }
    if (asked.reason === "") wrong.reason = "reasons.missing";
    if (form.to === "unit") {
        if (form.unit === "") wrong.unit = "charges.unit_missing";
        asked.unit_id = form.unit;
    } else {
        if (form.residents.length === 0) wrong.residents = "charges.residents_missing";
        asked.resident_ids = form.residents.map((resident) => resident.id);
    }
    return Object.keys(wrong).length > 0 ? { wrong } : { wrong, asked };
}

/** What may be done after a report: "all_lines", "valid_lines" where somebody is left out, or nothing. */
export function applyOf(report) {
    if (report.charged + report.owed === 0) return undefined;
    return report.refused === 0 ? "all_lines" : "valid_lines";
}
