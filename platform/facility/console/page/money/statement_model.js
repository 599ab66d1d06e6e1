// The lines of a resident's account in plain words, found by filter, and a deposit as arithmetic. Pure.
import { parseAmount } from "../base/amount.js";
import { codeText, hasText, localText, t } from "../base/text.js";
import { holdsWords } from "../base/words.js";

export const KINDS = [
    "deposit",
    "commissary",
    "phone",
    "message_credits",
    "request_fee",
    "copay",
    "deduction",
    "transfer",
    "send_money",
    "refund",
    "adjustment",
];
export const DIRECTIONS = ["all", "in", "out"];

/** "Commissary order WKXMR6XE". The codes are the hub's; one that has no words yet is shown with its kind. */
export function lineText(line) {
    const written = hasText(`money.detail.${line.reason_detail}`)
        ? t(`money.detail.${line.reason_detail}`)
        : line.reason_detail.replaceAll("_", " ");
    const name = localText(line.reason_name, "");
    const whole = name === "" || line.reason_code === "obligation_payment" || written === "";
    const detail = whole ? name || written : `${name} · ${written}`;
    const family = detail === "" ? "money.plain" : "money.line";
    for (const code of [line.reason_code, line.kind])
        if (hasText(`${family}.${code}`)) return t(`${family}.${code}`, { detail });
    const kind = codeText("money.kind", line.kind);
    return detail === "" ? kind : `${kind}: ${detail}`;
}

/** Whether a line passes: {direction, kind, words, from, to}; from and to in ms, 0 for open. Words: in the line's text, or its amount. */
export function passes(line, { direction, kind, words, from, to }) {
    if (direction === "in" && line.change_cents <= 0) return false;
    if (direction === "out" && line.change_cents >= 0) return false;
    if (kind !== "" && line.kind !== kind) return false;
    if ((from > 0 && line.at_ms < from) || (to > 0 && line.at_ms >= to)) return false;
    const wanted = words.trim();
    if (wanted === "") return true;
    const amount = parseAmount(wanted, { least: 0 });
    if (amount.cents !== undefined && [Math.abs(line.change_cents), line.gross_cents].includes(amount.cents))
        return true;
    return holdsWords(`${lineText(line)} ${line.reason_detail}`, wanted);
}

/**
 * Reads back through the account until `want` lines pass, or `most` lines were looked at, or nothing is left: {lines, next, looked}.
 * `read(before)`: a page of the hub, {transactions, next_before}. `next` is 0 at the end. wanted() is false once somebody asks for
 * something else.
 */
export async function collect(read, before, filter, want, most, wanted = () => true) {
    const lines = [];
    let next = before;
    let looked = 0;
    do {
        const page = await read(next);
        looked += page.transactions.length;
        lines.push(...page.transactions.filter((line) => passes(line, filter)));
        next = page.next_before;
        const oldest = page.transactions.at(-1);
        if (oldest && filter.from > 0 && oldest.at_ms < filter.from) next = 0;
    } while (next > 0 && lines.length < want && looked < most && wanted());
    return { lines, next, looked };
}

/** The steps of a deposit: [{key or part, cents}] from what came to what is left, which is their sum. */
export function waterfall({ gross, fee, parts }) {
    const steps = [{ key: "money.step.gross", cents: gross }];
    if (fee > 0) steps.push({ key: "money.step.fee", cents: -fee });
    for (const part of parts) steps.push({ part, cents: -part.cents });
    const left = steps.reduce((sum, step) => sum + step.cents, 0);
    return [...steps, { key: "money.step.left", cents: left, total: true }];
}

/** "20 %", "2.5 %" of basis points. */
export function percent(basisPoints) {
    const [whole, rest] = [Math.floor(basisPoints / 100), basisPoints % 100];
    const digits = rest === 0 ? "" : `.${String(rest).padStart(2, "0").replace(/0$/, "")}`;
    return `${whole}${digits}\u00A0%`;
}
