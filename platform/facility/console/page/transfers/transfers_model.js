// Money that residents send out. Pure.
export const STATES = ["waiting", "paid", "refused", "taken_back"];
export const stateOf = (name) => (STATES.includes(name) ? name : "waiting");
/** The most that the hub lists. */
export const MOST = 500;

/** Whether the cooling-off time is over. */
export const isPayable = (transfer, now) => transfer.payable_from_ms <= now;
/** What leaves the resident's money: amount and fee. */
export const costOf = (transfer) => transfer.cents + transfer.fee_cents;
