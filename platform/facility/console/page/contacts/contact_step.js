// One step with a contact: one more look before it counts.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Fault, Name } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { ReasonField } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { NEEDS_REASON, STEPS } from "./contacts_model.js";

const GENTLE = ["approve", "agree", "unblock"];

/** Staff may agree to an invitation before the resident has: then it is still an invitation. */
const doneText = (answer, step) =>
    answer.state === "invited" && step !== "refuse" ? "contacts.invited" : `contacts.done.${step}`;

export function ContactStep({ contact, step, onClose, onDone }) {
    const [reason, setReason] = useState("");
    const action = useAction();
    const gentle = GENTLE.includes(step);
    const told = NEEDS_REASON.includes(step);
    const send = async () => {
        const body = { state: STEPS[step], ...(told && reason.trim() && { reason: reason.trim() }) };
        const answer = await action.run(() =>
            api.post(`/api/v1/contacts/${encodeURIComponent(contact.id)}/state`, body),
        );
        if (!answer) return;
        say(t(doneText(answer, step), { name: contact.name }));
        onDone();
    };
    const actions = html`
        <${Button} onClick=${onClose}>${t("dialog.back")}<//>
        <${Button} kind=${gentle ? "primary" : "danger"} busy=${action.busy} onClick=${send} autofocus=${!told}>${t(`contacts.do.${step}`)}<//>
    `;
    return html`<${Dialog} title=${t(`contacts.ask.${step}`)} onClose=${onClose} actions=${actions}>
        <p><${Name}>${contact.name}<//> (${codeText("relationship", contact.relationship)}) ${"→"} <${Name}>${contact.resident_name}<//> ${contact.resident_number}</p>
        <p class="small">${t(`contacts.what.${step}`)}</p>
        ${told && html`<${ReasonField} help=${t("contacts.reason_help")} value=${reason} onInput=${setReason} autofocus />`}
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

/** Its buttons in a row of a list. */
export function StepButtons({ contact, steps, onAsk }) {
    const about = { name: contact.name, resident: contact.resident_name };
    return steps.map(
        (step, index) =>
            html`<button key=${step} type="button" class=${`button small ${GENTLE.includes(step) ? "" : "danger-plain"} ${index === 0 ? "row-link" : ""}`} aria-label=${t(`contacts.name.${step}`, about)} onClick=${() => onAsk({ contact, step })}>${t(`contacts.do.${step}`)}</button>`,
    );
}
