// A photo as large as the window allows.
import { t } from "../base/text.js";
import { Button } from "./basics.js";
import { Dialog } from "./dialog.js";
import { html } from "./html.js";
import { Photo } from "./photo.js";

/** `at`: which photo; left and right move along. */
export function Zoom({ photos, at, onMove, onClose }) {
    const step = (by) => onMove((at + by + photos.length) % photos.length);
    const commands = [
        { keys: ["ArrowLeft"], label: "keys.photo_before", run: () => step(-1), repeats: true },
        { keys: ["ArrowRight"], label: "keys.photo_after", run: () => step(1), repeats: true },
        { keys: ["z"], run: onClose },
    ];
    const actions = html`
        ${photos.length > 1 && html`<${Button} icon="chevron-left" onClick=${() => step(-1)}>${t("pager.before")}<//>`}
        ${photos.length > 1 && html`<${Button} icon="chevron-right" onClick=${() => step(1)}>${t("pager.after")}<//>`}
        <${Button} onClick=${onClose}>${t("dialog.close")}<//>
    `;
    const title = t("review.photo_alt", { number: at + 1, count: photos.length });
    return html`<${Dialog} wide title=${title} onClose=${onClose} actions=${actions} commands=${commands}>
        <div class="zoom"><${Photo} key=${photos[at].sha256} photo=${photos[at]} alt=${title} /></div>
    <//>`;
}
