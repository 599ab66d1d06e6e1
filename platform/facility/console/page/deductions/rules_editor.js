// The rules for deductions as a form: tried on past deposits before they are saved, with a reason that stays on record.
import { useState } from "preact/hooks";
import { dayStart } from "../base/calendar.js";
import { fullMoment } from "../base/format.js";
import { MOST_NAME } from "../base/names.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { ReasonField } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { momentOf, MOST_RULES, moveRow, newRule, readRules, ruleRow } from "./deductions_model.js";
import { RulesPreview } from "./rules_preview.js";

/** The moment that is meant, where a day alone does not tell it. */
function exactly(rule, member) {
    const at = momentOf(rule, member);
    return at === dayStart(rule[member]) ? undefined : t("deductions.exactly", { when: fullMoment(at) });
}

function RuleFields({ rule, faultOf, set }) {
    const hows = ["percent", "fixed"].map((how) => ({ value: how, text: t(`deductions.how.${how}`) }));
    const text = (member, label, more = {}) =>
        html`<${Field} label=${t(label)} error=${faultOf(member) && t(faultOf(member))} value=${rule[member]} onInput=${set(member)} autocomplete="off" ...${more} />`;
    const amount = (member, label) =>
        html`<${AmountField} label=${t(label)} wrong=${faultOf(member)} value=${rule[member]} onInput=${set(member)} />`;
    return html`
        ${text("code", "deductions.code", { maxlength: 48, spellcheck: false })}
        ${text("name_en", "names.en", { maxlength: MOST_NAME, help: t("deductions.name_help") })}
        ${text("name_es", "names.es", { maxlength: MOST_NAME, lang: "es" })}
        ${text("basis_en", "deductions.basis_en", { maxlength: 400 })}
        ${text("basis_es", "deductions.basis_es", { maxlength: 400 })}
        <${Choice} label=${t("deductions.takes")} value=${rule.how} choices=${hows} onInput=${set("how")} />
        ${rule.how === "percent" ? text("percent", "deductions.percent", { maxlength: 6, inputmode: "decimal" }) : amount("fixed", "deductions.fixed")}
        ${amount("cap", "deductions.cap")}
        ${amount("keep", "deductions.keep")}
        ${text("sources", "deductions.sources", { maxlength: 400, spellcheck: false })}
        ${text("exempt", "deductions.exempt", { maxlength: 400, spellcheck: false })}
        ${text("from", "deductions.from", { type: "date", help: exactly(rule, "from") })}
        ${text("to", "deductions.to", { type: "date", help: exactly(rule, "to") })}
        <${Tick} label=${t("deductions.into_savings")} checked=${rule.into_savings} onInput=${set("into_savings")} />
        <${Tick} label=${t("deductions.needs_obligation")} checked=${rule.needs_obligation} onInput=${set("needs_obligation")} />`;
}

function RuleRow({ rule, number, wrong, onChange, onMove, onRemove }) {
    const about = html`<span class="sr"> ${t("deductions.rule", { number })}</span>`;
    return html`<fieldset class="card">
        <legend>${t("deductions.rule", { number })}</legend>
        <div class="fields"><${RuleFields} rule=${rule} faultOf=${(member) => (wrong?.member === member ? wrong.key : undefined)} set=${(member) => (value) => onChange({ ...rule, [member]: value })} /></div>
        <div class="row">
            <${Button} icon="arrow-up" onClick=${() => onMove(-1)}>${t("deductions.earlier")}${about}<//>
            <${Button} icon="arrow-down" onClick=${() => onMove(1)}>${t("deductions.later")}${about}<//>
            <${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}${about}<//>
        </div>
    </fieldset>`;
}

export function RulesEditor({ before, onSaved }) {
    const beginning = { rows: before.map(ruleRow), reason: "" };
    const [form, setForm, forget] = useDraft("deduction rules", beginning);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const { rows } = form;
    /** The rules as the hub takes them, or nothing with the first fault marked. */
    const read = () => {
        const result = readRules(rows);
        setWrong(result.wrong ?? {});
        return result.rules;
    };
    const save = async () => {
        const rules = read();
        if (!rules) return;
        if (form.reason.trim() === "") return setWrong({ member: "reason" });
        const answer = await action.run(() =>
            api.put("/api/v1/deduction-rules", { rules, reason: form.reason.trim() }),
        );
        if (!answer) return;
        forget({ rows: answer.rules.map(ruleRow), reason: "" });
        say(t("deductions.saved"));
        onSaved();
    };
    const replace = (index, row) => setForm({ rows: rows.map((each, at) => (at === index ? row : each)) });
    return html`<div class="editor">
        ${rows.map((rule, index) => html`<${RuleRow} key=${index} rule=${rule} number=${index + 1} wrong=${wrong.row === index ? wrong : undefined} onChange=${(row) => replace(index, row)} onMove=${(step) => setForm({ rows: moveRow(rows, index, step) })} onRemove=${() => setForm({ rows: rows.filter((_, at) => at !== index) })} />`)}
        <div class="row"><${Button} icon="plus" disabled=${rows.length >= MOST_RULES} onClick=${() => setForm({ rows: [...rows, newRule] })}>${t("deductions.add")}<//></div>
        <${RulesPreview} rows=${rows} read=${read} />
        <${ReasonField} help=${t("deductions.reason_help")} error=${wrong.member === "reason" ? t("reasons.missing") : undefined} value=${form.reason} onInput=${(reason) => setForm({ reason })} rows=${2} />
        ${wrong.row !== undefined && html`<${Fault}>${t("deductions.rule_wrong", { number: wrong.row + 1 })}<//>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "deductions")}<//>`}
        <div class="row"><${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("deductions.save")}<//></div>
        <${Unsaved} before=${beginning} form=${form} onReset=${forget} />
    </div>`;
}
