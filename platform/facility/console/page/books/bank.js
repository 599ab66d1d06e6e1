// The bank's lines beside the books: what has found its counterpart, what has not, and the two brought together by hand.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { namedDay } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Empty, Fault, Note } from "../parts/basics.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { usePages } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { BankEntry } from "./bank_entry.js";
import { StrikeLine } from "./bank_strike.js";
import { lastDays, matchOf, rangeFault } from "./books_model.js";
import { DayRange } from "./flows.js";
import { LinesOf } from "./matched.js";

const DAYS = 31;
const PAGE = 50;
const SHOWN = ["open", "matched", "struck"];
const HEAD = ["day", "direction", "amount", "reference"];

function Head({ lead, tail = [] }) {
    return html`<thead><tr>${[...lead, ...HEAD, ...tail].map((column) => html`<th key=${column} scope="col" class=${column === "amount" ? "number" : undefined}>${t(`books.bank.${column}`)}</th>`)}</tr></thead>`;
}

function BankLines({ lines, chosen, change, onChoose, onStrike }) {
    const { shown, pager } = usePages(lines, PAGE);
    if (lines.length === 0) return html`<${Empty} icon="circle-check" title=${t("books.no_bank_lines")} />`;
    return html`<div class="table-scroll"><table class="list">
        <caption>${t("books.unmatched_bank")}</caption>
        <${Head} lead=${change ? ["choose"] : []} tail=${change ? ["strike"] : []} />
        <tbody>${shown.map(
            (line) => html`<tr key=${line.id}>
                ${change && html`<td><input type="radio" name="bank-line" aria-label=${t("books.choose_line", { reference: line.reference, amount: money(line.cents) })} checked=${chosen === line.id} onChange=${() => onChoose(line.id)} /></td>`}
                <td class="keep">${namedDay(line.day)}</td><td>${t(`money.direction.${line.direction}`)}</td><td class="number">${money(line.cents)}</td>
                <th scope="row"><bdi>${line.reference}</bdi>${line.text && html`<p class="small" dir="auto">${line.text}</p>`}</th>
                ${change && html`<td><button type="button" class="button small" onClick=${() => onStrike(line)}>${t("books.strike")}<span class="sr"> ${line.reference}</span></button></td>`}
            </tr>`,
        )}</tbody>
    </table></div>
        ${pager}`;
}

function BookEntries({ entries, chosen, change, onToggle }) {
    const { shown, pager } = usePages(entries, PAGE);
    if (entries.length === 0) return html`<${Empty} icon="circle-check" title=${t("books.no_entries")} />`;
    return html`<div class="table-scroll"><table class="list">
        <caption>${t("books.unmatched_books")}</caption>
        <${Head} lead=${change ? ["choose"] : []} tail=${["kind"]} />
        <tbody>${shown.map(
            (entry) => html`<tr key=${entry.transfer_id}>
                ${change && html`<td><input type="checkbox" aria-label=${t("books.choose_entry", { number: entry.resident_number ?? "", amount: money(entry.cents) })} checked=${chosen.includes(entry.transfer_id)} onChange=${() => onToggle(entry.transfer_id)} /></td>`}
                <td class="keep">${namedDay(entry.day)}</td><td>${t(`money.direction.${entry.direction}`)}</td><td class="number">${money(entry.cents)}</td>
                <th scope="row">${entry.resident_number && html`<a href=${hashOf("money", entry.resident_number)}>${entry.resident_number}</a> `}<bdi>${entry.reference}</bdi></th>
                <td>${codeText("money.kind", entry.kind)}</td>
            </tr>`,
        )}</tbody>
    </table></div>
        ${pager}`;
}

function figuresOf({ bank, books, matched }) {
    const figure = (name, side, many) => ({
        label: t(`books.${name}`),
        text: t("books.in", { amount: money(side.in_cents) }),
        note: t("books.out", { amount: money(side.out_cents), many }),
    });
    return [
        figure("bank_total", bank, t("books.line_count", { count: bank.lines })),
        figure("books_total", books, t("books.entry_count", { count: books.entries })),
        figure("matched_total", matched, t("books.line_count", { count: matched.lines })),
    ];
}

/** A line and the entries that together are it. */
function Match({ line, entries, onDone }) {
    const action = useAction();
    const { cents, left } = matchOf(line, entries);
    const send = async () => {
        const path = `/api/v1/bank-lines/${encodeURIComponent(line.id)}/match`;
        if (!(await action.run(() => api.post(path, { transfer_ids: entries.map((entry) => entry.transfer_id) }))))
            return;
        say(t("books.match_done"));
        onDone();
    };
    return html`<div class="row match" role="status">
        <p>${t("books.match_sum", { chosen: money(cents), line: money(line.cents), left: money(left) })}</p>
        <${Button} kind="primary" icon="link" busy=${action.busy} disabled=${left !== 0 || entries.length === 0} onClick=${send}>${t("books.match")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "books")}<//>`}
    </div>`;
}

function Compared({ data, change, onDone }) {
    const [line, setLine] = useState("");
    const [entries, setEntries] = useState([]);
    const [striking, setStriking] = useState(undefined);
    const chosen = data.unmatched_bank.find((each) => each.id === line);
    const toggle = (id) => setEntries(entries.includes(id) ? entries.filter((each) => each !== id) : [...entries, id]);
    return html`
        <${Figures} of=${figuresOf(data)} />
        ${data.truncated && html`<${Note}>${t("books.truncated")}<//>`}
        <${BankLines} lines=${data.unmatched_bank} chosen=${line} change=${change} onChoose=${setLine} onStrike=${setStriking} />
        ${change && chosen && html`<${Match} line=${chosen} entries=${data.unmatched_books.filter((entry) => entries.includes(entry.transfer_id))} onDone=${onDone} />`}
        <${BookEntries} entries=${data.unmatched_books} chosen=${entries} change=${change} onToggle=${toggle} />
        ${striking && html`<${StrikeLine} line=${striking} onClose=${() => setStriking(undefined)} onDone=${onDone} />`}`;
}

/** What stands without a counterpart on either side. */
function OpenLines({ range, change, onDone }) {
    const load = useLoad((how) => api.get("/api/v1/bank-reconciliation", range, how), `bank ${range.from} ${range.to}`);
    return html`<${Loaded} of=${load}>${(data) => html`<${Compared} data=${data} change=${change} onDone=${onDone} />`}<//>`;
}

/** `at`: [what shows, a day], where somebody is led to one line. */
export function BankView({ change, at: [shown, day] }) {
    const [range, setRange] = useState(() => (day ? { from: day, to: day } : lastDays(Date.now(), DAYS)));
    const [show, setShow] = useState(SHOWN.includes(shown) ? shown : "open");
    const [times, setTimes] = useState(0);
    const done = () => setTimes(times + 1);
    const choices = SHOWN.map((each) => ({ value: each, text: t(`books.show.${each}`) }));
    const of = { range, change, onDone: done };
    const key = `${show} ${times} ${range.from} ${range.to}`;
    return html`
        <${DayRange} range=${range} onInput=${setRange}><${Choice} label=${t("books.show")} value=${show} choices=${choices} onInput=${setShow} /><//>
        ${change && html`<${BankEntry} onDone=${done} />`}
        ${rangeFault(range) === undefined && (show === "open" ? html`<${OpenLines} key=${key} ...${of} />` : html`<${LinesOf} key=${key} state=${show} ...${of} />`)}`;
}
