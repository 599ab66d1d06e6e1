// One line of an account undone by its counterpart, with all its parts.
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Note } from "../parts/basics.js";
import { useOnce } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { ReasonDialog, ReasonForm, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";

function useVoid({ resident, line, onClose, onDone }) {
    const once = useOnce(`void ${line.id}`);
    return useReason(`void ${line.id}`, {
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
}

/** `resident`, `line`: with their ids. */
export function VoidForm(of) {
    const asking = useVoid(of);
    return html`<div class="editor">
        <${ReasonForm} of=${asking} area="voids" send=${t("voids.send")} help=${t("voids.reason_help")}><${Note}>${t("voids.what")}<//><//>
    </div>`;
}

/** The same over a page. */
export function VoidDialog({ title, ...of }) {
    const asking = useVoid(of);
    return html`<${ReasonDialog} of=${asking} area="voids" title=${title} send=${t("voids.send")} help=${t("voids.reason_help")}><p>${t("voids.what")}</p><//>`;
}
