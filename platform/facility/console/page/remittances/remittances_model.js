// What the house holds for others and pays them, and what others owe it and pay. Pure.
import { parseAmount, typedAmount } from "../base/amount.js";
import { codeText, hasText, t } from "../base/text.js";

export const STATES = ["waiting", "done", "refused", "voided"];
export const MOST_REFERENCE = 80;
export const MOST_NAME = 120;

export const newRemittance = { line: "", amount: "", counterparty: "", reference: "" };

/** An account of the house in words: "Court debt", "Commissary vendor". */
export function accountText(account) {
    const own = `remittances.account.${account}`;
    return hasText(own) ? t(own) : codeText("money.part", account.replace(/^(payable|receivable)\//, ""));
}

/** Which way it goes, and how much of it may still go: what waits for a second person is taken off. */
export function openOf({ balance_cents, waiting_cents }) {
    const direction = balance_cents < 0 ? "take_in" : "pay";
    const waiting = direction === "pay" ? waiting_cents : -waiting_cents;
    return { direction, cents: Math.max(0, Math.abs(balance_cents) - Math.max(0, waiting)) };
}

/** Lines of the bank that may be the payment: those that go the same way and are no more than is there. */
export function linesFor({ direction, cents }, lines) {
    const way = direction === "pay" ? "out" : "in";
    return lines.filter((line) => line.direction === way && line.cents <= cents);
}

/** What a chosen line of the bank puts into the form; none leaves it as it is. */
export function fromLine(id, lines) {
    const line = lines.find((each) => each.id === id);
    return line
        ? { line: id, amount: typedAmount(line.cents), reference: line.reference.slice(0, MOST_REFERENCE) }
        : { line: "" };
}

/** {asked} of the call without key, or {wrong: {member: key}}. */
export function readRemittance(form, payable) {
    const wrong = {};
    const open = openOf(payable);
    const amount = parseAmount(form.amount);
    const counterparty = form.counterparty.trim();
    const reference = form.reference.trim();
    if (amount.fault) wrong.amount = amount.fault;
    else if (amount.cents > open.cents) wrong.amount = `remittances.more_than_there.${open.direction}`;
    if (counterparty === "") wrong.counterparty = `remittances.counterparty_missing.${open.direction}`;
    if (reference === "") wrong.reference = "remittances.reference_missing";
    if (Object.keys(wrong).length > 0) return { wrong };
    const { direction } = open;
    return { wrong, asked: { account: payable.account, direction, cents: amount.cents, counterparty, reference } };
}

/** What may be done with one now. Who made it is refused by the hub as its second person. What the bank shows is not voided. */
export function stepsOf(remittance) {
    if (remittance.state === "waiting") return ["approve", "refuse"];
    return remittance.state === "done" && remittance.bank_line_id === null ? ["void"] : [];
}
