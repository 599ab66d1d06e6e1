// Dates on which a unit's day is different: each with its own entries in place of the weekday's, and why.
import { useState } from "preact/hooks";
import { dayOf } from "../base/calendar.js";
import { namedDay } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { localText, t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { Entries } from "./schedule_entries.js";
import { TextsFields, weekdayText } from "./schedule_entry.js";
import { faultsOfDay, noteOf, usualEntries, weekdayOf } from "./schedule_model.js";

const today = () => dayOf(Date.now());
const dateText = (date) => `${weekdayText(weekdayOf(date))}, ${namedDay(date)}, ${date.slice(0, 4)}`;

function NewDay({ schedule, put, onClose }) {
    const [form, setForm] = useState({ date: "", note: {}, usual: true });
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const set = (member) => (value) => setForm((before) => ({ ...before, [member]: value }));
    const send = async () => {
        const found = faultsOfDay(form, schedule.days, today());
        setWrong(found);
        if (Object.keys(found).length > 0) return;
        const day = {
            date: form.date,
            note: noteOf(form),
            entries: form.usual ? usualEntries(schedule, form.date) : [],
        };
        if (!(await action.run(() => put({ days: [...schedule.days, day] })))) return;
        say(t("schedule.day_added"));
        onClose();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("schedule.day_add")}<//>`;
    return html`<${Dialog} title=${t("schedule.day_new")} onClose=${onClose} actions=${actions}>
        <${Field} label=${t("schedule.date")} error=${wrong.date && t(wrong.date)} type="date" value=${form.date} onInput=${set("date")} />
        <${TextsFields} texts=${form.note} label="schedule.why" help=${t("schedule.why_help")} wrong=${wrong} onInput=${set("note")} />
        <${Tick} label=${t("schedule.with_usual")} checked=${form.usual} onInput=${set("usual")} />
        ${action.error && html`<${Fault}>${faultText(action.error, "schedule")}<//>`}
    <//>`;
}

/** One of them: its entries, and the way back to the usual day. */
export function DifferentDay({ schedule, unit, date, change, put }) {
    const action = useAction();
    const [asking, setAsking] = useState(false);
    const day = schedule.days.find((each) => each.date === date);
    const back = html`<p><a href=${hashOf("schedule", "days", unit)}>${t("schedule.all_days")}</a></p>`;
    if (!day) return html`${back}<${Empty} icon="calendar-check" title=${t("schedule.day_usual")} />`;
    const others = schedule.days.filter((each) => each !== day);
    const usual = async () => {
        if (await action.run(() => put({ days: others }))) say(t("schedule.day_ended"));
    };
    const actions = html`<${Button} onClick=${() => setAsking(false)}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${usual}>${t("schedule.day_end_yes")}<//>`;
    return html`${back}
        <h2>${dateText(date)}</h2>
        <p dir="auto">${localText(day.note, t("schedule.no_why"))}</p>
        <${Entries} entries=${day.entries} ofWeek=${false} caption=${dateText(date)} change=${change} put=${(entries) => put({ days: [...others, { ...day, entries }] })} />
        ${change && html`<div class="row"><${Button} onClick=${() => setAsking(true)}>${t("schedule.day_end")}<//></div>`}
        ${asking && html`<${Dialog} title=${t("schedule.day_end_title")} onClose=${() => setAsking(false)} actions=${actions}><p>${t("schedule.day_end_what", { date: dateText(date) })}</p>${action.error && html`<${Fault}>${faultText(action.error, "schedule")}<//>`}<//>`}`;
}

export function DifferentDays({ schedule, unit, change, put }) {
    const [making, setMaking] = useState(false);
    const days = schedule.days.toSorted((a, b) => a.date.localeCompare(b.date));
    return html`
        ${change && html`<div class="row"><${Button} kind="primary" icon="plus" onClick=${() => setMaking(true)}>${t("schedule.day_new")}<//></div>`}
        ${
            days.length === 0
                ? html`<${Empty} icon="calendar-check" title=${t("schedule.no_days")} />`
                : html`<${Table} caption=${t("schedule.tab.days")} heading=${(column) => t(`schedule.column.${column}`)} columns=${["date", "why", "entries"]}>
                      ${days.map(
                          (day) => html`<tr key=${day.date}>
                              <th scope="row"><a class="row-link" href=${hashOf("schedule", "days", unit, day.date)}>${dateText(day.date)}</a>${day.date < today() && html` <${Tag}>${t("schedule.over")}<//>`}</th>
                              <td class="wrap" dir="auto">${localText(day.note, "–")}</td>
                              <td class="number">${day.entries.length}</td>
                          </tr>`,
                      )}
                  <//>`
        }
        ${making && html`<${NewDay} schedule=${schedule} put=${put} onClose=${() => setMaking(false)} />`}`;
}
