// A deposit and a charge as they are typed, read strictly. Pure.
import { parseAmount } from "../base/amount.js";
import { isCode } from "../base/code.js";

/** Where money comes from: codes of the facility's rules. The last lets one be typed. */
export const SOURCES = ["family", "job", "booking", "tribal", "refund", "other"];
export const REASONS = ["lost_card", "damage", "postage", "copies", "other"];
export const MOST_DETAIL = 120;

export const newDeposit = { amount: "", fee: "", source: "family", code: "", detail: "" };
export const newCharge = { amount: "", reason: "", code: "" };

/** The chosen code, or the one that was typed for "other". */
const codeOf = (chosen, typed) => (chosen === "other" ? typed.trim() : chosen);

/** {asked: members of the hub's call without key} or {wrong: {member: key}}. */
export function readDeposit(form) {
    const wrong = {};
    const amount = parseAmount(form.amount);
    const fee = form.fee.trim() === "" ? { cents: 0 } : parseAmount(form.fee, { least: 0 });
    const source = codeOf(form.source, form.code);
    if (amount.fault) wrong.amount = amount.fault;
    if (fee.fault) wrong.fee = fee.fault;
    else if (amount.cents !== undefined && fee.cents >= amount.cents) wrong.fee = "money.fee_much";
    if (!isCode(source)) wrong.code = "money.code_form";
    if (Object.keys(wrong).length > 0) return { wrong };
    return { wrong, asked: { cents: amount.cents, fee_cents: fee.cents, source }, detail: form.detail.trim() };
}

/** As readDeposit, with whose it is. */
export function readCharge(form, resident) {
    const wrong = {};
    const amount = parseAmount(form.amount);
    const reason = codeOf(form.reason, form.code);
    if (amount.fault) wrong.amount = amount.fault;
    else if (amount.cents > resident.spendable_cents) wrong.amount = "money.charge_much";
    if (form.reason === "") wrong.reason = "money.reason_missing";
    else if (!isCode(reason)) wrong.code = "money.code_form";
    if (Object.keys(wrong).length > 0) return { wrong };
    return { wrong, asked: { resident_id: resident.id, cents: amount.cents, reason } };
}
