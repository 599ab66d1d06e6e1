// Weekly order windows and spending classes as rows of a form. Pure.
import { parseAmount, typedAmount } from "../base/amount.js";
import { isCode } from "../base/code.js";

export const DAYS = [1, 2, 3, 4, 5, 6, 7];
export const MOST_RULES = 50;
export const MOST_CLASSES = 100;

const two = (number) => String(number).padStart(2, "0");
/** 690 is "11:30", as <input type="time"> has it. */
export const clockOf = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Minutes after midnight, or undefined. */
export function minuteOf(clock) {
    const parts = /^([01][0-9]|2[0-3]):([0-5][0-9])$/.exec(clock);
    return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined;
}

export const newRule = {
    unit_id: "",
    opens_weekday: 1,
    opens: "08:00",
    cut_off_weekday: 2,
    cut_off: "09:30",
    delivery_weekday: 4,
};

export function ruleRow(rule) {
    return {
        unit_id: rule.unit_id ?? "",
        opens_weekday: rule.opens_weekday,
        opens: clockOf(rule.opens_minute),
        cut_off_weekday: rule.cut_off_weekday,
        cut_off: clockOf(rule.cut_off_minute),
        delivery_weekday: rule.delivery_weekday,
    };
}

/** {rules} of the call, or {wrong: {row, key}}. */
export function readRules(rows) {
    const rules = [];
    for (const [row, each] of rows.entries()) {
        const [opens, cutOff] = [minuteOf(each.opens), minuteOf(each.cut_off)];
        if (opens === undefined || cutOff === undefined) return { wrong: { row, key: "shop.time_missing" } };
        rules.push({
            ...(each.unit_id !== "" && { unit_id: each.unit_id }),
            opens_weekday: each.opens_weekday,
            opens_minute: opens,
            cut_off_weekday: each.cut_off_weekday,
            cut_off_minute: cutOff,
            delivery_weekday: each.delivery_weekday,
        });
    }
    return { rules };
}

export const newClass = { code: "", limit: "", is_default: false };
export const classRow = (one) => ({ code: one.code, limit: typedAmount(one.limit_cents), is_default: one.is_default });

/** {classes} of the call, or {wrong: {row, member, key}}. */
export function readClasses(rows) {
    const classes = [];
    for (const [row, each] of rows.entries()) {
        const code = each.code.trim();
        if (!isCode(code)) return { wrong: { row, member: "code", key: "shop.code_form" } };
        if (classes.some((other) => other.code === code))
            return { wrong: { row, member: "code", key: "shop.code_twice" } };
        const limit = parseAmount(each.limit, { least: 0 });
        if (limit.fault) return { wrong: { row, member: "limit", key: limit.fault } };
        classes.push({ code, limit_cents: limit.cents, is_default: each.is_default });
    }
    return { classes };
}

/** The rows with that one as the only default, or none. */
export const withDefault = (rows, row) => rows.map((each, index) => ({ ...each, is_default: index === row }));
