// The phone account: what a tab shows, files of calls and of rates, prices below a cent. Pure.
import { money } from "../base/amount.js";

const CALLS_FORMAT = "dayroom-calls-1";
const MOST_CALLS_BYTES = 1024 * 1024 - 16 * 1024;
const MOST_RATES_BYTES = 256 * 1024 - 16 * 1024;
const MOST_FILE_NAME = 120;
const MILLS_IN_CENT = 10;

/** Calls are read by the trust office and the auditor; the others decide on numbers. */
export const tabsOf = (role) =>
    role === "request_staff" ? ["numbers", "rates"] : ["numbers", "calls", "files", "rates"];
export const tabOf = (role, name) => (tabsOf(role).includes(name) ? name : "numbers");

/** "$0.06", "$0.057": a mill is a tenth of a cent. */
export function millsText(mills) {
    if (mills % MILLS_IN_CENT === 0) return money(mills / MILLS_IN_CENT);
    return `$${(mills / (MILLS_IN_CENT * 100)).toFixed(3)}`;
}

/** In force at `now`, to come, or over. */
export function rateState(rate, now) {
    if (rate.valid_to_ms !== 0 && rate.valid_to_ms <= now) return "over";
    return rate.valid_from_ms > now ? "coming" : "in_force";
}

/** "12:05" of seconds. */
export function callLength(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What of a call nobody has paid. */
export const uncoveredOf = (call) => call.price_cents - call.charged_cents;
/** The most that may still be given back: once a call. */
export const returnableOf = (call) => (call.given_back_cents > 0 ? 0 : call.charged_cents);

function plainFile(name, text, most) {
    const plain = text.replace(/^\uFEFF/, "");
    if (plain.trim() === "") return { fault: "catalog.file_empty" };
    if (new TextEncoder().encode(plain).length > most) return { fault: "batches.file_large" };
    return { plain, short: name.slice(0, MOST_FILE_NAME) };
}

/** {body} of the call, or {fault: key}. */
export function readCallFile(name, text) {
    const { fault, plain, short } = plainFile(name, text, MOST_CALLS_BYTES);
    if (fault) return { fault };
    if (/\.csv$/i.test(name)) return { body: { format: CALLS_FORMAT, name: short, csv: plain } };
    if (!/\.json$/i.test(name)) return { fault: "catalog.file_kind" };
    try {
        const { format, calls, control_lines, control_cents, ...rest } = JSON.parse(plain);
        delete rest.name;
        if (format !== CALLS_FORMAT || !Array.isArray(calls) || Object.keys(rest).length > 0)
            return { fault: "phone.file_json" };
        return {
            body: {
                format,
                name: short,
                calls,
                ...(control_lines !== undefined && { control_lines }),
                ...(control_cents !== undefined && { control_cents }),
            },
        };
    } catch {
        return { fault: "phone.file_json" };
    }
}

/** A file of rates is the terms as the hub shows them: {body} or {fault: key}. */
export function readTermsFile(name, text) {
    const { fault, plain } = plainFile(name, text, MOST_RATES_BYTES);
    if (fault) return { fault };
    try {
        const body = JSON.parse(plain);
        return Array.isArray(body?.rates) ? { body } : { fault: "phone.terms_json" };
    } catch {
        return { fault: "phone.terms_json" };
    }
}
