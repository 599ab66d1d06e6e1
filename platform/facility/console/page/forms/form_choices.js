// The choices of a field: their codes, which staff and files see, their words, and a picture beside these for whoever reads little.
import { t } from "../base/text.js";
import { Button } from "../parts/basics.js";
import { CodeField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { PictureSeen } from "../parts/picture.js";
import { moveRow } from "../deductions/deductions_model.js";
import { freeCode, MOST } from "./form_definition.js";
import { TextsField } from "./form_texts.js";

function ChoiceRow({ one, number, at, place, onChange, onMove, onRemove }) {
    const about = html`<span class="sr"> ${t("forms.one.choices", { number })}</span>`;
    return html`<fieldset class="form-part">
        <legend>${t("forms.one.choices", { number })}</legend>
        <${TextsField} label=${t("forms.member.label")} at=${at} place=${`${place}.label`} most=${MOST.label} value=${one.label} onInput=${(label) => onChange({ ...one, label })} />
        <div class="fields">
            <${CodeField} label=${t("forms.member.code")} error=${at.faultAt(`${place}.code`)} value=${one.code} onInput=${(code) => onChange({ ...one, code })} />
            <div><${CodeField} label=${t("forms.member.icon")} help=${t("forms.choice_icon_help")} error=${at.faultAt(`${place}.icon`)} value=${one.icon} onInput=${(icon) => onChange({ ...one, icon })} /><${PictureSeen} name=${one.icon.trim()} /></div>
        </div>
        <div class="row">
            <${Button} icon="arrow-up" disabled=${number === 1} onClick=${() => onMove(-1)}>${t("forms.up")}${about}<//>
            <${Button} icon="arrow-down" onClick=${() => onMove(1)}>${t("forms.down")}${about}<//>
            <${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}${about}<//>
        </div>
    </fieldset>`;
}

/** `place`: of the field. */
export function ChoicesEditor({ choices, at, place, onChange }) {
    const replace = (index, one) => onChange(choices.map((each, nth) => (nth === index ? one : each)));
    const add = () =>
        onChange([...choices, { code: freeCode(choices, `choice_${choices.length + 1}`), label: {}, icon: "" }]);
    const wrong = at.faultAt(`${place}.choices`);
    return html`<section class="form-group" aria-label=${t("forms.member.choices")}>
        <h3>${t("forms.member.choices")}</h3>
        ${choices.map((one, index) => html`<${ChoiceRow} key=${index} one=${one} number=${index + 1} at=${at} place=${`${place}.choices[${index}]`} onChange=${(next) => replace(index, next)} onMove=${(step) => onChange(moveRow(choices, index, step))} onRemove=${() => onChange(choices.filter((_, nth) => nth !== index))} />`)}
        ${wrong && html`<p class="field-error" tabindex="-1">${wrong}</p>`}
        <div class="row"><${Button} icon="plus" disabled=${choices.length >= MOST.choices} onClick=${add}>${t("forms.add_choice")}<//></div>
    </section>`;
}
