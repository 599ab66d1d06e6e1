// Photos as they are looked at: fetched once, a few kept, all forgotten when the session ends. They live in memory only;
// the hub's answers may not be cached.
import { session } from "../base/session.js";

const MOST = 64;
const TRY_MS = 20_000;
const held = new Map(); // sha256 → promise of an object URL

async function fetchPhoto(path) {
    const response = await fetch(path, {
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(TRY_MS),
    });
    if (!response.ok || response.headers.get("Content-Type") !== "image/jpeg") throw new Error("no photo");
    return URL.createObjectURL(await response.blob());
}

function drop(sha256) {
    held.get(sha256)?.then(
        (url) => URL.revokeObjectURL(url),
        () => {},
    );
    held.delete(sha256);
}

/** An address for <img>; rejected when the photo cannot be had now. `path`: where the hub has it. */
export function photoUrl(sha256, path = `/api/v1/photos/${encodeURIComponent(sha256)}`) {
    let promise = held.get(sha256);
    if (!promise) {
        promise = fetchPhoto(path);
        promise.catch(() => held.delete(sha256));
    }
    held.delete(sha256);
    held.set(sha256, promise);
    if (held.size > MOST) drop(held.keys().next().value);
    return promise;
}

session.watch((now) => {
    if (now.state !== "in") for (const sha256 of [...held.keys()]) drop(sha256);
});
