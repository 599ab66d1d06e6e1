// Parts of one screen, each with an address of its own.
import { html } from "./html.js";

/** `of`: their names; `to(name)`: the address; `text(name)`. */
export function Tabs({ label, of, current, to, text }) {
    return html`<nav class="tabs no-print" aria-label=${label}>
        ${of.map((each) => html`<a key=${each} href=${to(each)} aria-current=${each === current ? "page" : undefined}>${text(each)}</a>`)}
    </nav>`;
}
