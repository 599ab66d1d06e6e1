// Says that a form differs from what the hub has, and takes the difference away again.
import { t } from "../base/text.js";
import { Button } from "./basics.js";
import { html } from "./html.js";

/** `onReset(before)`: the form is to stand as it did. */
export function Unsaved({ before, form, onReset }) {
    if (JSON.stringify(before) === JSON.stringify(form)) return null;
    return html`<div class="row" role="status"><p class="small">${t("unsaved.what")}</p><${Button} icon="undo-2" onClick=${() => onReset(before)}>${t("unsaved.reset")}<//></div>`;
}
