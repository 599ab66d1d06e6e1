// The catalogue: finding an item, and a file that is to be imported. Pure.
import { localText } from "../base/text.js";
import { holdsWords } from "../base/words.js";

export const MOST_BYTES = 8 * 1024 * 1024 - 64 * 1024;
export const MOST_STOCK = 1_000_000;
export const SHOWN = ["sold", "low", "out"];
/** So many are few. */
const FEW = 10;

function isShown(item, shown) {
    if (shown === "low") return item.stock >= 0 && item.stock <= FEW;
    return shown !== "out" || item.stock === 0;
}

/** Items of a category ("": all) that are shown so and hold every word, in their order. */
export function findItems(items, { category, shown, words }) {
    return items.filter((item) => {
        if ((category !== "" && item.category !== category) || !isShown(item, shown)) return false;
        return holdsWords([item.code, ...Object.values(item.name), ...Object.values(item.note)].join(" "), words);
    });
}

export const categoryName = (categories, code) =>
    localText(categories.find((category) => category.code === code)?.name, code);

/** {body} of the import's call, or {fault: key}. `name`: of the file; `text`: what is in it. */
export function readFile(name, text) {
    if (text.trim() === "") return { fault: "catalog.file_empty" };
    if (new TextEncoder().encode(text).length > MOST_BYTES) return { fault: "catalog.file_large" };
    if (/\.csv$/i.test(name)) return { body: { csv: text.replace(/^\uFEFF/, "") } };
    if (!/\.json$/i.test(name)) return { fault: "catalog.file_kind" };
    try {
        const { items, categories, ...rest } = JSON.parse(text.replace(/^\uFEFF/, ""));
        if (Object.keys(rest).length > 0 || !Array.isArray(items)) return { fault: "catalog.file_json" };
        return { body: categories === undefined ? { items } : { items, categories } };
    } catch {
        return { fault: "catalog.file_json" };
    }
}

export const MOST_PICTURE_BYTES = 3 * 1024 * 1024;

/** {item} whose picture the file is, by its name, or {fault: key}. */
export function pictureOf(name, bytes) {
    const item = name.replace(/\.(jpe?g|png|webp)$/i, "").toLowerCase();
    if (item === name.toLowerCase() || item === "") return { fault: "pictures.kind" };
    if (bytes > MOST_PICTURE_BYTES) return { fault: "pictures.large" };
    return { item };
}

/** Whether a report lets the import be applied. */
export const isClean = (report) => report.problems.length === 0 && report.items > 0;
