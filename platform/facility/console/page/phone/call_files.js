// The files of calls that were applied: when, by whom, what they held, what was charged and what nobody paid.
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { Empty, Name } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { rowKeys, Table } from "../parts/table.js";
import { CallList } from "./calls_list.js";

const COLUMNS = ["made", "file", "by", "lines", "booked", "before", "wrong", "charged", "uncovered"];
const NUMBERS = ["lines", "booked", "before", "wrong", "charged", "uncovered"];

function Row({ file }) {
    return html`<tr>
        <td class="keep">${fullMoment(file.made_ms)}</td>
        <th scope="row"><a class="row-link" href=${hashOf("phone", "files", file.id)}><${Name}>${file.name}<//></a></th>
        <td><bdi>${file.made_by_name || "–"}</bdi></td>
        <td class="number">${count(file.lines)}</td>
        <td class="number">${count(file.booked)}</td>
        <td class="number">${count(file.booked_before)}</td>
        <td class="number">${count(file.wrong)}</td>
        <td class="number">${money(file.charged_cents)}</td>
        <td class="number">${money(file.uncovered_cents)}</td>
    </tr>`;
}

function FileList() {
    const table = useRef(null);
    const { list, rows, pager } = usePaged("/api/v1/phone/call-files", {}, "batches");
    useKeys(rowKeys(table));
    return html`
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="files" title=${t("phone.no_files")} />`
                : html`<${Table} caption=${t("phone.tab.files")} heading=${(column) => t(`phone.column.${column}`)} columns=${COLUMNS} numbers=${NUMBERS} tableRef=${table}>
                      ${rows.map((file) => html`<${Row} key=${file.id} file=${file} />`)}
                  <//>`}<//>
        ${pager}`;
}

/** `id`: of one, for its calls. */
export function CallFiles({ id }) {
    if (!id) return html`<${FileList} />`;
    return html`<a class="back" href=${hashOf("phone", "files")}><${Icon} name="arrow-left" /><span>${t("phone.all_files")}</span></a>
        <${CallList} key=${id} query=${{ batch_id: id }} />`;
}
