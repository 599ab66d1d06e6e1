// Times and counts as text. Times are the hub's milliseconds since 1970 UTC, shown in the time zone of this computer.
import { t } from "./text.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });
const weekday = new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric" });
const monthOf = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric" });
const full = new Intl.DateTimeFormat("en-US", {
    weekday: "short",
    month: "short",
    day: "numeric",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
});
const number = new Intl.NumberFormat("en-US");

export const count = (value) => number.format(value);

const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

/** A time of day stays in one piece where a line breaks. */
const whole = (text) => text.replace(/\s(?=[AP]M$)/, "\u00A0");

/** "2:05 PM" today, else "Nov 26, 2:05 PM". */
export function moment(ms, now) {
    const time = whole(clock.format(ms));
    return sameDay(ms, now) ? time : `${day.format(ms)}, ${time}`;
}
export const fullMoment = (ms) => whole(full.format(ms));
export const calendarDay = (ms) => weekday.format(ms);
/** "2026-11-20" of the hub's calendar, whatever this computer's time zone is. */
export const namedDay = (iso) => day.format(new Date(`${iso}T12:00:00`));

/** "November 2026" of "2026-11". */
export const monthName = (month) => monthOf.format(new Date(`${month}-15T12:00:00`));

/** A span in its largest unit, rounded down: "3 days", "5 hours", "12 minutes". */
export function span(ms) {
    if (ms >= 2 * DAY) return t("time.days", { count: Math.floor(ms / DAY) });
    if (ms >= 2 * HOUR) return t("time.hours", { count: Math.floor(ms / HOUR) });
    return t("time.minutes", { count: Math.max(0, Math.floor(ms / MINUTE)) });
}

/** How an item stands against its deadline: {late, soon, text}. Soon: less than a day is left. */
export function deadline(decideByMs, late, now) {
    const left = decideByMs - now;
    if (late || left < 0)
        return { late: true, soon: false, text: t("deadline.late", { span: span(Math.max(0, -left)) }) };
    return { late: false, soon: left < DAY, text: t("deadline.left", { span: span(left) }) };
}

/**
 * A day of the facility's calendar, given as its first moment there: the noon that follows is on the same day on this computer's clocks,
 * whatever time zone of the country it is in.
 */
export const facilityDay = (ms) => weekday.format(ms + 12 * HOUR);
/** The same as "2026-11-30". */
export const facilityDate = (ms) => dayOf(ms + 12 * HOUR);

/** For <input type="datetime-local">, and back. */
export function toLocalInput(ms) {
    const local = new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE);
    return local.toISOString().slice(0, 16);
}
export const fromLocalInput = (text) => new Date(text).getTime();

/** ms of the first moment of a day as <input type="date"> has it (`days` later), on this computer's clocks; 0 for none. */
export function dayStart(day, days = 0) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
    return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + days).getTime() : 0;
}

/** The day of a moment, as dayStart takes it; "" for none. */
export const dayOf = (ms) => (ms ? toLocalInput(ms).slice(0, 10) : "");
