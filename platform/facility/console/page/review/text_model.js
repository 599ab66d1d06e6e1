// A message's text cut into pieces for the screen: what the filter found is marked, what cannot be seen is named. Offsets
// are in Unicode code points, as the hub counts. Pure.
import { hiddenName, isHidden } from "../base/hidden.js";

/** Reasons with a place in the text, in order, numbered from 1: [{number, why, list, pattern, start, length}]. */
export function hitsOf(heldFor) {
    return (heldFor ?? [])
        .filter((reason) => Number.isInteger(reason.start) && reason.start >= 0 && reason.length > 0)
        .sort((a, b) => a.start - b.start || b.length - a.length)
        .map((reason, index) => ({ ...reason, number: index + 1 }));
}

/** Reasons without a place: photos, policy, contact. */
export const otherReasons = (heldFor) => (heldFor ?? []).filter((reason) => !(reason.length > 0));

/**
 * [{text, numbers, ends, hidden}]: `numbers` of the hits that cover the piece, `ends` those that end with it, `hidden` the name of an
 * invisible character. The pieces' texts joined are the text.
 */
export function piecesOf(text, hits) {
    const points = Array.from(text);
    const cuts = new Set([0, points.length]);
    for (const hit of hits) {
        cuts.add(Math.min(hit.start, points.length));
        cuts.add(Math.min(hit.start + hit.length, points.length));
    }
    points.forEach((point, index) => {
        if (!isHidden(point)) return;
        cuts.add(index);
        cuts.add(index + 1);
    });
    const order = [...cuts].sort((a, b) => a - b);
    const pieces = [];
    for (let index = 0; index + 1 < order.length; index++) {
        const [from, to] = [order[index], order[index + 1]];
        const covering = hits.filter((hit) => hit.start <= from && from < hit.start + hit.length);
        pieces.push({
            text: points.slice(from, to).join(""),
            numbers: covering.map((hit) => hit.number),
            ends: covering
                .filter((hit) => Math.min(hit.start + hit.length, points.length) === to)
                .map((hit) => hit.number),
            hidden: to - from === 1 && isHidden(points[from]) ? hiddenName(points[from]) : undefined,
        });
    }
    return pieces;
}
