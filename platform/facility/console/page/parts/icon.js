// An icon of the Lucide set, as shapes (icons.js is made by assemble.mjs from the names that stand here and in the page).
import { h } from "preact";
import { icons } from "./icons.js";

/** Decoration only: what it means stands beside it as text. `name`: must appear literally as icon name in the page's source. */
export function Icon({ name, size = 18 }) {
    const shapes = icons[name].map(([tag, attributes]) => h(tag, attributes));
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
        shapes,
    );
}
