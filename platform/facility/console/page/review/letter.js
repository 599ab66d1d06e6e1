// What was written, as it was written: every text node is the sender's, nothing of it is markup.
import { t } from "../base/text.js";
import { fullMoment } from "../base/format.js";
import { hiddenCount } from "../base/hidden.js";
import { Hidden, Name, Note, Text } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Photo } from "../parts/photo.js";
import { hitsOf, piecesOf } from "./text_model.js";

function Piece({ piece }) {
    const shown = piece.hidden ? html`<${Hidden} name=${piece.hidden} />` : piece.text;
    if (piece.numbers.length === 0) return shown;
    return html`<mark>${shown}${piece.ends.map((number) => html`<sup key=${number}><span class="sr">${t("review.hit")} </span>${number}</sup>`)}</mark>`;
}

/** The text with what the filter found marked and numbered. */
export function MarkedText({ text, heldFor, language }) {
    const pieces = piecesOf(text, hitsOf(heldFor));
    return html`<div class="letter-text" dir="auto" lang=${language || undefined}>${pieces.map((piece, index) => html`<${Piece} key=${index} piece=${piece} />`)}</div>`;
}

function AppealText({ appeal }) {
    return html`<section class="appeal-part" aria-labelledby="appeal-title">
        <h2 id="appeal-title">${t("review.appeal_title")}</h2>
        <div class="letter-text" dir="auto">${appeal.text}</div>
        <p class="small">${t("review.appealed", { time: fullMoment(appeal.appealed_ms) })}</p>
    </section>
    <section class="appeal-part decided" aria-labelledby="decided-title">
        <h2 id="decided-title">${t("review.decided_title")}</h2>
        <p><${Text} id="review.decided_by" name=${html`<${Name}>${appeal.decided_by}<//>`} rule=${appeal.rule} /></p>
        <p dir="auto">${appeal.reason}</p>
    </section>`;
}

/** A card of the facility's own set: nothing of it is the writer's. */
function Card({ card }) {
    const name = String(card.code ?? "").replaceAll("_", " ");
    return html`<figure class="card-figure">
        ${card.picture && html`<${Photo} photo=${card.picture} alt="" />`}
        <figcaption>${t("review.card")} <bdi>${name}</bdi></figcaption>
    </figure>`;
}

/** Takes the focus when an item comes, so that arrow keys and space read on. */
export function Letter({ item, inputRef, labelledBy }) {
    const hidden = hiddenCount(item.text ?? "");
    return html`<section class="letter" tabindex="0" ref=${inputRef} aria-labelledby=${labelledBy}>
        ${item.appeal && html`<${AppealText} appeal=${item.appeal} />`}
        ${item.appeal && html`<h2>${t("review.message_title")}</h2>`}
        ${item.card && html`<${Card} card=${item.card} />`}
        ${item.text ? html`<${MarkedText} text=${item.text} heldFor=${item.held_for} language=${item.language} />` : html`<p class="none">${t("review.no_text")}</p>`}
        ${hidden > 0 && html`<${Note} icon="scan-eye">${t("review.hidden", { count: hidden })}<//>`}
    </section>`;
}
