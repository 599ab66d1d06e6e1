// A line of the bank that was entered by mistake: it stays, struck out, with a reason.
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

const MOST_REASON = 400;

export function StrikeLine({ line, onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`strike ${line.id}`, { reason: "" });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const missing = form.reason.trim() === "";
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (missing) return;
        const path = `/api/v1/bank-lines/${encodeURIComponent(line.id)}/strike`;
        if (!(await action.run(() => api.post(path, { reason: form.reason.trim() })))) return;
        forget();
        say(t("books.struck"));
        onDone();
    };
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("books.strike")}<//>`;
    return html`<${Dialog} title=${t("books.strike_ask", { reference: line.reference, amount: money(line.cents) })} onClose=${close} actions=${actions}>
        <p>${t("books.strike_what")}</p>
        <${LongField} label=${t("orders.reason")} error=${tried && missing ? t("orders.reason_missing") : undefined} value=${form.reason} onInput=${(reason) => setForm({ reason })} maxlength=${MOST_REASON} autofocus />
        ${action.error && html`<${Fault}>${faultText(action.error, "books")}<//>`}
    <//>`;
}
