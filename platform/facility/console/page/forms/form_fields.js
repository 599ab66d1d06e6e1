// The fields of a form in their order; one of them is open to be changed.
import { localText, t } from "../base/text.js";
import { Button, Tag } from "../parts/basics.js";
import { Choice, CodeField, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { moveRow } from "../deductions/deductions_model.js";
import { ChoicesEditor } from "./form_choices.js";
import { ConditionsEditor } from "./form_conditions.js";
import { copyField, hasLimits, isText, KINDS, MOST, newField, renameField } from "./form_definition.js";
import { TextsField } from "./form_texts.js";

function Limits({ row, set, at, place }) {
    const one = (member, label, help) =>
        html`<${Field} label=${label} help=${help} error=${at.faultAt(`${place}.${member === "characters" ? "max_characters" : member}`)} value=${row[member]} onInput=${set(member)} inputmode=${row.kind === "money" ? "decimal" : "text"} autocomplete="off" maxlength=${12} />`;
    if (isText(row.kind)) return one("characters", t("forms.member.max_characters"), t("forms.characters_help"));
    if (!hasLimits(row.kind)) return null;
    return html`<div class="fields">
        ${one("least", t(`forms.least.${row.kind}`), row.kind === "date" ? t("forms.days_help") : undefined)}
        ${one("most", t(`forms.most.${row.kind}`))}
    </div>`;
}

function OpenField({ row, index, fields, at, set, onRename }) {
    const place = `fields[${index}]`;
    const kinds = KINDS.map((value) => ({ value, text: t(`forms.kind.${value}`) }));
    return html`<div class="form-open">
        <div class="fields">
            <${Choice} label=${t("forms.member.kind")} error=${at.faultAt(`${place}.kind`) ?? at.faultAt(place)} value=${row.kind} choices=${kinds} onInput=${set("kind")} />
            <${CodeField} label=${t("forms.member.code")} error=${at.faultAt(`${place}.code`)} value=${row.code} onInput=${onRename} />
        </div>
        <${TextsField} label=${t("forms.member.label")} at=${at} place=${`${place}.label`} most=${MOST.label} value=${row.label} onInput=${set("label")} />
        <${TextsField} label=${t("forms.member.help")} at=${at} place=${`${place}.help`} most=${MOST.label} value=${row.help} onInput=${set("help")} />
        <${Tick} label=${t(row.kind === "check" ? "forms.must_tick" : "forms.required")} checked=${row.required} onInput=${set("required")} />
        <${Limits} row=${row} set=${set} at=${at} place=${place} />
        ${row.kind === "choice" && html`<${ChoicesEditor} choices=${row.choices} at=${at} place=${place} onChange=${set("choices")} />`}
        <${ConditionsEditor} show=${row.show} earlier=${fields.slice(0, index)} at=${at} place=${place} onChange=${set("show")} />
    </div>`;
}

function FieldRow({ row, index, fields, open, at, onChange, onOpen }) {
    const number = index + 1;
    const name = localText(row.label, row.code);
    const about = html`<span class="sr"> ${t("forms.one.fields", { number })}</span>`;
    const set = (member) => (value) =>
        onChange(fields.map((each, nth) => (nth === index ? { ...each, [member]: value } : each)));
    const lost = row.show.some((each) => !fields.slice(0, index).some((field) => field.code === each.field));
    return html`<li class=${open ? "card form-field open" : "card form-field"}>
        <div class="form-field-head">
            <h3><button type="button" class="form-toggle" aria-expanded=${open ? "true" : "false"} onClick=${() => onOpen(open ? -1 : index)}>${number}. <bdi>${name}</bdi></button></h3>
            <p class="tags">
                <${Tag}>${t(`forms.kind.${row.kind}`)}<//>
                ${row.required && html`<${Tag} tone="info" icon="asterisk">${t("forms.required_tag")}<//>`}
                ${row.show.length > 0 && html`<${Tag} tone=${lost ? "bad" : "neutral"} icon=${lost ? "circle-alert" : "split"}>${t(lost ? "forms.wrong.earlier" : "forms.sometimes")}<//>`}
            </p>
            <div class="row">
                <${Button} icon="arrow-up" disabled=${index === 0} onClick=${() => onChange(moveRow(fields, index, -1), index - 1)}>${t("forms.up")}${about}<//>
                <${Button} icon="arrow-down" disabled=${number === fields.length} onClick=${() => onChange(moveRow(fields, index, 1), index + 1)}>${t("forms.down")}${about}<//>
                <${Button} icon="copy" disabled=${fields.length >= MOST.fields} onClick=${() => onChange(copyField(fields, index), index + 1)}>${t("forms.copy")}${about}<//>
                <${Button} icon="trash" onClick=${() =>
                    onChange(
                        fields.filter((_, nth) => nth !== index),
                        -1,
                    )}>${t("shop.remove")}${about}<//>
            </div>
        </div>
        ${open && html`<${OpenField} row=${row} index=${index} fields=${fields} at=${at} set=${set} onRename=${(code) => onChange(renameField(fields, index, code))} />`}
    </li>`;
}

/** `open`: which one is open, -1: none. onChange(fields, open?): another open one when they were added, moved, copied or removed. */
export function FieldsEditor({ fields, open, at, onChange, onOpen }) {
    const wrong = at.faultAt("fields");
    return html`<section class="form-group" aria-label=${t("forms.member.fields")}>
        <h2>${t("forms.member.fields")} <span class="about">${t("forms.of_most", { count: fields.length, most: MOST.fields })}</span></h2>
        <ol class="form-fields">
            ${fields.map((row, index) => html`<${FieldRow} key=${row.key} row=${row} index=${index} fields=${fields} open=${open === index} at=${at} onChange=${onChange} onOpen=${onOpen} />`)}
        </ol>
        ${wrong && html`<p class="field-error" tabindex="-1">${wrong}</p>`}
        <div class="row"><${Button} icon="plus" disabled=${fields.length >= MOST.fields} onClick=${() => onChange(newField(fields), fields.length)}>${t("forms.add_field")}<//></div>
    </section>`;
}
