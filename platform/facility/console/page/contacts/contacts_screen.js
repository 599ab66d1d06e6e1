// Who asks to be somebody's contact, from inside or outside: approved, or refused with a reason; and the contacts of one resident.
// #/contacts[/invited|/residents|/NUMBER]
import { useEffect, useRef, useState } from "preact/hooks";
import { moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Empty, Name } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Pager } from "../parts/pager.js";
import { ResidentFinder } from "../parts/residents.js";
import { rowKeys, Table } from "../parts/table.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { ContactStep, StepButtons } from "./contact_step.js";
import { stepsOf } from "./contacts_model.js";
import { ContactsOf } from "./contacts_of.js";

const PAGE = 50;
const VIEWS = ["waiting", "invited", "residents"];
const STATES = { waiting: "requested", invited: "invited" };
const COLUMNS = ["name", "relationship", "resident", "address", "asked"];

function Row({ contact, now, change, onAsk }) {
    return html`<tr>
        <th scope="row"><${Name}>${contact.name}<//></th>
        <td>${codeText("relationship", contact.relationship)}</td>
        <td><a href=${hashOf("contacts", contact.resident_number)}><${Name}>${contact.resident_name}<//></a> <span class="about">${contact.resident_number}</span></td>
        <td class="address"><bdi>${contact.address}</bdi></td>
        <td>${moment(contact.asked_ms || contact.made_ms, now)}</td>
        ${change && html`<td class="row-actions">${contact.pre_approved && html`<span class="about">${t("contacts.agreed")}</span> `}<${StepButtons} contact=${contact} steps=${stepsOf(contact)} onAsk=${onAsk} /></td>`}
    </tr>`;
}

/** What waits for staff, or for residents' answers to somebody outside. */
function Waiting({ view, change }) {
    const now = useNow();
    const table = useRef(null);
    const [page, setPage] = useState(0);
    const [asked, setAsked] = useState(undefined);
    const list = useLoad(
        (how) => api.get("/api/v1/contacts", { state: STATES[view], limit: PAGE, offset: page * PAGE }, how),
        `contacts ${view} ${page}`,
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
    return html`<${Loaded} of=${list}>${(data) =>
        data.contacts.length === 0
            ? html`<${Empty} icon="circle-check" title=${t(view === "invited" ? "contacts.none_invited" : "contacts.empty")} />`
            : html`<${Table} caption=${t(`contacts.view.${view}`)} heading=${(column) => t(`contacts.column.${column}`)} columns=${change ? [...COLUMNS, "decide"] : COLUMNS} tableRef=${table}>
                      ${data.contacts.map((contact) => html`<${Row} key=${contact.id} contact=${contact} now=${now} change=${change} onAsk=${setAsked} />`)}
                  <//>
                  <${Pager} total=${data.total} page=${page} size=${PAGE} onPage=${setPage} />`}<//>
        ${asked && html`<${ContactStep} ...${asked} onClose=${() => setAsked(undefined)} onDone=${done} />`}`;
}

export function ContactsScreen({ parts }) {
    const change = useMayChange("messages");
    const asked = parts[0] ?? "waiting";
    const view = VIEWS.includes(asked) ? asked : "residents";
    const shown = () => {
        if (view !== "residents") return html`<${Waiting} key=${view} view=${view} change=${change} />`;
        if (asked !== view) return html`<${ContactsOf} key=${asked} number=${asked} change=${change} />`;
        return html`<${ResidentFinder} to="contacts" columns=${["number", "unit"]} />`;
    };
    return html`<${Screen} wide title=${t("contacts.title")} intro=${t(`contacts.intro.${view}`)}>
        <${Tabs} label=${t("contacts.title")} of=${VIEWS} current=${view} to=${(each) => hashOf("contacts", each)} text=${(each) => t(`contacts.view.${each}`)} />
        ${shown()}
    <//>`;
}
