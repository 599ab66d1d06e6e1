// Light, dark, or as the computer says. Kept in this browser.
import { createStore } from "../base/store.js";

export const THEMES = ["system", "light", "dark"];
export const theme = createStore("system");
const REMEMBER = "dayroom-theme";

export function setTheme(next) {
    theme.set(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    localStorage.setItem(REMEMBER, next);
}

export function recallTheme() {
    const kept = localStorage.getItem(REMEMBER);
    setTheme(THEMES.includes(kept) ? kept : "system");
}
