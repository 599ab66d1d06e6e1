// A file of call records: checked line by line, shown with every sum, then booked; with a wrong line only when told so.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { applyOf, LINE_STATES, linesOf } from "../batches/batches_model.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Fault, Note, Tag } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice } from "../parts/field.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText } from "../parts/load.js";
import { usePages } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { readCallFile } from "./phone_model.js";

const PATH = "/api/v1/phone/calls";
const PAGE = 50;
const COLUMNS = ["line", "record", "resident", "charged", "uncovered", "state"];
const TONES = { books: ["good", "check"], booked_before: ["neutral", "copy-check"], wrong: ["bad", "circle-alert"] };

function LineRow({ line }) {
    const [tone, icon] = TONES[line.state] ?? TONES.wrong;
    const amount = (cents) => (cents === undefined || cents === null ? "–" : money(cents));
    return html`<tr>
        <td class="number">${line.line > 0 ? count(line.line) : t("batches.whole")}</td>
        <th scope="row"><bdi>${line.record}</bdi></th>
        <td><bdi>${line.resident_name ?? ""}</bdi> <span class="about"><bdi>${line.resident_number}</bdi></span></td>
        <td class="number">${amount(line.charged_cents)}</td>
        <td class="number">${line.uncovered_cents > 0 ? amount(line.uncovered_cents) : "–"}</td>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`batches.state.${line.state}`)}<//>${line.problem && html`<p class="small">${line.problem}</p>`}${line.on_list === false && html`<p class="small">${t("phone.not_on_list")}</p>`}</td>
    </tr>`;
}

function Report({ report, busy, onApply }) {
    const [state, setState] = useState(report.wrong > 0 ? "wrong" : "all");
    const { shown, pager, first } = usePages(linesOf(report, state), PAGE);
    const apply = applyOf(report);
    const choose = (next) => {
        setState(next);
        first();
    };
    const figures = [
        { label: t("batches.figure.books"), text: count(report.books), strong: true },
        { label: t("batches.state.wrong"), text: count(report.wrong) },
        { label: t("batches.state.booked_before"), text: count(report.booked_before) },
        { label: t("phone.column.charged"), text: money(report.charged_cents) },
        { label: t("phone.column.uncovered"), text: money(report.uncovered_cents) },
    ];
    const sum = { count: report.books, amount: money(report.charged_cents) };
    return html`<section class="report" aria-label=${t("phone.report")}>
        <${Figures} of=${figures} />
        <div class="list-head"><${Choice} label=${t("batches.column.state")} value=${state} choices=${LINE_STATES.map((each) => ({ value: each, text: t(`batches.state.${each}`) }))} onInput=${choose} /></div>
        <${Table} caption=${t("batches.lines")} heading=${(column) => t(`phone.column.${column}`)} columns=${COLUMNS} numbers=${["line", "charged", "uncovered"]} still>
            ${shown.map((line, index) => html`<${LineRow} key=${`${line.line} ${index}`} line=${line} />`)}
        <//>
        ${pager}
        ${report.uncovered_cents > 0 && html`<${Note}>${t("phone.uncovered_note")}<//>`}
        ${apply === "valid_lines" && html`<${Note} icon="triangle-alert">${t("batches.some_wrong", { count: report.wrong })}<//>`}
        ${apply ? html`<${Button} kind=${apply === "all_lines" ? "primary" : "danger"} icon="check" busy=${busy} onClick=${() => onApply(apply)}>${t(apply === "all_lines" ? "phone.apply" : "phone.apply_valid", sum)}<//>` : html`<p role="status">${t("batches.nothing_books")}</p>`}
    </section>`;
}

export function CallFile() {
    const [form, setForm, forget] = useDraft("call file", { name: "", file: undefined });
    const once = useOnce("call file");
    const [wrong, setWrong] = useState(undefined);
    const checked = useChecked("call file", [form.file]);
    const { action, shown } = checked;
    const choose = (name, text) => {
        const read = readCallFile(name, text);
        setWrong(read.fault);
        setForm({ name, file: read.body });
        action.clear();
    };
    const check = () => {
        setWrong(form.file ? undefined : "import.file_missing");
        if (form.file) checked.check(form.file, (asked) => api.post(PATH, { ...asked, dry_run: true }));
    };
    const apply = async (which) => {
        const asked = { ...shown.asked, apply: which };
        const answer = await action.run(() => api.post(PATH, { ...asked, idempotency_key: once.keyFor(asked) }));
        if (!answer) return;
        once.done();
        forget();
        checked.forget();
        say(t("phone.booked", { count: answer.books, amount: money(answer.charged_cents) }));
        go("phone", "calls");
    };
    return html`
        <a class="back" href=${hashOf("phone", "calls")}><${Icon} name="arrow-left" /><span>${t("phone.tab.calls")}</span></a>
        <section class="card">
            <${FileField} label=${t("phone.file")} help=${t("phone.file_help")} error=${wrong && t(wrong)} accept=".csv,.json" name=${form.name} onFile=${choose} />
            <div class="row"><${Button} kind=${shown ? "plain" : "primary"} icon="list-checks" busy=${action.busy} onClick=${check}>${t("import.check")}<//><p class="small">${t("money.nothing_yet")}</p></div>
            ${action.error && html`<${Fault}>${faultText(action.error, "phone")}<//>`}
        </section>
        ${shown && html`<${Report} report=${shown.answer} busy=${action.busy} onApply=${apply} />`}`;
}
