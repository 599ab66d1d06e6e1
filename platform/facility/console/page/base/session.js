// Who is signed in at this page. The hub keeps the session in a cookie that no script can read; what is here is its name,
// role and CSRF token, in memory only.
import { createApi, NoAnswer, Refusal } from "./api.js";
import { setZone } from "./calendar.js";
import { claimPlace, forgetAllPlaces } from "./place.js";
import { createStore } from "./store.js";

/** {state: "unknown" | "out" | "in", name, role, csrf, idleLimitS, why}; why: "expired" | "idle" | "signed_out" when out. */
export const session = createStore({ state: "unknown" });
/** Whether the last call reached the hub. */
export const reachable = createStore(true);

function begin(answer) {
    claimPlace(answer.name);
    setZone(answer.time_zone);
    session.set({
        state: "in",
        name: answer.name,
        role: answer.role,
        csrf: answer.csrf,
        idleLimitS: answer.idle_limit_s,
    });
}

export function endSession(why) {
    if (session.get().state !== "out") session.set({ state: "out", why });
}

export const api = createApi({
    fetch: (...call) => globalThis.fetch(...call),
    csrf: () => session.get().csrf ?? "",
    signedOut: () => endSession("expired"),
    reached: (yes) => reachable.set(yes),
});

/** At the start of the page: is there a session already? Asks again until the hub answers. */
export async function resumeSession(pause) {
    for (;;) {
        try {
            begin(await api.get("/console/session"));
            return;
        } catch (error) {
            if (error instanceof Refusal && error.status === 401) return endSession("");
            if (!(error instanceof NoAnswer) && !(error instanceof Refusal)) throw error;
            reachable.set(false);
        }
        await pause();
    }
}

/** Throws the hub's Refusal: locked, enrol_totp, password_change, unauthenticated. Until when it is locked is on the facility's clocks. */
export async function signIn(credentials) {
    try {
        begin(await api.post("/console/session", credentials));
    } catch (error) {
        if (error instanceof Refusal && error.body?.time_zone) setZone(error.body.time_zone);
        throw error;
    }
}

/** Ends it at the hub as well; if the hub cannot be reached the page forgets it all the same. */
export async function signOut(why = "signed_out") {
    const ending = api.remove("/console/session").catch(() => {});
    if (why === "signed_out") forgetAllPlaces();
    await ending;
    endSession(why);
}
