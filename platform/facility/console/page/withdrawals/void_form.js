// One line of an account undone by its counterpart, with all its parts.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { MOST_REASON } from "./withdrawals_model.js";

export function VoidForm({ resident, line, onClose, onDone }) {
    const id = `void ${line.id}`;
    const [form, setForm, forget] = useDraft(id, { reason: "" });
    const once = useOnce(id);
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
        const asked = { resident_id: resident.id, transfer_id: line.id, reason: form.reason.trim() };
        const answer = await action.run(() =>
            api.post("/api/v1/voids", { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(t(answer.state === "waiting" ? "voids.waits" : "voids.done"));
        onDone();
    };
    return html`<div class="editor">
        <${Note}>${t("voids.what")}<//>
        <${LongField} label=${t("orders.reason")} help=${t("voids.reason_help")} error=${tried && missing ? t("orders.reason_missing") : undefined} value=${form.reason} onInput=${(reason) => setForm({ reason })} maxlength=${MOST_REASON} autofocus />
        ${action.error && html`<${Fault}>${faultText(action.error, "voids")}<//>`}
        <div class="row"><${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("voids.send")}<//></div>
    </div>`;
}
