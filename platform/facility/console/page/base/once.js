// The key that makes the hub do a thing once. What is sent again after no answer carries the key of the first try; what
// differs, or comes after success, carries another.

/** {keyFor(content), done()}; `make` gives a new key. */
export function createOnce(make = () => globalThis.crypto.randomUUID()) {
    let last = { content: undefined, key: undefined };
    return {
        /** `content`: what is asked for, without the key. */
        keyFor(content) {
            const text = JSON.stringify(content);
            if (text !== last.content) last = { content: text, key: make() };
            return last.key;
        },
        /** It happened: the same content again is another thing. */
        done() {
            last = { content: undefined, key: undefined };
        },
    };
}
