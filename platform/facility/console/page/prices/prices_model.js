// A price that is set, as a form. Pure.
import { parseAmount, parseCount } from "../base/amount.js";
import { fromLocalInput } from "../base/calendar.js";
import { isCode } from "../base/code.js";
import { namesRow, readNames } from "../base/names.js";

export const MOST_CREDITS = 100_000;
const BUNDLE = "bundle_";
/** What is free while it has no price. */
const FREE = ["message", "card", "send_money"];

export const newPrice = { code: "", ...namesRow({}), amount: "", credits: "", from: "", until: "" };
/** For another price of the same thing. */
export const priceLike = ({ code, name }) => ({ ...newPrice, code, ...namesRow(name) });

const read = (typed, parse) => (typed.trim() === "" ? {} : parse(typed.trim()));

/** {asked} of the call without key, or {wrong: {member: key}}. A bundle is some credits for some money; else what is empty is 0. */
export function readPrice(form, now) {
    const code = form.code.trim();
    const least = code.startsWith(BUNDLE) ? 1 : 0;
    const name = readNames(form);
    const amount = least ? parseAmount(form.amount) : read(form.amount, (text) => parseAmount(text, { least }));
    const credits = least
        ? parseCount(form.credits, 1, MOST_CREDITS)
        : read(form.credits, (text) => parseCount(text, 0, MOST_CREDITS));
    const from = form.from === "" ? 0 : fromLocalInput(form.from);
    const until = form.until === "" ? 0 : fromLocalInput(form.until);
    const wrong = {
        ...(!isCode(code) && { code: "money.code_form" }),
        ...(!name?.en && { name_en: "names.missing" }),
        ...(amount.fault && { amount: amount.fault }),
        ...(credits.fault && { credits: "prices.credits_form" }),
        ...(from !== 0 && !(from > now) && { from: "prices.from_past" }),
        ...(until !== 0 && !(until > Math.max(from || 0, now)) && { until: "prices.until_past" }),
    };
    if (Object.keys(wrong).length > 0) return { wrong };
    const times = { ...(from !== 0 && { valid_from_ms: from }), ...(until !== 0 && { valid_to_ms: until }) };
    return { wrong, asked: { code, name, cents: amount.cents ?? 0, credits: credits.count ?? 0, ...times } };
}

/** {body} of the call that ends one; empty: at once. */
export function readEnd(typed, now) {
    if (typed === "") return { body: {} };
    const at = fromLocalInput(typed);
    return at > now ? { body: { at_ms: at } } : { wrong: "prices.end_past" };
}

/** What it means that a code has no price: "bundle", "free" or "other". */
export const meaningOfEnd = (code) => (code.startsWith(BUNDLE) ? "bundle" : FREE.includes(code) ? "free" : "other");
