// How many decisions this page has sent: what counts waiting items looks again when it moves.
import { createStore } from "../base/store.js";

export const tally = createStore(0);
export const tallyDecision = () => tally.set(tally.get() + 1);
