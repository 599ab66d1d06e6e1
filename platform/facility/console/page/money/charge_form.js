// A charge: typed, shown with what is left, then booked.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
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
import { newCharge, readCharge, REASONS } from "./booking_model.js";

function Ask({ resident, asked, action, onClose, onBook }) {
    const left = resident.spendable_cents - asked.cents;
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//>
        <${Button} kind="danger" busy=${action.busy} onClick=${onBook}>${t("money.book_charge", { amount: money(asked.cents) })}<//>`;
    return html`<${Dialog} title=${t("money.charge_title", { amount: money(asked.cents) })} onClose=${onClose} actions=${actions}>
        <p>${t("money.charge_what", { name: fullName(resident), number: resident.number, reason: codeText("money.reason", asked.reason) })}</p>
        <p><b>${t("money.can_spend_after", { before: money(resident.spendable_cents), after: money(left) })}</b></p>
        ${action.error && html`<${Fault}>${faultText(action.error, "money")}<//>`}
    <//>`;
}

export function ChargeForm({ resident, onBooked }) {
    const id = `charge ${resident.id}`;
    const [form, setForm, forget] = useDraft(id, { ...newCharge, asking: false });
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const read = readCharge(form, resident.spendable_cents);
    const ask = (event) => {
        event.preventDefault();
        setWrong(read.wrong);
        if (read.asked) setForm({ asking: true });
    };
    const close = () => {
        action.clear();
        setForm({ asking: false });
    };
    const book = async () => {
        const asked = { resident_id: resident.id, ...read.asked };
        const answer = await action.run(() =>
            api.post("/api/v1/charges", { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(t("money.charged", { amount: money(read.asked.cents), name: fullName(resident) }));
        onBooked();
    };
    const set = (member) => (value) => setForm({ [member]: value });
    const reasons = [
        { value: "", text: t("money.choose_reason") },
        ...REASONS.map((each) => ({ value: each, text: t(`money.reason.${each}`) })),
    ];
    return html`<form class="card" onSubmit=${ask} aria-label=${t("money.view.charge")} novalidate>
        <div class="fields">
            <${AmountField} label=${t("money.amount")} help=${t("money.charge_help", { amount: money(resident.spendable_cents) })} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Choice} label=${t("money.what_for")} error=${wrong.reason && t(wrong.reason)} value=${form.reason} choices=${reasons} onInput=${set("reason")} />
            ${form.reason === "other" && html`<${Field} label=${t("money.reason_code")} help=${t("money.code_help")} error=${wrong.code && t(wrong.code)} value=${form.code} onInput=${set("code")} maxlength=${48} autocomplete="off" spellcheck=${false} />`}
        </div>
        <div class="row"><${Button} type="submit" kind="primary">${t("money.go_on")}<//><p class="small">${t("money.nothing_yet")}</p></div>
        ${form.asking && read.asked && html`<${Ask} resident=${resident} asked=${read.asked} action=${action} onClose=${close} onBook=${book} />`}
    </form>`;
}
