// One more look before money leaves, or goes back with a reason.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Name } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { costOf, MOST_REASON } from "./transfers_model.js";

function Facts({ transfer }) {
    const to =
        transfer.purpose === "to_contact"
            ? html`<${Name}>${transfer.contact_name}<//>, <bdi>${transfer.contact_address}</bdi>`
            : t("transfers.release_costs");
    const facts = [
        ["resident", transfer.resident_number],
        ["to", to],
        ["amount", money(transfer.cents)],
        ["fee", money(transfer.fee_cents)],
        ["code", transfer.receipt_code],
    ];
    return html`<dl class="facts-list">${facts.map(([key, text]) => html`<div key=${key}><dt>${t(`transfers.column.${key}`)}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** `what`: pay or refuse. */
export function DecideTransfer({ transfer, what, onClose, onDone }) {
    const paying = what === "pay";
    const [form, setForm, forget] = useDraft(`transfer ${transfer.id}`, { reason: "" });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const missing = !paying && form.reason.trim() === "";
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (missing) return;
        const path = `/api/v1/transfers/${encodeURIComponent(transfer.id)}/${what}`;
        const answer = await action.run(() => api.post(path, paying ? {} : { reason: form.reason.trim() }));
        if (!answer) return;
        forget();
        say(t(`transfers.done.${what}`, { amount: money(paying ? transfer.cents : costOf(transfer)) }));
        onDone();
    };
    const actions = html`<${Button} onClick=${close} autofocus=${paying}>${t("dialog.back")}<//>
        <${Button} kind=${paying ? "primary" : "danger"} busy=${action.busy} onClick=${send}>${t(`transfers.send.${what}`, { amount: money(transfer.cents) })}<//>`;
    return html`<${Dialog} title=${t(`transfers.ask.${what}`)} onClose=${close} actions=${actions}>
        <${Facts} transfer=${transfer} />
        <p>${t(`transfers.what.${what}`, { amount: money(transfer.cents), cost: money(costOf(transfer)) })}</p>
        ${!paying && html`<${LongField} label=${t("transfers.column.reason")} help=${t("transfers.reason_help")} error=${tried && missing ? t("transfers.reason_missing") : undefined} value=${form.reason} onInput=${(reason) => setForm({ reason })} maxlength=${MOST_REASON} autofocus />`}
        ${action.error && html`<${Fault}>${faultText(action.error, "transfers")}<//>`}
    <//>`;
}
