// What residents owe: what may be done with a debt, and each of these steps as a form. Pure.
import { parseAmount, parseCount, typedAmount } from "../base/amount.js";
import { isCode } from "../base/code.js";

export const CODES = ["court_debt", "child_support", "cost_of_incarceration", "civil_judgment", "restitution", "other"];
const USUAL_PRIORITY = 100;
const MOST_PRIORITY = 999;

/** What may be done with it, in the order of the buttons. */
export function stepsOf(debt) {
    if (debt.state === "fulfilled") return [];
    return debt.state === "active"
        ? ["pay", "amount", "priority", "suspend", "forgive"]
        : ["resume", "amount", "priority", "forgive"];
}

const WITH_AMOUNT = ["pay", "amount"];
const WITH_REASON = ["amount", "suspend", "resume", "forgive"];
export const hasAmount = (step) => WITH_AMOUNT.includes(step);
export const hasReason = (step) => WITH_REASON.includes(step);

export const beginStep = (step, debt) => ({
    amount: step === "amount" ? typedAmount(debt.set_cents) : "",
    priority: String(debt.priority),
    reason: "",
});

function readAmountOf(step, form, debt, spendable) {
    const read = parseAmount(form.amount);
    if (read.fault) return read;
    if (step === "amount" && read.cents < debt.paid_cents + debt.forgiven_cents)
        return { fault: "obligations.less_than_paid" };
    if (step === "pay" && read.cents > debt.owed_cents) return { fault: "obligations.more_than_owed" };
    if (step === "pay" && read.cents > spendable) return { fault: "money.charge_much" };
    return read;
}

/** {asked: members of the call without key, path, once} or {wrong: {member: key}}. `spendable`: what the resident has. */
export function readStep(step, form, debt, spendable) {
    const wrong = {};
    const reason = form.reason.trim();
    const amount = hasAmount(step) ? readAmountOf(step, form, debt, spendable) : {};
    const priority = step === "priority" ? parseCount(form.priority, 1, MOST_PRIORITY) : {};
    if (amount.fault) wrong.amount = amount.fault;
    if (priority.fault) wrong.priority = priority.fault;
    if (hasReason(step) && reason === "") wrong.reason = "reasons.missing";
    if (Object.keys(wrong).length > 0) return { wrong };
    const calls = {
        pay: { path: "pay", asked: { cents: amount.cents }, once: true },
        amount: { path: "amount", asked: { set_cents: amount.cents, reason }, once: true },
        priority: { path: "priority", asked: { priority: priority.count } },
        suspend: { path: "state", asked: { state: "inactive", reason } },
        resume: { path: "state", asked: { state: "active", reason } },
        forgive: { path: "forgive", asked: { reason }, once: true },
    };
    return { wrong, ...calls[step] };
}

/** What is still owed after the step. */
export function owedAfter(step, asked, debt) {
    if (step === "pay") return debt.owed_cents - asked.cents;
    if (step === "amount") return asked.set_cents - debt.paid_cents - debt.forgiven_cents;
    return step === "forgive" ? 0 : debt.owed_cents;
}

export const newDebt = {
    chosen: CODES[0],
    code: "",
    legal_basis: "",
    amount: "",
    priority: String(USUAL_PRIORITY),
};

/** {asked} of the call without key, or {wrong}. */
export function readDebt(form, resident) {
    const wrong = {};
    const code = form.chosen === "other" ? form.code.trim() : form.chosen;
    const amount = parseAmount(form.amount);
    const priority = parseCount(form.priority, 1, MOST_PRIORITY);
    if (!isCode(code)) wrong.code = "money.code_form";
    if (form.legal_basis.trim() === "") wrong.legal_basis = "obligations.basis_missing";
    if (amount.fault) wrong.amount = amount.fault;
    if (priority.fault) wrong.priority = priority.fault;
    if (Object.keys(wrong).length > 0) return { wrong };
    return {
        wrong,
        asked: {
            resident_id: resident.id,
            code,
            legal_basis: form.legal_basis.trim(),
            cents: amount.cents,
            priority: priority.count,
        },
    };
}
