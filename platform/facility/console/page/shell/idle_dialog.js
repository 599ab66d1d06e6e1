// Nobody has touched anything for long: one press keeps the session.
import { t } from "../base/text.js";
import { Button } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { html } from "../parts/html.js";

export function IdleDialog({ leftS, onStay }) {
    const actions = html`<${Button} kind="primary" onClick=${onStay}>${t("idle.stay")}<//>`;
    return html`<${Dialog} title=${t("idle.title")} onClose=${onStay} actions=${actions}>
        <p aria-live="off">${t("idle.left", { count: leftS })}</p>
        <p>${t("idle.kept")}</p>
    <//>`;
}
