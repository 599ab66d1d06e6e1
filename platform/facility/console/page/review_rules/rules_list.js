// What a rejection may name: number, reason and text of each rule.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Note } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { Unsaved } from "../parts/unsaved.js";
import { MOST_NUMBER, MOST_RULES, MOST_RULE_TEXT, newRule, readRules, reasonsFor } from "./review_rules_model.js";

const COLUMNS = ["rule", "text", "reason"];

function RuleRow({ rule, number, wrong, onChange, onRemove }) {
    const set = (member) => (value) => onChange({ ...rule, [member]: value });
    const faultOf = (member) => (wrong?.member === member ? t(wrong.key) : undefined);
    const reasons = reasonsFor(rule.reason).map((value) => ({ value, text: codeText("reason", value) }));
    const name = t("review_rules.one", { number });
    return html`<fieldset class="card">
        <legend>${name}</legend>
        <div class="fields">
            <${Field} label=${t("review_rules.rule")} error=${faultOf("rule")} value=${rule.rule} onInput=${set("rule")} maxlength=${MOST_NUMBER} autocomplete="off" />
            <${Choice} label=${t("review_rules.reason")} value=${rule.reason} choices=${reasons} onInput=${set("reason")} />
        </div>
        <${Field} label=${t("review_rules.text")} error=${faultOf("text")} value=${rule.text} onInput=${set("text")} maxlength=${MOST_RULE_TEXT} autocomplete="off" />
        <div class="row"><${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}<span class="sr"> ${name}</span><//></div>
    </fieldset>`;
}

export function RulesForm({ before, onSaved }) {
    const [form, setForm, forget] = useDraft("review rules", { rows: before });
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const { rows } = form;
    const save = async () => {
        const read = readRules(rows);
        setWrong(read.wrong);
        if (read.wrong) return;
        const answer = await action.run(() => api.put("/api/v1/review/rules", { rules: read.rules }));
        if (!answer) return;
        forget({ rows: answer.rules });
        say(t("review_rules.saved"));
        onSaved();
    };
    const replace = (index, row) => setForm({ rows: rows.map((each, at) => (at === index ? row : each)) });
    return html`<div class="editor">
        ${rows.length === 0 && html`<${Note} icon="triangle-alert">${t("review_rules.none")}<//>`}
        ${rows.map((rule, index) => html`<${RuleRow} key=${index} rule=${rule} number=${index + 1} wrong=${wrong?.row === index ? wrong : undefined} onChange=${(row) => replace(index, row)} onRemove=${() => setForm({ rows: rows.filter((_, at) => at !== index) })} />`)}
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div class="row">
            <${Button} icon="plus" disabled=${rows.length >= MOST_RULES} onClick=${() => setForm({ rows: [...rows, newRule] })}>${t("review_rules.add")}<//>
            <${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("review_rules.save")}<//>
        </div>
        <${Unsaved} before=${{ rows: before }} form=${form} onReset=${forget} />
    </div>`;
}

export function RulesTable({ rules }) {
    if (rules.length === 0) return html`<${Empty} icon="list-checks" title=${t("review_rules.none")} />`;
    return html`<${Table} caption=${t("review_rules.list")} heading=${(column) => t(`review_rules.${column}`)} columns=${COLUMNS} still>
        ${rules.map((each) => html`<tr key=${each.rule}><th scope="row"><bdi>${each.rule}</bdi></th><td class="wrap" dir="auto">${each.text}</td><td>${codeText("reason", each.reason)}</td></tr>`)}
    <//>`;
}
