// The second person's look at a payment to others, and one that was done taken back.
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { accountText } from "./remittances_model.js";

/** `what`: approve, refuse or void. */
export function DecideRemittance({ remittance, what, onClose, onDone }) {
    const amount = money(remittance.cents);
    const asking = useReason(`${what} ${remittance.id}`, {
        needed: what !== "approve",
        post: (body) => api.post(`/api/v1/remittances/${encodeURIComponent(remittance.id)}/${what}`, body),
        done() {
            say(t(`remittances.done.${what}`, { amount }));
            onDone();
        },
        onClose,
    });
    const about = {
        account: accountText(remittance.account),
        who: remittance.counterparty,
        reference: remittance.reference,
    };
    return html`<${ReasonDialog} of=${asking} area="remittances" title=${t(`remittances.ask.${what}`, { amount })} send=${t(`remittances.do.${what}`)}>
        <p>${t(`remittances.what.${remittance.direction}`, about)}</p>
        ${remittance.made_by_name && html`<p>${t("remittances.made_by", { name: remittance.made_by_name })}</p>`}
        <p>${t(`remittances.after.${what}`)}</p>
    <//>`;
}
