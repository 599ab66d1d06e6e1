// Text by key from the catalog (strings.js). {name} is filled in; an entry with one/other is chosen by {count}.
import { strings } from "./strings.js";

const plural = new Intl.PluralRules("en-US");

function pattern(key, values) {
    const entry = strings[key];
    if (entry === undefined) throw new Error(`the texts have no "${key}"`);
    return typeof entry === "string" ? entry : (entry[plural.select(values.count)] ?? entry.other);
}

/** Plain text. */
export function t(key, values = {}) {
    return pattern(key, values).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** The same as a list of pieces, for values that are elements: a name in its own bidirectional isolate. */
export function pieces(key, values = {}) {
    return pattern(key, values)
        .split(/(\{\w+\})/)
        .map((piece) => (/^\{\w+\}$/.test(piece) ? (values[piece.slice(1, -1)] ?? "") : piece));
}

export function hasText(key) {
    return strings[key] !== undefined;
}

/** The entry of a family of codes ("relationship.mother"), or the code itself: codes are the facility's data. */
export function codeText(family, code) {
    return hasText(`${family}.${code}`) ? t(`${family}.${code}`) : String(code ?? "").replaceAll("_", " ");
}

/** The English one of the hub's texts {"en": …, "es": …}, else any, else `otherwise`. */
export const localText = (texts, otherwise) => texts?.en ?? Object.values(texts ?? {})[0] ?? otherwise;
