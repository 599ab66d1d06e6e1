// A card of the set, as a form. Pure.
import { parseCount } from "../base/amount.js";
import { isCode } from "../base/code.js";
import { namesRow, readNames } from "../base/names.js";

export const MOST_CARDS = 200;
export const MOST_PICTURE_BYTES = 3 * 1024 * 1024;

export const newCard = { code: "", ...namesRow({}), position: "" };

/** {asked} of the call without picture and key, or {wrong: {member: key}}. `file`: what was chosen. */
export function readCard(form, file) {
    const code = form.code.trim();
    const name = readNames(form);
    const position = form.position.trim() === "" ? { count: 0 } : parseCount(form.position, 0, MOST_CARDS);
    const wrong = {
        ...(!isCode(code) && { code: "money.code_form" }),
        ...(!name?.en && { name_en: "names.missing" }),
        ...(position.fault && { position: "cards.position_form" }),
        ...(!file && { file: "cards.file_missing" }),
        ...(file?.size > MOST_PICTURE_BYTES && { file: "pictures.large" }),
    };
    if (Object.keys(wrong).length > 0) return { wrong };
    return { wrong, asked: { code, name, position: position.count } };
}
