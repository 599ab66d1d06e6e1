// The contacts of one resident: how each stands, and what staff do about it. #/contacts/NUMBER
import { useRef, useState } from "preact/hooks";
import { moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Empty, Name, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { fullName, useResident } from "../parts/residents.js";
import { rowKeys, Table } from "../parts/table.js";
import { ContactStep, StepButtons } from "./contact_step.js";
import { standingOf, stepsOf } from "./contacts_model.js";

const COLUMNS = ["name", "relationship", "address", "stands", "since"];
const TONES = {
    approved: ["good", "check"],
    blocked: ["bad", "ban"],
    refused: ["neutral", "x"],
    requested: ["info", "clock"],
    invited: ["info", "clock"],
};

function Stands({ contact }) {
    const [tone, icon] = TONES[contact.state] ?? ["neutral"];
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`contacts.stands.${standingOf(contact)}`)}<//>
        ${contact.reason && html`<p class="small" dir="auto">${codeText("contacts.reason", contact.reason)}</p>`}`;
}

function List({ resident, change }) {
    const now = useNow();
    const table = useRef(null);
    const [asked, setAsked] = useState(undefined);
    const path = `/api/v1/residents/${encodeURIComponent(resident.id)}/contacts`;
    const list = useLoad((how) => api.get(path, {}, how), path);
    useKeys(rowKeys(table));
    const done = () => {
        setAsked(undefined);
        list.again();
    };
    return html`<${Loaded} of=${list}>${({ contacts }) =>
        contacts.length === 0
            ? html`<${Empty} icon="contact" title=${t("contacts.has_none")} />`
            : html`<${Table} caption=${t("contacts.of", { name: fullName(resident) })} heading=${(column) => t(`contacts.column.${column}`)} columns=${change ? [...COLUMNS, "decide"] : COLUMNS} tableRef=${table} still=${!change}>
                  ${contacts.map(
                      (contact) => html`<tr key=${contact.id}>
                          <th scope="row"><${Name}>${contact.name}<//></th>
                          <td>${codeText("relationship", contact.relationship)}</td>
                          <td class="address"><bdi>${contact.address}</bdi></td>
                          <td><${Stands} contact=${contact} /></td>
                          <td>${moment(contact.decided_ms || contact.asked_ms || contact.made_ms, now)}</td>
                          ${change && html`<td class="row-actions"><${StepButtons} contact=${contact} steps=${stepsOf(contact)} onAsk=${setAsked} /></td>`}
                      </tr>`,
                  )}
              <//>`}<//>
        ${asked && html`<${ContactStep} ...${asked} onClose=${() => setAsked(undefined)} onDone=${done} />`}`;
}

export function ContactsOf({ number, change }) {
    const { load, resident } = useResident(number);
    return html`<a class="back" href=${hashOf("contacts", "residents")}><${Icon} name="arrow-left" /><span>${t("contacts.view.residents")}</span></a>
        <${Loaded} of=${load}>${() =>
            resident
                ? html`<h2><${Name}>${fullName(resident)}<//> ${resident.number}</h2><${List} resident=${resident} change=${change} />`
                : html`<${Empty} icon="user" title=${t("residents.unknown", { number })} />`}<//>`;
}
