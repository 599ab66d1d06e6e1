// How an item's people and states are written, the same in lists and in full.
import { deadline, fullMoment } from "../base/format.js";
import { codeText } from "../base/text.js";
import { Name, Tag } from "./basics.js";
import { html } from "./html.js";
import { Icon } from "./icon.js";

/** {name, about, resident} of queue_model.endsOf. */
export function Person({ who }) {
    const about = who.resident ? who.about : codeText("relationship", who.about);
    return html`<span class="person"><${Name}>${who.name}<//>${about && html` <span class="about">${about}</span>`}</span>`;
}

/** By when it must be decided; late and soon are words and icons as well as colours. */
export function DecideBy({ item, now }) {
    const { late, soon, text } = deadline(item.decide_by_ms, item.late, now);
    if (late) return html`<${Tag} tone="bad" icon="alarm-clock">${text}<//>`;
    return html`<span class=${soon ? "left soon" : "left"} title=${fullMoment(item.decide_by_ms)}><${Icon} name="clock" size=${15} /> ${text}</span>`;
}

const KIND_ICONS = { inbound: "arrow-down-left", outbound: "arrow-up-right", appeal: "scale" };
export function KindTag({ kind }) {
    return html`<${Tag} icon=${KIND_ICONS[kind] ?? "message-square"}>${codeText("kind", kind)}<//>`;
}

const WHY_ICONS = { word: "text-search", watch: "eye", photo: "image", policy: "landmark", contact: "contact" };
export function WhyTag({ why }) {
    return html`<${Tag} tone=${why === "watch" || why === "word" ? "warning" : "neutral"} icon=${WHY_ICONS[why] ?? "circle-help"}>${codeText("why", why)}<//>`;
}
