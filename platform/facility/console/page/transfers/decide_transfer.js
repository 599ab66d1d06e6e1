// One more look before money leaves, or goes back with a reason.
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Name } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { costOf } from "./transfers_model.js";

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
    const amounts = { amount: money(transfer.cents), cost: money(costOf(transfer)) };
    const asking = useReason(`transfer ${transfer.id}`, {
        needed: !paying,
        post: (body) => api.post(`/api/v1/transfers/${encodeURIComponent(transfer.id)}/${what}`, body),
        done() {
            say(t(`transfers.done.${what}`, amounts));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="transfers" title=${t(`transfers.ask.${what}`)} send=${t(`transfers.send.${what}`, amounts)} help=${t("transfers.reason_help")}>
        <${Facts} transfer=${transfer} />
        <p>${t(`transfers.what.${what}`, amounts)}</p>
    <//>`;
}
