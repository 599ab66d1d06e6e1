// What someone had begun and not yet sent, by item: kept while the session is renewed, so that an expired session costs
// nothing that was typed. In memory only, for one person, at most kept for the last few items.
const MOST = 20;
let owner = "";
const begun = new Map();

/** Another person at the same desk never meets it. */
export function claimPlace(name) {
    if (name !== owner) begun.clear();
    owner = name;
}
export function keepPlace(id, what) {
    begun.delete(id);
    begun.set(id, what);
    if (begun.size > MOST) begun.delete(begun.keys().next().value);
}
export const recallPlace = (id) => begun.get(id);
export const forgetPlace = (id) => void begun.delete(id);
export const forgetAllPlaces = () => begun.clear();
