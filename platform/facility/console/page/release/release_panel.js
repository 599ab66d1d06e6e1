// Leaving: what is there, what is paid first, what is paid out; as a part of the account page.
import { money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Asking, GoOn, useAsking } from "../parts/asking.js";
import { Note } from "../parts/basics.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { SendPackage } from "../packages/send_package.js";
import { payOutAt } from "./pay_out_call.js";
import { canPayOut, METHODS, MOST_REFERENCE, newPayOut, openThings, readPayOut } from "./release_model.js";

function Ask({ resident, leaving, of }) {
    const { asked } = of;
    const amount = money(asked.cents);
    return html`<${Asking} of=${of} area="release" title=${t("release.ask", { amount })} send=${t("release.pay_out", { amount })}>
        <p>${t("release.what", { name: fullName(resident), number: resident.number, method: t(`release.method.${asked.method}`), reference: asked.reference })}</p>
        <${PayFirst} entries=${leaving.pay_first} />
    <//>`;
}

function PayOutForm({ resident, leaving, onLook, onDone }) {
    const asking = useAsking(`pay-out ${resident.id}`, newPayOut, {
        read: (form) => readPayOut(form, leaving),
        post: (body) => payOutAt("pay-out", resident, body, onLook),
        done(answer) {
            say(t("release.done", { amount: money(answer.cents) }));
            onDone();
        },
    });
    const { form, set, faultOf } = asking;
    return html`<form class="card" onSubmit=${asking.onSubmit} aria-label=${t("release.form")} novalidate>
        <div class="fields">
            <${Choice} label=${t("withdrawals.means")} value=${form.method} choices=${METHODS.map((each) => ({ value: each, text: t(`release.method.${each}`) }))} onInput=${set("method")} />
            <${Field} label=${t("release.reference")} help=${t("release.reference_help")} error=${faultOf("reference")} value=${form.reference} onInput=${set("reference")} maxlength=${MOST_REFERENCE} autocomplete="off" />
        </div>
        <${GoOn} of=${asking} area="release" />
        ${asking.asked && html`<${Ask} resident=${resident} leaving=${leaving} of=${asking} />`}
    </form>`;
}

function PayFirst({ entries }) {
    if (entries.length === 0) return null;
    return html`<section><h2>${t("release.pay_first")}</h2><ul>${entries.map((each) => html`<li key=${each.obligation_id}>${codeText("money.part", each.code)}: <b>${money(each.cents)}</b></li>`)}</ul></section>`;
}

function PaidOut({ payOuts }) {
    if (payOuts.length === 0) return null;
    return html`<section><h2>${t("release.paid")}</h2><ul>${payOuts.map((each) => html`<li key=${each.id}>${fullMoment(each.at_ms)}: <b>${money(each.cents)}</b>, ${t(`release.method.${each.method}`)} <bdi>${each.reference}</bdi>${each.taken_back_ms > 0 && html` <b>${t("release.taken_back", { when: fullMoment(each.taken_back_ms) })}</b>`}</li>`)}</ul></section>`;
}

export function ReleasePanel({ resident, change, onBooked }) {
    const load = useLoad(
        (how) => api.get(`/api/v1/residents/${encodeURIComponent(resident.id)}/release`, {}, how),
        `release ${resident.id}`,
    );
    const done = () => {
        load.again();
        onBooked();
    };
    return html`<${Loaded} of=${load}>${(leaving) => html`
        <${Note} icon=${leaving.state === "closed" ? "circle-check" : "info"}>${t(`release.state.${leaving.state}`)}<//>
        <${Figures} of=${[
            { label: t("release.pay_out_sum"), text: money(leaving.pay_out_cents), strong: true },
            { label: t("money.spendable"), text: money(leaving.spendable_cents) },
            { label: t("money.savings"), text: money(leaving.savings_cents) },
            { label: t("money.phone"), text: money(leaving.phone_cents) },
            { label: t("money.on_hold"), text: money(leaving.held_cents) },
            { label: t("money.owed"), text: money(leaving.owed_cents) },
        ]} />
        ${
            openThings(leaving).length > 0 &&
            html`<p>${t("release.open")} ${openThings(leaving)
                .map(({ what, count: many }) => `${t(`release.open.${what}`)}: ${count(many)}`)
                .join(", ")}</p>`
        }
        <${PayFirst} entries=${leaving.pay_first} />
        <${PaidOut} payOuts=${leaving.pay_outs} />
        ${change && canPayOut(leaving) && html`<${PayOutForm} resident=${resident} leaving=${leaving} onLook=${load.again} onDone=${done} />`}
        ${change && canPayOut(leaving) && html`<${SendPackage} resident=${resident} leaving=${leaving} onLook=${load.again} onDone=${done} />`}
    `}<//>`;
}
