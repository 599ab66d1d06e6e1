// Money that a resident takes out in cash or by cheque, and lines of an account that are undone. Pure.
import { parseAmount } from "../base/amount.js";
import { t } from "../base/text.js";

export const MEANS = ["cash", "cheque"];
export const WITHDRAWAL_STATES = ["waiting", "paid", "refused", "voided"];
export const VOID_STATES = ["waiting", "done", "refused"];
const MOST_NAME = 120;
const CHEQUE = /^[A-Za-z0-9]{1,24}$/;

export const newWithdrawal = { amount: "", means: "cash", cheque: "", payee: "", reason: "" };

/** "by check 1077", "in cash". */
export const meansText = (withdrawal) =>
    withdrawal.means === "cheque"
        ? t("withdrawals.by_cheque", { number: withdrawal.cheque_number })
        : t("withdrawals.in_cash");

/** {asked} of the call without key, or {wrong: {member: key}}. */
export function readWithdrawal(form, resident) {
    const wrong = {};
    const amount = parseAmount(form.amount);
    const cheque = form.cheque.trim();
    if (amount.fault) wrong.amount = amount.fault;
    else if (amount.cents > resident.spendable_cents) wrong.amount = "money.charge_much";
    if (form.means === "cheque" && !CHEQUE.test(cheque)) wrong.cheque = "withdrawals.cheque_wrong";
    if (form.payee.trim() === "" || form.payee.trim().length > MOST_NAME) wrong.payee = "withdrawals.payee_missing";
    if (form.reason.trim() === "") wrong.reason = "reasons.missing";
    if (Object.keys(wrong).length > 0) return { wrong };
    return {
        wrong,
        asked: {
            resident_id: resident.id,
            cents: amount.cents,
            means: form.means,
            ...(form.means === "cheque" && { cheque_number: cheque }),
            payee: form.payee.trim(),
            reason: form.reason.trim(),
        },
    };
}

/** What somebody may do with a withdrawal or a void now. The hub refuses who asked for it as the second person. */
export function decisionsOf(entry) {
    if (entry.state === "waiting") return ["approve", "refuse"];
    return entry.state === "paid" && entry.means === "cheque" && entry.cleared_ms === 0 ? ["clear"] : [];
}

/** Lines of an account that can be undone: the hub has the last word. */
export const isVoidable = (line) =>
    line.state === "posted" &&
    line.change_cents !== 0 &&
    ["deposit", "adjustment", "transfer", "deduction"].includes(line.kind);
