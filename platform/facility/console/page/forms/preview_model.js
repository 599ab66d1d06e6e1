// What a terminal would show of a form that is being made: its words, its price, what is wrong with what was typed. Pure.
import { money, parseAmount } from "../base/amount.js";
import { dayNumber, findFaults } from "./form_rules.js";
import { words } from "./preview_words.js";

const DAY_MS = 86_400_000;
/** As much as the terminal lets be typed where the form says nothing (terminal/features/requests/form_model.h). */
const DEFAULT_CHARACTERS = 2_000;
export const mostCharacters = (field) => {
    if (field.kind === "date") return 10;
    if (field.kind === "number" || field.kind === "money") return 12;
    return field.max_characters ?? DEFAULT_CHARACTERS;
};

/** A word of the terminal's catalog in that language, else in English; {count} also chooses between one and many. */
export function word(language, key, values = {}) {
    const pattern = (words[language] ?? words.en)[key] ?? words.en[key];
    return pattern
        .replace(/\{(\w+), plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/g, (_, name, one, other) =>
            (values[name] === 1 ? one : other).replace("#", String(values[name])),
        )
        .replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** In that language, else in English, else the first, as the terminal picks. */
export const pick = (texts, language) => texts?.[language] ?? texts?.en ?? Object.values(texts ?? {})[0] ?? "";

const notRead = (typed) => `?${typed}`;
function dateOf(typed) {
    const parts = /^(\d{1,2})\/(\d{1,2})\/(\d+)$/.exec(typed);
    return parts ? `${parts[3]}-${parts[1].padStart(2, "0")}-${parts[2].padStart(2, "0")}` : notRead(typed);
}
function numberOf(typed) {
    const parts = /^(-?)0*(\d+)$/.exec(typed);
    if (!parts) return notRead(typed);
    return parts[2] === "0" ? "0" : parts[1] + parts[2];
}
function centsOf(typed) {
    const read = parseAmount(typed.replace(",", "."), { least: 1 });
    return read.fault ? notRead(typed) : String(read.cents);
}

/** In the form's notation: what cannot be read stays wrong. */
export function inNotation(fields, typed) {
    const read = { date: dateOf, number: numberOf, money: centsOf };
    const answers = {};
    for (const field of fields) {
        const value = (typed[field.code] ?? "").trim();
        answers[field.code] = value === "" ? "" : (read[field.kind] ?? String)(value);
    }
    return answers;
}

function dayWords(today, away, language) {
    const date = new Date((dayNumber(today) + away) * DAY_MS);
    return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(date);
}

function sentence({ field, fault, limit }, language, today) {
    if (fault === "no_number" && field.kind === "money") return word(language, "form.fault.no_money");
    const isDay = fault === "too_early" || fault === "too_late";
    const shown = isDay ? dayWords(today, limit, language) : field.kind === "money" ? money(limit) : limit;
    return word(language, `form.fault.${fault}`, { count: limit, limit: shown });
}

/** {code: sentence} of what cannot be sent as it is. `asked`: flags of the fields. */
export function problemsIn(fields, typed, asked, language, today) {
    const answers = inNotation(fields, typed);
    const sent = Object.fromEntries(fields.map((field, at) => [field.code, asked[at] ? answers[field.code] : ""]));
    return Object.fromEntries(
        findFaults(fields, sent, today).map((each) => [each.field.code, sentence(each, language, today)]),
    );
}

/** {cents, known} of what it costs: of the price list that is in force. */
export function priceOf(form, prices) {
    if (!form.fee) return { cents: 0, known: true };
    const price = prices.find((each) => each.code === form.fee.price);
    return { cents: price?.cents ?? 0, known: price !== undefined };
}

/** "Staff answer within 2 days"; "" for no clock. */
function within(hours, language) {
    if (hours === 0) return "";
    if (hours % 24 === 0) return word(language, "form.answer_in_days", { count: hours / 24 });
    return word(language, "form.answer_in_hours", { count: hours });
}

/** Of what cannot wait; "" where it has no clock of its own. */
export function urgentLine(form, language) {
    const words = within(form.urgent_answer_within_hours ?? 0, language);
    return words && word(language, "form.urgent", { within: words });
}

/** The line under the explanation: what it costs, and until when staff answer. */
export function priceLine(form, prices, language, waived = false) {
    const { cents, known } = priceOf(form, prices);
    const line = [];
    if (waived) line.push(word(language, "form.waived"));
    else if (!known) line.push(word(language, "form.price_unknown_text"));
    else
        line.push(
            cents > 0 ? word(language, "form.price", { price: money(cents) }) : word(language, "form.price_free"),
        );
    line.push(within(form.answer_within_hours ?? 0, language));
    return line.filter(Boolean).join(" · ");
}

/** What the terminal says before it sends. */
export function confirmation(form, prices, language) {
    const { cents } = priceOf(form, prices);
    if (cents === 0) return word(language, "form.confirm_free");
    if (form.fee.when === "on_submission") return word(language, "form.confirm_at_once");
    return word(language, form.fee.when_declined ? "form.confirm_always" : "form.confirm_hold");
}
