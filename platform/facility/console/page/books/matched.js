// Lines of the bank that have found their entries, which they are, and taking the two apart again; and lines that were struck out.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { namedDay } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { Older } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";

const PAGE = 50;
const COLUMNS = ["day", "direction", "amount", "reference"];

function Entries({ entries }) {
    return html`<${Table} caption=${t("books.its_entries")} heading=${(column) => t(`books.bank.${column}`)} columns=${[...COLUMNS, "kind"]} numbers=${["amount"]}>
        ${entries.map(
            (entry) => html`<tr key=${entry.transfer_id}>
                <td class="keep">${namedDay(entry.day)}</td><td>${t(`money.direction.${entry.direction}`)}</td><td class="number">${money(entry.cents)}</td>
                <th scope="row">${entry.resident_number && html`<a href=${hashOf("money", entry.resident_number)}>${entry.resident_number}</a> `}<bdi>${entry.reference}</bdi></th>
                <td>${codeText("money.kind", entry.kind)}</td>
            </tr>`,
        )}
    <//>`;
}

/** The line with its entries; taking them apart is asked for here, where both are seen. */
function OneLine({ id, change, onClose, onDone }) {
    const path = `/api/v1/bank-lines/${encodeURIComponent(id)}`;
    const load = useLoad((how) => api.get(path, {}, how), path);
    const action = useAction();
    const apart = async () => {
        if (!(await action.run(() => api.post(`${path}/unmatch`, {})))) return;
        say(t("books.apart_done"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.close")}<//>
        ${change && html`<${Button} kind="danger-plain" icon="unlink" busy=${action.busy} disabled=${!load.data} onClick=${apart}>${t("books.apart")}<//>`}`;
    return html`<${Dialog} wide title=${t("books.its_entries")} onClose=${onClose} actions=${actions}>
        <${Loaded} of=${load}>${(line) => html`
            <p><b>${money(line.cents)}</b> ${t(`money.direction.${line.direction}`)}, ${namedDay(line.day)}, <bdi>${line.reference}</bdi></p>
            <p class="small">${t(`books.matched_by.${line.matched_by}`)}</p>
            <${Entries} entries=${line.entries} />
            ${change && html`<p>${t("books.apart_what")}</p>`}
        `}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "books")}<//>`}
    <//>`;
}

function Row({ line, state, onOpen }) {
    return html`<tr>
        <td class="keep">${namedDay(line.day)}</td><td>${t(`money.direction.${line.direction}`)}</td><td class="number">${money(line.cents)}</td>
        <th scope="row"><bdi>${line.reference}</bdi>${line.text && html`<p class="small" dir="auto">${line.text}</p>`}</th>
        <td>${
            state === "matched"
                ? html`<button type="button" class="button small" onClick=${() => onOpen(line.id)}>${t("books.entry_count", { count: line.transfer_ids.length })}<span class="sr"> ${line.reference}</span></button>`
                : html`<span dir="auto">${line.struck_reason}</span>`
        }</td>
    </tr>`;
}

/** `state`: matched or struck. */
export function LinesOf({ state, range, change, onDone }) {
    const [back, setBack] = useState([""]);
    const [open, setOpen] = useState("");
    const load = useLoad(
        (how) => api.get("/api/v1/bank-lines", { state, ...range, limit: PAGE, after: back.at(-1) }, how),
        `bank lines ${state} ${range.from} ${range.to} ${back.at(-1)}`,
    );
    const columns = [...COLUMNS, state === "matched" ? "entries" : "reason"];
    return html`
        <${Loaded} of=${load}>${({ lines, next_after }) =>
            html`${
                lines.length === 0
                    ? html`<${Empty} icon="link" title=${t(`books.none.${state}`)} />`
                    : html`<${Table} caption=${t(`books.lines.${state}`)} heading=${(column) => t(`books.bank.${column}`)} columns=${columns} numbers=${["amount"]}>
                          ${lines.map((line) => html`<${Row} key=${line.id} line=${line} state=${state} onOpen=${setOpen} />`)}
                      <//>`
            }
            <${Older} back=${back} next=${next_after} onTurn=${setBack} />`}<//>
        ${open !== "" && html`<${OneLine} id=${open} change=${change} onClose=${() => setOpen("")} onDone=${onDone} />`}`;
}
