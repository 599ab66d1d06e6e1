// Spending classes: how much one order window may cost.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { AmountField } from "../parts/amount_field.js";
import { useDraft } from "../parts/draft.js";
import { Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { classRow, MOST_CLASSES, newClass, readClasses, withDefault } from "./shop_rules_model.js";

function ClassRow({ one, number, wrong, onChange, onDefault, onRemove }) {
    return html`<fieldset class="card rule-row">
        <legend>${t("shop.class", { number })}</legend>
        <${Field} label=${t("shop.class_code")} error=${wrong?.member === "code" ? t(wrong.key) : undefined} value=${one.code} onInput=${(code) => onChange({ ...one, code })} maxlength=${48} autocomplete="off" spellcheck=${false} />
        <${AmountField} label=${t("shop.limit")} least=${0} wrong=${wrong?.member === "limit" ? wrong.key : undefined} value=${one.limit} onInput=${(limit) => onChange({ ...one, limit })} />
        <${Tick} label=${t("shop.default")} checked=${one.is_default} onInput=${onDefault} />
        <${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}<span class="sr"> ${one.code}</span><//>
    </fieldset>`;
}

export function ClassesForm({ before, onSaved }) {
    const [form, setForm, forget] = useDraft("spending classes", { rows: before.map(classRow) });
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const { rows } = form;
    const save = async () => {
        const read = readClasses(rows);
        setWrong(read.wrong);
        if (read.wrong) return;
        const answer = await action.run(() => api.put("/api/v1/commissary/classes", { classes: read.classes }));
        if (!answer) return;
        forget({ rows: answer.classes.map(classRow) });
        say(t("shop.classes_saved"));
        onSaved();
    };
    const replace = (index, row) => setForm({ rows: rows.map((each, at) => (at === index ? row : each)) });
    return html`<div class="editor">
        ${rows.map((one, index) => html`<${ClassRow} key=${index} one=${one} number=${index + 1} wrong=${wrong?.row === index ? wrong : undefined} onChange=${(row) => replace(index, row)} onDefault=${(on) => setForm({ rows: withDefault(rows, on ? index : -1) })} onRemove=${() => setForm({ rows: rows.filter((_, at) => at !== index) })} />`)}
        ${action.error && html`<${Fault}>${faultText(action.error, "shop")}<//>`}
        <div class="row">
            <${Button} icon="plus" disabled=${rows.length >= MOST_CLASSES} onClick=${() => setForm({ rows: [...rows, newClass] })}>${t("shop.add_class")}<//>
            <${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("shop.save")}<//>
        </div>
        <${Unsaved} before=${{ rows: before.map(classRow) }} form=${form} onReset=${forget} />
        <p class="small">${t("shop.classes_what")}</p>
    </div>`;
}

export function ClassesTable({ classes }) {
    if (classes.length === 0) return html`<${Empty} title=${t("shop.no_classes")} />`;
    return html`<div class="table-scroll"><table class="list">
        <caption class="sr">${t("shop.view.classes")}</caption>
        <thead><tr><th scope="col">${t("shop.class_code")}</th><th scope="col" class="number">${t("shop.limit")}</th><th scope="col">${t("shop.default_column")}</th></tr></thead>
        <tbody>${classes.map((one) => html`<tr key=${one.code}><th scope="row">${one.code}</th><td class="number">${money(one.limit_cents)}</td><td>${one.is_default && html`<${Tag} icon="check">${t("shop.default_tag")}<//>`}</td></tr>`)}</tbody>
    </table></div>`;
}
