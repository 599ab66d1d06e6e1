// A form that asks once more before it sends: what will happen, with the amount on the button. What was sent without an answer keeps its
// key, so that the same press does nothing twice.
import { useState } from "preact/hooks";
import { t } from "../base/text.js";
import { Button, Fault } from "./basics.js";
import { Dialog } from "./dialog.js";
import { useDraft, useOnce } from "./draft.js";
import { html } from "./html.js";
import { faultText, useAction } from "./load.js";

/**
 * `read(form)`: {asked: what the call takes but for its key} or {wrong: {member: key}}. post(body) is the call, done(answer, asked) follows it.
 * Gives {form, set(member), wrong, faultOf(member), asked, onSubmit} for the form, and itself for Asking. What is asked about is what is
 * sent: when it would be something else now, the question is gone.
 */
export function useAsking(id, blank, { read, post, done }) {
    const [form, setForm, forget] = useDraft(id, { ...blank, asking: undefined });
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const now = read(form);
    const holds = form.asking !== undefined && JSON.stringify(form.asking) === JSON.stringify(now.asked);
    return {
        form,
        wrong,
        action,
        set: (member) => (value) => setForm({ [member]: value }),
        faultOf: (member, values) => wrong[member] && t(wrong[member], values),
        asked: holds ? form.asking : undefined,
        onSubmit(event) {
            event.preventDefault();
            action.clear();
            setWrong(now.wrong ?? {});
            setForm({ asking: now.asked });
        },
        close() {
            action.clear();
            setForm({ asking: undefined });
        },
        async send() {
            const asked = form.asking;
            const answer = await action.run(() => post({ ...asked, idempotency_key: once.keyFor(asked) }));
            if (!answer) return;
            once.done();
            forget();
            done(answer, asked);
        },
    };
}

/** The question itself; `of`: of useAsking, which asks now. `area`: of the words for what goes wrong. */
export function Asking({ of, title, send, kind = "danger", area, children }) {
    const actions = html`<${Button} onClick=${of.close} autofocus>${t("dialog.back")}<//>
        <${Button} kind=${kind} busy=${of.action.busy} onClick=${of.send}>${send}<//>`;
    return html`<${Dialog} title=${title} onClose=${of.close} actions=${actions}>
        ${children}
        ${of.action.error && html`<${Fault}>${faultText(of.action.error, area)}<//>`}
    <//>`;
}

/** The last lines of such a form, with what went wrong when the question is gone. */
export function GoOn({ of, area }) {
    const { error } = of.action;
    return html`
        ${error && !of.asked && html`<${Fault}>${faultText(error, area)}<//>`}
        <div class="row"><${Button} type="submit" kind="primary">${t("money.go_on")}<//><p class="small">${t("money.nothing_yet")}</p></div>`;
}
