// The entries of a week, or of one date, as a table; a press on one opens it to be changed.
import { useState } from "preact/hooks";
import { codeText, localText, t } from "../base/text.js";
import { Button, Empty } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { EntryDialog, weekdayText } from "./schedule_entry.js";
import { daysKind, indexOfSame, inOrder, putAt } from "./schedule_model.js";

export function daysText(weekdays) {
    const kind = daysKind(weekdays);
    return Array.isArray(kind) ? kind.map(weekdayText).join(", ") : t(`schedule.days.${kind}`);
}
const titleOf = (entry) => localText(entry.name, codeText("schedule.kind", entry.kind));

function Row({ entry, ofWeek, change, onOpen }) {
    return html`<tr>
        <th scope="row"><bdi>${entry.from}–${entry.to}</bdi></th>
        <td class="wrap" dir="auto">${titleOf(entry)}</td>
        ${ofWeek && html`<td class="wrap">${daysText(entry.weekdays)}</td>`}
        <td class="wrap" dir="auto">${entry.place || "–"}</td>
        ${change && html`<td class="row-actions"><button type="button" class="button small" aria-label=${t("schedule.open_name", { title: titleOf(entry), from: entry.from })} onClick=${onOpen}>${t("schedule.open")}</button></td>`}
    </tr>`;
}

/** `put(entries)`: resolves to whether it was put; `caption` for ears. */
export function Entries({ entries, ofWeek, caption, change, put }) {
    const [open, setOpen] = useState(undefined); // {entry}: as it was when it was opened; without one a new one
    const [gone, setGone] = useState(false);
    const action = useAction();
    const columns = ["hours", "what", ...(ofWeek ? ["days"] : []), "place", ...(change ? ["open"] : [])];
    const send = async (entry) => {
        const index = open.entry ? indexOfSame(entries, open.entry) : -1;
        setGone(open.entry && index < 0);
        if (open.entry && index < 0) return;
        if (!(await action.run(() => put(putAt(entries, index, entry))))) return;
        say(t(!open.entry ? "schedule.added" : entry ? "schedule.changed" : "schedule.ended"));
        setOpen(undefined);
    };
    const show = (entry) => {
        action.clear();
        setGone(false);
        setOpen({ entry });
    };
    return html`
        ${change && html`<div class="row"><${Button} kind="primary" icon="plus" onClick=${() => show(undefined)}>${t("schedule.new")}<//></div>`}
        ${
            entries.length === 0
                ? html`<${Empty} icon="calendar-x" title=${t(ofWeek ? "schedule.none" : "schedule.nothing_that_day")} />`
                : html`<${Table} caption=${caption} heading=${(column) => t(`schedule.column.${column}`)} columns=${columns} still=${!change}>
                      ${inOrder(entries).map((index) => html`<${Row} key=${index} entry=${entries[index]} ofWeek=${ofWeek} change=${change} onOpen=${() => show(entries[index])} />`)}
                  <//>`
        }
        ${open && html`<${EntryDialog} entry=${open.entry} gone=${gone} ofWeek=${ofWeek} action=${action} onPut=${send} onClose=${() => setOpen(undefined)} />`}`;
}
