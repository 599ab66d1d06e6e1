// Notices as the form holds them and as the hub takes them. Pure.
import { fromLocalInput } from "../base/calendar.js";

/** In which notices are written; the first is always needed. */
export const LANGUAGES = ["en", "es", "ht", "vi", "zh", "ar"];
export const MOST_TITLE = 200;
export const MOST_TEXT = 8_000;
export const MOST_KEEP_DAYS = 90;
const WHOLE = /^\d{1,3}$/;

export const emptyTexts = () => Object.fromEntries(LANGUAGES.map((language) => [language, { title: "", text: "" }]));

/** What is missing, by field; empty when the notice can go out. A language is written whole or not at all. */
export function faultsOf(form, now) {
    const faults = {};
    for (const language of LANGUAGES) {
        const title = form.texts[language].title.trim();
        const text = form.texts[language].text.trim();
        const needed = language === "en" || title !== "" || text !== "";
        if (needed && title === "") faults[`${language}.title`] = "title_missing";
        if (needed && text === "") faults[`${language}.text`] = "text_missing";
    }
    const from = form.from === "" ? now : fromLocalInput(form.from);
    const until = fromLocalInput(form.until);
    if (!(until > now) || !(until > from)) faults.until = "until_past";
    if (!WHOLE.test(form.keep) || Number(form.keep) > MOST_KEEP_DAYS) faults.keep = "keep_wrong";
    return faults;
}

/** The members of the call, without whom it is for and its key. */
export function bodyOf(form) {
    const written = LANGUAGES.filter((language) => form.texts[language].title.trim() !== "");
    const by = (member) =>
        Object.fromEntries(written.map((language) => [language, form.texts[language][member].trim()]));
    return {
        title: by("title"),
        text: by("text"),
        ...(form.from !== "" && { valid_from_ms: fromLocalInput(form.from) }),
        valid_to_ms: fromLocalInput(form.until),
        keep_days: Number(form.keep),
        emergency: form.emergency,
        public: form.public,
        must_acknowledge: form.must,
    };
}

/** Languages in which it is written, the reader's own first. */
export const languagesOf = (notice) => Object.keys(notice.title).sort((a, b) => (b === "en") - (a === "en"));
