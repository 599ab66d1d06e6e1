// The week of a housing unit as the hub has it and as the forms hold it. Pure.
import { fromLocalInput } from "../base/calendar.js";

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
export const KINDS = ["meal", "count", "yard", "law_library", "program", "other"];
export const APPOINTMENT_KINDS = ["court", "visit", "medical", "program", "other"];
/** In which a form asks for names; those in others stay as they are. */
export const NAMED_IN = ["en", "es"];
export const MOST_NAME = 200;
export const MOST_PLACE = 120;
export const MOST_NOTE = 400;
const MIDNIGHT = "24:00";

/** 1 is Monday, as codes of weekdays have it. */
export const weekdayNumber = (weekday) => WEEKDAYS.indexOf(weekday) + 1;
/** The weekday of "2026-12-25". */
export const weekdayOf = (date) => WEEKDAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7];

/** "every", "workdays", "weekend", or the weekdays in their order. */
export function daysKind(weekdays) {
    const days = WEEKDAYS.filter((day) => weekdays.includes(day));
    const is = (of) => days.join() === of.join();
    if (is(WEEKDAYS)) return "every";
    if (is(WEEKDAYS.slice(0, 5))) return "workdays";
    return is(WEEKDAYS.slice(5)) ? "weekend" : days;
}

const firstDay = (entry) => WEEKDAYS.findIndex((day) => (entry.weekdays ?? []).includes(day));
/** Indexes of the entries by time of day, as they are read. */
export function inOrder(entries) {
    const at = (index) => entries[index];
    return entries
        .map((_, index) => index)
        .sort(
            (a, b) =>
                at(a).from.localeCompare(at(b).from) ||
                at(a).to.localeCompare(at(b).to) ||
                firstDay(at(a)) - firstDay(at(b)),
        );
}

export function entryForm(entry) {
    return {
        weekdays: entry?.weekdays ?? [],
        from: entry?.from ?? "",
        to: entry?.to === MIDNIGHT ? "00:00" : (entry?.to ?? ""),
        kind: entry?.kind ?? KINDS[0],
        name: { ...entry?.name },
        place: entry?.place ?? "",
    };
}

const written = (texts) =>
    Object.fromEntries(
        Object.entries(texts)
            .map(([language, text]) => [language, text.trim()])
            .filter(([, text]) => text !== ""),
    );
/** Texts of which the hub takes none, or some with English among them. */
const englishMissing = (texts) => Object.keys(written(texts)).length > 0 && !written(texts).en;

/** The entry of a form; a day that ends at midnight ends at 24:00. */
export function entryOf(form, ofWeek) {
    const name = written(form.name);
    return {
        ...(ofWeek && { weekdays: WEEKDAYS.filter((day) => form.weekdays.includes(day)) }),
        from: form.from,
        to: form.to === "00:00" ? MIDNIGHT : form.to,
        kind: form.kind,
        ...(Object.keys(name).length > 0 && { name }),
        place: form.place.trim(),
    };
}

/** {member: key}; empty when the entry can be put. */
export function faultsOfEntry(form, ofWeek) {
    const { from, to } = entryOf(form, ofWeek);
    const wrong = {};
    if (ofWeek && form.weekdays.length === 0) wrong.weekdays = "schedule.weekdays_missing";
    if (from === "") wrong.from = "schedule.hour_missing";
    if (to === "") wrong.to = "schedule.hour_missing";
    else if (from !== "" && to <= from) wrong.to = "schedule.to_before";
    if (englishMissing(form.name)) wrong.en = "schedule.english_missing";
    return wrong;
}

/** An entry as the hub takes it: it shows an empty name, and takes none. */
function plainEntry({ name, ...rest }) {
    return { ...rest, ...(Object.keys(name ?? {}).length > 0 && { name }) };
}

/** The call's body: `change`: {entries} or {days} or both, in place of what `shown` has. */
export function bodyWith(shown, change) {
    const { entries, days } = { ...shown, ...change };
    return {
        replaces: shown.revision,
        entries: entries.map(plainEntry),
        days: days.map(({ date, note, entries: of }) => ({
            date,
            ...(Object.keys(note ?? {}).length > 0 && { note }),
            entries: of.map(plainEntry),
        })),
    };
}

/** `list` with `value` at `index`, at the end for -1; without the one at `index` when there is no value. */
export function putAt(list, index, value) {
    if (index < 0) return [...list, value];
    return value === undefined
        ? list.filter((_, at) => at !== index)
        : list.map((each, at) => (at === index ? value : each));
}

/** Where an entry stands that was looked at before; -1 when it is not there as it was. */
export const indexOfSame = (entries, entry) =>
    entries.findIndex((each) => JSON.stringify(each) === JSON.stringify(entry));

/** The usual entries of a date's weekday, as entries of a day of its own. */
export function usualEntries(schedule, date) {
    const weekday = weekdayOf(date);
    return schedule.entries
        .filter((entry) => entry.weekdays.includes(weekday))
        .map(({ weekdays: _, ...entry }) => entry);
}

/** {member: key} of a date that is to be different. `today`: "2026-11-20". */
export function faultsOfDay(form, days, today) {
    const wrong = {};
    if (form.date === "" || form.date < today) wrong.date = "schedule.date_missing";
    else if (days.some((day) => day.date === form.date)) wrong.date = "schedule.date_known";
    if (englishMissing(form.note)) wrong.en = "schedule.english_missing";
    return wrong;
}
export const noteOf = (form) => written(form.note);

/** {member: key} of an appointment's form. */
export function faultsOfAppointment(form, now) {
    const from = fromLocalInput(form.from);
    const wrong = {};
    if (!form.resident) wrong.resident = "schedule.resident_missing";
    if (!(from > now)) wrong.from = "schedule.from_past";
    if (form.to !== "" && !(fromLocalInput(form.to) > from)) wrong.to = "schedule.to_before";
    return wrong;
}

/** The call's body, without its key. */
export function appointmentBody(form) {
    return {
        resident_id: form.resident.id,
        kind: form.kind,
        from_ms: fromLocalInput(form.from),
        ...(form.to !== "" && { to_ms: fromLocalInput(form.to) }),
        place: form.place.trim(),
        note: form.note.trim(),
    };
}

/** Whether staff may still cancel it: until it is over, or has begun where no end is set. */
export const mayCancel = (appointment, now) =>
    !appointment.cancelled && Math.max(appointment.from_ms, appointment.to_ms) > now;
