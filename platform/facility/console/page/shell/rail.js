// Where one can go, who one is, and the way out.
import { useEffect, useState } from "preact/hooks";
import { clocksDiffer, zoneName } from "../base/calendar.js";
import { hashOf } from "../base/route.js";
import { screensOf } from "../base/screen_choice.js";
import { api, signOut } from "../base/session.js";
import { useStore } from "../base/store.js";
import { codeText, t } from "../base/text.js";
import { count } from "../base/format.js";
import { Name } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { useLoad } from "../parts/load.js";
import { tally } from "../review/tally.js";
import { setTheme, theme, THEMES } from "./theme.js";

const COUNTS_EVERY_MS = 30_000;
/** So many entries stand at the top of a narrow window at once; more fold under one button. */
const MOST_AT_ONCE = 8;
const ICONS = {
    queue: "inbox",
    photos: "images",
    appeals: "scale",
    contacts: "contact",
    "watch-lists": "list-filter",
    suspensions: "message-square-off",
    notices: "megaphone",
    schedule: "calendar-days",
    documents: "book-open",
    statistics: "chart-column",
    staff: "id-card",
    residents: "users-round",
    devices: "tablet-smartphone",
    webhooks: "webhook",
    "review-rules": "list-checks",
    cards: "mail-plus",
    audit: "scroll-text",
    money: "wallet",
    batches: "files",
    charges: "tag",
    transfers: "banknote-arrow-up",
    approvals: "user-check",
    remittances: "hand-coins",
    packages: "folder-sync",
    deductions: "scissors",
    books: "book-open-check",
    prices: "badge-dollar-sign",
    "money-policy": "landmark",
    "two-person": "users",
    phone: "phone",
    visits: "video",
    orders: "package",
    catalog: "shopping-basket",
    "shop-rules": "calendar-clock",
    standing: "shield-ban",
    requests: "clipboard-list",
    receipts: "receipt-text",
    "sick-call": "stethoscope",
    forms: "clipboard-pen",
    prea: "shield",
};

/** The rail's entries for a role: [screen, …parts] each. Appeals are a list of the queue with an entry of their own. */
function entriesOf(role) {
    return screensOf(role).flatMap((screen) => (screen === "review" ? [["queue", "appeals"]] : [[screen]]));
}

function isCurrent(entry, route, screen) {
    const appeals = (screen === "queue" || screen === "review") && route.parts[0] === "appeals";
    if (entry[1] === "appeals") return appeals;
    if (entry[0] === "queue") return (screen === "queue" || screen === "review") && !appeals;
    return entry[0] === screen;
}

function Entry({ entry, current, waiting, late }) {
    const name = entry[1] ?? entry[0];
    return html`<li>
        <a href=${hashOf(...entry)} aria-current=${current ? "page" : undefined}>
            <${Icon} name=${ICONS[name]} size=${20} /><span>${t(`nav.${name}`)}</span>
            ${late > 0 && html`<span class="count late"><span class="sr">, </span><${Icon} name="alarm-clock" size=${14} />${count(late)}<span class="sr"> ${t("nav.late")}</span></span>`}
            ${waiting > 0 && html`<span class="count"><span class="sr">, </span>${count(waiting)}<span class="sr"> ${t("nav.waiting")}</span></span>`}
        </a>
    </li>`;
}

function ThemeChoice() {
    const now = useStore(theme);
    return html`<div class="theme-choice" role="group" aria-label=${t("theme.label")}>
        ${THEMES.map(
            (
                each,
            ) => html`<button key=${each} type="button" aria-pressed=${each === now ? "true" : "false"} onClick=${() => setTheme(each)}>
                <${Icon} name=${{ system: "monitor", light: "sun", dark: "moon" }[each]} size=${16} /><span class="sr">${t(`theme.${each}`)}</span>
            </button>`,
        )}
    </div>`;
}

export function Rail({ session, route, screen, onHelp }) {
    const counted = screensOf(session.role).includes("statistics");
    const load = useLoad(
        async (how) => (counted ? api.get("/api/v1/review/statistics", {}, how) : {}),
        `counts ${session.csrf}`,
        { every: COUNTS_EVERY_MS },
    );
    const mayHave = screensOf(session.role).includes("sick-call");
    const desks = useLoad(async (how) => (mayHave ? api.get("/api/v1/desks", {}, how) : {}), `desks ${session.csrf}`);
    const isThere = ([name]) => name !== "sick-call" || desks.data?.health?.length > 0;
    useEffect(() => tally.watch(load.again), [load.again]);
    const [open, setOpen] = useState(false);
    const entries = entriesOf(session.role).filter(isThere);
    const fold = entries.length > MOST_AT_ONCE ? (open ? "many open" : "many") : undefined;
    useEffect(() => setOpen(false), [route]);
    return html`<header class="rail">
        <div class="brand"><img src="mark.svg" alt="" width="32" height="32" /><span>${t("app.name")}</span></div>
        ${fold && html`<button type="button" class="rail-button rail-fold" aria-expanded=${open ? "true" : "false"} aria-controls="rail-entries" onClick=${() => setOpen(!open)}><${Icon} name="menu" /><span>${t("nav.all")}</span></button>`}
        <nav id="rail-entries" class=${fold} aria-label=${t("nav.label")}>
            <ul>
                ${entries.map(
                    (entry) => html`<${Entry}
                        key=${entry.join()}
                        entry=${entry}
                        current=${isCurrent(entry, route, screen)}
                        waiting=${entry.join() === "queue" ? load.data?.waiting : 0}
                        late=${entry.join() === "queue" ? load.data?.late : 0}
                    />`,
                )}
            </ul>
        </nav>
        <div class="me">
            <p class="who"><${Name}>${session.name}<//><span>${codeText("role", session.role)}</span>${clocksDiffer(Date.now()) && html`<span>${t("nav.zone", { zone: zoneName() })}</span>`}</p>
            <div class="me-row">
                <${ThemeChoice} />
                <button type="button" class="rail-button" onClick=${onHelp} aria-keyshortcuts="?"><${Icon} name="keyboard" /><span>${t("nav.help")}</span></button>
            </div>
            <button type="button" class="rail-button" onClick=${() => signOut()}><${Icon} name="log-out" /><span>${t("nav.sign_out")}</span></button>
        </div>
    </header>`;
}
