// What a form is called, what stands above its fields, who sees it, what it costs, who answers and until when.
import { money } from "../base/amount.js";
import { codeText, localText, t } from "../base/text.js";
import { Button } from "../parts/basics.js";
import { Choice, CodeField, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { PictureSeen } from "../parts/picture.js";
import { ConditionsEditor } from "./form_conditions.js";
import { blankLevel, MOST } from "./form_definition.js";
import { TextsField } from "./form_texts.js";

/** Those of the languages of residents that the catalogs know. */
const LANGUAGES = ["en", "es", "ht", "vi", "zh", "ar", "fr"];

export function FormWords({ row, set, at, isNew, onLanguage }) {
    const more = LANGUAGES.filter((language) => !at.languages.includes(language));
    const languages = [
        { value: "", text: t("forms.language_choose") },
        ...more.map((value) => ({ value, text: codeText("language", value) })),
    ];
    return html`<section class="card" aria-label=${t("forms.words")}>
        <h2>${t("forms.words")}</h2>
        ${isNew && html`<${CodeField} label=${t("forms.member.code")} error=${at.faultAt("code")} value=${row.code} onInput=${set("code")} />`}
        <${TextsField} label=${t("forms.member.name")} at=${at} place="name" most=${MOST.label} value=${row.name} onInput=${set("name")} />
        <${TextsField} long label=${t("forms.member.explanation")} at=${at} place="explanation" most=${MOST.page} value=${row.explanation} onInput=${set("explanation")} />
        <${TextsField} long rows=${2} label=${t("forms.member.warning")} help=${t("forms.warning_help")} at=${at} place="warning" most=${MOST.page} value=${row.warning} onInput=${set("warning")} />
        <div class="fields">
            <div><${CodeField} label=${t("forms.member.icon")} help=${t("forms.icon_help")} error=${at.faultAt("icon")} value=${row.icon} onInput=${set("icon")} /><${PictureSeen} name=${row.icon.trim()} /></div>
            ${more.length > 0 && html`<${Choice} label=${t("forms.language_add")} value="" choices=${languages} onInput=${(language) => language !== "" && onLanguage(language)} />`}
        </div>
    </section>`;
}

function FeeFields({ fee, fields, prices, at, onChange }) {
    const whens = ["none", "on_completion", "on_submission"].map((value) => ({ value, text: t(`forms.fee.${value}`) }));
    const known = prices.map(({ code, name, cents }) => ({
        value: code,
        text: `${localText(name, code)} · ${money(cents)}`,
    }));
    const missing = prices.some((each) => each.code === fee.price)
        ? []
        : [{ value: fee.price, text: fee.price || t("forms.price_choose") }];
    const set = (member) => (value) => onChange({ ...fee, [member]: value });
    return html`
        <div class="fields">
            <${Choice} label=${t("forms.member.when")} error=${at.faultAt("fee.when") ?? at.faultAt("fee")} value=${fee.when} choices=${whens} onInput=${set("when")} />
            ${fee.when !== "none" && html`<${Choice} label=${t("forms.member.price")} error=${at.faultAt("fee.price")} value=${fee.price} choices=${[...missing, ...known]} onInput=${set("price")} />`}
        </div>
        ${fee.when !== "none" && html`<${Tick} label=${t("forms.member.may_owe")} checked=${fee.may_owe} onInput=${set("may_owe")} />`}
        ${fee.when === "on_completion" && html`<${Tick} label=${t("forms.member.when_declined")} checked=${fee.when_declined} onInput=${set("when_declined")} />`}
        ${fee.when !== "none" && html`<${ConditionsEditor} show=${fee.waived_when} earlier=${fields} at=${at} list="waived_when" place="fee" onChange=${set("waived_when")} />`}`;
}

function LevelRow({ level, number, at, onChange, onRemove }) {
    const place = `next_levels[${number - 1}]`;
    const set = (member) => (value) => onChange({ ...level, [member]: value });
    return html`<fieldset class="form-part">
        <legend>${t("forms.one.next_levels", { number })}</legend>
        <${TextsField} label=${t("forms.member.name")} at=${at} place=${`${place}.name`} most=${MOST.label} value=${level.name} onInput=${set("name")} />
        <div class="fields">
            <${CodeField} label=${t("forms.member.role")} error=${at.faultAt(`${place}.role`)} value=${level.role} onInput=${set("role")} />
            <${Field} label=${t("forms.member.answer_within_hours")} error=${at.faultAt(`${place}.answer_within_hours`)} value=${level.hours} onInput=${set("hours")} inputmode="numeric" autocomplete="off" maxlength=${4} />
            <${Field} label=${t("forms.member.urgent_answer_within_hours")} error=${at.faultAt(`${place}.urgent_answer_within_hours`)} value=${level.urgent} onInput=${set("urgent")} inputmode="numeric" autocomplete="off" maxlength=${4} />
        </div>
        <div class="row"><${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}<span class="sr"> ${t("forms.one.next_levels", { number })}</span><//></div>
    </fieldset>`;
}

function Levels({ levels, at, onChange }) {
    const replace = (index, one) => onChange(levels.map((each, nth) => (nth === index ? one : each)));
    return html`<section class="form-group" aria-label=${t("forms.member.next_levels")}>
        <h3>${t("forms.member.next_levels")}</h3>
        <p class="small">${t("forms.levels_what")}</p>
        ${levels.map((level, index) => html`<${LevelRow} key=${index} level=${level} number=${index + 1} at=${at} onChange=${(one) => replace(index, one)} onRemove=${() => onChange(levels.filter((_, nth) => nth !== index))} />`)}
        <div class="row"><${Button} icon="plus" disabled=${levels.length >= MOST.levels} onClick=${() => onChange([...levels, blankLevel])}>${t("forms.add_level")}<//></div>
    </section>`;
}

function Units({ chosen, units, wrong, onChange }) {
    const set = (id) => (on) => onChange(on ? [...chosen, id].sort() : chosen.filter((each) => each !== id));
    return html`<fieldset class="form-part">
        <legend>${t("forms.member.units")}</legend>
        <p class="small">${t(chosen.length > 0 ? "forms.units_some" : "forms.units_all")}</p>
        <div class="form-ticks">${units.map((unit) => html`<${Tick} key=${unit.id} label=${unit.name} checked=${chosen.includes(unit.id)} onInput=${set(unit.id)} />`)}</div>
        ${wrong && html`<p class="field-error" tabindex="-1">${wrong}</p>`}
    </fieldset>`;
}

export function FormRules({ row, set, at, prices, units }) {
    const hours = (member, place, help = "forms.hours_help") =>
        html`<${Field} label=${t(`forms.member.${place}`)} help=${t(help)} error=${at.faultAt(place)} value=${row[member]} onInput=${set(member)} inputmode="numeric" autocomplete="off" maxlength=${4} />`;
    return html`<section class="card" aria-label=${t("forms.rules")}>
        <h2>${t("forms.rules")}</h2>
        <${FeeFields} fee=${row.fee} fields=${row.fields} prices=${prices} at=${at} onChange=${set("fee")} />
        <div class="fields">
            <${CodeField} label=${t("forms.member.role")} help=${t("forms.role_help")} error=${at.faultAt("role")} value=${row.role} onInput=${set("role")} />
            ${hours("answer", "answer_within_hours")}
            ${hours("weekend", "weekend_answer_within_hours", "forms.weekend_help")}
            ${hours("urgent", "urgent_answer_within_hours", "forms.urgent_help")}
            ${hours("reply", "reply_within_hours")}
        </div>
        <div class="fields">
            <${CodeField} label=${t("forms.member.appeals")} help=${t("forms.appeals_help")} error=${at.faultAt("appeals")} value=${row.appeals} onInput=${set("appeals")} />
            ${row.appeals !== "" && hours("appeal_days", "appeal_within_days", "forms.appeal_days_help")}
        </div>
        <${Levels} levels=${row.levels} at=${at} onChange=${set("levels")} />
        <${Units} chosen=${row.units} units=${units} wrong=${at.faultAt("units")} onChange=${set("units")} />
    </section>`;
}
