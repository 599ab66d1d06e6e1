// Money handed out: typed, shown with what is left, then booked; above the facility's limit a second person pays it.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice, Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { MEANS, MOST_REASON, newWithdrawal, readWithdrawal } from "./withdrawals_model.js";

function Ask({ resident, asked, action, onClose, onBook }) {
    const after = resident.spendable_cents - asked.cents;
    const means =
        asked.means === "cheque"
            ? t("withdrawals.by_cheque", { number: asked.cheque_number })
            : t("withdrawals.in_cash");
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//>
        <${Button} kind="danger" busy=${action.busy} onClick=${onBook}>${t("withdrawals.pay_out", { amount: money(asked.cents) })}<//>`;
    return html`<${Dialog} title=${t("withdrawals.ask", { amount: money(asked.cents) })} onClose=${onClose} actions=${actions}>
        <p>${t("withdrawals.what", { name: fullName(resident), number: resident.number, payee: asked.payee, means })}</p>
        <p><b>${t("money.can_spend_after", { before: money(resident.spendable_cents), after: money(after) })}</b></p>
        ${action.error && html`<${Fault}>${faultText(action.error, "withdrawals")}<//>`}
    <//>`;
}

export function WithdrawForm({ resident, onBooked }) {
    const id = `withdrawal ${resident.id}`;
    const [form, setForm, forget] = useDraft(id, newWithdrawal);
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const read = readWithdrawal(form, resident.spendable_cents);
    const set = (member) => (value) => setForm({ [member]: value });
    const faultOf = (member) => wrong[member] && t(wrong[member]);
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
            api.post("/api/v1/withdrawals", { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(t(answer.state === "waiting" ? "withdrawals.waits" : "withdrawals.paid", { amount: money(asked.cents) }));
        onBooked();
    };
    return html`<form class="card" onSubmit=${ask} aria-label=${t("money.view.withdraw")} novalidate>
        <div class="fields">
            <${AmountField} label=${t("money.amount")} help=${t("money.charge_help", { amount: money(resident.spendable_cents) })} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Choice} label=${t("withdrawals.means")} value=${form.means} choices=${MEANS.map((each) => ({ value: each, text: t(`withdrawals.means.${each}`) }))} onInput=${set("means")} />
            ${form.means === "cheque" && html`<${Field} label=${t("withdrawals.cheque")} error=${faultOf("cheque")} value=${form.cheque} onInput=${set("cheque")} maxlength=${24} autocomplete="off" spellcheck=${false} />`}
            <${Field} label=${t("withdrawals.payee")} error=${faultOf("payee")} value=${form.payee} onInput=${set("payee")} maxlength=${120} autocomplete="off" dir="auto" />
        </div>
        <${LongField} label=${t("orders.reason")} help=${t("withdrawals.reason_help")} error=${faultOf("reason")} value=${form.reason} onInput=${set("reason")} maxlength=${MOST_REASON} rows=${2} />
        <div class="row"><${Button} type="submit" kind="primary">${t("money.go_on")}<//><p class="small">${t("money.nothing_yet")}</p></div>
        ${form.asking && read.asked && html`<${Ask} resident=${resident} asked=${read.asked} action=${action} onClose=${close} onBook=${book} />`}
    </form>`;
}
