// A long list, page by page.
import { count } from "../base/format.js";
import { t } from "../base/text.js";
import { Button } from "./basics.js";
import { html } from "./html.js";

/** `page` from 0; shows nothing when one page holds everything. */
export function Pager({ total, page, size, onPage }) {
    if (total <= size) return null;
    const from = page * size + 1;
    const to = Math.min(total, from + size - 1);
    return html`<nav class="pager" aria-label=${t("pager.label")}>
        <${Button} icon="chevron-left" disabled=${page === 0} onClick=${() => onPage(page - 1)}>${t("pager.before")}<//>
        <span>${t("pager.range", { from: count(from), to: count(to), total: count(total) })}</span>
        <${Button} icon="chevron-right" disabled=${to >= total} onClick=${() => onPage(page + 1)}>${t("pager.after")}<//>
    </nav>`;
}
