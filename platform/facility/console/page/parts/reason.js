// Something that is done with a reason, which stays on record.
import { useState } from "preact/hooks";
import { t } from "../base/text.js";
import { Button, Fault } from "./basics.js";
import { Dialog } from "./dialog.js";
import { useDraft } from "./draft.js";
import { LongField } from "./field.js";
import { html } from "./html.js";
import { faultText, useAction } from "./load.js";

/** As the hub takes it, in characters. */
export const MOST_REASON = 400;

/**
 * `needed`: whether a reason must be written. post(body) is the call, with {reason} when it is; done(answer) follows it. What was written is
 * kept over a sign-in until it was sent or close() was called, which calls `onClose`.
 */
export function useReason(id, { needed = true, post, done, onClose }) {
    const [form, setForm, forget] = useDraft(id, { reason: "" });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const reason = form.reason.trim();
    const missing = needed && reason === "";
    return {
        needed,
        action,
        value: form.reason,
        set: (reason) => setForm({ reason }),
        error: tried && missing ? t("reasons.missing") : undefined,
        close() {
            forget();
            onClose();
        },
        async send() {
            setTried(true);
            if (missing) return;
            const answer = await action.run(() => post(needed ? { reason } : {}));
            if (!answer) return;
            forget();
            done(answer);
        },
    };
}

/** Where it is written, in any form. */
export function ReasonField({ value, onInput, error, ...rest }) {
    return html`<${LongField} label=${t("reasons.label")} error=${error} value=${value} onInput=${onInput} maxlength=${MOST_REASON} ...${rest} />`;
}

/** Of useReason: the field, what went wrong, Back and the button. Where no reason is needed the safe answer has the focus. */
export function ReasonDialog({
    of,
    title,
    send,
    kind = of.needed ? "danger" : "primary",
    help,
    most = MOST_REASON,
    area,
    children,
}) {
    const actions = html`<${Button} onClick=${of.close} autofocus=${!of.needed}>${t("dialog.back")}<//>
        <${Button} kind=${kind} busy=${of.action.busy} onClick=${of.send}>${send}<//>`;
    return html`<${Dialog} title=${title} onClose=${of.close} actions=${actions}>
        ${children}
        ${of.needed && html`<${ReasonField} help=${help} value=${of.value} onInput=${of.set} error=${of.error} maxlength=${most} autofocus />`}
        ${of.action.error && html`<${Fault}>${faultText(of.action.error, area)}<//>`}
    <//>`;
}

/** The same as a part of the page. */
export function ReasonForm({ of, send, help, area, children }) {
    return html`
        ${children}
        <${ReasonField} help=${help} value=${of.value} onInput=${of.set} error=${of.error} autofocus />
        ${of.action.error && html`<${Fault}>${faultText(of.action.error, area)}<//>`}
        <div class="row"><${Button} onClick=${of.close}>${t("dialog.back")}<//><${Button} kind="danger" busy=${of.action.busy} onClick=${of.send}>${send}<//></div>`;
}
