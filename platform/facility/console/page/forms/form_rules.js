// What a resident fills in, held against the form's rules as terminal and hub do it (platform/forms/answers.h): for the preview. Pure.
// tests/console/form_cases.json holds both to the same answers.

export const MOST_ANSWER = 8_000;
const MOST_UNITS = 100_000_000;
const DAY_MS = 86_400_000;

/** Of the form's notation: a whole number of at most 18 digits, or nothing. */
export const numberOf = (value) => (/^(0|-?[1-9][0-9]{0,17})$/.test(value) ? Number(value) : undefined);

/** Days since 1970 of "2026-11-20", or nothing for what is no day. */
export function dayNumber(value) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
    if (!parts) return undefined;
    const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
    return new Date(ms).toISOString().slice(0, 10) === value ? ms / DAY_MS : undefined;
}

function holds(condition, value) {
    if (value === "") return false;
    if (condition.is) return condition.is.includes(value);
    if (condition.is_not) return !condition.is_not.includes(value);
    if (condition.answered) return true;
    const number = numberOf(value);
    if (number === undefined) return false;
    return condition.at_least !== undefined ? number >= condition.at_least : number <= condition.at_most;
}

/** Which fields are asked, in order. `answers`: {code: value} in the form's notation; what is not asked counts as not answered. */
export function askedFields(fields, answers) {
    const asked = [];
    for (const field of fields) {
        const holdsFor = (condition) => {
            const about = fields.slice(0, asked.length).findIndex((each) => each.code === condition.field);
            return about >= 0 && asked[about] && holds(condition, answers[condition.field] ?? "");
        };
        asked.push((field.show_when ?? []).every(holdsFor));
    }
    return asked;
}

/** Whether what was answered makes it cost nothing. */
export function feeIsWaived(form, answers) {
    const asked = askedFields(form.fields, answers);
    const known = (code) => asked[form.fields.findIndex((field) => field.code === code)] === true;
    return (form.fee?.waived_when ?? []).some((each) => known(each.field) && holds(each, answers[each.field] ?? ""));
}

function textFault(field, value) {
    const most = field.max_characters > 0 ? field.max_characters : MOST_ANSWER;
    return [...value].length > most ? { fault: "too_long", limit: most } : undefined;
}

function dateFault(field, value, today) {
    const day = dayNumber(value);
    if (day === undefined) return { fault: "no_date" };
    const away = day - dayNumber(today);
    if (field.least !== undefined && away < field.least) return { fault: "too_early", limit: field.least };
    return field.most !== undefined && away > field.most ? { fault: "too_late", limit: field.most } : undefined;
}

function numberFault(field, value) {
    const money = field.kind === "money";
    const number = numberOf(value);
    if (number === undefined || (money && number < 0)) return { fault: "no_number" };
    const least = field.least ?? (money ? 0 : -MOST_UNITS);
    const most = field.most ?? MOST_UNITS;
    if (number < least) return { fault: "too_small", limit: least };
    return number > most ? { fault: "too_large", limit: most } : undefined;
}

function valueFault(field, value, today) {
    switch (field.kind) {
        case "choice":
            return (field.choices ?? []).some((choice) => choice.code === value) ? undefined : { fault: "no_choice" };
        case "yes_no":
            return value === "yes" || value === "no" ? undefined : { fault: "no_choice" };
        case "check":
            return value === "yes" ? undefined : { fault: "not_ticked" };
        case "date":
            return dateFault(field, value, today);
        case "number":
        case "money":
            return numberFault(field, value);
        case "contact":
            return /^[0-9a-f]{32}$/.test(value) ? undefined : { fault: "no_contact" };
        case "item":
            return value.length <= 48 ? undefined : { fault: "no_item" };
        default:
            return textFault(field, value);
    }
}

/** [{field, fault, limit}] of everything that is wrong, in the order of the fields. `today`: "2026-11-20". */
export function findFaults(fields, answers, today) {
    const asked = askedFields(fields, answers);
    return fields.flatMap((field, at) => {
        const value = answers[field.code] ?? "";
        if (value === "") {
            const missing = field.kind === "check" ? "not_ticked" : "missing";
            return asked[at] && field.required ? [{ field, fault: missing }] : [];
        }
        if (!asked[at]) return [{ field, fault: "not_asked" }];
        const found = valueFault(field, value, today);
        return found ? [{ field, ...found }] : [];
    });
}
