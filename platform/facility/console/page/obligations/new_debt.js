// A debt that a court or the facility has set.
import { money } from "../base/amount.js";
import { go } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Asking, GoOn, useAsking } from "../parts/asking.js";
import { Choice, CodeField, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { CODES, newDebt, readDebt } from "./obligations_model.js";

const codeName = (code) => (code === "other" ? t("obligations.other") : codeText("money.part", code));

function Ask({ resident, of }) {
    const { asked } = of;
    return html`<${Asking} of=${of} area="obligations" kind="primary" title=${t("obligations.ask_new")} send=${t("obligations.record", { amount: money(asked.cents) })}>
        <p>${t("obligations.new_what", { name: fullName(resident), number: resident.number, code: codeText("money.part", asked.code), basis: asked.legal_basis, amount: money(asked.cents) })}</p>
    <//>`;
}

export function NewDebt({ resident, onDone }) {
    const asking = useAsking(`new obligation ${resident.id}`, newDebt, {
        read: (form) => readDebt(form, resident),
        post: (body) => api.post("/api/v1/obligations", body),
        done(answer) {
            say(t("obligations.done.new"));
            onDone();
            go("money", resident.number, "obligations", answer.id);
        },
    });
    const { form, set, wrong, faultOf } = asking;
    return html`<form class="card" onSubmit=${asking.onSubmit} aria-label=${t("obligations.new")} novalidate>
        <div class="fields">
            <${Choice} label=${t("obligations.kind")} value=${form.chosen} choices=${CODES.map((code) => ({ value: code, text: codeName(code) }))} onInput=${set("chosen")} />
            ${form.chosen === "other" && html`<${CodeField} label=${t("obligations.code")} error=${faultOf("code")} value=${form.code} onInput=${set("code")} />`}
            <${Field} label=${t("obligations.basis")} help=${t("obligations.basis_help")} error=${faultOf("legal_basis")} value=${form.legal_basis} onInput=${set("legal_basis")} maxlength=${400} autocomplete="off" />
            <${AmountField} label=${t("money.amount")} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Field} label=${t("obligations.column.priority")} help=${t("obligations.priority_help")} error=${faultOf("priority", { least: 1, most: 999 })} value=${form.priority} onInput=${set("priority")} inputmode="numeric" maxlength=${3} autocomplete="off" />
        </div>
        <${GoOn} of=${asking} area="obligations" />
        ${asking.asked && html`<${Ask} resident=${resident} of=${asking} />`}
    </form>`;
}
