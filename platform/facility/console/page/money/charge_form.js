// A charge: typed, shown with what is left, then booked.
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Asking, GoOn, useAsking } from "../parts/asking.js";
import { Choice, CodeField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { newCharge, readCharge, REASONS } from "./booking_model.js";

function Ask({ resident, of }) {
    const { asked } = of;
    const left = resident.spendable_cents - asked.cents;
    return html`<${Asking} of=${of} area="money" title=${t("money.charge_title", { amount: money(asked.cents) })} send=${t("money.book_charge", { amount: money(asked.cents) })}>
        <p>${t("money.charge_what", { name: fullName(resident), number: resident.number, reason: codeText("money.reason", asked.reason) })}</p>
        <p><b>${t("money.can_spend_after", { before: money(resident.spendable_cents), after: money(left) })}</b></p>
    <//>`;
}

export function ChargeForm({ resident, onBooked }) {
    const asking = useAsking(`charge ${resident.id}`, newCharge, {
        read: (form) => readCharge(form, resident),
        post: (body) => api.post("/api/v1/charges", body),
        done(_, asked) {
            say(t("money.charged", { amount: money(asked.cents), name: fullName(resident) }));
            onBooked();
        },
    });
    const { form, set, wrong, faultOf } = asking;
    const reasons = [
        { value: "", text: t("money.choose_reason") },
        ...REASONS.map((each) => ({ value: each, text: t(`money.reason.${each}`) })),
    ];
    return html`<form class="card" onSubmit=${asking.onSubmit} aria-label=${t("money.view.charge")} novalidate>
        <div class="fields">
            <${AmountField} label=${t("money.amount")} help=${t("money.charge_help", { amount: money(resident.spendable_cents) })} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Choice} label=${t("money.what_for")} error=${faultOf("reason")} value=${form.reason} choices=${reasons} onInput=${set("reason")} />
            ${form.reason === "other" && html`<${CodeField} label=${t("money.reason_code")} error=${faultOf("code")} value=${form.code} onInput=${set("code")} />`}
        </div>
        <${GoOn} of=${asking} area="money" />
        ${asking.asked && html`<${Ask} resident=${resident} of=${asking} />`}
    </form>`;
}
