// What one resident owes, as a part of the account page.
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { Empty, Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { Table } from "../parts/table.js";
import { NewDebt } from "./new_debt.js";
import { OneDebt } from "./one_debt.js";

const MOST = 500;
const COLUMNS = ["what", "state", "set", "paid", "owed", "priority"];
const NUMBERS = ["set", "paid", "owed", "priority"];
const TONES = { active: ["info", "circle-dot"], inactive: ["neutral", "circle-pause"], fulfilled: ["good", "check"] };

function DebtTag({ state }) {
    const [tone, icon] = TONES[state] ?? TONES.active;
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`obligations.state.${state}`)}<//>`;
}

function Row({ debt, number }) {
    return html`<tr>
        <th scope="row"><a class="row-link" href=${hashOf("money", number, "obligations", debt.id)}><span class="name">${localText(debt.name, codeText("money.part", debt.code))}</span></a><p class="small">${debt.legal_basis}</p></th>
        <td><${DebtTag} state=${debt.state} /></td>
        <td class="number">${money(debt.set_cents)}</td>
        <td class="number">${money(debt.paid_cents)}</td>
        <td class="number"><b>${money(debt.owed_cents)}</b></td>
        <td class="number">${count(debt.priority)}</td>
    </tr>`;
}

/** `open`: "new", or the id of the one that is looked at. */
export function ObligationsPanel({ resident, open, change, onBooked }) {
    const load = useLoad(
        (how) => api.get("/api/v1/obligations", { resident_id: resident.id, limit: MOST }, how),
        `obligations ${resident.id}`,
    );
    const done = () => {
        load.again();
        onBooked();
    };
    if (open === "new" && change) return html`<${NewDebt} resident=${resident} onDone=${done} />`;
    if (open) return html`<${OneDebt} key=${open} resident=${resident} id=${open} change=${change} onDone=${done} />`;
    return html`
        ${change && html`<p><a class="button" href=${hashOf("money", resident.number, "obligations", "new")}><${Icon} name="plus" /><span>${t("obligations.new")}</span></a></p>`}
        <${Loaded} of=${load}>${({ obligations }) =>
            obligations.length === 0
                ? html`<${Empty} icon="scale" title=${t("obligations.none")} />`
                : html`<${Table} caption=${t("money.view.obligations")} heading=${(column) => t(`obligations.column.${column}`)} columns=${COLUMNS} numbers=${NUMBERS}>
                      ${obligations.map((debt) => html`<${Row} key=${debt.id} debt=${debt} number=${resident.number} />`)}
                  <//>`}<//>`;
}
