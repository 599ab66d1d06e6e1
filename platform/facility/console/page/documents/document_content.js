// What a document says, as a terminal shows it: chapters that open.
import { t } from "../base/text.js";
import { html } from "../parts/html.js";

function Block({ block }) {
    const items = block.texts.map((text, index) => html`<li key=${index} dir="auto">${text}</li>`);
    if (block.kind === "bullets") return html`<ul>${items}</ul>`;
    if (block.kind === "numbers") return html`<ol>${items}</ol>`;
    if (block.kind === "important")
        return html`<p class="note" dir="auto"><strong>${t("documents.important")}</strong> ${block.texts[0]}</p>`;
    return html`<p dir="auto">${block.texts[0]}</p>`;
}

/** `content`: chapters as the hub sends them; `language`: that they are in. */
export function DocumentContent({ content, language }) {
    return html`<div class="document" lang=${language}>
        ${content.map(
            (chapter, index) => html`<details class="card" key=${index}>
                <summary dir="auto">${index + 1}. ${chapter.title}</summary>
                ${chapter.sections.map(
                    (section, at) => html`<section key=${at}>
                        ${section.title && html`<h2 dir="auto">${section.title}</h2>`}
                        ${section.blocks.map((block, place) => html`<${Block} key=${place} block=${block} />`)}
                    </section>`,
                )}
            </details>`,
        )}
    </div>`;
}
