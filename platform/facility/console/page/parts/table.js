// A list of things as a table: its caption for ears, its columns, and keys that move along its rows.
import { html } from "./html.js";

/**
 * `heading(column)`: its text; `numbers`: the columns that hold numbers. The rows are the children. `still`: nothing in it can be pressed, so
 * that it takes the focus itself, to be moved by keys where it is wider than the page.
 */
export function Table({ caption, columns, heading, numbers = [], still = false, tableRef, children }) {
    const area = still ? { tabindex: 0, role: "region", "aria-label": caption } : {};
    return html`<div class="table-scroll" ...${area}><table class="list" ref=${tableRef}>
        <caption class="sr">${caption}</caption>
        <thead><tr>${columns.map((column) => html`<th key=${column} scope="col" class=${numbers.includes(column) ? "number" : undefined}>${heading(column)}</th>`)}</tr></thead>
        <tbody>${children}</tbody>
    </table></div>`;
}

function moveAlong(table, step) {
    const links = [...(table?.querySelectorAll(".row-link") ?? [])];
    if (links.length === 0) return;
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))].focus();
}

/** Up and down move along the rows, as in any list, from one `.row-link` to the next. `table`: a ref. */
export function rowKeys(table) {
    const key = (arrow, letter, label, step) => ({
        keys: [arrow, letter],
        shown: [arrow],
        label,
        run: () => moveAlong(table.current, step),
        repeats: true,
    });
    return [key("ArrowDown", "j", "keys.row_down", 1), key("ArrowUp", "k", "keys.row_up", -1)];
}
