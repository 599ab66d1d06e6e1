// What residents have to go to: entered, looked at, cancelled.
import { useState } from "preact/hooks";
import { dayOf, dayStart } from "../base/calendar.js";
import { fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { Button, Empty, Fault, Name, Note, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { useOnce } from "../parts/draft.js";
import { Choice, Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { ResidentPicker } from "../parts/resident_picker.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { UnitChoice } from "../parts/units.js";
import {
    APPOINTMENT_KINDS,
    appointmentBody,
    faultsOfAppointment,
    mayCancel,
    MOST_NOTE,
    MOST_PLACE,
} from "./schedule_model.js";
import { kindChoices } from "./schedule_entry.js";

const COLUMNS = ["when", "resident", "unit", "what", "place", "state"];
const BLANK = { resident: undefined, kind: APPOINTMENT_KINDS[0], from: "", to: "", place: "", note: "" };

function NewAppointment({ onClose, onDone }) {
    const [form, setForm] = useState(BLANK);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const once = useOnce("new-appointment");
    const set = (member) => (value) => setForm((before) => ({ ...before, [member]: value }));
    const fault = (member) => wrong[member] && t(wrong[member]);
    const send = async () => {
        const found = faultsOfAppointment(form, Date.now());
        setWrong(found);
        if (Object.keys(found).length > 0) return;
        const body = appointmentBody(form);
        const path = "/api/v1/appointments";
        if (!(await action.run(() => api.post(path, { ...body, idempotency_key: once.keyFor(body) })))) return;
        once.done();
        say(t("schedule.appointment_added"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("schedule.appointment_add")}<//>`;
    return html`<${Dialog} wide title=${t("schedule.appointment_new")} onClose=${onClose} actions=${actions}>
        <${ResidentPicker} label=${t("schedule.resident")} value=${form.resident} error=${fault("resident")} onInput=${set("resident")} />
        <${Choice} label=${t("schedule.kind_label")} value=${form.kind} choices=${kindChoices(APPOINTMENT_KINDS, form.kind)} onInput=${set("kind")} />
        <${Field} label=${t("schedule.begins")} error=${fault("from")} type="datetime-local" value=${form.from} onInput=${set("from")} />
        <${Field} label=${t("schedule.ends")} help=${t("schedule.ends_help")} error=${fault("to")} type="datetime-local" value=${form.to} onInput=${set("to")} />
        <${Field} label=${t("schedule.place")} value=${form.place} maxlength=${MOST_PLACE} onInput=${set("place")} />
        <${LongField} label=${t("schedule.note")} value=${form.note} maxlength=${MOST_NOTE} onInput=${set("note")} />
        <${Note}>${t("schedule.note_help")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "schedule")}<//>`}
    <//>`;
}

function Cancel({ appointment, onClose, onDone }) {
    const action = useAction();
    const send = async () => {
        const path = `/api/v1/appointments/${encodeURIComponent(appointment.id)}/cancel`;
        if (!(await action.run(() => api.post(path)))) return;
        say(t("schedule.appointment_cancelled"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("schedule.cancel_yes")}<//>`;
    return html`<${Dialog} title=${t("schedule.cancel_title")} onClose=${onClose} actions=${actions}>
        <p><${Name}>${appointment.resident_name}<//> <bdi>${appointment.resident_number}</bdi> · ${codeText("schedule.kind", appointment.kind)} · ${fullMoment(appointment.from_ms)}</p>
        <p>${t("schedule.cancel_what")}</p>
        ${action.error && html`<${Fault}>${faultText(action.error, "schedule")}<//>`}
    <//>`;
}

function AppointmentRow({ appointment, now, change, onCancel }) {
    const what = localText(appointment.name, codeText("schedule.kind", appointment.kind));
    const until = appointment.to_ms === 0 ? "" : t("schedule.until", { until: fullMoment(appointment.to_ms) });
    return html`<tr>
        <td>${fullMoment(appointment.from_ms)}${until && html`<p class="small">${until}</p>`}</td>
        <th scope="row"><${Name}>${appointment.resident_name}<//><p class="small"><bdi>${appointment.resident_number}</bdi></p></th>
        <td>${appointment.unit}</td>
        <td class="wrap" dir="auto">${what}${appointment.note && html`<p class="small" dir="auto">${appointment.note}</p>`}</td>
        <td class="wrap" dir="auto">${appointment.place || "–"}</td>
        <td>${appointment.cancelled ? html`<${Tag} tone="bad" icon="circle-slash">${t("schedule.cancelled")}<//>` : html`<${Tag} tone="good" icon="check">${t("schedule.stands")}<//>`}</td>
        ${change && html`<td class="row-actions">${mayCancel(appointment, now) && html`<button type="button" class="button small" aria-label=${t("schedule.cancel_name", { number: appointment.resident_number, what })} onClick=${onCancel}>${t("schedule.cancel")}</button>`}</td>`}
    </tr>`;
}

export function Appointments({ units, unit, change, onUnit }) {
    const now = useNow();
    const [day, setDay] = useState(() => dayOf(Date.now()));
    const [shown, setShown] = useState(undefined); // "new", or the one that is to be cancelled
    const query = { unit_id: unit, from_ms: dayStart(day) || dayStart(dayOf(now)) };
    const { list, rows, pager } = usePaged("/api/v1/appointments", query, "appointments");
    const close = () => setShown(undefined);
    const done = () => {
        close();
        list.again();
    };
    const columns = change ? [...COLUMNS, "open"] : COLUMNS;
    return html`
        ${change && html`<div class="row"><${Button} kind="primary" icon="plus" onClick=${() => setShown("new")}>${t("schedule.appointment_new")}<//></div>`}
        <div class="filters">
            <${UnitChoice} units=${units} value=${unit} onInput=${onUnit} />
            <${Field} label=${t("schedule.from_day")} help=${t("schedule.from_day_help")} type="date" value=${day} onInput=${setDay} />
        </div>
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="calendar" title=${t("schedule.no_appointments")} />`
                : html`<${Table} caption=${t("schedule.tab.appointments")} heading=${(column) => t(`schedule.column.${column}`)} columns=${columns} still=${!change}>
                      ${rows.map((each) => html`<${AppointmentRow} key=${each.id} appointment=${each} now=${now} change=${change} onCancel=${() => setShown(each)} />`)}
                  <//>`}<//>
        ${pager}
        ${shown === "new" && html`<${NewAppointment} onClose=${close} onDone=${done} />`}
        ${shown?.id && html`<${Cancel} appointment=${shown} onClose=${close} onDone=${done} />`}`;
}
