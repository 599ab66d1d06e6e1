// Files of deposits: those that were booked, one of them, and a new one. #/batches, #/batches/file, #/batches/ID
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Empty, Name, Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePaged } from "../parts/paged.js";
import { rowKeys, Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { BatchFile } from "./batch_file.js";

const COLUMNS = ["made", "name", "lines", "booked", "wrong", "gross", "left"];
const LINE_COLUMNS = ["line", "reference", "source", "resident", "gross", "left", "state"];

function BatchList({ change }) {
    const table = useRef(null);
    const { list, rows, pager } = usePaged("/api/v1/deposit-batches", {}, "batches");
    useKeys(rowKeys(table));
    const aside =
        change &&
        html`<a class="button primary" href=${hashOf("batches", "file")}><${Icon} name="file-up" /><span>${t("batches.new")}</span></a>`;
    return html`<${Screen} wide title=${t("batches.title")} intro=${t("batches.intro")} aside=${aside}>
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="files" title=${t("batches.none")} />`
                : html`<${Table} caption=${t("batches.title")} heading=${(column) => t(`batches.column.${column}`)} columns=${COLUMNS} numbers=${["lines", "booked", "wrong", "gross", "left"]} tableRef=${table}>
                      ${rows.map(
                          (batch) => html`<tr key=${batch.id}>
                              <td class="keep">${fullMoment(batch.made_ms)}</td>
                              <th scope="row"><a class="row-link" href=${hashOf("batches", batch.id)}><${Name}>${batch.name}<//></a></th>
                              <td class="number">${count(batch.lines)}</td><td class="number">${count(batch.booked)}</td><td class="number">${count(batch.wrong)}</td>
                              <td class="number">${money(batch.gross_cents)}</td><td class="number">${money(batch.left_cents)}</td>
                          </tr>`,
                      )}
                  <//>`}<//>
        ${pager}
    <//>`;
}

function OneBatch({ id }) {
    const { list, rows, pager } = usePaged(`/api/v1/deposit-batches/${encodeURIComponent(id)}`, {}, "lines");
    const batch = list.data?.batch;
    const figures = batch && [
        { label: t("batches.column.booked"), text: count(batch.booked), strong: true },
        { label: t("batches.column.gross"), text: money(batch.gross_cents) },
        { label: t("batches.column.left"), text: money(batch.left_cents) },
        { label: t("batches.state.booked_before"), text: count(batch.booked_before) },
        { label: t("batches.column.wrong"), text: count(batch.wrong) },
    ];
    return html`<${Screen} wide title=${batch ? batch.name : t("batches.title")} intro=${batch && fullMoment(batch.made_ms)}>
        <a class="back" href=${hashOf("batches")}><${Icon} name="arrow-left" /><span>${t("batches.title")}</span></a>
        <${Loaded} of=${list}>${() => html`
            <${Figures} of=${figures} />
            <${Table} caption=${t("batches.lines")} heading=${(column) => t(`batches.column.${column}`)} columns=${LINE_COLUMNS} numbers=${["line", "gross", "left"]}>
                ${rows.map(
                    (line) => html`<tr key=${line.line}>
                        <td class="number">${count(line.line)}</td><th scope="row"><bdi>${line.reference}</bdi></th><td>${line.source}</td>
                        <td><a href=${hashOf("money", line.resident_number)}>${line.resident_number}</a></td>
                        <td class="number">${money(line.gross_cents)}</td><td class="number">${money(line.left_cents)}</td>
                        <td>${line.voided && html`<${Tag} tone="warning" icon="undo-2">${t("batches.voided")}<//>`}</td>
                    </tr>`,
                )}
            <//>
        `}<//>
        ${pager}
    <//>`;
}

export function BatchesScreen({ parts }) {
    const change = useMayChange("money");
    if (parts[0] === "file" && change) return html`<${BatchFile} />`;
    if (parts[0] && parts[0] !== "file") return html`<${OneBatch} key=${parts[0]} id=${parts[0]} />`;
    return html`<${BatchList} change=${change} />`;
}
