// What calls cost, and how lists of numbers may change, as a form: checked by the hub as a whole, then saved as it was checked.
import { useState } from "preact/hooks";
import { fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { millsText } from "./phone_model.js";
import { RateRow } from "./rate_row.js";
import {
    changesOf,
    formOfTerms,
    hasNextPrice,
    LANGUAGES,
    MOST_RATES,
    placeFaults,
    readRow,
    readTerms,
    withNextPrice,
    withoutRow,
    withRate,
    withRow,
} from "./rates_model.js";
import { RatesPreview } from "./rates_preview.js";

const PATH = "/api/v1/phone/terms";
const MOST_NOTE = 400;
const RULES = ["numbers_max", "changes_max", "change_days"];

function Lists({ form, wrong = {}, onChange }) {
    return html`<fieldset class="card rate-row">
        <legend>${t("phone.lists")}</legend>
        <div class="rate-prices">
            ${RULES.map((member) => html`<${Field} key=${member} label=${t(`phone.${member}`)} help=${t("phone.zero_no_limit")} error=${wrong[member] && t(wrong[member])} value=${form[member]} onInput=${(text) => onChange({ [member]: text })} inputmode="numeric" maxlength=${4} autocomplete="off" />`)}
        </div>
        ${LANGUAGES.map((language) => html`<${LongField} key=${language} label=${t("phone.note_in", { language: codeText("language", language) })} value=${form.note[language] ?? ""} onInput=${(text) => onChange({ note: { ...form.note, [language]: text } })} maxlength=${MOST_NOTE} lang=${language} />`)}
    </fieldset>`;
}

function changeText({ what, rate }) {
    if (what === "lists") return t("phone.change.lists");
    const name = localText(rate.name, rate.code);
    if (what === "ends" && rate.valid_to_ms === 0) return t("phone.change.no_end", { name });
    if (what === "ends") return t("phone.change.ends", { name, when: fullMoment(rate.valid_to_ms) });
    if (what !== "new") return t(`phone.change.${what}`, { name });
    return t("phone.change.new", { name, price: millsText(rate.minute_mills), when: fullMoment(rate.valid_from_ms) });
}

function Save({ terms, body, onSaved }) {
    const action = useAction();
    const [stale, setStale] = useState(false);
    const changes = changesOf(terms, body);
    const save = async () => {
        const answer = await action.run(async () => {
            const now = await api.get(PATH);
            setStale(JSON.stringify(now) !== JSON.stringify(terms));
            return JSON.stringify(now) === JSON.stringify(terms) ? api.put(PATH, body) : undefined;
        });
        if (!answer) return;
        say(t("phone.terms_done", { count: answer.rates.length }));
        onSaved();
    };
    if (changes.length === 0) return html`<p role="status">${t("phone.no_changes")}</p>`;
    return html`<section class="card" aria-labelledby="rates-changes">
        <h3 id="rates-changes">${t("phone.changes_title")}</h3>
        <ul>${changes.map((each, index) => html`<li key=${index}>${changeText(each)}</li>`)}</ul>
        ${stale && html`<${Fault}>${t("phone.terms_stale")}<//>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "phone")}<//>`}
        <div class="row"><${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("phone.save_terms")}<//></div>
    </section>`;
}

/** Faults of the hub stand as long as the form is as it was checked. */
function Checked({ shown, found, terms, onSaved }) {
    if (!shown) return null;
    if (shown.answer.faults.length === 0)
        return html`<${Save} terms=${terms} body=${shown.asked} onSaved=${onSaved} />`;
    return html`<${Fault}>${[t("phone.check_wrong", { count: shown.answer.faults.length }), ...found.others].join(" ")}<//>`;
}

export function RatesEditor({ terms, onSaved }) {
    const now = useNow();
    const [form, setForm, forget] = useDraft("phone rates", formOfTerms(terms, now));
    const [wrong, setWrong] = useState({});
    const checked = useChecked("phone rates", [form]);
    const found = placeFaults(form, checked.shown?.answer.faults ?? []);
    const faultsOf = (key) => ({ ...found.wrong[key], ...wrong[key] });
    const done = () => {
        forget();
        checked.forget();
        onSaved();
    };
    const change = (some) => {
        setWrong({});
        setForm(some);
    };
    const check = async () => {
        const read = readTerms(form);
        setWrong(read.wrong);
        if (read.body) await checked.check(read.body, (body) => api.post(`${PATH}/check`, body));
    };
    const reset = () => {
        setWrong({});
        forget(formOfTerms(terms, now));
    };
    const open = form.rows.filter((row) => row.state !== "over");
    const over = form.rows.length - open.length;
    const known = form.rows.map(readRow).filter((each) => Object.keys(each.wrong).length === 0);
    const clean = Object.keys(wrong).length === 0;
    return html`<div class="editor">
        <${Note}>${t("phone.never_backwards")}<//>
        ${open.map((row, index) => html`<${RateRow} key=${row.key} row=${row} number=${index + 1} wrong=${faultsOf(row.key)} next=${hasNextPrice(form, row.key)} onChange=${(some) => change(withRow(form, row.key, some))} onNext=${() => change(withNextPrice(form, row.key, now))} onRemove=${() => change(withoutRow(form, row.key))} />`)}
        ${over > 0 && html`<p class="small">${t("phone.over_stay", { count: over })}</p>`}
        <div class="row"><${Button} icon="plus" disabled=${form.rows.length >= MOST_RATES} onClick=${() => change(withRate(form, now))}>${t("phone.add_rate")}<//></div>
        <${Lists} form=${form} wrong=${wrong.rules} onChange=${change} />
        <${RatesPreview} rates=${known.map((each) => each.rate)} now=${now} />
        ${checked.action.error && html`<${Fault}>${faultText(checked.action.error, "phone")}<//>`}
        ${!clean && html`<${Fault}>${t("phone.fields_wrong")}<//>`}
        <div class="row"><${Button} kind=${checked.shown ? "plain" : "primary"} icon="check" busy=${checked.action.busy} onClick=${check}>${t("phone.check_terms")}<//></div>
        <${Checked} shown=${checked.shown} found=${found} terms=${terms} onSaved=${done} />
        <${Unsaved} before=${formOfTerms(terms, now)} form=${form} onReset=${reset} />
    </div>`;
}
