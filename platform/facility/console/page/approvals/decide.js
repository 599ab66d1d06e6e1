// The second person's look: paid, refused with a reason, or told that the bank paid the cheque.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { MOST_REASON } from "../withdrawals/withdrawals_model.js";

/** `kind`: withdrawals or voids; `what`: approve, refuse or clear. */
export function Decide({ kind, entry, what, onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`decide ${entry.id}`, { reason: "" });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const missing = what === "refuse" && form.reason.trim() === "";
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (missing) return;
        const path = `/api/v1/${kind}/${encodeURIComponent(entry.id)}/${what}`;
        const answer = await action.run(() => api.post(path, what === "refuse" ? { reason: form.reason.trim() } : {}));
        if (!answer) return;
        forget();
        say(t(`approvals.done.${what}`, { amount: money(entry.cents) }));
        onDone();
    };
    const actions = html`<${Button} onClick=${close} autofocus=${what !== "refuse"}>${t("dialog.back")}<//>
        <${Button} kind=${what === "refuse" ? "danger" : "primary"} busy=${action.busy} onClick=${send}>${t(`approvals.do.${what}`)}<//>`;
    return html`<${Dialog} title=${t(`approvals.ask.${what}`, { amount: money(entry.cents) })} onClose=${close} actions=${actions}>
        <p>${t("approvals.about", { number: entry.resident_number, reason: entry.reason })}</p>
        <p>${t(`approvals.what.${what}`)}</p>
        ${what === "refuse" && html`<${LongField} label=${t("orders.reason")} error=${tried && missing ? t("orders.reason_missing") : undefined} value=${form.reason} onInput=${(reason) => setForm({ reason })} maxlength=${MOST_REASON} autofocus />`}
        ${action.error && html`<${Fault}>${faultText(action.error, "approvals")}<//>`}
    <//>`;
}
