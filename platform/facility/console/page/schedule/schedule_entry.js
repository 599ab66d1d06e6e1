// One entry of a schedule: written anew, changed, or taken away. What is put is the schedule as a whole.
import { useState } from "preact/hooks";
import { codeText, t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText } from "../parts/load.js";
import {
    entryForm,
    entryOf,
    faultsOfEntry,
    KINDS,
    MOST_NAME,
    MOST_PLACE,
    NAMED_IN,
    WEEKDAYS,
    weekdayNumber,
} from "./schedule_model.js";

export const weekdayText = (weekday) => t(`weekday.${weekdayNumber(weekday)}`);

function Weekdays({ chosen, error, onInput }) {
    const set = (day) => (on) => onInput(on ? [...chosen, day] : chosen.filter((each) => each !== day));
    return html`<fieldset>
        <legend>${t("schedule.weekdays")}</legend>
        <div class="form-ticks">${WEEKDAYS.map((day) => html`<${Tick} key=${day} label=${weekdayText(day)} checked=${chosen.includes(day)} onInput=${set(day)} />`)}</div>
        ${error && html`<p class="field-error"><${Icon} name="circle-alert" size=${16} />${t(error)}</p>`}
    </fieldset>`;
}

/** Names or notes in the languages that a form asks for. `label`: of the text's key, with {language}. */
export function TextsFields({ texts, label, help, wrong, onInput }) {
    return NAMED_IN.map(
        (language) =>
            html`<${Field} key=${language} label=${t(label, { language: codeText("notices.language", language) })} help=${language === "en" ? help : undefined} error=${wrong[language] && t(wrong[language])} value=${texts[language] ?? ""} lang=${language} maxlength=${MOST_NAME} onInput=${(text) => onInput({ ...texts, [language]: text })} />`,
    );
}

/** `entry`: as the hub shows it, undefined for a new one; `gone`: it is not there any more as it was. onPut(entry, or undefined to take it away). `action`: of the call. */
export function EntryDialog({ entry, gone, ofWeek, action, onPut, onClose }) {
    const [form, setForm] = useState(() => entryForm(entry));
    const [wrong, setWrong] = useState({});
    const [ending, setEnding] = useState(false);
    const set = (member) => (value) => setForm((before) => ({ ...before, [member]: value }));
    const send = () => {
        const found = faultsOfEntry(form, ofWeek);
        setWrong(found);
        if (Object.keys(found).length === 0) onPut(entryOf(form, ofWeek));
    };
    const hour = (member) =>
        html`<${Field} label=${t(`schedule.${member}`)} help=${member === "to" ? t("schedule.to_help") : undefined} error=${wrong[member] && t(wrong[member])} type="time" value=${form[member]} onInput=${set(member)} />`;
    const take = ending
        ? html`<${Button} kind="danger" busy=${action.busy} onClick=${() => onPut(undefined)}>${t("schedule.end_yes")}<//>`
        : html`<${Button} onClick=${() => setEnding(true)}>${t("schedule.end")}<//>`;
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//>${entry && take}<${Button} kind="primary" busy=${action.busy} onClick=${send}>${t(entry ? "schedule.change" : "schedule.add")}<//>`;
    return html`<${Dialog} wide title=${t(entry ? "schedule.one" : "schedule.new")} onClose=${onClose} actions=${actions}>
        ${ofWeek && html`<${Weekdays} chosen=${form.weekdays} error=${wrong.weekdays} onInput=${set("weekdays")} />`}
        ${hour("from")}
        ${hour("to")}
        <${Choice} label=${t("schedule.kind_label")} value=${form.kind} choices=${kindChoices(KINDS, form.kind)} onInput=${set("kind")} />
        <${TextsFields} texts=${form.name} label="schedule.name" help=${t("schedule.name_help")} wrong=${wrong} onInput=${set("name")} />
        <${Field} label=${t("schedule.place")} value=${form.place} maxlength=${MOST_PLACE} onInput=${set("place")} />
        ${gone && html`<${Fault}>${t("schedule.gone")}<//>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "schedule")}<//>`}
    <//>`;
}

/** A code of the facility's own stays what it is. */
export const kindChoices = (kinds, own) =>
    [...kinds, ...(kinds.includes(own) ? [] : [own])].map((each) => ({
        value: each,
        text: codeText("schedule.kind", each),
    }));
