// What happened to a resident's money, newest first, in plain words; found by filter, as far back as one asks.
import { useRef, useState } from "preact/hooks";
import { change, money } from "../base/amount.js";
import { dayStart } from "../base/calendar.js";
import { count, fullMoment, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { Older } from "../parts/pager.js";
import { useSettled } from "../parts/settled.js";
import { rowKeys, Table } from "../parts/table.js";
import { collect, DIRECTIONS, KINDS, lineText } from "./statement_model.js";
import { VoidForm } from "../withdrawals/void_form.js";
import { isVoidable } from "../withdrawals/withdrawals_model.js";
import { LineFile, StatementFile } from "./statement_file.js";
import { Waterfall } from "./waterfall.js";

const READ = 200;
const PAGE = 50;
/** Lines looked at before the page asks whether to go on. */
const MOST_LOOKED = 4_000;
const COLUMNS = ["when", "what", "change", "after", "state"];
const noFilter = { direction: "all", kind: "", words: "", from: "", to: "" };
const TONES = { pending: ["warning", "clock"], voided: ["neutral", "undo-2"] };

function Filters({ filter, onChange }) {
    const kinds = [
        { value: "", text: t("money.every_kind") },
        ...KINDS.map((kind) => ({ value: kind, text: t(`money.kind.${kind}`) })),
    ];
    const directions = DIRECTIONS.map((each) => ({ value: each, text: t(`money.direction.${each}`) }));
    return html`<div class="filters no-print">
        <${Choice} label=${t("money.direction")} value=${filter.direction} choices=${directions} onInput=${(direction) => onChange({ direction })} />
        <${Choice} label=${t("money.kind")} value=${filter.kind} choices=${kinds} onInput=${(kind) => onChange({ kind })} />
        <${Field} label=${t("money.from")} type="date" value=${filter.from} onInput=${(from) => onChange({ from })} />
        <${Field} label=${t("money.to")} type="date" value=${filter.to} onInput=${(to) => onChange({ to })} />
        <${Field} label=${t("money.words")} type="search" value=${filter.words} onInput=${(words) => onChange({ words })} autocomplete="off" maxlength=${60} />
    </div>`;
}

function Row({ line, now, onOpen }) {
    const [tone, icon] = TONES[line.state] ?? [];
    const off = line.state === "voided" ? "struck" : "";
    return html`<tr>
        <td class="keep" title=${fullMoment(line.at_ms)}>${moment(line.at_ms, now)}</td>
        <th scope="row"><button type="button" class="link-button row-link" onClick=${() => onOpen(line)}>${lineText(line)}</button></th>
        <td class=${`number ${line.change_cents > 0 ? "coming" : ""} ${off}`}>${line.change_cents === 0 ? "–" : change(line.change_cents)}</td>
        <td class="number">${money(line.balance_after_cents)}</td>
        <td>${tone && html`<${Tag} tone=${tone} icon=${icon}>${t(`money.state.${line.state}`)}<//>`}</td>
    </tr>`;
}

function Detail({ resident, line, change: changing, onClose, onVoided }) {
    const [undoing, setUndoing] = useState(false);
    const facts = [
        ["money.column.when", fullMoment(line.at_ms)],
        ["money.column.change", change(line.change_cents)],
        ["money.column.after", money(line.balance_after_cents)],
        ["money.column.state", codeText("money.state", line.state)],
        ["money.id", line.id],
    ];
    const actions =
        !undoing &&
        html`${changing && isVoidable(line) && html`<${Button} kind="danger-plain" icon="undo-2" onClick=${() => setUndoing(true)}>${t("voids.open")}<//>`}
            <${Button} onClick=${onClose} autofocus>${t("dialog.close")}<//>`;
    return html`<${Dialog} title=${lineText(line)} onClose=${onClose} actions=${actions}>
        ${line.kind === "deposit" && line.gross_cents > 0 && html`<${Waterfall} gross=${line.gross_cents} fee=${line.fee_cents} parts=${line.parts} />`}
        <dl class="facts-list">${facts.map(([key, text]) => html`<div key=${key}><dt>${t(key)}</dt><dd>${text}</dd></div>`)}</dl>
        ${!undoing && html`<${LineFile} resident=${resident} line=${line} />`}
        ${undoing && html`<${VoidForm} resident=${resident} line=${line} onClose=${() => setUndoing(false)} onDone=${onVoided} />`}
    <//>`;
}

function Lines({ found, table, onOpen }) {
    const now = useNow();
    if (found.length === 0) return html`<${Empty} icon="receipt" title=${t("money.no_lines")} />`;
    return html`<${Table} caption=${t("money.view.statement")} heading=${(column) => t(`money.column.${column}`)} columns=${COLUMNS} numbers=${["change", "after"]} tableRef=${table}>
        ${found.map((line) => html`<${Row} key=${line.id} line=${line} now=${now} onOpen=${onOpen} />`)}
    <//>`;
}

export function Statement({ resident, change: changing, onVoided }) {
    const [filter, setFilter] = useState(noFilter);
    const [back, setBack] = useState([0]);
    const [open, setOpen] = useState(undefined);
    const table = useRef(null);
    const path = `/api/v1/residents/${encodeURIComponent(resident.id)}/transactions`;
    const asked = useSettled(filter);
    const filtered = JSON.stringify(asked) !== JSON.stringify(noFilter);
    const passing = { ...asked, from: dayStart(asked.from), to: dayStart(asked.to, 1) };
    const load = useLoad(
        (how) =>
            collect(
                (before) =>
                    api.get(path, { limit: filtered ? READ : PAGE, before: before > 0 ? before : undefined }, how),
                back.at(-1),
                passing,
                filtered ? PAGE : 1,
                MOST_LOOKED,
                how.wanted,
            ),
        `${path} ${JSON.stringify(asked)} ${back.at(-1)}`,
    );
    useKeys(rowKeys(table));
    const voided = () => {
        setOpen(undefined);
        load.again();
        onVoided();
    };
    const change = (some) => {
        setFilter({ ...filter, ...some });
        setBack([0]);
    };
    return html`
        <${Filters} filter=${filter} onChange=${change} />
        <${Loaded} of=${load}>${({ lines, next, looked }) => html`
            ${filtered && html`<p class="small" role="status">${t("money.found", { count: lines.length, looked: count(looked) })}</p>`}
            <${Lines} found=${lines} table=${table} onOpen=${setOpen} />
            <${Older} back=${back} next=${next} onTurn=${setBack} />
        `}<//>
        ${open && html`<${Detail} key=${open.id} resident=${resident} line=${open} change=${changing} onClose=${() => setOpen(undefined)} onVoided=${voided} />`}
        <${StatementFile} resident=${resident} />`;
}
