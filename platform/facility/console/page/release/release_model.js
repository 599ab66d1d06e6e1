// What leaving comes to, and the pay-out as a form. Pure.
export const METHODS = ["cheque", "card", "cash"];
export const MOST_REFERENCE = 80;

/** Nothing but the last pay-out is decided here: who releases is IT. The first one closes the account, whatever is there. */
export const canPayOut = (leaving) =>
    leaving.state === "released" ||
    (leaving.state === "closed" && (leaving.pay_out_cents > 0 || leaving.pay_first.length > 0));

/** Things that still end by themselves when the resident leaves: [{what, count}] without zeros. */
export const openThings = (leaving) =>
    ["orders", "requests", "transfers", "messages"]
        .map((what) => ({ what, count: leaving[what] }))
        .filter((each) => each.count > 0);

/** Of the codes that are paid first. */
export const MOST_FIRST = 32;

/** The codes with one moved up (−1) or down (1). */
export function moveCode(codes, index, step) {
    const moved = [...codes];
    moved.splice(index + step, 0, ...moved.splice(index, 1));
    return moved;
}

export const newPayOut = { method: METHODS[0], reference: "" };

/** {asked} of the call without key, or {wrong}. The amount that was shown goes along: another one is refused. */
export function readPayOut(form, leaving) {
    const reference = form.reference.trim();
    if (reference === "" || reference.length > MOST_REFERENCE)
        return { wrong: { reference: "release.reference_missing" } };
    return { wrong: {}, asked: { method: form.method, reference, cents: leaving.pay_out_cents } };
}
