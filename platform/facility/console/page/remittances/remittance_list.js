// What was paid to others and taken in from them: what waits for a second person, what the bank shows, what was taken back.
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { moment, namedDay } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { go, hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { Empty, Name } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { rowKeys, Table } from "../parts/table.js";
import { DecideRemittance } from "./decide_remittance.js";
import { accountText, STATES, stepsOf } from "./remittances_model.js";

const COLUMNS = ["to", "amount", "reference", "state", "made", "decided"];
const KINDS = { approve: "", refuse: "danger-plain", void: "danger-plain" };

const when = (ms, name, now) => html`${moment(ms, now)}${name && html`<p class="small"><${Name}>${name}<//></p>`}`;

function State({ remittance }) {
    const { state, bank_day } = remittance;
    return html`${t(`remittances.state.${state}`)}${bank_day && html`<p class="small"><a href=${hashOf("books", "bank", "matched", bank_day)}>${t("remittances.at_bank", { day: namedDay(bank_day) })}<span class="sr"> ${remittance.reference}</span></a></p>`}`;
}

function Decided({ remittance, now }) {
    const { decided_ms, decided_by_name, voided_ms, voided_by_name, decision_reason } = remittance;
    if (decided_ms === 0) return "–";
    return html`${voided_ms > 0 ? when(voided_ms, voided_by_name, now) : when(decided_ms, decided_by_name, now)}${decision_reason && html`<p class="small" dir="auto">${decision_reason}</p>`}`;
}

function Row({ remittance, now, change, onAsk }) {
    const about = html`<span class="sr"> ${money(remittance.cents)}, ${remittance.counterparty}</span>`;
    return html`<tr>
        <th scope="row"><${Name}>${remittance.counterparty}<//><p class="small">${accountText(remittance.account)}</p></th>
        <td class="number"><b>${money(remittance.cents)}</b><p class="small">${t(`remittances.went.${remittance.direction}`)}</p></td>
        <td><bdi>${remittance.reference}</bdi></td>
        <td><${State} remittance=${remittance} /></td>
        <td class="keep">${when(remittance.made_ms, remittance.made_by_name, now)}</td>
        <td><${Decided} remittance=${remittance} now=${now} /></td>
        ${change && html`<td class="row-actions">${stepsOf(remittance).map((what) => html`<button key=${what} type="button" class=${`button small row-link ${KINDS[what]}`} onClick=${() => onAsk(what)}>${t(`remittances.do.${what}`)}${about}</button>`)}</td>`}
    </tr>`;
}

/** `wanted`: a state, else all of them. */
export function RemittanceList({ wanted, change }) {
    const now = useNow();
    const state = STATES.includes(wanted) ? wanted : "";
    const [open, setOpen, close] = useDraft("remittances", { id: "", what: "" });
    const table = useRef(null);
    const { list, rows, pager } = usePaged("/api/v1/remittances", state === "" ? {} : { state }, "remittances");
    useKeys(rowKeys(table));
    const asked = rows.find((each) => each.id === open.id);
    const done = () => {
        close();
        list.again();
    };
    const columns = change ? [...COLUMNS, "do"] : COLUMNS;
    const states = ["", ...STATES].map((each) => ({ value: each, text: t(`remittances.state.${each || "all"}`) }));
    return html`
        <div class="list-head"><${Choice} label=${t("remittances.column.state")} value=${state} choices=${states} onInput=${(next) => go("remittances", "list", ...(next === "" ? [] : [next]))} /></div>
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="circle-check" title=${t("remittances.none")} />`
                : html`<${Table} caption=${t("remittances.view.list")} heading=${(column) => t(`remittances.column.${column}`)} columns=${columns} numbers=${["amount"]} tableRef=${table}>
                      ${rows.map((each) => html`<${Row} key=${each.id} remittance=${each} now=${now} change=${change} onAsk=${(what) => setOpen({ id: each.id, what })} />`)}
                  <//>`}<//>
        ${pager}
        ${asked && change && html`<${DecideRemittance} key=${`${open.what} ${asked.id}`} remittance=${asked} what=${open.what} onClose=${() => close()} onDone=${done} />`}`;
}
