// What was charged: each charge with its resident, found by kind, days and resident. One can be undone from here.
import { useRef, useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { codeText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Empty, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { ResidentPicker } from "../parts/resident_picker.js";
import { rowKeys, Table } from "../parts/table.js";
import { lastDays, rangeFault } from "../books/books_model.js";
import { DayRange } from "../books/flows.js";
import { VoidDialog } from "../withdrawals/void_form.js";
import { becameOf } from "./charges_model.js";

const DAYS = 31;
const COLUMNS = ["made", "resident", "what", "amount", "reason", "became"];
const TONES = {
    charged: ["good", "check"],
    owed: ["warning", "clock"],
    void_waits: ["warning", "user-check"],
    voided: ["neutral", "undo-2"],
};

function Row({ charge, now, change, onUndo }) {
    const became = becameOf(charge);
    const [tone, icon] = TONES[became];
    return html`<tr>
        <td class="keep">${moment(charge.made_ms, now)}</td>
        <th scope="row"><a href=${hashOf("money", charge.resident_number)}>${charge.resident_number}</a></th>
        <td><bdi>${charge.kind_name || codeText("money.reason", charge.kind)}</bdi></td>
        <td class="number"><b class=${became === "voided" ? "struck" : undefined}>${money(charge.cents)}</b></td>
        <td class="wrap" dir="auto">${charge.reason}</td>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`charges.became.${became}`)}<//></td>
        ${change && html`<td class="row-actions">${charge.state === "made" && html`<button type="button" class="button small danger-plain row-link" onClick=${onUndo}>${t("charges.undo")}<span class="sr"> ${money(charge.cents)}, ${charge.resident_number}</span></button>`}</td>`}
    </tr>`;
}

function figuresOf({ total, charged_cents, owed_cents }) {
    const note = t("charges.figure_note");
    return [
        { label: t("charges.figure.made"), text: count(total) },
        { label: t("charges.figure.charged"), text: money(charged_cents), note, strong: true },
        { label: t("charges.figure.owed"), text: money(owed_cents), note },
    ];
}

function List({ query, change }) {
    const now = useNow();
    const table = useRef(null);
    const [open, setOpen, close] = useDraft("charges made", { id: "" });
    const { list, rows, pager } = usePaged("/api/v1/site-charges", query, "charges");
    useKeys(rowKeys(table));
    const undoing = change && rows.find((charge) => charge.transfer_id === open.id);
    const done = () => {
        close();
        list.again();
    };
    return html`
        <${Loaded} of=${list}>${(data) => html`
            <${Figures} of=${figuresOf(data)} />
            ${
                rows.length === 0
                    ? html`<${Empty} icon="tag" title=${t("charges.none_made")} />`
                    : html`<${Table} caption=${t("charges.view.made")} heading=${(column) => t(`charges.column.${column}`)} columns=${change ? [...COLUMNS, "do"] : COLUMNS} numbers=${["amount"]} tableRef=${table}>
                          ${rows.map((charge) => html`<${Row} key=${charge.transfer_id} charge=${charge} now=${now} change=${change} onUndo=${() => setOpen({ id: charge.transfer_id })} />`)}
                      <//>`
            }`}<//>
        ${pager}
        ${undoing && html`<${VoidDialog} key=${undoing.transfer_id} resident=${{ id: undoing.resident_id }} line=${{ id: undoing.transfer_id }} title=${t("charges.undo_ask", { amount: money(undoing.cents), number: undoing.resident_number })} onClose=${() => close()} onDone=${done} />`}`;
}

/** `kinds`: of the facility now. One that is no more is found among all. */
export function ChargesMade({ kinds, change }) {
    const [range, setRange] = useState(() => lastDays(Date.now(), DAYS));
    const [kind, setKind] = useState("");
    const [resident, setResident] = useState(undefined);
    const choices = [
        { value: "", text: t("charges.all_kinds") },
        ...kinds.map(({ code, name }) => ({ value: code, text: name })),
    ];
    const query = { ...range, ...(kind !== "" && { kind }), ...(resident && { resident_id: resident.id }) };
    return html`
        <${DayRange} range=${range} onInput=${setRange}>
            <${Choice} label=${t("money.what_for")} value=${kind} choices=${choices} onInput=${setKind} />
            <${ResidentPicker} label=${t("charges.everybody")} value=${resident} onInput=${setResident} />
        <//>
        ${rangeFault(range) === undefined && html`<${List} query=${query} change=${change} />`}`;
}
