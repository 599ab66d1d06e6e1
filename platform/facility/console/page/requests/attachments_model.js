// Documents as bytes and names. Pure.

export const MOST_DOCUMENTS = 3; // with one answer
export const MOST_FILE_BYTES = 5 * 1024 * 1024;
const MOST_NAME = 120;
const PIECE = 32_768;

/** "Decision of the board.pdf" is shown to the resident as "Decision of the board". */
export function documentName(file) {
    const bare = file.replace(/\.pdf$/i, "").trim();
    return [...(bare === "" ? file : bare)].slice(0, MOST_NAME).join("");
}

export function base64Of(buffer) {
    const bytes = new Uint8Array(buffer);
    let text = "";
    for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
    return btoa(text);
}

/** Of base64url. */
export const bytesOf = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** Numbers of the pages on which there is nothing to read aloud. */
export const silentPages = (attachment) => attachment.pages.flatMap((page, at) => (page.has_text ? [] : [at + 1]));
