// Who may come to one resident, and everything else about that resident's visits: suspended, kept apart from whom, what stands.
import { useRef, useState } from "preact/hooks";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Name, Tag } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { MOST_REASON, ReasonDialog, ReasonField, useReason } from "../parts/reason.js";
import { fullName, ResidentFinder, useResident } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { ApartOf } from "./apart.js";
import { SuspensionOf } from "./suspended.js";
import { VisitTable } from "./visit_table.js";
import { readVisitorRefusal, visitorState } from "./visits_model.js";

const COLUMNS = ["visitor", "relationship", "may", "booked"];
const TONES = {
    may: ["good", "check"],
    may_not: ["neutral", "circle-slash"],
    refused: ["bad", "ban"],
    contact_lost: ["warning", "circle-alert"],
};
const MOST_VISITS = 100;

/** One more look: who comes to whom, and what ends by it. */
function Decide({ visitor, resident, onClose, onDone }) {
    const may = !visitor.may_visit;
    const asking = useReason(`visitor ${visitor.contact_id}`, {
        needed: false,
        post: () => api.put(`/api/v1/contacts/${encodeURIComponent(visitor.contact_id)}/visitor`, { may_visit: may }),
        done() {
            say(t(may ? "visits.visitor_approved" : "visits.visitor_ended", { name: visitor.name }));
            onDone();
        },
        onClose,
    });
    const what = may ? "approve_visitor" : "end_visitor";
    return html`<${ReasonDialog} of=${asking} area="visits" kind=${may ? "primary" : "danger"} title=${t(`visits.ask.${what}`)} send=${t(`visits.do.${what}`)}>
        <p><${Name}>${visitor.name}<//> (${codeText("relationship", visitor.relationship)}) ${"→"} <${Name}>${fullName(resident)}<//> ${resident.number}</p>
        <p>${t(`visits.what.${what}`)}</p>
        ${!may && visitor.booked > 0 && html`<p><b>${t("visits.ends", { count: visitor.booked })}</b></p>`}
    <//>`;
}

/** A no: by which rule and why, both for the resident. */
function Refuse({ visitor, resident, onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`refuse visitor ${visitor.contact_id}`, { rule: "", reason: "" });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const read = readVisitorRefusal(form);
    const faultOf = (member) => (tried && read.wrong[member] ? t(read.wrong[member]) : undefined);
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (!read.body) return;
        const path = `/api/v1/contacts/${encodeURIComponent(visitor.contact_id)}/visitor/refuse`;
        if (!(await action.run(() => api.post(path, read.body)))) return;
        forget();
        say(t("visits.visitor_refused", { name: visitor.name }));
        onDone();
    };
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("visits.do.refuse_visitor")}<//>`;
    return html`<${Dialog} title=${t("visits.ask.refuse_visitor")} onClose=${close} actions=${actions}>
        <p><${Name}>${visitor.name}<//> (${codeText("relationship", visitor.relationship)}) ${"→"} <${Name}>${fullName(resident)}<//> ${resident.number}</p>
        <p>${t("visits.what.refuse_visitor")}</p>
        ${visitor.booked > 0 && html`<p><b>${t("visits.ends", { count: visitor.booked })}</b></p>`}
        <${Field} label=${t("visits.rule")} help=${t("visits.rule_help")} error=${faultOf("rule")} value=${form.rule} onInput=${(rule) => setForm({ rule })} maxlength=${MOST_REASON} autofocus />
        <${ReasonField} help=${t("visits.reason_help")} value=${form.reason} onInput=${(reason) => setForm({ reason })} error=${faultOf("reason")} />
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
    <//>`;
}

function Row({ visitor, change, onAsk, onRefuse }) {
    const state = visitorState(visitor);
    const [tone, icon] = TONES[state];
    const what = visitor.may_visit ? "end_visitor" : "approve_visitor";
    return html`<tr>
        <th scope="row"><${Name}>${visitor.name}<//></th>
        <td>${codeText("relationship", visitor.relationship)}</td>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`visits.may.${state}`)}<//>${visitor.refused && html`<p class="small" dir="auto">${t("visits.refused_by", visitor)}</p>`}${visitor.state !== "approved" && html`<p class="small">${t(`visits.contact.${visitor.state}`)}</p>`}</td>
        <td class="number">${visitor.booked}</td>
        ${
            change &&
            html`<td class="row-actions">${(visitor.may_visit || visitor.state === "approved") && html`<button type="button" class=${`button small row-link ${visitor.may_visit ? "danger-plain" : ""}`} onClick=${onAsk}>${t(`visits.do.${what}`)}<span class="sr"> ${visitor.name}</span></button>`}
            ${!visitor.refused && html`<button type="button" class="button small danger-plain" onClick=${onRefuse}>${t("visits.do.refuse_visitor")}<span class="sr"> ${visitor.name}</span></button>`}</td>`
        }
    </tr>`;
}

function Visitors({ resident, visitors, again }) {
    const change = useMayChange("visits");
    const table = useRef(null);
    const [open, setOpen, close] = useDraft("visitors", { id: "", refused: "" });
    useKeys(rowKeys(table));
    const asked = change && visitors.find((each) => each.contact_id === open.id);
    const refused = change && visitors.find((each) => each.contact_id === open.refused);
    const done = () => {
        close();
        again();
    };
    if (visitors.length === 0) return html`<${Empty} icon="contact" title=${t("visits.no_contacts")} />`;
    return html`<${Table} caption=${t("visits.visitors")} heading=${(column) => t(`visits.column.${column}`)} columns=${change ? [...COLUMNS, "decide"] : COLUMNS} numbers=${["booked"]} still=${!change} tableRef=${table}>
            ${visitors.map((each) => html`<${Row} key=${each.contact_id} visitor=${each} change=${change} onAsk=${() => setOpen({ id: each.contact_id })} onRefuse=${() => setOpen({ refused: each.contact_id })} />`)}
        <//>
        ${refused && html`<${Refuse} key=${`refuse ${refused.contact_id}`} visitor=${refused} resident=${resident} onClose=${close} onDone=${done} />`}
        ${asked && html`<${Decide} key=${`${asked.contact_id} ${asked.may_visit}`} visitor=${asked} resident=${resident} onClose=${close} onDone=${done} />`}`;
}

function Booked({ resident, visits, again }) {
    const plan = useLoad((how) => api.get("/api/v1/visits/plan", {}, how), "visits plan");
    if (visits.length === 0) return html`<p>${t("visits.none_booked")}</p>`;
    return html`<${Loaded} of=${plan}>${(offered) =>
        html`<${VisitTable} caption=${t("visits.booked_of", { name: fullName(resident) })} visits=${visits} before=${offered.check_in_before_minutes} again=${again} />`}<//>`;
}

function Person({ resident, apart }) {
    const id = encodeURIComponent(resident.id);
    const visitors = useLoad((how) => api.get(`/api/v1/residents/${id}/visitors`, {}, how), `visitors of ${id}`);
    const visits = useLoad(
        (how) => api.get("/api/v1/visits", { resident_id: resident.id, open: 1, limit: MOST_VISITS }, how),
        `visits of ${id}`,
    );
    const again = () => {
        visitors.again();
        visits.again();
    };
    return html`
        <h2><${Name}>${fullName(resident)}<//>, ${resident.number}</h2>
        <${SuspensionOf} resident=${resident} visitors=${visitors.data?.visitors ?? []} />
        <h3>${t("visits.visitors")}</h3>
        <${Loaded} of=${visitors}>${(data) => html`<${Visitors} resident=${resident} visitors=${data.visitors} again=${again} />`}<//>
        <h3>${t("visits.stand")}</h3>
        <${Loaded} of=${visits}>${(data) => html`<${Booked} resident=${resident} visits=${data.visits} again=${again} />`}<//>
        ${apart && html`<h3>${t("visits.tab.apart")}</h3><${ApartOf} resident=${resident} />`}`;
}

export function VisitorsOf({ number, apart }) {
    const { load, resident } = useResident(number);
    return html`<a class="back" href=${hashOf("visits", "people")}><${Icon} name="arrow-left" /><span>${t("visits.tab.people")}</span></a>
        <${Loaded} of=${load}>${() =>
            resident
                ? html`<${Person} resident=${resident} apart=${apart} />`
                : html`<${Empty} icon="user" title=${t("residents.unknown", { number })} />`}<//>`;
}

export const People = () => html`<${ResidentFinder} to=${["visits", "of"]} columns=${["number", "unit"]} />`;
