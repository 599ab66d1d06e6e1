// Accounts of staff: made, suspended, reset. A one-time password is shown once.
import { useState } from "preact/hooks";
import { moment } from "../base/format.js";
import { api, session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Name, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { OneTime } from "../parts/one_time.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { SetDesks } from "./staff_desks.js";
import { HealthDesks } from "./staff_health_desks.js";

const ROLES = ["reviewer", "trust_office", "request_staff", "it", "auditor"];

function NewAccount({ onClose, onMade }) {
    const [name, setName] = useState("");
    const [role, setRole] = useState("reviewer");
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const send = async () => {
        setWrong(name.trim() === "" ? t("staff.name_missing") : undefined);
        if (name.trim() === "") return;
        const answer = await action.run(() => api.post("/api/v1/staff", { name: name.trim(), role }));
        if (answer) onMade({ name: answer.name ?? name.trim(), password: answer.one_time_password });
    };
    const roles = ROLES.map((value) => ({ value, text: codeText("role", value) }));
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("staff.make")}<//>`;
    return html`<${Dialog} title=${t("staff.new_title")} onClose=${onClose} actions=${actions}>
        <${Field} label=${t("staff.name")} help=${t("staff.name_help")} error=${wrong} value=${name} onInput=${setName} maxlength=${40} autocomplete="off" autofocus />
        <${Choice} label=${t("staff.role")} help=${t(`staff.role_help.${role}`)} value=${role} choices=${roles} onInput=${setRole} />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

/** what: "suspended", "active" or "reset". */
function Ask({ account, what, onClose, onDone }) {
    const action = useAction();
    const path = `/api/v1/staff/${encodeURIComponent(account.id)}/${what === "reset" ? "reset" : "state"}`;
    const send = async () => {
        const answer = await action.run(() => api.post(path, what === "reset" ? {} : { state: what }));
        if (!answer) return;
        if (what !== "reset") say(t(`staff.done.${what}`, { name: account.name }));
        onDone(what === "reset" ? { name: account.name, password: answer.one_time_password } : undefined);
    };
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind=${what === "active" ? "primary" : "danger"} busy=${action.busy} onClick=${send}>${t(`staff.do.${what}`)}<//>`;
    return html`<${Dialog} title=${t(`staff.ask.${what}`)} onClose=${onClose} actions=${actions}>
        <p><${Name}>${account.name}<//> (${codeText("role", account.role)})</p>
        <p>${t(`staff.what.${what}`)}</p>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

function Row({ account, me, now, mayChange, onAsk, onDesks }) {
    const active = account.state === "active";
    const change = active ? "suspended" : "active";
    return html`<tr>
        <th scope="row"><${Name}>${account.name}<//>${account.name === me && html` <span class="about">${t("staff.you")}</span>`}</th>
        <td>${codeText("role", account.role)}</td>
        <td>${account.desks?.length > 0 ? account.desks.map((desk) => codeText("desk", desk)).join(", ") : html`<span class="none">${t("staff.no_desks")}</span>`}</td>
        <td>${active ? html`<${Tag} tone="good" icon="check">${t("staff.active")}<//>` : html`<${Tag} tone="bad" icon="ban">${t("staff.suspended")}<//>`}</td>
        <td>${account.has_totp ? t("staff.yes") : t("staff.not_yet")}</td>
        <td>${account.last_sign_in_ms ? moment(account.last_sign_in_ms, now) : t("staff.never")}</td>
        ${
            mayChange &&
            html`<td class="row-actions">
            <button type="button" class="button small" onClick=${() => onDesks(account)}>${t("staff.do.desks")}<span class="sr"> ${account.name}</span></button>
            <button type="button" class="button small" onClick=${() => onAsk({ account, what: "reset" })}>${t("staff.do.reset")}<span class="sr"> ${account.name}</span></button>
            ${account.name !== me && html`<button type="button" class="button small" onClick=${() => onAsk({ account, what: change })}>${t(`staff.do.${change}`)}<span class="sr"> ${account.name}</span></button>`}
        </td>`
        }
    </tr>`;
}

const COLUMNS = ["name", "role", "desks", "state", "totp", "last"];

export function StaffScreen() {
    const now = useNow();
    const me = useStore(session).name;
    const mayChange = useMayChange("accounts");
    const list = useLoad(() => api.get("/api/v1/staff"), "staff");
    const [open, setOpen] = useState({});
    const close = () => setOpen({});
    const done = (password) => {
        setOpen({ password });
        list.again();
    };
    const aside =
        mayChange &&
        html`<${Button} kind="primary" icon="user-plus" onClick=${() => setOpen({ making: true })}>${t("staff.new")}<//>`;
    return html`<${Screen} title=${t("staff.title")} intro=${t("staff.intro")} aside=${aside}>
        <${Loaded} of=${list}>${({ staff = [] }) =>
            staff.length === 0
                ? html`<${Empty} title=${t("staff.empty")} />`
                : html`<${Table} caption=${t("staff.title")} heading=${(column) => t(`staff.column.${column}`)} columns=${mayChange ? [...COLUMNS, "change"] : COLUMNS}>
                      ${staff.map((account) => html`<${Row} key=${account.id} account=${account} me=${me} now=${now} mayChange=${mayChange} onAsk=${(ask) => setOpen({ ask })} onDesks=${(desks) => setOpen({ desks })} />`)}
                  <//>`}<//>
        <${HealthDesks} mayChange=${mayChange} />
        ${open.making && html`<${NewAccount} onClose=${close} onMade=${done} />`}
        ${open.ask && html`<${Ask} ...${open.ask} onClose=${close} onDone=${done} />`}
        ${open.desks && html`<${SetDesks} account=${open.desks} onClose=${close} onDone=${() => done()} />`}
        ${open.password && html`<${OneTime} name=${open.password.name} secret=${open.password.password} title="staff.one_time_title" what="staff.one_time_what" onClose=${close} />`}
    <//>`;
}
