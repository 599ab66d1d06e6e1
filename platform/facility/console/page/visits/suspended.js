// Visits that are suspended: for one resident, a unit, everybody, or with one visitor; now or from a day that lies ahead.
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
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePaged } from "../parts/paged.js";
import { ReasonDialog, ReasonField, useReason } from "../parts/reason.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { ScopeFields, ScopeText, wholeFacility } from "../parts/scope.js";
import { Table } from "../parts/table.js";
import { readSuspension } from "./visits_model.js";

const PATH = "/api/v1/suspensions";
const WEEK_MS = 7 * 24 * 3_600_000;
const COLUMNS = ["who", "reason", "made", "from", "until", "booked"];
const untilText = (ms) => (ms ? fullMoment(ms) : t("visits.no_end"));

/** With which visitor: all, or one of `visitors`. */
function VisitorChoice({ visitors, value, onInput }) {
    const choices = [{ value: "", text: t("visits.all_visitors") }];
    for (const each of visitors) choices.push({ value: each.contact_id, text: each.name });
    return html`<${Choice} label=${t("visits.with_whom")} value=${value} choices=${choices} onInput=${onInput} />`;
}

/** `resident`, `visitors`: of whom; without one it is chosen who is meant. */
function Suspend({ resident: known, visitors = [], onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`suspend visits ${known?.id ?? ""}`, {
        scope: { ...wholeFacility, scope: "resident", resident: known },
        visitor: "",
        reason: "",
        from: "",
        until: toLocalInput(Date.now() + WEEK_MS),
    });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const times = { from: fromLocalInput(form.from), until: fromLocalInput(form.until) };
    const read = readSuspension(form, times, useNow());
    const faultOf = (member) => (tried && read.wrong[member] ? t(read.wrong[member]) : undefined);
    const time = (member) =>
        html`<${Field} label=${t(`visits.${member}`)} help=${t(`visits.${member}_help`)} error=${faultOf(member)} type="datetime-local" value=${form[member]} onInput=${(value) => setForm({ [member]: value })} />`;
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (!read.body) return;
        const made = await action.run(() => api.post(PATH, read.body));
        if (!made) return;
        forget();
        say(t(made.state === "coming" ? "visits.will_be_suspended" : "visits.suspended"));
        onDone();
    };
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("visits.do.suspend")}<//>`;
    return html`<${Dialog} title=${t("visits.ask.suspend")} onClose=${close} actions=${actions}>
        ${
            known
                ? html`<p><${Name}>${fullName(known)}<//>, ${known.number}</p><${VisitorChoice} visitors=${visitors} value=${form.visitor} onInput=${(visitor) => setForm({ visitor })} />`
                : html`<${ScopeFields} value=${form.scope} onInput=${(scope) => setForm({ scope })} error=${faultOf("scope")} />`
        }
        <${ReasonField} help=${t("visits.reason_help")} value=${form.reason} onInput=${(reason) => setForm({ reason })} error=${faultOf("reason")} />
        <div class="fields">${time("from")}${time("until")}</div>
        <${Note}>${t("visits.suspend_what")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
    <//>`;
}

function Allow({ suspension, onClose, onDone }) {
    const asking = useReason(`allow visits ${suspension.id}`, {
        needed: false,
        post: () => api.post(`${PATH}/${encodeURIComponent(suspension.id)}/end`),
        done() {
            say(t("visits.allowed"));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="visits" title=${t("visits.ask.allow")} send=${t("visits.do.allow")}>
        <p><${Whom} suspension=${suspension} /></p>
        <p dir="auto">${suspension.reason}</p>
        <p>${t("visits.what.allow")}</p>
    <//>`;
}

/** Whom it is for, and with which visitor. */
function Whom({ suspension }) {
    const { scope, scope_name: name = "", visitor } = suspension;
    const number = name.split(" ")[0];
    return html`${
        scope === "resident"
            ? html`<a class="row-link" href=${hashOf("visits", "of", number)}><${Name}>${name}<//></a>`
            : html`<${ScopeText} scope=${scope} name=${name} />`
    }${visitor && html` <span class="about">${t("visits.with", { name: visitor })}</span>`}`;
}

function Row({ each, now, change, onAllow }) {
    return html`<tr>
        <th scope="row"><${Whom} suspension=${each} /></th>
        <td class="wrap" dir="auto">${each.reason}</td>
        <td>${moment(each.made_ms, now)}${each.by && html`<p class="small"><${Name}>${each.by}<//></p>`}</td>
        <td>${each.from_ms > now ? html`<${Tag} tone="info" icon="clock">${fullMoment(each.from_ms)}<//>` : moment(each.from_ms, now)}</td>
        <td>${untilText(each.until_ms)}</td>
        <td class="number">${each.booked}</td>
        ${change && html`<td class="row-actions"><button type="button" class="button small" onClick=${onAllow}>${t("visits.do.allow")}<span class="sr"> ${each.scope_name ?? t("scope.facility")}</span></button></td>`}
    </tr>`;
}

function List({ rows, caption, onAllow }) {
    const now = useNow();
    const change = useMayChange("visits");
    return html`<${Table} caption=${caption} heading=${(column) => t(`visits.column.${column}`)} columns=${change ? [...COLUMNS, "do"] : COLUMNS} numbers=${["booked"]}>
        ${rows.map((each) => html`<${Row} key=${each.id} each=${each} now=${now} change=${change} onAllow=${() => onAllow(each.id)} />`)}
    <//>`;
}

/** The list with what is asked about it. `some`: its rows; `again`: after a change. */
function Suspensions({ rows, again, caption, empty, label, icon, resident, visitors }) {
    const change = useMayChange("visits");
    const [open, setOpen, close] = useDraft(`suspended ${resident?.id ?? ""}`, { making: false, id: "" });
    const lifted = change && rows.find((each) => each.id === open.id);
    const done = () => {
        close();
        again();
    };
    return html`
        ${change && html`<div class="row"><${Button} kind=${resident ? "danger-plain" : "primary"} icon=${icon} onClick=${() => setOpen({ making: true })}>${label}<//></div>`}
        ${rows.length === 0 ? empty : html`<${List} rows=${rows} caption=${caption} onAllow=${(id) => setOpen({ id })} />`}
        ${change && open.making && html`<${Suspend} resident=${resident} visitors=${visitors} onClose=${close} onDone=${done} />`}
        ${lifted && html`<${Allow} key=${lifted.id} suspension=${lifted} onClose=${close} onDone=${done} />`}`;
}

/** Everything that is suspended now, or will be. */
export function Suspended() {
    const { list, rows, pager } = usePaged(PATH, { what: "visits" }, "suspensions");
    const empty = html`<${Empty} icon="circle-check" title=${t("visits.nobody_suspended")} />`;
    return html`<${Loaded} of=${list}>${() =>
        html`<${Suspensions} rows=${rows} again=${list.again} caption=${t("visits.tab.suspended")} empty=${empty} label=${t("visits.suspend_somebody")} icon="plus" />`}<//>
        ${pager}`;
}

/** What concerns one resident, also of their unit and of everybody. */
export function SuspensionOf({ resident, visitors }) {
    const load = useLoad(
        (how) => api.get(PATH, { what: "visits", resident_id: resident.id }, how),
        `visit suspensions of ${resident.id}`,
    );
    const empty = html`<p><${Tag} tone="good" icon="check">${t("visits.is_allowed")}<//></p>`;
    return html`<${Loaded} of=${load}>${({ suspensions }) =>
        html`<section class="card" aria-label=${t("visits.standing")}>
            <${Suspensions} rows=${suspensions} again=${load.again} caption=${t("visits.standing")} empty=${empty} label=${t("visits.do.suspend")} icon="circle-slash" resident=${resident} visitors=${visitors} />
        </section>`}<//>`;
}
