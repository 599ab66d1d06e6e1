// A text of a form in every language that the form speaks.
import { codeText, t } from "../base/text.js";
import { Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";

/** `at`: {languages, faultAt(place)} of the editor; `place`: the text's, as the hub names it. A text that is empty in every language is none. */
export function TextsField({ label, help, value, onInput, at, place, most, long = false, ...rest }) {
    const One = long ? LongField : Field;
    return html`<div class="form-texts">
        ${at.languages.map((language) => {
            const error = at.faultAt(`${place}.${language}`) ?? (language === "en" ? at.faultAt(place) : undefined);
            const words = t("forms.in_language", { label, language: codeText("language", language) });
            return html`<${One} ...${rest} key=${language} label=${words} help=${language === "en" ? help : undefined} error=${error} lang=${language} maxlength=${most} autocomplete="off" value=${value[language] ?? ""} onInput=${(text) => onInput({ ...value, [language]: text })} />`;
        })}
    </div>`;
}
