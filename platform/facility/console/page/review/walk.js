// One reviewer's way through a list: the item in hand, and the next one claimed ahead so that it is there at once.
// Whatever was claimed and not decided is given back when the reviewer goes elsewhere.

const claimPath = (id) => `/api/v1/review/items/${encodeURIComponent(id)}/claim`;
const releasePath = (id) => `/api/v1/review/items/${encodeURIComponent(id)}/release`;

/** `warm(item)`: called with an item claimed ahead, to fetch its photos. */
export function createWalk(api, kind, warm = () => {}) {
    let current;
    let ahead; // {after, item: promise of an item or null}

    const claimAfter = (after) =>
        api.post("/api/v1/review/claim", after ? { kind, after } : { kind }).then((answer) => answer.item ?? null);

    /** The first after that one; at the end of the list, what was passed over before. */
    async function following(after) {
        const next = await claimAfter(after);
        if (next !== null || !after) return next;
        const first = await claimAfter(undefined);
        return first?.id === after ? null : first;
    }

    function dropAhead() {
        const dropped = ahead;
        ahead = undefined;
        dropped?.item.then(
            (item) => item && item.id !== current && api.postAndGo(releasePath(item.id)),
            () => {},
        );
    }

    return {
        /** Takes this item in hand; Refusal "claimed" when someone else has it. */
        async open(id) {
            const { item } = await api.post(claimPath(id));
            if (current !== undefined && current !== item.id) api.postAndGo(releasePath(current));
            current = item.id;
            return item;
        },
        /** Asks for the next one already. */
        lookAhead() {
            if (current === undefined || (ahead && ahead.after === current)) return;
            dropAhead();
            const after = current;
            ahead = { after, item: following(after) };
            ahead.item.then(
                (item) => item && warm(item),
                () => {},
            );
        },
        /** The next item in hand, or null when nothing else waits. `decided`: the current one needs no giving back. */
        async next(decided) {
            const left = current;
            const taken = ahead && ahead.after === left ? ahead.item : undefined;
            ahead = undefined;
            // What was asked ahead may have failed or found nothing then, and now be there.
            const item = (taken && (await taken.catch(() => null))) ?? (await following(left));
            if (!decided && left !== undefined && item !== null) api.postAndGo(releasePath(left));
            if (item !== null) current = item.id;
            else if (decided) current = undefined;
            return item;
        },
        /** Keeps the claim while the reviewer reads on. */
        renew: () =>
            current === undefined ? Promise.resolve() : api.post(claimPath(current), {}, { background: true }),
        /** The reviewer goes elsewhere. */
        leave() {
            dropAhead();
            if (current !== undefined) api.postAndGo(releasePath(current));
            current = undefined;
        },
    };
}
