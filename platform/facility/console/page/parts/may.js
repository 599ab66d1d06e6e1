// What somebody in this role may change. The hub refuses the rest as well: this only keeps its buttons away.
import { mayChange } from "../base/screen_choice.js";
import { session } from "../base/session.js";
import { useStore } from "../base/store.js";

/** `what`: as mayChange takes it. */
export const useMayChange = (what) => mayChange(useStore(session).role, what);
