// What one resident may not order, as a form. Pure.
import { codesIn, isCode } from "../base/code.js";
import { fromLocalInput, toLocalInput } from "../base/calendar.js";

const MOST_DIETS = 24;

export function formOf(standing) {
    return {
        spending_class: standing.spending_class,
        barred_items: standing.barred_items,
        barred_categories: standing.barred_categories,
        diets: standing.diets.join(" "),
        barred: standing.barred,
        until: standing.barred_until_ms > 0 ? toLocalInput(standing.barred_until_ms) : "",
    };
}

/** {body} of the call, or {wrong: {member, key}}. */
export function readForm(form, now) {
    const diets = codesIn(form.diets);
    if (diets.length > MOST_DIETS || !diets.every(isCode))
        return { wrong: { member: "diets", key: "standing.diets_wrong" } };
    const until = form.barred && form.until !== "" ? fromLocalInput(form.until) : 0;
    if (Number.isNaN(until) || (until !== 0 && until <= now))
        return { wrong: { member: "until", key: "standing.until_wrong" } };
    return {
        body: {
            spending_class: form.spending_class,
            barred_items: form.barred_items,
            barred_categories: form.barred_categories,
            diets,
            barred: form.barred,
            barred_until_ms: until,
        },
    };
}

export const without = (list, entry) => list.filter((each) => each !== entry);
export const withEntry = (list, entry) => (list.includes(entry) ? list : [...list, entry]);
