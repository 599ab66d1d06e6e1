// Patterns as lines of a text field. Pure.

export const LEAST = 2;
export const MOST = 80;
/** One character is a word in scripts without spaces between words, and so is a pictograph. */
const WORD_BY_ITSELF =
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}]/u;
export const MOST_PATTERNS = 20_000;

/** {patterns, wrong: [{line, key}]}: blank lines and repeats fall away. */
export function parsePatterns(text) {
    const patterns = new Set();
    const wrong = [];
    text.split("\n").forEach((line, index) => {
        const pattern = line.trim();
        if (pattern === "") return;
        const length = [...pattern].length;
        if ((length < LEAST && !WORD_BY_ITSELF.test(pattern)) || length > MOST)
            wrong.push({ line: index + 1, key: length < LEAST ? "watch.too_short" : "watch.too_long" });
        else patterns.add(pattern);
    });
    if (patterns.size > MOST_PATTERNS) wrong.push({ line: MOST_PATTERNS + 1, key: "watch.too_many" });
    return { patterns: [...patterns], wrong };
}

/** What saving would change: {added, removed}. */
export function changes(before, after) {
    const [old, fresh] = [new Set(before), new Set(after)];
    return {
        added: after.filter((each) => !old.has(each)).length,
        removed: before.filter((each) => !fresh.has(each)).length,
    };
}
