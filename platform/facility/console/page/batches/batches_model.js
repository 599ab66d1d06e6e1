// A file of deposits before it is booked. Pure.
import { parseAmount, parseCount } from "../base/amount.js";

const FORMAT = "dayroom-deposits-1";
export const MOST_BYTES = 1024 * 1024 - 16 * 1024;
const MOST_LINES = 1_000;
const MOST_NAME = 120;

/** {body} of the call without control totals, or {fault: key}. */
export function readBatchFile(name, text) {
    const short = name.slice(0, MOST_NAME);
    const plain = text.replace(/^\uFEFF/, "");
    if (plain.trim() === "") return { fault: "catalog.file_empty" };
    if (new TextEncoder().encode(plain).length > MOST_BYTES) return { fault: "batches.file_large" };
    if (/\.csv$/i.test(name)) return { body: { format: FORMAT, name: short, csv: plain } };
    if (!/\.json$/i.test(name)) return { fault: "catalog.file_kind" };
    try {
        const { format, deposits, control_lines, control_cents, ...rest } = JSON.parse(plain);
        delete rest.name;
        if (format !== FORMAT || !Array.isArray(deposits) || Object.keys(rest).length > 0)
            return { fault: "batches.file_json" };
        const control = {
            ...(control_lines !== undefined && { control_lines }),
            ...(control_cents !== undefined && { control_cents }),
        };
        return { body: { format, name: short, deposits, ...control } };
    } catch {
        return { fault: "batches.file_json" };
    }
}

/** The totals that came with the file on paper: {body} or {wrong: {member: key}}; both may stay empty. */
export function readControl(form) {
    const wrong = {};
    const lines = form.lines.trim() === "" ? {} : parseCount(form.lines, 1, MOST_LINES);
    const cents = form.cents.trim() === "" ? {} : parseAmount(form.cents);
    if (lines.fault) wrong.lines = lines.fault;
    if (cents.fault) wrong.cents = cents.fault;
    if (Object.keys(wrong).length > 0) return { wrong };
    return {
        wrong,
        body: {
            ...(lines.count !== undefined && { control_lines: lines.count }),
            ...(cents.cents !== undefined && { control_cents: cents.cents }),
        },
    };
}

/** What may be done after a report: "all_lines", "valid_lines", or nothing. A wrong line 0 is about the whole file. */
export function applyOf(report) {
    if (report.books === 0 || report.lines.some((line) => line.line === 0 && line.state === "wrong")) return undefined;
    return report.wrong === 0 ? "all_lines" : "valid_lines";
}

export const LINE_STATES = ["all", "wrong", "books", "booked_before"];
export const linesOf = (report, state) =>
    state === "all" ? report.lines : report.lines.filter((line) => line.state === state);
