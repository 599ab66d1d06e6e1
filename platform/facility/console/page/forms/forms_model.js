// The list of forms, and files of them. Pure.
import { localText, t } from "../base/text.js";
import { differences } from "./form_changes.js";

export const FORMAT = 1;
export const MOST_BYTES = 8 * 1024 * 1024 - 64 * 1024;

/** {forms} of a file's text, or {fault: key}. What each must hold to the hub checks. */
export function readFormsFile(text) {
    if (new TextEncoder().encode(text).length > MOST_BYTES) return { fault: "forms.file_large" };
    try {
        const { format, forms, ...rest } = JSON.parse(text.replace(/^\uFEFF/, ""));
        const named = Array.isArray(forms) && forms.length > 0 && forms.every((each) => typeof each?.code === "string");
        if (format !== FORMAT || !named || Object.keys(rest).length > 0) return { fault: "forms.file_form" };
        return forms.every((each) => Array.isArray(each.fields)) ? { forms } : { fault: "forms.file_form" };
    } catch {
        return { fault: "forms.file_form" };
    }
}

export const formsFile = (forms) => `${JSON.stringify({ format: FORMAT, forms }, null, 1)}\n`;

/** What a file would do: [{code, name, what: "new" | "changed" | "same", count}]. `now`: the definitions that are in force. */
export function whatWouldChange(forms, now) {
    return forms.map((form) => {
        const before = now.find((each) => each.code === form.code);
        const name = localText(form.name, form.code);
        if (!before) return { code: form.code, name, what: "new", count: form.fields.length };
        const count = differences(before, form).length;
        return { code: form.code, name, what: count > 0 ? "changed" : "same", count };
    });
}

/** When the clocks of a form run out, in words. */
export function clockWords(form) {
    const answer = form.answer_within_hours ?? 0;
    const reply = form.reply_within_hours ?? 0;
    return [
        answer > 0 && t("forms.clock_answer", { count: answer }),
        reply > 0 && t("forms.clock_reply", { count: reply }),
        form.next_levels?.length > 0 && t("forms.clock_levels", { count: form.next_levels.length }),
    ].filter(Boolean);
}
