// Money handed out: typed, shown with what is left, then booked; above the facility's limit a second person pays it.
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Asking, GoOn, useAsking } from "../parts/asking.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { ReasonField } from "../parts/reason.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { MEANS, meansText, newWithdrawal, readWithdrawal } from "./withdrawals_model.js";

function Ask({ resident, of }) {
    const { asked } = of;
    const after = resident.spendable_cents - asked.cents;
    return html`<${Asking} of=${of} area="withdrawals" title=${t("withdrawals.ask", { amount: money(asked.cents) })} send=${t("withdrawals.pay_out", { amount: money(asked.cents) })}>
        <p>${t("withdrawals.what", { name: fullName(resident), number: resident.number, payee: asked.payee, means: meansText(asked) })}</p>
        <p><b>${t("money.can_spend_after", { before: money(resident.spendable_cents), after: money(after) })}</b></p>
    <//>`;
}

export function WithdrawForm({ resident, onBooked }) {
    const asking = useAsking(`withdrawal ${resident.id}`, newWithdrawal, {
        read: (form) => readWithdrawal(form, resident),
        post: (body) => api.post("/api/v1/withdrawals", body),
        done(answer, asked) {
            const text = answer.state === "waiting" ? "withdrawals.waits" : "withdrawals.paid";
            say(t(text, { amount: money(asked.cents) }));
            onBooked();
        },
    });
    const { form, set, wrong, faultOf } = asking;
    return html`<form class="card" onSubmit=${asking.onSubmit} aria-label=${t("money.view.withdraw")} novalidate>
        <div class="fields">
            <${AmountField} label=${t("money.amount")} help=${t("money.charge_help", { amount: money(resident.spendable_cents) })} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Choice} label=${t("withdrawals.means")} value=${form.means} choices=${MEANS.map((each) => ({ value: each, text: t(`withdrawals.means.${each}`) }))} onInput=${set("means")} />
            ${form.means === "cheque" && html`<${Field} label=${t("withdrawals.cheque")} error=${faultOf("cheque")} value=${form.cheque} onInput=${set("cheque")} maxlength=${24} autocomplete="off" spellcheck=${false} />`}
            <${Field} label=${t("withdrawals.payee")} error=${faultOf("payee")} value=${form.payee} onInput=${set("payee")} maxlength=${120} autocomplete="off" dir="auto" />
        </div>
        <${ReasonField} help=${t("withdrawals.reason_help")} error=${faultOf("reason")} value=${form.reason} onInput=${set("reason")} rows=${2} />
        <${GoOn} of=${asking} area="withdrawals" />
        ${asking.asked && html`<${Ask} resident=${resident} of=${asking} />`}
    </form>`;
}
