// How a notice reads on a terminal, in one language.
import { t } from "../base/text.js";
import { Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";

/** `words`: {title, text}. */
export function NoticePreview({ words, language, emergency, must }) {
    return html`<section class="card" aria-label=${t("notices.preview")}>
        <p class="help">${t("notices.preview")}</p>
        <h3 dir="auto" lang=${language}>${words.title || "…"}</h3>
        <p class="prose" dir="auto" lang=${language}>${words.text || "…"}</p>
        ${emergency && html`<${Tag} tone="bad" icon="triangle-alert">${t("notices.emergency")}<//>`}
        ${must && html`<p><${Tag} tone="info">${t("notices.must_button")}<//></p>`}
    </section>`;
}
