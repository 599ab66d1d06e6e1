// Money on its way out: paid or refused, each after one more look. #/transfers/STATE
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { fullMoment, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Empty, Name, Note, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePages } from "../parts/pager.js";
import { rowKeys, Table } from "../parts/table.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { DecideTransfer } from "./decide_transfer.js";
import { isPayable, MOST, stateOf, STATES } from "./transfers_model.js";

const PAGE = 50;
const EVERY_MS = 60_000;

function columnsOf(state, change) {
    if (state !== "waiting") return ["resident", "to", "amount", "fee", "sent", "decided", "reason"];
    return ["resident", "to", "amount", "fee", "sent", "payable", ...(change ? ["decide"] : [])];
}

function To({ transfer }) {
    if (transfer.purpose !== "to_contact") return html`${t("transfers.release_costs")}`;
    return html`<${Name}>${transfer.contact_name}<//><p class="small address"><bdi>${transfer.contact_address}</bdi></p>`;
}

function Payable({ transfer, now }) {
    if (isPayable(transfer, now)) return html`<${Tag} tone="good" icon="check">${t("transfers.payable_now")}<//>`;
    return html`<span class="left" title=${fullMoment(transfer.payable_from_ms)}>${t("transfers.payable_from", { when: moment(transfer.payable_from_ms, now) })}</span>`;
}

function Actions({ transfer, now, onAsk }) {
    const about = html`<span class="sr"> ${money(transfer.cents)}, ${transfer.resident_number}</span>`;
    return html`<td class="row-actions">
        <button type="button" class="button small row-link" disabled=${!isPayable(transfer, now)} onClick=${() => onAsk("pay")}>${t("transfers.pay")}${about}</button>
        <button type="button" class="button small danger-plain" onClick=${() => onAsk("refuse")}>${t("transfers.refuse")}${about}</button>
    </td>`;
}

function Row({ transfer, columns, now, onAsk }) {
    const waiting = columns.includes("payable");
    return html`<tr>
        <th scope="row"><a href=${hashOf("money", transfer.resident_number)}>${transfer.resident_number}</a></th>
        <td><${To} transfer=${transfer} />${transfer.note !== "" && html`<p class="small" dir="auto">${t("transfers.note", { note: transfer.note })}</p>`}</td>
        <td class="number"><b>${money(transfer.cents)}</b></td>
        <td class="number">${money(transfer.fee_cents)}</td>
        <td class="keep">${moment(transfer.sent_ms, now)}</td>
        <td class="keep">${waiting ? html`<${Payable} transfer=${transfer} now=${now} />` : moment(transfer.decided_ms, now)}</td>
        ${!waiting && html`<td class="wrap" dir="auto">${transfer.reason === "" ? "–" : transfer.reason}</td>`}
        ${columns.includes("decide") && html`<${Actions} transfer=${transfer} now=${now} onAsk=${onAsk} />`}
    </tr>`;
}

function List({ transfers, state, change, onAsk }) {
    const now = useNow();
    const table = useRef(null);
    const { shown, pager } = usePages(transfers, PAGE);
    useKeys(rowKeys(table));
    if (transfers.length === 0) return html`<${Empty} icon="circle-check" title=${t(`transfers.none.${state}`)} />`;
    const columns = columnsOf(state, change);
    return html`
        ${transfers.length === MOST && html`<${Note}>${t("transfers.most", { count: MOST })}<//>`}
        <${Table} caption=${t(`transfers.state.${state}`)} heading=${(column) => t(`transfers.column.${column}`)} columns=${columns} numbers=${["amount", "fee"]} tableRef=${table}>
            ${shown.map((each) => html`<${Row} key=${each.id} transfer=${each} columns=${columns} now=${now} onAsk=${(what) => onAsk(each, what)} />`)}
        <//>
        ${pager}`;
}

export function TransfersScreen({ parts }) {
    const state = stateOf(parts[0]);
    const change = useMayChange("money");
    const [open, setOpen, close] = useDraft("transfers", { id: "", what: "" });
    const list = useLoad((how) => api.get("/api/v1/transfers", { state, limit: MOST }, how), `transfers ${state}`, {
        every: EVERY_MS,
    });
    const asked = change && state === "waiting" && list.data?.transfers.find((each) => each.id === open.id);
    const done = () => {
        close();
        list.again();
    };
    return html`<${Screen} wide title=${t("transfers.title")} intro=${t("transfers.intro")}>
        <${Tabs} label=${t("transfers.title")} of=${STATES} current=${state} to=${(each) => hashOf("transfers", each)} text=${(each) => t(`transfers.state.${each}`)} />
        <${Loaded} of=${list}>${({ transfers }) => html`<${List} key=${state} transfers=${transfers} state=${state} change=${change} onAsk=${(each, what) => setOpen({ id: each.id, what })} />`}<//>
        ${asked && html`<${DecideTransfer} key=${`${open.what} ${open.id}`} transfer=${asked} what=${open.what} onClose=${close} onDone=${done} />`}
    <//>`;
}
