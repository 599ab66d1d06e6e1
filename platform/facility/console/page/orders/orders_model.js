// Orders of the commissary: what may be done with one, what an entry comes to, and the pick list by unit. Pure.
import { parseCount } from "../base/amount.js";
import { localText } from "../base/text.js";

/** As the hub names them. */
export const STATES = ["submitted", "picked", "delivered", "cancelled", "refused"];
export const isOpen = (order) => order.state === "submitted" || order.state === "picked";
export const unitsOf = (order) => order.lines.reduce((sum, line) => sum + line.units, 0);

/** What can be entered for one order, and the body's member that holds it. */
const ENTRIES = {
    short: { path: "shortage", member: "short", most: (line) => line.units },
    refused: { path: "hand-over", member: "refused", most: (line) => line.units - line.short },
    refund: { path: "refund", member: "lines", most: (line) => line.delivered },
};
export const mostOf = (entry, line) => ENTRIES[entry].most(line);
export const pathOf = (entry) => ENTRIES[entry].path;

/** What staff may do with it now: some of short, refused (the hand-over), cancel, refund. `may(what)`: of the role. */
export function stepsOf(order, may, now) {
    const steps = [];
    if (may("orders") && isOpen(order)) {
        if (order.cut_off_ms <= now) steps.push("short");
        if (order.state === "picked") steps.push("refused");
        steps.push("cancel");
    }
    if (may("refund") && order.state === "delivered" && order.refunded_cents === 0 && order.charged_cents > 0)
        steps.push("refund");
    return steps;
}

/** How an entry begins: what is known already. {item: typed}. */
export function beginEntry(entry, order) {
    const typed = {};
    for (const line of order.lines) typed[line.item] = entry === "short" && line.short > 0 ? String(line.short) : "";
    return typed;
}

/** {units: {item: number}, wrong: {item: key}} of what was typed; nothing typed is 0. */
export function readEntry(entry, order, typed) {
    const units = {};
    const wrong = {};
    for (const line of order.lines) {
        const text = typed[line.item] ?? "";
        const read = text.trim() === "" ? { count: 0 } : parseCount(text, 0, mostOf(entry, line));
        units[line.item] = read.count ?? 0;
        if (read.fault) wrong[line.item] = read.fault;
    }
    return { units, wrong };
}

const sum = (order, units) => order.lines.reduce((all, line) => all + units(line) * line.price_cents, 0);

/** What it comes to in cents: {paid, back}; of a refund `paid` is what stays paid. */
export function entrySums(entry, order, units) {
    if (entry === "refund") {
        const back = sum(order, (line) => units[line.item]);
        return { paid: order.charged_cents - back, back };
    }
    const kept = (line) => line.units - (entry === "short" ? 0 : line.short) - units[line.item];
    const paid = sum(order, kept);
    return { paid, back: order.total_cents - paid };
}

/** The body of the call, without reason and key. */
export function entryBody(entry, order, units) {
    const lines = order.lines.filter((line) => units[line.item] > 0);
    return { [ENTRIES[entry].member]: lines.map((line) => ({ item: line.item, units: units[line.item] })) };
}

/** A text of the hub's paper: {name} in it stands for a value. */
export const paperText = (words, key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

/** Of a line or a total, in a language, else in English, else its code. */
export const lineName = ({ name, item }, language) => name?.[language] ?? localText(name, item);

/** What is to be put in bags: [{item, name, units, orders}] by item, without what is short; `name` by language. */
function bagTotals(orders) {
    const totals = new Map();
    for (const line of orders.flatMap((order) => order.lines)) {
        const total = totals.get(line.item) ?? {
            item: line.item,
            name: line.name,
            units: 0,
            orders: 0,
        };
        total.units += line.units - line.short;
        total.orders += 1;
        totals.set(line.item, total);
    }
    return [...totals.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
}

/** The pick list by housing unit, in the hub's order: [{unit, name, orders, totals}]. `nameOf(unit_id)`. */
export function byUnit(orders, nameOf) {
    const groups = [];
    for (const order of orders) {
        if (groups.at(-1)?.unit !== order.unit_id)
            groups.push({ unit: order.unit_id, name: nameOf(order.unit_id), orders: [] });
        groups.at(-1).orders.push(order);
    }
    return groups.map((group) => ({ ...group, totals: bagTotals(group.orders) }));
}

/** "wkxm-r6xe " as somebody copies it from paper: "WKXMR6XE". */
export const receiptCode = (typed) => typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
