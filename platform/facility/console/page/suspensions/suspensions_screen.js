// Who may not use messages, why and until when.
import { useState } from "preact/hooks";
import { fromLocalInput, toLocalInput } from "../base/calendar.js";
import { fullMoment, moment } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Note, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { MOST_REASON } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { ScopeFields, ScopeText, scopeBody, scopeFault, wholeFacility } from "../parts/scope.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";

const WEEK_MS = 7 * 24 * 3_600_000;

function faultsOf(form, now) {
    return {
        scope: scopeFault(form.scope),
        reason: form.reason.trim() === "" ? t("suspensions.reason_missing") : undefined,
        from: form.from !== "" && !(fromLocalInput(form.from) > now) ? t("suspensions.until_past") : undefined,
        until:
            form.until !== "" && !(fromLocalInput(form.until) > (fromLocalInput(form.from) || now))
                ? t("suspensions.until_past")
                : undefined,
    };
}

function NewSuspension({ onClose, onDone }) {
    const [form, setForm] = useState(() => ({
        scope: { ...wholeFacility, scope: "resident" },
        reason: "",
        from: "",
        until: toLocalInput(Date.now() + WEEK_MS),
    }));
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const set = (change) => setForm((before) => ({ ...before, ...change }));
    const send = async () => {
        const found = faultsOf(form, Date.now());
        setWrong(found);
        if (found.scope || found.reason || found.from || found.until) return;
        const body = {
            ...scopeBody(form.scope),
            reason: form.reason.trim(),
            ...(form.from !== "" && { from_ms: fromLocalInput(form.from) }),
            ...(form.until !== "" && { until_ms: fromLocalInput(form.until) }),
        };
        const made = await action.run(() => api.post("/api/v1/suspensions", body));
        if (!made) return;
        say(t(made.state === "coming" ? "suspensions.made_ahead" : "suspensions.made"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("suspensions.make")}<//>`;
    return html`<${Dialog} title=${t("suspensions.new_title")} onClose=${onClose} actions=${actions}>
        <${ScopeFields} value=${form.scope} onInput=${(scope) => set({ scope })} error=${wrong.scope} />
        <${LongField} label=${t("suspensions.reason")} help=${t("suspensions.reason_help")} error=${wrong.reason} value=${form.reason} onInput=${(reason) => set({ reason })} maxlength=${MOST_REASON} />
        <${Field} label=${t("suspensions.from")} help=${t("suspensions.from_help")} error=${wrong.from} type="datetime-local" value=${form.from} onInput=${(from) => set({ from })} />
        <${Field} label=${t("suspensions.until")} help=${t("suspensions.until_help")} error=${wrong.until} type="datetime-local" value=${form.until} onInput=${(until) => set({ until })} />
        <${Note}>${t(form.scope.scope === "facility" ? "suspensions.notice_all" : "suspensions.notice")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

function End({ suspension, onClose, onDone }) {
    const action = useAction();
    const send = async () => {
        if (!(await action.run(() => api.post(`/api/v1/suspensions/${encodeURIComponent(suspension.id)}/end`)))) return;
        say(t("suspensions.ended"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send} autofocus>${t("suspensions.end")}<//>`;
    return html`<${Dialog} title=${t("suspensions.end_title")} onClose=${onClose} actions=${actions}>
        <p><${ScopeText} scope=${suspension.scope} name=${suspension.scope_name} /></p>
        <p dir="auto">${suspension.reason}</p>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

function Row({ suspension, now, change, onEnd }) {
    const over = suspension.until_ms && suspension.until_ms <= now;
    return html`<tr>
        <th scope="row"><${ScopeText} scope=${suspension.scope} name=${suspension.scope_name} /></th>
        <td class="wrap" dir="auto">${suspension.reason}</td>
        <td>${suspension.from_ms > now ? html`<${Tag} tone="info" icon="clock">${fullMoment(suspension.from_ms)}<//>` : moment(suspension.from_ms, now)}</td>
        <td>${over ? html`<${Tag}>${t("suspensions.over")}<//>` : suspension.until_ms ? fullMoment(suspension.until_ms) : t("suspensions.open_end")}</td>
        ${change && html`<td class="row-actions">${!over && html`<button type="button" class="button small" onClick=${() => onEnd(suspension)}>${t("suspensions.end")}</button>`}</td>`}
    </tr>`;
}

const COLUMNS = ["who", "reason", "from", "until"];

export function SuspensionsScreen() {
    const now = useNow();
    const change = useMayChange("messages");
    const list = useLoad(() => api.get("/api/v1/suspensions"), "suspensions");
    const [making, setMaking] = useState(false);
    const [ending, setEnding] = useState(undefined);
    const done = () => {
        setMaking(false);
        setEnding(undefined);
        list.again();
    };
    const aside =
        change &&
        html`<${Button} kind="primary" icon="plus" onClick=${() => setMaking(true)}>${t("suspensions.new")}<//>`;
    return html`<${Screen} title=${t("suspensions.title")} intro=${t("suspensions.intro")} aside=${aside}>
        <${Loaded} of=${list}>${({ suspensions = [] }) =>
            suspensions.length === 0
                ? html`<${Empty} icon="message-square" title=${t("suspensions.empty")} />`
                : html`<${Table} caption=${t("suspensions.title")} heading=${(column) => t(`suspensions.column.${column}`)} columns=${change ? [...COLUMNS, "change"] : COLUMNS}>
                      ${suspensions.map((each) => html`<${Row} key=${each.id} suspension=${each} now=${now} change=${change} onEnd=${setEnding} />`)}
                  <//>`}<//>
        ${making && html`<${NewSuspension} onClose=${() => setMaking(false)} onDone=${done} />`}
        ${ending && html`<${End} suspension=${ending} onClose=${() => setEnding(undefined)} onDone=${done} />`}
    <//>`;
}
