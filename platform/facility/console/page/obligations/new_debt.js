// A debt that a court or the facility has set.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { go } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { CODES, newDebt, readDebt } from "./obligations_model.js";

const codeName = (code) => (code === "other" ? t("obligations.other") : codeText("money.part", code));

function Ask({ resident, asked, action, onClose, onSend }) {
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${onSend}>${t("obligations.record", { amount: money(asked.cents) })}<//>`;
    return html`<${Dialog} title=${t("obligations.ask_new")} onClose=${onClose} actions=${actions}>
        <p>${t("obligations.new_what", { name: fullName(resident), number: resident.number, code: codeText("money.part", asked.code), basis: asked.legal_basis, amount: money(asked.cents) })}</p>
        ${action.error && html`<${Fault}>${faultText(action.error, "obligations")}<//>`}
    <//>`;
}

export function NewDebt({ resident, onDone }) {
    const id = `new obligation ${resident.id}`;
    const [form, setForm, forget] = useDraft(id, newDebt);
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const read = readDebt(form);
    const set = (member) => (value) => setForm({ [member]: value });
    const ask = (event) => {
        event.preventDefault();
        setWrong(read.wrong);
        if (read.asked) setForm({ asking: true });
    };
    const send = async () => {
        const asked = { resident_id: resident.id, ...read.asked };
        const answer = await action.run(() =>
            api.post("/api/v1/obligations", { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(t("obligations.done.new"));
        onDone();
        go("money", resident.number, "obligations", answer.id);
    };
    return html`<form class="card" onSubmit=${ask} aria-label=${t("obligations.new")} novalidate>
        <div class="fields">
            <${Choice} label=${t("obligations.kind")} value=${form.chosen} choices=${CODES.map((code) => ({ value: code, text: codeName(code) }))} onInput=${set("chosen")} />
            ${form.chosen === "other" && html`<${Field} label=${t("obligations.code")} help=${t("money.code_help")} error=${wrong.code && t(wrong.code)} value=${form.code} onInput=${set("code")} maxlength=${48} autocomplete="off" spellcheck=${false} />`}
            <${Field} label=${t("obligations.basis")} help=${t("obligations.basis_help")} error=${wrong.legal_basis && t(wrong.legal_basis)} value=${form.legal_basis} onInput=${set("legal_basis")} maxlength=${400} autocomplete="off" />
            <${AmountField} label=${t("money.amount")} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Field} label=${t("obligations.column.priority")} help=${t("obligations.priority_help")} error=${wrong.priority && t(wrong.priority, { least: 1, most: 999 })} value=${form.priority} onInput=${set("priority")} inputmode="numeric" maxlength=${3} autocomplete="off" />
        </div>
        <div class="row"><${Button} type="submit" kind="primary">${t("money.go_on")}<//><p class="small">${t("money.nothing_yet")}</p></div>
        ${form.asking && read.asked && html`<${Ask} resident=${resident} asked=${read.asked} action=${action} onClose=${() => setForm({ asking: false })} onSend=${send} />`}
    </form>`;
}
