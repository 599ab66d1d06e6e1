// When a field is asked, or a form costs nothing: conditions about fields.
import { useId } from "preact/hooks";
import { localText, t } from "../base/text.js";
import { codesIn } from "../base/code.js";
import { Button } from "../parts/basics.js";
import { Choice, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { comparesOf, MOST, namesValues } from "./form_definition.js";

/** {value, text} of what an answer can be; nothing where it is no choice. */
function valuesOf(field) {
    if (field?.kind === "choice")
        return field.choices.map(({ code, label }) => ({ value: code, text: localText(label, code) }));
    return field?.kind === "yes_no" ? ["yes", "no"].map((value) => ({ value, text: t(`forms.answer.${value}`) })) : [];
}

function Values({ about, one, wrong, onChange }) {
    const id = useId();
    const label = t("forms.condition_values");
    if (about?.kind === "item") {
        const values = one.values.join(" ");
        return html`<${Field} label=${label} help=${t("forms.item_codes")} error=${wrong} value=${values} onInput=${(text) => onChange({ ...one, values: codesIn(text) })} autocomplete="off" spellcheck=${false} />`;
    }
    const choices = valuesOf(about);
    // A choice that is gone still stands here, to be taken away.
    const gone = one.values.filter((value) => !choices.some((each) => each.value === value));
    const set = (value) => (on) =>
        onChange({ ...one, values: on ? [...one.values, value] : one.values.filter((each) => each !== value) });
    return html`<fieldset class="form-values" aria-describedby=${wrong ? id : undefined}>
        <legend>${label}</legend>
        ${[...choices, ...gone.map((value) => ({ value, text: t("forms.gone_choice", { code: value }) }))].map(
            (each) =>
                html`<${Tick} key=${each.value} label=${each.text} checked=${one.values.includes(each.value)} onInput=${set(each.value)} />`,
        )}
        ${wrong && html`<p class="field-error" id=${id} tabindex="-1">${wrong}</p>`}
    </fieldset>`;
}

function ConditionRow({ one, number, earlier, at, list, place, onChange, onRemove }) {
    const about = earlier.find((field) => field.code === one.field);
    const kept = about ? [] : [{ value: one.field, text: one.field === "" ? t("forms.choose_field") : one.field }];
    const fields = [
        ...kept,
        ...earlier.map((field, index) => ({
            value: field.code,
            text: `${index + 1}. ${localText(field.label, field.code)}`,
        })),
    ];
    const compares = about ? comparesOf(about.kind) : [one.compare];
    const choose = (field) => {
        const { kind } = earlier.find((each) => each.code === field);
        onChange({ field, compare: comparesOf(kind)[0], values: [], number: "" });
    };
    const compare = (next) => onChange({ ...one, compare: next, values: namesValues(next) ? one.values : [] });
    const wrong = about ? at.faultAt(`${place}.field`) : t("forms.wrong.earlier");
    const wrongValue = at.faultAt(`${place}.${one.compare}`) ?? at.faultAt(place);
    return html`<fieldset class="form-part">
        <legend>${t(`forms.one.${list}`, { number })}</legend>
        <div class="fields">
            <${Choice} label=${t("forms.condition_field")} error=${wrong} value=${one.field} choices=${fields} onInput=${choose} />
            <${Choice} label=${t("forms.condition_compare")} value=${one.compare} choices=${compares.map((value) => ({ value, text: t(`forms.compare.${value}`) }))} onInput=${compare} error=${one.compare === "answered" ? wrongValue : undefined} />
            ${(one.compare === "at_least" || one.compare === "at_most") && html`<${Field} label=${t(about?.kind === "money" ? "forms.amount" : "forms.number")} error=${wrongValue} value=${one.number} onInput=${(typed) => onChange({ ...one, number: typed })} inputmode="decimal" autocomplete="off" maxlength=${12} />`}
        </div>
        ${namesValues(one.compare) && html`<${Values} about=${about} one=${one} wrong=${wrongValue} onChange=${onChange} />`}
        <div class="row"><${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}<span class="sr"> ${t(`forms.one.${list}`, { number })}</span><//></div>
    </fieldset>`;
}

/** `earlier`: the fields that it may be about, as they stand in the editor; `list`: the member of the definition. */
export function ConditionsEditor({ show, earlier, at, list = "show_when", place, onChange }) {
    const last = earlier.at(-1);
    const add = () =>
        onChange([...show, { field: last.code, compare: comparesOf(last.kind)[0], values: [], number: "" }]);
    const replace = (index, one) => onChange(show.map((each, nth) => (nth === index ? one : each)));
    const wrong = at.faultAt(`${place}.${list}`);
    const what =
        list === "waived_when"
            ? "forms.waived_what"
            : show.length > 0
              ? "forms.all_hold"
              : last
                ? "forms.always_asked"
                : "forms.first_field";
    return html`<section class="form-group" aria-label=${t(`forms.member.${list}`)}>
        <h3>${t(`forms.member.${list}`)}</h3>
        <p class="small">${t(what)}</p>
        ${show.map((one, index) => html`<${ConditionRow} key=${index} one=${one} number=${index + 1} earlier=${earlier} at=${at} list=${list} place=${`${place}.${list}[${index}]`} onChange=${(next) => replace(index, next)} onRemove=${() => onChange(show.filter((_, nth) => nth !== index))} />`)}
        ${wrong && html`<p class="field-error" tabindex="-1">${wrong}</p>`}
        ${last && html`<div class="row"><${Button} icon="plus" disabled=${show.length >= MOST.conditions} onClick=${add}>${t("forms.add_condition")}<//></div>`}
    </section>`;
}
