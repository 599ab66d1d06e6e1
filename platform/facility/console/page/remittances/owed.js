// What the house owes to others and others owe it, by account and by the months of which it is made.
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { monthName } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Empty, Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { rowKeys, Table } from "../parts/table.js";
import { NewRemittance } from "./new_remittance.js";
import { accountText, openOf } from "./remittances_model.js";

const COLUMNS = ["account", "owed", "waiting", "months"];

/** Of which months it is made: one is told at once, several when they are asked for. */
function Months({ months }) {
    if (months.length === 0) return "–";
    const lines = months.map(
        ({ month, open_cents }) =>
            html`<p key=${month} class="small">${t("remittances.month", { month: monthName(month), amount: money(Math.abs(open_cents)) })}</p>`,
    );
    if (lines.length === 1) return lines;
    return html`<details><summary>${t("remittances.since", { month: monthName(months[0].month) })}</summary>${lines}</details>`;
}

function Row({ payable, change }) {
    const { direction, cents } = openOf(payable);
    const name = accountText(payable.account);
    const go = t(`remittances.do.${direction}`);
    return html`<tr>
        <th scope="row">${name}<p class="small"><code>${payable.account}</code></p></th>
        <td class="number"><b>${money(Math.abs(payable.balance_cents))}</b><p class="small">${t(`remittances.way.${direction}`)}</p></td>
        <td class="number">${payable.waiting_cents === 0 ? "–" : money(Math.abs(payable.waiting_cents))}</td>
        <td><${Months} months=${payable.months} /></td>
        ${change && html`<td class="row-actions">${cents > 0 ? html`<a class="button small row-link" href=${hashOf("remittances", "owed", payable.account)} aria-label=${`${go} ${name}`}>${go}</a>` : html`<${Tag} icon="clock">${t("remittances.all_waits")}<//>`}</td>`}
    </tr>`;
}

function List({ payables, change }) {
    const table = useRef(null);
    useKeys(rowKeys(table));
    if (payables.length === 0) return html`<${Empty} icon="circle-check" title=${t("remittances.nothing_owed")} />`;
    const columns = change ? [...COLUMNS, "do"] : COLUMNS;
    return html`<${Table} caption=${t("remittances.view.owed")} heading=${(column) => t(`remittances.column.${column}`)} columns=${columns} numbers=${["owed", "waiting"]} tableRef=${table}>
        ${payables.map((payable) => html`<${Row} key=${payable.account} payable=${payable} change=${change} />`)}
    <//>`;
}

function One({ payable }) {
    const back = html`<a class="back no-print" href=${hashOf("remittances")}><${Icon} name="arrow-left" /><span>${t("remittances.view.owed")}</span></a>`;
    if (!payable) return html`${back}<${Empty} icon="circle-check" title=${t("remittances.nothing_there")} />`;
    return html`${back}<${NewRemittance} payable=${payable} />`;
}

/** `account`: the one that is being paid; without it, and for who only looks, all. */
export function Owed({ account, change }) {
    const load = useLoad((how) => api.get("/api/v1/payables", {}, how), `payables ${account ?? ""}`);
    const one = change && account;
    return html`<${Loaded} of=${load}>${({ payables }) =>
        one
            ? html`<${One} key=${account} payable=${payables.find((each) => each.account === account)} />`
            : html`<${List} payables=${payables} change=${change} />`}<//>`;
}
