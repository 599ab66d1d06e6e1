// Who asks to be somebody's contact: approved, or refused with a reason.
import { useEffect, useRef, useState } from "preact/hooks";
import { moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Name } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Pager } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";

const PAGE = 50;

function Row({ contact, now, change, onAsk }) {
    const about = { name: contact.name, resident: contact.resident_name };
    return html`<tr>
        <th scope="row"><${Name}>${contact.name}<//></th>
        <td>${codeText("relationship", contact.relationship)}</td>
        <td><${Name}>${contact.resident_name}<//> <span class="about">${contact.resident_number}</span></td>
        <td class="address"><bdi>${contact.address}</bdi></td>
        <td>${moment(contact.asked_ms, now)}</td>
        ${
            change &&
            html`<td class="row-actions">
            <button type="button" class="button small row-link" aria-label=${t("contacts.approve_name", about)} onClick=${() => onAsk({ contact, state: "approved" })}>${t("contacts.approve")}</button>
            <button type="button" class="button small danger-plain" aria-label=${t("contacts.refuse_name", about)} onClick=${() => onAsk({ contact, state: "refused" })}>${t("contacts.refuse")}</button>
        </td>`
        }
    </tr>`;
}

/** Staff may agree to an invitation before the resident has: then it is still an invitation. */
function doneText(answer, approving) {
    if (answer.state === "invited") return "contacts.invited";
    return approving ? "contacts.approved" : "contacts.refused";
}

/** One more look before it counts. */
function Ask({ contact, state, onClose, onDone }) {
    const [reason, setReason] = useState("");
    const action = useAction();
    const approving = state === "approved";
    const send = async () => {
        const body = { state, ...(reason.trim() && { reason: reason.trim() }) };
        const answer = await action.run(() =>
            api.post(`/api/v1/contacts/${encodeURIComponent(contact.id)}/state`, body),
        );
        if (!answer) return;
        say(t(doneText(answer, approving), { name: contact.name }));
        onDone();
    };
    const actions = html`
        <${Button} onClick=${onClose}>${t("dialog.back")}<//>
        <${Button} kind=${approving ? "primary" : "danger"} busy=${action.busy} onClick=${send} autofocus=${approving}>${t(approving ? "contacts.approve" : "contacts.refuse")}<//>
    `;
    return html`<${Dialog} title=${t(approving ? "contacts.approve_title" : "contacts.refuse_title")} onClose=${onClose} actions=${actions}>
        <p><${Name}>${contact.name}<//> (${codeText("relationship", contact.relationship)}) ${"→"} <${Name}>${contact.resident_name}<//> ${contact.resident_number}</p>
        <p class="small">${t(approving ? "contacts.approve_what" : "contacts.refuse_what")}</p>
        ${!approving && html`<${LongField} label=${t("review.reason")} help=${t("contacts.reason_help")} value=${reason} onInput=${setReason} maxlength=${400} autofocus />`}
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

const COLUMNS = ["name", "relationship", "resident", "address", "asked"];

export function ContactsScreen() {
    const now = useNow();
    const change = useMayChange("messages");
    const columns = change ? [...COLUMNS, "decide"] : COLUMNS;
    const table = useRef(null);
    const [page, setPage] = useState(0);
    const [asked, setAsked] = useState(undefined);
    const list = useLoad(
        (how) => api.get("/api/v1/contacts", { state: "requested", limit: PAGE, offset: page * PAGE }, how),
        `contacts ${page}`,
        { every: 60_000 },
    );
    useEffect(() => {
        if (list.data && list.data.contacts.length === 0 && page > 0) setPage(page - 1);
    }, [list.data]);
    useKeys(rowKeys(table));
    const done = () => {
        setAsked(undefined);
        list.again();
    };
    return html`<${Screen} wide title=${t("contacts.title")} intro=${t("contacts.intro")}>
        <${Loaded} of=${list}>${(data) =>
            data.contacts.length === 0
                ? html`<${Empty} icon="circle-check" title=${t("contacts.empty")} />`
                : html`<${Table} caption=${t("contacts.title")} heading=${(column) => t(`contacts.column.${column}`)} columns=${columns} tableRef=${table}>
                          ${data.contacts.map((contact) => html`<${Row} key=${contact.id} contact=${contact} now=${now} change=${change} onAsk=${setAsked} />`)}
                      <//>
                      <${Pager} total=${data.total} page=${page} size=${PAGE} onPage=${setPage} />`}<//>
        ${asked && html`<${Ask} ...${asked} onClose=${() => setAsked(undefined)} onDone=${done} />`}
    <//>`;
}
