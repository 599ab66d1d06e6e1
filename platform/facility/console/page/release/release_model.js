// What leaving comes to, and the pay-out as a form. Pure.
export const METHODS = ["cheque", "card", "cash"];
const MOST_REFERENCE = 120;

/** Nothing but the last pay-out is decided here: who releases is IT. */
export const canPayOut = (leaving) =>
    (leaving.state === "released" || leaving.state === "closed") && leaving.pay_out_cents > 0;

/** Things that still end by themselves when the resident leaves: [{what, count}] without zeros. */
export const openThings = (leaving) =>
    ["orders", "requests", "transfers", "messages"]
        .map((what) => ({ what, count: leaving[what] }))
        .filter((each) => each.count > 0);

export const newPayOut = { method: METHODS[0], reference: "", asking: false };

/** {asked} of the call without key, or {wrong}. */
export function readPayOut(form) {
    const reference = form.reference.trim();
    if (reference === "" || reference.length > MOST_REFERENCE)
        return { wrong: { reference: "release.reference_missing" } };
    return { wrong: {}, asked: { method: form.method, reference } };
}
