// The weekly order windows: a row each.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { UnitChoice } from "../parts/units.js";
import { clockOf, DAYS, MOST_RULES, newRule, readRules, ruleRow } from "./shop_rules_model.js";

const dayChoices = () => DAYS.map((day) => ({ value: String(day), text: t(`weekday.${day}`) }));

function DayChoice({ label, value, onInput }) {
    return html`<${Choice} label=${label} value=${String(value)} choices=${dayChoices()} onInput=${(day) => onInput(Number(day))} />`;
}

function RuleRow({ rule, number, units, wrong, onChange, onRemove }) {
    const set = (member) => (value) => onChange({ ...rule, [member]: value });
    const timeWrong = (clock) => (wrong && clock === "" ? t(wrong.key) : undefined);
    return html`<fieldset class="card rule-row">
        <legend>${t("shop.window", { number })}</legend>
        <${UnitChoice} label=${t("shop.for")} units=${units} value=${rule.unit_id} onInput=${set("unit_id")} />
        <${DayChoice} label=${t("shop.opens")} value=${rule.opens_weekday} onInput=${set("opens_weekday")} />
        <${Field} label=${t("shop.at")} type="time" value=${rule.opens} error=${timeWrong(rule.opens)} onInput=${set("opens")} />
        <${DayChoice} label=${t("shop.cut_off")} value=${rule.cut_off_weekday} onInput=${set("cut_off_weekday")} />
        <${Field} label=${t("shop.at")} type="time" value=${rule.cut_off} error=${timeWrong(rule.cut_off)} onInput=${set("cut_off")} />
        <${DayChoice} label=${t("shop.delivery")} value=${rule.delivery_weekday} onInput=${set("delivery_weekday")} />
        <${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}<span class="sr"> ${t("shop.window", { number })}</span><//>
    </fieldset>`;
}

export function RulesForm({ before, units, onSaved }) {
    const [form, setForm, forget] = useDraft("window rules", { rows: before.map(ruleRow) });
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const { rows } = form;
    const save = async () => {
        const read = readRules(rows);
        setWrong(read.wrong);
        if (read.wrong) return;
        const answer = await action.run(() => api.put("/api/v1/commissary/window-rules", { rules: read.rules }));
        if (!answer) return;
        forget({ rows: answer.rules.map(ruleRow) });
        say(t("shop.windows_saved"));
        onSaved();
    };
    const replace = (index, row) => setForm({ rows: rows.map((each, at) => (at === index ? row : each)) });
    return html`<div class="editor">
        ${rows.length === 0 && html`<${Empty} icon="calendar-clock" title=${t("shop.no_windows")} />`}
        ${rows.map((rule, index) => html`<${RuleRow} key=${index} rule=${rule} number=${index + 1} units=${units} wrong=${wrong?.row === index ? wrong : undefined} onChange=${(row) => replace(index, row)} onRemove=${() => setForm({ rows: rows.filter((_, at) => at !== index) })} />`)}
        ${action.error && html`<${Fault}>${faultText(action.error, "shop")}<//>`}
        <div class="row">
            <${Button} icon="plus" disabled=${rows.length >= MOST_RULES} onClick=${() => setForm({ rows: [...rows, newRule] })}>${t("shop.add_window")}<//>
            <${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("shop.save")}<//>
        </div>
        <${Unsaved} before=${{ rows: before.map(ruleRow) }} form=${form} onReset=${forget} />
        <p class="small">${t("shop.windows_what")}</p>
    </div>`;
}

export function RulesTable({ rules, nameOf }) {
    if (rules.length === 0) return html`<${Empty} icon="calendar-clock" title=${t("shop.no_windows")} />`;
    const at = (day, minute) => `${t(`weekday.${day}`)}, ${clockOf(minute)}`;
    return html`<div class="table-scroll"><table class="list">
        <caption class="sr">${t("shop.view.windows")}</caption>
        <thead><tr><th scope="col">${t("shop.for")}</th><th scope="col">${t("shop.opens")}</th><th scope="col">${t("shop.cut_off")}</th><th scope="col">${t("shop.delivery")}</th></tr></thead>
        <tbody>${rules.map((rule, index) => html`<tr key=${index}><th scope="row">${rule.unit_id ? nameOf(rule.unit_id) : t("units.every")}</th><td>${at(rule.opens_weekday, rule.opens_minute)}</td><td>${at(rule.cut_off_weekday, rule.cut_off_minute)}</td><td>${t(`weekday.${rule.delivery_weekday}`)}</td></tr>`)}</tbody>
    </table></div>`;
}
