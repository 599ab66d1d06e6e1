// Residents whose visits are suspended: the list, and the same for one of them.
import { useState } from "preact/hooks";
import { fromLocalInput, toLocalInput } from "../base/calendar.js";
import { fullMoment, moment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Name, Note, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePaged } from "../parts/paged.js";
import { ReasonDialog, ReasonField, useReason } from "../parts/reason.js";
import { ResidentPicker } from "../parts/resident_picker.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { readSuspension } from "./visits_model.js";

const WEEK_MS = 7 * 24 * 3_600_000;
const COLUMNS = ["resident", "reason", "made", "until", "booked"];
const pathOf = (id) => `/api/v1/residents/${encodeURIComponent(id)}/visit-suspension`;
const untilText = (ms) => (ms === 0 ? t("visits.no_end") : fullMoment(ms));

/** `resident`: of whom; without one somebody is chosen. */
function Suspend({ resident: known, onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`suspend visits ${known?.id ?? ""}`, {
        resident: known,
        reason: "",
        until: toLocalInput(Date.now() + WEEK_MS),
    });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const read = readSuspension(form, fromLocalInput(form.until), useNow());
    const faultOf = (member) => (tried && read.wrong[member] ? t(read.wrong[member]) : undefined);
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (!read.body) return;
        if (!(await action.run(() => api.put(pathOf(form.resident.id), read.body)))) return;
        forget();
        say(t("visits.suspended", { number: form.resident.number }));
        onDone();
    };
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("visits.do.suspend")}<//>`;
    return html`<${Dialog} title=${t("visits.ask.suspend")} onClose=${close} actions=${actions}>
        ${
            known
                ? html`<p><${Name}>${fullName(known)}<//>, ${known.number}</p>`
                : html`<${ResidentPicker} label=${t("visits.column.resident")} value=${form.resident} onInput=${(resident) => setForm({ resident })} error=${faultOf("resident")} />`
        }
        <${ReasonField} help=${t("visits.reason_help")} value=${form.reason} onInput=${(reason) => setForm({ reason })} error=${faultOf("reason")} />
        <${Field} label=${t("visits.until")} help=${t("visits.until_help")} error=${faultOf("until")} type="datetime-local" value=${form.until} onInput=${(until) => setForm({ until })} />
        <${Note}>${t("visits.suspend_what")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
    <//>`;
}

/** `who`: {id, name, number}. */
function Allow({ who, onClose, onDone }) {
    const asking = useReason(`allow visits ${who.id}`, {
        needed: false,
        post: () => api.put(pathOf(who.id), { suspended: false }),
        done() {
            say(t("visits.allowed", { number: who.number }));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="visits" title=${t("visits.ask.allow")} send=${t("visits.do.allow")}>
        <p><${Name}>${who.name}<//>, ${who.number}</p>
        <p>${t("visits.what.allow")}</p>
    <//>`;
}

function Row({ each, now, change, onAllow }) {
    return html`<tr>
        <th scope="row"><a class="row-link" href=${hashOf("visits", "of", each.resident_number)}><${Name}>${each.resident_name}<//></a> <span class="about">${each.resident_number}, ${each.unit}</span></th>
        <td class="wrap" dir="auto">${each.reason}</td>
        <td>${moment(each.made_ms, now)}${each.by && html`<p class="small"><${Name}>${each.by}<//></p>`}</td>
        <td>${untilText(each.until_ms)}</td>
        <td class="number">${each.booked}</td>
        ${change && html`<td class="row-actions"><button type="button" class="button small" onClick=${onAllow}>${t("visits.do.allow")}<span class="sr"> ${each.resident_number}</span></button></td>`}
    </tr>`;
}

/** Everybody whose visits are suspended now. */
export function Suspended() {
    const now = useNow();
    const change = useMayChange("visits");
    const { list, rows, pager } = usePaged("/api/v1/visit-suspensions", {}, "suspensions");
    const [open, setOpen, close] = useDraft("suspended from visits", { making: false, id: "" });
    const lifted = change && rows.find((each) => each.resident_id === open.id);
    const done = () => {
        close();
        list.again();
    };
    return html`
        ${change && html`<div class="row"><${Button} kind="primary" icon="plus" onClick=${() => setOpen({ making: true })}>${t("visits.suspend_somebody")}<//></div>`}
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="circle-check" title=${t("visits.nobody_suspended")} />`
                : html`<${Table} caption=${t("visits.tab.suspended")} heading=${(column) => t(`visits.column.${column}`)} columns=${change ? [...COLUMNS, "do"] : COLUMNS} numbers=${["booked"]}>
                      ${rows.map((each) => html`<${Row} key=${each.resident_id} each=${each} now=${now} change=${change} onAllow=${() => setOpen({ id: each.resident_id })} />`)}
                  <//>`}<//>
        ${pager}
        ${change && open.making && html`<${Suspend} onClose=${close} onDone=${done} />`}
        ${lifted && html`<${Allow} key=${lifted.resident_id} who=${{ id: lifted.resident_id, name: lifted.resident_name, number: lifted.resident_number }} onClose=${close} onDone=${done} />`}`;
}

/** Whether one resident's visits are suspended, and the change of it. */
export function SuspensionOf({ resident }) {
    const now = useNow();
    const change = useMayChange("visits");
    const load = useLoad((how) => api.get(pathOf(resident.id), {}, how), `visit suspension of ${resident.id}`);
    const [open, setOpen, close] = useDraft(`visit suspension ${resident.id}`, { what: "" });
    const done = () => {
        close();
        load.again();
    };
    return html`<${Loaded} of=${load}>${(state) => {
        const inForce = state.suspended && (state.until_ms === 0 || state.until_ms > now);
        const what = inForce ? "allow" : "suspend";
        return html`<section class="card" aria-label=${t("visits.standing")}>
            ${
                inForce
                    ? html`<p><${Tag} tone="warning" icon="circle-slash">${t("visits.is_suspended", { when: untilText(state.until_ms) })}<//></p><p dir="auto">${state.reason}</p>`
                    : html`<p><${Tag} tone="good" icon="check">${t("visits.is_allowed")}<//></p>`
            }
            ${change && html`<div class="row"><${Button} kind=${inForce ? "plain" : "danger-plain"} onClick=${() => setOpen({ what })}>${t(`visits.do.${what}`)}<//></div>`}
            ${change && open.what === "suspend" && !inForce && html`<${Suspend} resident=${resident} onClose=${close} onDone=${done} />`}
            ${change && open.what === "allow" && inForce && html`<${Allow} who=${{ id: resident.id, name: fullName(resident), number: resident.number }} onClose=${close} onDone=${done} />`}
        </section>`;
    }}<//>`;
}
