// Finding by words: without regard to case and accents, in any order.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether every one of the words stands in the text. */
export function holdsWords(text, words) {
    const where = plain(text);
    return plain(words)
        .split(/\s+/)
        .every((word) => where.includes(word));
}
