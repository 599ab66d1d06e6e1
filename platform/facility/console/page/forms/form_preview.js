// The form as a terminal would show it, to be tried: conditions as they hold, limits, price, every language. Nothing is sent.
import { useId, useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { dayOf } from "../base/calendar.js";
import { codeText, t } from "../base/text.js";
import { Button } from "../parts/basics.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Picture } from "../parts/picture.js";
import { askedFields, feeIsWaived } from "./form_rules.js";
import {
    confirmation,
    inNotation,
    mostCharacters,
    pick,
    priceLine,
    urgentLine,
    priceOf,
    problemsIn,
    word,
} from "./preview_model.js";

/** What a terminal draws for a form that names no picture. */
const NO_ICON = "clipboard-list";
/** Contacts that nobody has: an id each, as the form's notation has them. */
const CONTACTS = ["0".repeat(31) + "1", "0".repeat(31) + "2"];

function choicesOf(field, language) {
    if (field.kind === "yes_no") return ["yes", "no"].map((code) => ({ code, text: word(language, `form.${code}`) }));
    if (field.kind === "contact")
        return CONTACTS.map((code, at) => ({ code, text: t("forms.preview_contact", { number: at + 1 }) }));
    return (field.choices ?? []).map(({ code, label, icon }) => ({
        code,
        icon,
        text: pick(label, language) || code,
    }));
}

function Wrong({ id, text }) {
    return text ? html`<p class="field-error" id=${id} role="alert">${text}</p>` : null;
}

function Chosen({ field, language, label, help, value, wrong, onInput }) {
    const name = useId();
    return html`<fieldset class="preview-field" aria-describedby=${wrong ? `${name}-wrong` : undefined}>
        <legend>${label}</legend>
        ${help && html`<p class="help">${help}</p>`}
        <${Wrong} id=${`${name}-wrong`} text=${wrong} />
        ${choicesOf(field, language).map(({ code, text, icon }) => html`<label class="preview-choice" key=${code}><input type="radio" name=${name} checked=${value === code} onChange=${() => onInput(code)} />${icon && html`<${Picture} name=${icon} />`}<span>${text}</span></label>`)}
    </fieldset>`;
}

function Typed({ field, language, label, help, value, wrong, onInput }) {
    const id = useId();
    const hints = { date: "form.date_hint", money: "form.money_hint", item: "form.item_hint" };
    const hint = hints[field.kind] && word(language, hints[field.kind]);
    const common = {
        id,
        value,
        maxlength: mostCharacters(field),
        "aria-invalid": wrong ? "true" : undefined,
        "aria-describedby":
            [help && `${id}-help`, hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined,
        autocomplete: "off",
        onInput: (event) => onInput(event.currentTarget.value),
    };
    return html`<div class="preview-field field">
        <label for=${id}>${label}</label>
        ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
        ${hint && html`<p class="help" id=${`${id}-hint`}>${hint}</p>`}
        ${field.kind === "long_text" ? html`<textarea rows="4" ...${common}></textarea>` : html`<input type="text" ...${common} />`}
        <${Wrong} id=${`${id}-wrong`} text=${wrong} />
    </div>`;
}

function Ticked({ field, label, help, value, wrong, onInput }) {
    const id = useId();
    return html`<div class="preview-field">
        ${help && html`<p class="help">${help}</p>`}
        <div class="tick"><input id=${id} type="checkbox" checked=${value === "yes"} aria-describedby=${wrong ? `${id}-wrong` : undefined} onChange=${(event) => onInput(event.currentTarget.checked ? "yes" : "")} /><label for=${id}>${label}</label></div>
        <${Wrong} id=${`${id}-wrong`} text=${wrong} />
    </div>`;
}

const CHOSEN = ["choice", "yes_no", "contact"];
function PreviewField({ field, language, ...rest }) {
    const text = pick(field.label, language) || field.code;
    const label = field.required ? text : word(language, "form.optional", { label: text });
    const parts = { ...rest, field, language, label, help: pick(field.help, language) };
    if (field.kind === "check") return html`<${Ticked} ...${parts} />`;
    return CHOSEN.includes(field.kind) ? html`<${Chosen} ...${parts} />` : html`<${Typed} ...${parts} />`;
}

function Asked({ form, prices, language, onClose }) {
    const { cents } = priceOf(form, prices);
    return html`<div class="preview-asked" role="status">
        <p><strong>${word(language, "form.confirm_title", { form: pick(form.name, language) })}</strong></p>
        <p>${confirmation(form, prices, language)}</p>
        ${cents > 0 && html`<p>${word(language, "form.confirm_price_label")}: ${money(cents)}</p>`}
        <div class="row"><${Button} onClick=${onClose}>${word(language, "form.confirm_not_yet")}<//><p class="small" lang="en">${t("forms.preview_nothing")}</p></div>
    </div>`;
}

function Filling({ form: published, prices, language }) {
    const [typed, setTyped] = useState({});
    const [problems, setProblems] = useState({});
    const [asking, setAsking] = useState(false);
    const { fields } = published;
    const answers = inNotation(fields, typed);
    const asked = askedFields(fields, answers);
    const waived = feeIsWaived(published, answers);
    const form = waived ? { ...published, fee: undefined } : published;
    const { cents, known } = priceOf(form, prices);
    const change = (code) => (value) => {
        setTyped({ ...typed, [code]: value });
        setProblems({ ...problems, [code]: undefined });
        setAsking(false);
    };
    const send = () => {
        const found = problemsIn(fields, typed, asked, language, dayOf(Date.now()));
        setProblems(found);
        setAsking(Object.keys(found).length === 0);
    };
    return html`
        <p>${pick(form.explanation, language)}</p>
        <p><strong>${priceLine(form, prices, language, waived)}</strong></p>
        ${urgentLine(form, language) && html`<p>${urgentLine(form, language)}</p>`}
        ${cents > 0 && form.fee.may_owe && html`<p class="small">${word(language, "form.may_owe")}</p>`}
        ${Object.values(problems).some(Boolean) && html`<p class="field-error" role="alert">${word(language, "form.fix")}</p>`}
        ${fields.map((field, at) => asked[at] && html`<${PreviewField} key=${`${field.code} ${field.kind}`} field=${field} language=${language} value=${typed[field.code] ?? ""} wrong=${problems[field.code]} onInput=${change(field.code)} />`)}
        <${Button} kind="primary wide" icon="send" disabled=${!known} onClick=${send}>${word(language, "form.send")}${cents > 0 && ` · ${money(cents)}`}<//>
        ${asking && html`<${Asked} form=${form} prices=${prices} language=${language} onClose=${() => setAsking(false)} />`}`;
}

/** `form`: the definition as far as it can be read; `languages`: of its texts. */
export function FormPreview({ form, prices, languages }) {
    const [language, setLanguage] = useState("en");
    const [passed, setPassed] = useState(false);
    const warning = pick(form.warning, language);
    const choices = languages.map((value) => ({ value, text: codeText("language", value) }));
    return html`<section class="card form-preview" aria-label=${t("forms.preview")}>
        <div class="form-field-head">
            <h2>${t("forms.preview")}</h2>
            <${Choice} label=${t("forms.preview_language")} value=${language} choices=${choices} onInput=${setLanguage} />
        </div>
        <div class="preview-screen" lang=${language} dir=${language === "ar" ? "rtl" : "ltr"}>
            <h3 class="preview-name"><${Picture} name=${form.icon || NO_ICON} /><span>${pick(form.name, language) || t("forms.no_name")}</span></h3>
            ${
                warning !== "" && !passed
                    ? html`<p><strong>${word(language, "form.warning_title")}</strong></p>
                          <p class="preview-warning">${warning}</p>
                          <${Button} kind="primary wide" onClick=${() => setPassed(true)}>${word(language, "form.warning_go_on")}<//>`
                    : html`<${Filling} form=${form} prices=${prices} language=${language} />`
            }
        </div>
        <div class="row">${passed && warning !== "" && html`<${Button} icon="undo-2" onClick=${() => setPassed(false)}>${t("forms.preview_again")}<//>`}<p class="small">${t("forms.preview_what")}</p></div>
    </section>`;
}
