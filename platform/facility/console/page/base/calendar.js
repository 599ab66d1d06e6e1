// The facility's calendar. What this page calls a day, a month or a time of day is on the clocks of the facility's time zone, by which
// the hub keeps the books, whatever this computer's own clocks show. Before the first sign-in, or the hub's first word, it is this computer's.
const DAY_MS = 86_400_000;
const LOCALE = "en-US";
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

let zone;
const madeFor = (options) => new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone });
const WALL = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
};
const readWall = inZone({ ...WALL, hourCycle: "h23" }, (format, ms) => format.formatToParts(ms));

/** `name`: of the IANA, as the hub tells it. One that this browser does not know leaves the computer's. */
export function setZone(name) {
    try {
        new Intl.DateTimeFormat(LOCALE, { timeZone: name });
        zone = name;
    } catch {
        zone = undefined;
    }
}

/** A function of a moment that goes by the zone of the time it is called at. */
export function inZone(options, use = (format, ms) => format.format(ms)) {
    let made;
    let madeIn;
    return (ms) => {
        if (made === undefined || madeIn !== zone) [made, madeIn] = [madeFor(options), zone];
        return use(made, ms);
    };
}

/** What those clocks show, as the moment at which clocks of UTC show it. */
function wallOf(ms) {
    const part = Object.fromEntries(readWall(ms).map(({ type, value }) => [type, Number(value)]));
    const second = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return second + (ms - Math.floor(ms / 1000) * 1000);
}

/**
 * The moment at which they show it. As platform/rules/calendar.h has it: a time that a change of the clocks skips counts as if they had
 * not been changed yet, one that comes twice is the first.
 */
function momentOfWall(wall) {
    if (Number.isNaN(wall)) return wall;
    const [before, after] = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - (wallOf(near) - near));
    return wallOf(before) !== wall && wallOf(after) === wall ? after : before;
}

/** Whether they show something else than this computer's do at that moment. */
export const clocksDiffer = (ms) => wallOf(ms) !== ms - new Date(ms).getTimezoneOffset() * 60_000;
/** "America/Chicago". */
export const zoneName = () => zone;

/** For <input type="datetime-local">, and back: NaN for what is no time. */
export const toLocalInput = (ms) => new Date(wallOf(ms)).toISOString().slice(0, 16);
export const fromLocalInput = (text) => momentOfWall(Date.parse(`${text}Z`));

/** ms of the first moment of a day as <input type="date"> has it (`days` later); 0 for none. */
export function dayStart(day, days = 0) {
    const parts = DATE.exec(day);
    return parts ? momentOfWall(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + days)) : 0;
}
/** The day of a moment, as dayStart takes it; "" for none. */
export const dayOf = (ms) => (ms ? toLocalInput(ms).slice(0, 10) : "");

/** "2026-10", the month before the one of that moment: the last that is whole. */
export function lastMonth(now) {
    const [year, month] = dayOf(now).split("-").map(Number);
    return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}
