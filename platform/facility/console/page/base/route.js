// Where the person is, as the part of the address after "#": reload and Back keep the place, and the hub never sees it.
//   #/queue/late   #/review/inbound/0192…   #/watch-lists/0192…
import { createStore, useStore } from "./store.js";

/** {screen, parts}; parts are the segments after the screen's name, decoded. */
export function parseRoute(hash) {
    const segments = hash
        .replace(/^#?\/?/, "")
        .split("/")
        .filter((segment) => segment !== "");
    const decoded = [];
    for (const segment of segments.slice(0, 4)) {
        try {
            decoded.push(decodeURIComponent(segment));
        } catch {
            return { screen: "", parts: [] };
        }
    }
    return { screen: decoded[0] ?? "", parts: decoded.slice(1) };
}

export function hashOf(screen, ...parts) {
    return "#/" + [screen, ...parts].map(encodeURIComponent).join("/");
}

const current = createStore(parseRoute(globalThis.location?.hash ?? ""));

export function watchAddress(window) {
    window.addEventListener("hashchange", () => current.set(parseRoute(window.location.hash)));
}

export function useRoute() {
    return useStore(current);
}

export function go(screen, ...parts) {
    window.location.hash = hashOf(screen, ...parts);
}

/** As go(), but Back does not come here again: for walking from item to item. */
export function goInstead(screen, ...parts) {
    window.history.replaceState(null, "", hashOf(screen, ...parts));
    current.set(parseRoute(window.location.hash));
}
