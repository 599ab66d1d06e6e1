// One item on the screen: letter, photos and facts side by side.
import { t } from "../base/text.js";
import { hashOf } from "../base/route.js";
import { Name, Tag, Text } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { DecideBy, KindTag } from "../parts/people.js";
import { directionOf, endsOf } from "../queue/queue_model.js";
import { Facts } from "./facts.js";
import { Letter } from "./letter.js";
import { PhotoStrip } from "./photo_strip.js";

function titleOf(item) {
    const { from, to } = endsOf(item);
    const names = { from: html`<${Name}>${from.name}<//>`, to: html`<${Name}>${to.name}<//>` };
    if (item.kind === "appeal")
        return html`<${Text} id="review.title_appeal" name=${html`<${Name}>${item.resident_name}<//>`} />`;
    return html`<${Text} id=${`review.title_${directionOf(item)}`} ...${names} />`;
}

export function ItemHead({ item, kind, now }) {
    return html`<header class="review-head">
        <a class="back" href=${hashOf("queue", kind)}><${Icon} name="arrow-left" /><span>${t(`queue.kind.${kind}`)}</span></a>
        <h1 id="item-title">${titleOf(item)}</h1>
        <div class="tags">
            <${KindTag} kind=${item.kind} />
            <span class="decide-by"><span class="sr">${t("review.fact.decide_by")} </span><${DecideBy} item=${item} now=${now} /></span>
            ${item.investigating && html`<${Tag} tone="info" icon="search">${t("queue.investigating")}<//>`}
            ${item.first_approval_by && html`<${Tag} tone="info" icon="user-check">${t("queue.second_needed")}<//>`}
        </div>
    </header>`;
}

export function ItemBody({ item, me, now, letterRef, photos }) {
    const has = (item.photos ?? []).length > 0;
    return html`<div class=${has ? "review-body with-photos" : "review-body"}>
        <${Letter} item=${item} inputRef=${letterRef} labelledBy="item-title" />
        ${has && html`<${PhotoStrip} ...${photos} photos=${item.photos} states=${item.kind !== "appeal"} />`}
        <${Facts} item=${item} me=${me} now=${now} />
    </div>`;
}
