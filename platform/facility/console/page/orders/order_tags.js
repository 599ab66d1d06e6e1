// States of windows and orders: word and icon, the same everywhere.
import { t } from "../base/text.js";
import { Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";

const WINDOW_TONES = {
    waits: ["neutral", "hourglass"],
    open: ["info", "shopping-cart"],
    cut_off: ["warning", "package"],
    over: ["good", "check"],
};
const ORDER_TONES = {
    submitted: ["neutral", "clipboard"],
    picked: ["info", "package"],
    delivered: ["good", "check"],
    cancelled: ["neutral", "ban"],
    refused: ["warning", "undo-2"],
};

export function WindowTag({ state }) {
    const [tone, icon] = WINDOW_TONES[state] ?? WINDOW_TONES.waits;
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`orders.window.${state}`)}<//>`;
}

export function OrderTag({ state }) {
    const [tone, icon] = ORDER_TONES[state] ?? ORDER_TONES.submitted;
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`orders.state.${state}`)}<//>`;
}
