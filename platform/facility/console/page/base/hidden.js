// Characters that change what the eye sees without being seen: embeddings, overrides and isolates of direction, zero-width
// spaces, soft hyphens, invisible operators, tags. Staff see them named. The joiners stay: scripts and emoji need them.
const HIDDEN = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/u;

export const isHidden = (character) => HIDDEN.test(character);
export const hiddenName = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
/** How many there are. */
export const hiddenCount = (text) => Array.from(text).filter(isHidden).length;

/** [{text, hidden}] in order: runs of plain text, and each invisible character with its name. */
export function hiddenPieces(text) {
    const pieces = [];
    for (const character of Array.from(text)) {
        if (isHidden(character)) pieces.push({ text: character, hidden: hiddenName(character) });
        else if (pieces.length > 0 && !pieces.at(-1).hidden) pieces.at(-1).text += character;
        else pieces.push({ text: character, hidden: undefined });
    }
    return pieces;
}
