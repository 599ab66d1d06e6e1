// The second person's look: paid, refused with a reason, or told that the bank paid the cheque.
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { What } from "./what.js";

/** `kind`: withdrawals or voids; `what`: approve, refuse or clear. */
export function Decide({ kind, entry, what, onClose, onDone }) {
    const amount = money(entry.cents);
    const asking = useReason(`decide ${entry.id}`, {
        needed: what === "refuse",
        post: (body) => api.post(`/api/v1/${kind}/${encodeURIComponent(entry.id)}/${what}`, body),
        done() {
            say(t(`approvals.done.${what}`, { amount }));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="approvals" title=${t(`approvals.ask.${what}`, { amount })} send=${t(`approvals.do.${what}`)}>
        <p>${t("approvals.about", { number: entry.resident_number, reason: entry.reason })}</p>
        <div><${What} kind=${kind} entry=${entry} /></div>
        <p>${t(`approvals.what.${what}`)}</p>
    <//>`;
}
