// The signed policy: brought in, tried out, in force, halted or replaced, and who runs which.
import { useState } from "preact/hooks";
import { count, fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Empty, Fault, Name, Tag } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { BringPolicy } from "./bring_policy.js";
import { notSeen } from "./devices_model.js";

const EVERY_MS = 30_000;
const COLUMNS = ["version", "state", "note", "since", "tried"];
const TONES = {
    staged: ["info", "clock"],
    live: ["good", "check"],
    halted: ["bad", "circle-alert"],
    replaced: ["neutral", "ban"],
};

function Ask({ kind, policy, onClose, onDone }) {
    const action = useAction();
    const waiting = notSeen(policy);
    const send = async () => {
        const body =
            kind === "promote" ? { version: policy.version, anyway: waiting > 0 } : { version: policy.version };
        const done = await action.run(() => api.post(`/api/v1/policy/${kind}`, body));
        if (!done) return;
        say(t(`devices.policy.done.${kind}`, { version: policy.version }));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("devices.policy.keep")}<//>
        <${Button} kind=${kind === "halt" ? "danger" : "primary"} busy=${action.busy} onClick=${send}>${t(`devices.policy.${kind}`)}<//>`;
    return html`<${Dialog} title=${t(`devices.policy.ask.${kind}`, { version: policy.version })} onClose=${onClose} actions=${actions}>
        <p>${t(`devices.policy.what.${kind}`)}</p>
        ${kind === "promote" && waiting > 0 && html`<p><b>${t("devices.policy.waiting", { count: waiting })}</b></p>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "devices")}<//>`}
    <//>`;
}

const sinceOf = (policy) => policy.ended_ms || policy.live_ms || policy.staged_ms;

function Row({ policy }) {
    const [tone, icon] = TONES[policy.state];
    return html`<tr>
        <th scope="row" class="number">${count(policy.version)}</th>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`devices.policy.state.${policy.state}`)}<//>${policy.halted_why && html`<p class="small">${policy.halted_why === "staff" ? t("devices.policy.by_staff") : t(`devices.alarm.${policy.halted_why}`)}</p>`}</td>
        <td class="wrap"><${Name}>${policy.note}<//></td>
        <td class="keep">${fullMoment(sinceOf(policy))}</td>
        <td>${policy.canaries.map((each) => html`<p class="small" key=${each.id}><${Name}>${each.name}<//> ${each.policy_version === policy.version ? t("devices.policy.runs") : t("devices.policy.runs_not")}</p>`)}</td>
    </tr>`;
}

export function Policies({ devices, change }) {
    const list = useLoad((how) => api.get("/api/v1/policy", {}, how), "policy", { every: EVERY_MS });
    const [kind, setKind] = useState("");
    const staged = list.data?.policies.find((policy) => policy.state === "staged");
    const close = () => setKind("");
    const done = () => {
        close();
        list.again();
    };
    const bring = html`<${Button} icon="plus" kind=${staged ? "plain" : "primary"} onClick=${() => setKind("bring")}>${t("devices.policy.bring")}<//>`;
    return html`${change && html`<p class="row-actions">${bring}</p>`}<${Loaded} of=${list}>${({
        policies,
        running,
    }) =>
        policies.length === 0
            ? html`<${Empty} icon="settings" title=${t("devices.policy.none")}>${t("devices.policy.none_do")}<//>`
            : html`<${Figures} of=${running.map((each) => ({ label: each.version === 0 ? t("devices.policy.run_none") : t("devices.policy.run", { version: each.version }), text: count(each.terminals) }))} />
                  ${change && staged && html`<p class="row-actions"><${Button} kind="primary" onClick=${() => setKind("promote")}>${t("devices.policy.promote")}<//> <${Button} onClick=${() => setKind("halt")}>${t("devices.policy.halt")}<//></p>`}
                  <${Table} caption=${t("devices.view.policy")} heading=${(column) => t(`devices.policy.column.${column}`)} columns=${COLUMNS} numbers=${["version"]}>
                      ${policies.map((policy) => html`<${Row} key=${policy.version} policy=${policy} />`)}
                  <//>`}<//>
        ${kind === "bring" && html`<${BringPolicy} devices=${devices} onClose=${close} onDone=${done} />`}
        ${kind && kind !== "bring" && staged && html`<${Ask} key=${staged.version} kind=${kind} policy=${staged} onClose=${close} onDone=${done} />`}`;
}
