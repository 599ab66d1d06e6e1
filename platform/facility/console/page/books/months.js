// Months: closed, no entry falls into them any more; reopened by somebody else, with a reason.
import { count, fullMoment, monthName } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Name, Tag } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { monthStep } from "./books_model.js";

const COLUMNS = ["month", "state", "entries", "differences", "unmatched", "closed"];
const TONES = { running: ["info", "clock"], open: ["warning", "lock-open"], closed: ["good", "lock"] };

function Ask({ month, what, onClose, onDone }) {
    const name = monthName(month.month);
    const asking = useReason(`month ${month.month} ${what}`, {
        needed: what === "reopen",
        post: (body) => api.post(`/api/v1/months/${month.month}/${what}`, body),
        done() {
            say(t(`books.month_done.${what}`, { month: name }));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="books" title=${t(`books.month_ask.${what}`, { month: name })} send=${t(`books.month_do.${what}`)}>
        <p>${t(`books.month_what.${what}`)}</p>
        ${what === "close" && month.unmatched_bank_lines > 0 && html`<p>${t("books.unmatched_left", { count: month.unmatched_bank_lines })}</p>`}
    <//>`;
}

function Row({ month, step, change, onAsk }) {
    const [tone, icon] = TONES[month.state] ?? TONES.open;
    return html`<tr>
        <th scope="row">${monthName(month.month)}</th>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`books.month.${month.state}`)}<//></td>
        <td class="number">${count(month.entries)}</td>
        <td class="number">${count(month.differences)}</td>
        <td class="number">${count(month.unmatched_bank_lines)}</td>
        <td>${month.closed_ms > 0 ? html`${fullMoment(month.closed_ms)} <${Name}>${month.closed_by_name}<//>` : "–"}${month.reopened_reason && html`<p class="small" dir="auto">${t("books.reopened", { name: month.reopened_by_name, reason: month.reopened_reason })}</p>`}</td>
        ${change && html`<td class="row-actions">${step && html`<button type="button" class="button small" onClick=${() => onAsk(step)}>${t(`books.month_do.${step}`)}<span class="sr"> ${monthName(month.month)}</span></button>`}</td>`}
    </tr>`;
}

export function MonthsView({ change }) {
    const [open, setOpen, close] = useDraft("months", { month: "", what: "" });
    const load = useLoad((how) => api.get("/api/v1/months", {}, how), "months");
    const asked = load.data?.months.find((month) => month.month === open.month);
    const done = () => {
        close();
        load.again();
    };
    return html`
        <${Loaded} of=${load}>${({
            months,
        }) => html`<${Table} caption=${t("books.view.months")} heading=${(column) => t(`books.column.${column}`)} columns=${change ? [...COLUMNS, "do"] : COLUMNS} numbers=${["entries", "differences", "unmatched"]}>
            ${months.map((month) => html`<${Row} key=${month.month} month=${month} step=${monthStep(months, month)} change=${change} onAsk=${(what) => setOpen({ month: month.month, what })} />`)}
        <//>`}<//>
        ${asked && change && html`<${Ask} key=${`${open.what} ${asked.month}`} month=${asked} what=${open.what} onClose=${() => close()} onDone=${done} />`}`;
}
