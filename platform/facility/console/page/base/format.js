// Times and counts as text. Times are the hub's milliseconds since 1970 UTC, shown on the facility's clocks (calendar.js).
import { dayOf, inZone } from "./calendar.js";
import { t } from "./text.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = inZone({ hour: "numeric", minute: "2-digit" });
const day = inZone({ month: "short", day: "numeric" });
const full = inZone({
    weekday: "short",
    month: "short",
    day: "numeric",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
});
/** Of what has a name in the calendar and is no moment. */
const named = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
const namedMonth = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
const number = new Intl.NumberFormat("en-US");

export const count = (value) => number.format(value);

/** A time of day stays in one piece where a line breaks. */
const whole = (text) => text.replace(/\s(?=[AP]M$)/, "\u00A0");

/** "2:05 PM" today, else "Nov 26, 2:05 PM". */
export function moment(ms, now) {
    const time = whole(clock(ms));
    return dayOf(ms) === dayOf(now) ? time : `${day(ms)}, ${time}`;
}
export const fullMoment = (ms) => whole(full(ms));
/** "Thu, Nov 26", the day that a moment is on. */
export const calendarDay = inZone({ weekday: "short", month: "short", day: "numeric" });
/** "Nov 20" of "2026-11-20". */
export const namedDay = (iso) => named.format(new Date(`${iso}T00:00Z`));
/** "November 2026" of "2026-11". */
export const monthName = (month) => namedMonth.format(new Date(`${month}-01T00:00Z`));

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
