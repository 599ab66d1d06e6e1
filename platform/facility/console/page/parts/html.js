// Markup in plain JavaScript: tagged templates, no build step. Everything that is filled in becomes a text node or an
// attribute value; nothing here, or anywhere in the page, turns text into markup.
import { h } from "preact";
import htm from "htm";

export const html = htm.bind(h);
