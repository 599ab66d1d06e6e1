// Which screen shows: one ordered list of conditions. Pure.

/** Screens by role. What is not here the hub refuses as well: this only spares people a dead end. */
const SCREENS = {
    reviewer: ["queue", "review", "photos", "contacts", "watch-lists", "suspensions", "statistics"],
    auditor: ["queue", "review", "contacts", "watch-lists", "suspensions", "statistics"],
    it: ["staff", "webhooks"],
};

export const screensOf = (role) => SCREENS[role] ?? [];
/** Whether someone may change what the screens show; an auditor only looks. */
export const maySet = (role) => role === "reviewer" || role === "it";

/** `session`: {state: "unknown" | "out" | "in", role}; `route`: {screen}. */
export function chooseScreen(session, route, reachable) {
    if (session.state === "unknown") return reachable ? "starting" : "unreachable";
    if (session.state === "out") return "sign-in";
    const screens = screensOf(session.role);
    if (screens.length === 0) return "nothing";
    if (route.screen === "") return screens[0];
    return screens.includes(route.screen) ? route.screen : "elsewhere";
}
