// A file of deposits: checked line by line, shown with every sum, then booked; with a wrong line only when told so.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { AmountField, Figures } from "../parts/amount_field.js";
import { Button, Fault, Note, Tag } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText } from "../parts/load.js";
import { usePages } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { applyOf, LINE_STATES, linesOf, readBatchFile, readControl } from "./batches_model.js";

const PATH = "/api/v1/deposit-batches";
const PAGE = 50;
const COLUMNS = ["line", "reference", "source", "resident", "gross", "left", "state"];
const TONES = { books: ["good", "check"], booked_before: ["neutral", "copy-check"], wrong: ["bad", "circle-alert"] };
const nothing = { name: "", file: undefined, lines: "", cents: "" };

function LineRow({ line }) {
    const [tone, icon] = TONES[line.state] ?? TONES.wrong;
    const amount = (cents) => (cents === undefined || cents === null ? "–" : money(cents));
    return html`<tr>
        <td class="number">${line.line > 0 ? count(line.line) : t("batches.whole")}</td>
        <th scope="row"><bdi>${line.reference}</bdi></th>
        <td>${line.source && codeText("money.source", line.source)}</td>
        <td><bdi>${line.resident_name ?? ""}</bdi> <span class="about"><bdi>${line.resident_number}</bdi></span></td>
        <td class="number">${amount(line.gross_cents)}</td>
        <td class="number">${amount(line.left_cents)}</td>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`batches.state.${line.state}`)}<//>${line.problem && html`<p class="small">${line.problem}</p>`}</td>
    </tr>`;
}

function Lines({ report }) {
    const [state, setState] = useState(report.wrong > 0 ? "wrong" : "all");
    const { shown, pager, first } = usePages(linesOf(report, state), PAGE);
    const choose = (next) => {
        setState(next);
        first();
    };
    return html`
        <div class="list-head"><${Choice} label=${t("batches.column.state")} value=${state} choices=${LINE_STATES.map((each) => ({ value: each, text: t(`batches.state.${each}`) }))} onInput=${choose} /></div>
        <${Table} caption=${t("batches.lines")} heading=${(column) => t(`batches.column.${column}`)} columns=${COLUMNS} numbers=${["line", "gross", "left"]}>
            ${shown.map((line, index) => html`<${LineRow} key=${`${line.line} ${index}`} line=${line} />`)}
        <//>
        ${pager}`;
}

function Report({ report, busy, onApply }) {
    const apply = applyOf(report);
    const figures = [
        { label: t("batches.figure.books"), text: count(report.books), strong: true },
        { label: t("batches.state.wrong"), text: count(report.wrong) },
        { label: t("batches.state.booked_before"), text: count(report.booked_before) },
        { label: t("batches.column.gross"), text: money(report.gross_cents) },
        { label: t("batches.figure.fee"), text: money(report.fee_cents) },
        { label: t("batches.figure.deductions"), text: money(report.deduction_cents) },
        { label: t("batches.column.left"), text: money(report.left_cents) },
    ];
    const sum = { count: report.books, amount: money(report.gross_cents) };
    return html`<section class="report" aria-label=${t("batches.report")}>
        <${Figures} of=${figures} />
        <${Lines} report=${report} />
        ${apply === "valid_lines" && html`<${Note} icon="triangle-alert">${t("batches.some_wrong", { count: report.wrong })}<//>`}
        ${apply ? html`<${Button} kind=${apply === "all_lines" ? "primary" : "danger"} icon="check" busy=${busy} onClick=${() => onApply(apply)}>${t(apply === "all_lines" ? "batches.apply" : "batches.apply_valid", sum)}<//>` : html`<p role="status">${t("batches.nothing_books")}</p>`}
    </section>`;
}

export function BatchFile() {
    const [form, setForm, forget] = useDraft("deposit file", nothing);
    const once = useOnce("deposit file");
    const [wrong, setWrong] = useState({});
    const checked = useChecked("deposit file", [form.file, form.lines, form.cents]);
    const { action, shown } = checked;
    const choose = (name, text) => {
        const read = readBatchFile(name, text);
        setWrong({ file: read.fault });
        setForm({ name, file: read.body });
        action.clear();
    };
    const check = () => {
        const control = readControl(form);
        setWrong({ ...control.wrong, file: form.file ? undefined : "import.file_missing" });
        if (form.file && control.body)
            checked.check({ ...form.file, ...control.body }, (asked) => api.post(PATH, { ...asked, dry_run: true }));
    };
    const apply = async (which) => {
        const asked = { ...shown.asked, apply: which };
        const answer = await action.run(() => api.post(PATH, { ...asked, idempotency_key: once.keyFor(asked) }));
        if (!answer) return;
        once.done();
        forget();
        checked.forget();
        say(t("batches.done", { count: answer.books, amount: money(answer.gross_cents) }));
        go("batches", answer.id);
    };
    return html`<${Screen} wide title=${t("batches.new")} intro=${t("batches.new_intro")}>
        <a class="back" href=${hashOf("batches")}><${Icon} name="arrow-left" /><span>${t("batches.title")}</span></a>
        <section class="card">
            <${FileField} label=${t("batches.file")} help=${t("batches.file_help")} error=${wrong.file && t(wrong.file)} accept=".csv,.json" name=${form.name} onFile=${choose} />
            <div class="fields">
                <${Field} label=${t("batches.control_lines")} help=${t("batches.control_help")} error=${wrong.lines && t(wrong.lines, { least: 1, most: count(1_000) })} value=${form.lines} onInput=${(lines) => setForm({ lines })} inputmode="numeric" maxlength=${4} autocomplete="off" />
                <${AmountField} label=${t("batches.control_cents")} help=${t("batches.control_help")} wrong=${wrong.cents} value=${form.cents} onInput=${(cents) => setForm({ cents })} />
            </div>
            <div class="row"><${Button} kind=${shown ? "plain" : "primary"} icon="list-checks" busy=${action.busy} onClick=${check}>${t("import.check")}<//><p class="small">${t("money.nothing_yet")}</p></div>
            ${action.error && html`<${Fault}>${faultText(action.error, "batches")}<//>`}
        </section>
        ${shown && html`<${Report} report=${shown.answer} busy=${action.busy} onApply=${apply} />`}
    <//>`;
}
