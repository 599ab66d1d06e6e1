// The state of a request and its clock: word and icon, the same everywhere.
import { t } from "../base/text.js";
import { Hidden, Tag } from "../parts/basics.js";
import { hiddenPieces } from "../base/hidden.js";
import { html } from "../parts/html.js";
import { clockOf } from "./requests_model.js";

const TONES = {
    received: ["neutral", "inbox"],
    in_progress: ["info", "user-check"],
    returned: ["warning", "undo-2"],
    answered: ["good", "check"],
    declined: ["neutral", "ban"],
    withdrawn: ["neutral", "x"],
};

export function RequestTag({ state }) {
    const [tone, icon] = TONES[state] ?? TONES.received;
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`requests.state.${state}`)}<//>`;
}

/** The resident says that it cannot wait. */
export function UrgentTag() {
    return html`<${Tag} tone="bad" icon="siren">${t("requests.urgent")}<//>`;
}

export function ClockTag({ request, now }) {
    const { tone, icon, text } = clockOf(request, now);
    return html`<${Tag} tone=${tone} icon=${icon}>${text}<//>`;
}

/** What somebody wrote, word for word, lines and all; what cannot be seen is shown. */
export function Verbatim({ children }) {
    return html`<div class="verbatim" dir="auto">${hiddenPieces(children).map((piece) => (piece.hidden ? html`<${Hidden} name=${piece.hidden} />` : piece.text))}</div>`;
}
