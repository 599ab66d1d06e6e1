// Leaving: what is there, what is paid first, what is paid out; as a part of the account page.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { canPayOut, METHODS, newPayOut, openThings, readPayOut } from "./release_model.js";

function Ask({ resident, leaving, asked, action, onClose, onPay }) {
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${onPay}>${t("release.pay_out", { amount: money(leaving.pay_out_cents) })}<//>`;
    return html`<${Dialog} title=${t("release.ask", { amount: money(leaving.pay_out_cents) })} onClose=${onClose} actions=${actions}>
        <p>${t("release.what", { name: fullName(resident), number: resident.number, method: t(`release.method.${asked.method}`), reference: asked.reference })}</p>
        ${action.error && html`<${Fault}>${faultText(action.error, "release")}<//>`}
    <//>`;
}

function PayOutForm({ resident, leaving, onDone }) {
    const id = `pay-out ${resident.id}`;
    const [form, setForm, forget] = useDraft(id, newPayOut);
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const read = readPayOut(form);
    const ask = (event) => {
        event.preventDefault();
        setWrong(read.wrong);
        if (read.asked) setForm({ asking: true });
    };
    const pay = async () => {
        const path = `/api/v1/residents/${encodeURIComponent(resident.id)}/pay-out`;
        const answer = await action.run(() =>
            api.post(path, { ...read.asked, idempotency_key: once.keyFor(read.asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(t("release.done", { amount: money(answer.cents) }));
        onDone();
    };
    return html`<form class="card" onSubmit=${ask} aria-label=${t("release.form")} novalidate>
        <div class="fields">
            <${Choice} label=${t("withdrawals.means")} value=${form.method} choices=${METHODS.map((each) => ({ value: each, text: t(`release.method.${each}`) }))} onInput=${(method) => setForm({ method })} />
            <${Field} label=${t("release.reference")} help=${t("release.reference_help")} error=${wrong.reference && t(wrong.reference)} value=${form.reference} onInput=${(reference) => setForm({ reference })} maxlength=${120} autocomplete="off" />
        </div>
        <div class="row"><${Button} type="submit" kind="primary">${t("money.go_on")}<//><p class="small">${t("money.nothing_yet")}</p></div>
        ${form.asking && read.asked && html`<${Ask} resident=${resident} leaving=${leaving} asked=${read.asked} action=${action} onClose=${() => setForm({ asking: false })} onPay=${pay} />`}
    </form>`;
}

function PayFirst({ entries }) {
    if (entries.length === 0) return null;
    return html`<section><h2>${t("release.pay_first")}</h2><ul>${entries.map((each) => html`<li key=${each.obligation_id}>${codeText("money.part", each.code)}: <b>${money(each.cents)}</b></li>`)}</ul></section>`;
}

function PaidOut({ payOuts }) {
    if (payOuts.length === 0) return null;
    return html`<section><h2>${t("release.paid")}</h2><ul>${payOuts.map((each) => html`<li key=${each.id}>${fullMoment(each.at_ms)}: <b>${money(each.cents)}</b>, ${t(`release.method.${each.method}`)} <bdi>${each.reference}</bdi></li>`)}</ul></section>`;
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
        ${change && canPayOut(leaving) && html`<${PayOutForm} resident=${resident} leaving=${leaving} onDone=${done} />`}
    `}<//>`;
}
