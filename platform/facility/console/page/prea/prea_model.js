// Days of PREA counts. Pure.
const DAY_MS = 86_400_000;
const whole = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

/** "Nov 20, 2026" of a day of the facility's calendar, by its number since 1970: whatever this computer's time zone is. */
export const wholeDate = (day) => whole.format(day * DAY_MS);
