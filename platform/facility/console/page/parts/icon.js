// An icon of the Lucide set, as shapes (icons.js is made by console_page.mjs from the names that stand here and in the page).
import { h } from "preact";
import { icons } from "./icons.js";

/** Decoration only: what it means stands beside it as text. `of`: [[tag, attributes]]. */
export function Shapes({ of, size = 18 }) {
    return h(
        "svg",
        {
            class: "icon",
            width: size,
            height: size,
            viewBox: "0 0 24 24",
            fill: "none",
            stroke: "currentColor",
            "stroke-width": 2,
            "stroke-linecap": "round",
            "stroke-linejoin": "round",
            "aria-hidden": "true",
            focusable: "false",
        },
        of.map(([tag, attributes]) => h(tag, attributes)),
    );
}

/** `name`: must appear literally as icon name in the page's source. */
export function Icon({ name, size }) {
    return h(Shapes, { of: icons[name], size });
}
