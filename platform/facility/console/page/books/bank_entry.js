// Lines of the bank put in: one that is typed, or a file that is checked first.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { MOST_REFERENCE, MOST_TEXT, newBankLine, readBankLine } from "./books_model.js";

const IMPORT = "/api/v1/bank-lines/import";

const doneText = (answer) => t("books.added", { added: answer.added, known: answer.known, matched: answer.matched });

function OneLine({ onDone }) {
    const [form, setForm, forget] = useDraft("bank line", newBankLine);
    const once = useOnce("bank line");
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const set = (member) => (value) => setForm({ [member]: value });
    const faultOf = (member) => wrong[member] && t(wrong[member]);
    const send = async (event) => {
        event.preventDefault();
        const read = readBankLine(form);
        setWrong(read.wrong);
        if (!read.line) return;
        const asked = { lines: [read.line] };
        const answer = await action.run(() =>
            api.post("/api/v1/bank-lines", { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(doneText(answer));
        onDone();
    };
    const directions = ["in", "out"].map((each) => ({ value: each, text: t(`money.direction.${each}`) }));
    return html`<form class="editor" onSubmit=${send} aria-label=${t("books.one_line")} novalidate>
        <div class="fields">
            <${Field} label=${t("books.bank.day")} type="date" error=${faultOf("day")} value=${form.day} onInput=${set("day")} />
            <${Choice} label=${t("books.bank.direction")} value=${form.direction} choices=${directions} onInput=${set("direction")} />
            <${AmountField} label=${t("money.amount")} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Field} label=${t("books.bank.reference")} error=${faultOf("reference")} value=${form.reference} onInput=${set("reference")} maxlength=${MOST_REFERENCE} autocomplete="off" spellcheck=${false} />
            <${Field} label=${t("books.bank.text")} value=${form.text} onInput=${set("text")} maxlength=${MOST_TEXT} autocomplete="off" />
        </div>
        ${action.error && html`<${Fault}>${faultText(action.error, "books")}<//>`}
        <div class="row"><${Button} type="submit" kind="primary" busy=${action.busy}>${t("books.add_line")}<//></div>
    </form>`;
}

function Errors({ errors }) {
    return html`<ul class="field-errors">${errors.map((error, index) => html`<li key=${index}>${t("books.line_error", { line: error.line, what: error.what })}</li>`)}</ul>`;
}

function FromFile({ onDone }) {
    const [form, setForm, forget] = useDraft("bank file", { name: "", csv: "" });
    const once = useOnce("bank file");
    const [wrong, setWrong] = useState(undefined);
    const checked = useChecked("bank file", [form.csv]);
    const { action, shown } = checked;
    const choose = (name, csv) => {
        setWrong(undefined);
        setForm({ name, csv });
        action.clear();
    };
    const check = () => {
        setWrong(form.csv === "" ? t("import.file_missing") : undefined);
        if (form.csv !== "") checked.check({ csv: form.csv }, (asked) => api.post(IMPORT, { ...asked, dry_run: true }));
    };
    const apply = async () => {
        const { asked } = shown;
        const answer = await action.run(() => api.post(IMPORT, { ...asked, idempotency_key: once.keyFor(asked) }));
        if (!answer) return;
        once.done();
        forget();
        checked.forget();
        say(doneText(answer));
        onDone();
    };
    const errors = shown?.answer.errors;
    const clean = errors?.length === 0;
    return html`<div class="editor">
        <${FileField} label=${t("books.file")} help=${t("books.file_help")} error=${wrong} accept=".csv" name=${form.name} onFile=${choose} />
        ${errors && !clean && html`<${Errors} errors=${errors} />`}
        ${clean && html`<p role="status">${t("import.clean")}</p>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "books")}<//>`}
        <div class="row">
            <${Button} icon="list-checks" busy=${action.busy} onClick=${check}>${t("import.check")}<//>
            ${clean && html`<${Button} kind="primary" busy=${action.busy} onClick=${apply}>${t("books.add_file")}<//>`}
        </div>
    </div>`;
}

export function BankEntry({ onDone }) {
    return html`<details class="card">
        <summary>${t("books.enter")}</summary>
        <${OneLine} onDone=${onDone} />
        <hr />
        <${FromFile} onDone=${onDone} />
    </details>`;
}
