// What the last action came to, for eyes and for screen readers: one line, until the next.
import { createStore, useStore } from "../base/store.js";
import { html } from "./html.js";
import { Icon } from "./icon.js";

const said = createStore({ text: "", tone: "good", number: 0 });

/** tone: good, info or warning. What failed is no result: it stands beside its cause as a Fault. */
export function say(text, tone = "good") {
    said.set({ text, tone, number: said.get().number + 1 });
}

const ICONS = { good: "circle-check", info: "info", warning: "triangle-alert" };

export function ResultLine() {
    const { text, tone, number } = useStore(said);
    return html`<div class="result-line" role="status">
        ${text !== "" && html`<p key=${number} class=${`result ${tone}`}><${Icon} name=${ICONS[tone]} /><span dir="auto">${text}</span></p>`}
    </div>`;
}
