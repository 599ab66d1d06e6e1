// A password or PIN that is shown once, to be noted.
import { t } from "../base/text.js";
import { Button, Name, Note } from "./basics.js";
import { Dialog } from "./dialog.js";
import { html } from "./html.js";

/** `name`: whose; `secret`: what is noted; `title` and `what`: keys of the texts. */
export function OneTime({ name, secret, title, what, onClose }) {
    const actions = html`<${Button} kind="primary" onClick=${onClose} autofocus>${t("one_time.noted")}<//>`;
    return html`<${Dialog} title=${t(title)} onClose=${onClose} actions=${actions}>
        <p><${Name}>${name}<//></p>
        <p><code class="secret large">${secret}</code></p>
        <${Note} icon="eye-off">${t(what)}<//>
    <//>`;
}
