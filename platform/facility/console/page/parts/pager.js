// A long list, page by page.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { t } from "../base/text.js";
import { Button } from "./basics.js";
import { html } from "./html.js";

/** Back and on. `on`, `back`: what they do, or nothing where there is no more; shows nothing when there is neither. */
export function Steps({ back, on, labels = ["pager.before", "pager.after"], children }) {
    if (!back && !on) return null;
    return html`<nav class="pager no-print" aria-label=${t("pager.label")}>
        <${Button} icon="chevron-left" disabled=${!back} onClick=${back}>${t(labels[0])}<//>
        ${children}
        <${Button} icon="chevron-right" disabled=${!on} onClick=${on}>${t(labels[1])}<//>
    </nav>`;
}

/** From the newest back in time. `back`: the marks of the pages that were turned, the last is shown; `next`: the mark of the one after it, 0 or "" at the end. */
export function Older({ back, next, onTurn }) {
    return html`<${Steps}
        labels=${["money.newer", "money.older"]}
        back=${back.length > 1 && (() => onTurn(back.slice(0, -1)))}
        on=${next && (() => onTurn([...back, next]))}
    />`;
}

/** `page` from 0; shows nothing when one page holds everything. */
export function Pager({ total, page, size, onPage }) {
    const from = page * size + 1;
    const to = Math.min(total, from + size - 1);
    return html`<${Steps} back=${page > 0 && (() => onPage(page - 1))} on=${to < total && (() => onPage(page + 1))}>
        <span>${t("pager.range", { from: count(from), to: count(to), total: count(total) })}</span>
    <//>`;
}

/** A list that is here as a whole, shown in pages: {shown, pager, first()}. */
export function usePages(rows, size) {
    const [wanted, setPage] = useState(0);
    const page = Math.min(wanted, Math.max(0, Math.ceil(rows.length / size) - 1));
    return {
        shown: rows.slice(page * size, (page + 1) * size),
        pager: html`<${Pager} total=${rows.length} page=${page} size=${size} onPage=${setPage} />`,
        first: () => setPage(0),
    };
}
