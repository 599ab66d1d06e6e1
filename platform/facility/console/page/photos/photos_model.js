// Many photos at once: each is let through unless it is marked. Pure.

/** Photos on the screen at a time; the hub takes at most 200 decisions a call. */
export const BATCH = 48;

export const keyOf = (photo) => `${photo.message_id} ${photo.sha256}`;

export function toggle(marked, photo) {
    const next = new Set(marked);
    if (!next.delete(keyOf(photo))) next.add(keyOf(photo));
    return next;
}

/** Only what was seen is decided: a photo that did not load stays for later, unless it is marked. */
export function decisionsOf(photos, marked, seen) {
    return photos
        .filter((photo) => seen.has(photo.sha256) || marked.has(keyOf(photo)))
        .map((photo) => ({ message_id: photo.message_id, sha256: photo.sha256, allow: !marked.has(keyOf(photo)) }));
}

/** Where an arrow key leads in a grid of `columns`: the same place at its edges. */
export function moved(index, key, count, columns) {
    const step =
        { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -index, End: count - 1 - index }[
            key
        ] ?? 0;
    const next = index + step;
    return next < 0 || next >= count ? index : next;
}
