// Withdrawals and undone lines: what waits for a second person, and what became of each. #/approvals/withdrawals|voids/STATE
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { go, hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { Empty } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePaged } from "../parts/paged.js";
import { rowKeys, Table } from "../parts/table.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { decisionsOf, VOID_STATES, WITHDRAWAL_STATES } from "../withdrawals/withdrawals_model.js";
import { Decide } from "./decide.js";
import { What } from "./what.js";

const STATES = { withdrawals: WITHDRAWAL_STATES, voids: VOID_STATES };
const COLUMNS = ["resident", "amount", "what", "reason", "asked", "decided"];

function Row({ kind, entry, now, change, onAsk }) {
    const kinds = { approve: "", refuse: "danger-plain", clear: "" };
    const about = html`<span class="sr"> ${money(entry.cents)}, ${entry.resident_number}</span>`;
    return html`<tr>
        <th scope="row"><a href=${hashOf("money", entry.resident_number)}>${entry.resident_number}</a></th>
        <td class="number"><b>${money(entry.cents)}</b></td>
        <td><${What} kind=${kind} entry=${entry} /></td>
        <td class="wrap" dir="auto">${entry.reason}</td>
        <td class="keep">${moment(entry.made_ms, now)}</td>
        <td>${entry.decided_ms > 0 ? moment(entry.decided_ms, now) : "–"}${entry.decision_reason && html`<p class="small" dir="auto">${entry.decision_reason}</p>`}</td>
        ${change && html`<td class="row-actions">${decisionsOf(entry).map((what) => html`<button key=${what} type="button" class=${`button small row-link ${kinds[what]}`} onClick=${() => onAsk(what)}>${t(`approvals.do.${what}`)}${about}</button>`)}</td>`}
    </tr>`;
}

export function ApprovalsScreen({ parts }) {
    const now = useNow();
    const kind = parts[0] === "voids" ? "voids" : "withdrawals";
    const state = STATES[kind].includes(parts[1]) ? parts[1] : "waiting";
    const change = useMayChange("money");
    const [open, setOpen, close] = useDraft("approvals", { id: "", what: "" });
    const table = useRef(null);
    const { list, rows, pager } = usePaged(`/api/v1/${kind}`, { state }, kind);
    useKeys(rowKeys(table));
    const asked = rows.find((entry) => entry.id === open.id);
    const done = () => {
        close();
        list.again();
    };
    const columns = change ? [...COLUMNS, "decide"] : COLUMNS;
    const states = STATES[kind].map((each) => ({ value: each, text: t(`approvals.state.${each}`) }));
    return html`<${Screen} wide title=${t("approvals.title")} intro=${t("approvals.intro")}>
        <div class="list-head">
            <${Tabs} label=${t("approvals.title")} of=${Object.keys(STATES)} current=${kind} to=${(each) => hashOf("approvals", each)} text=${(each) => t(`approvals.${each}`)} />
            <${Choice} label=${t("orders.column.state")} value=${state} choices=${states} onInput=${(next) => go("approvals", kind, next)} />
        </div>
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="circle-check" title=${t("approvals.none")} />`
                : html`<${Table} caption=${t(`approvals.${kind}`)} heading=${(column) => t(`approvals.column.${column}`)} columns=${columns} numbers=${["amount"]} tableRef=${table}>
                      ${rows.map((entry) => html`<${Row} key=${entry.id} kind=${kind} entry=${entry} now=${now} change=${change} onAsk=${(what) => setOpen({ id: entry.id, what })} />`)}
                  <//>`}<//>
        ${pager}
        ${asked && change && html`<${Decide} key=${`${open.what} ${asked.id}`} kind=${kind} entry=${asked} what=${open.what} onClose=${() => close()} onDone=${done} />`}
    <//>`;
}
