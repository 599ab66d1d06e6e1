// One line of an account undone by its counterpart, with all its parts.
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Note } from "../parts/basics.js";
import { useOnce } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { ReasonForm, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";

export function VoidForm({ resident, line, onClose, onDone }) {
    const once = useOnce(`void ${line.id}`);
    const asking = useReason(`void ${line.id}`, {
        post(body) {
            const asked = { resident_id: resident.id, transfer_id: line.id, ...body };
            return api.post("/api/v1/voids", { ...asked, idempotency_key: once.keyFor(asked) });
        },
        done(answer) {
            once.done();
            say(t(answer.state === "waiting" ? "voids.waits" : "voids.done"));
            onDone();
        },
        onClose,
    });
    return html`<div class="editor">
        <${ReasonForm} of=${asking} area="voids" send=${t("voids.send")} help=${t("voids.reason_help")}><${Note}>${t("voids.what")}<//><//>
    </div>`;
}
