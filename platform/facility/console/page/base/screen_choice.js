// Which screen shows: one ordered list of conditions. Pure.

/** Screens by role. What is not here the hub refuses as well: this only spares people a dead end. */
const LOOKING = ["queue", "review", "contacts", "watch-lists", "suspensions", "schedule", "documents", "statistics"];
const DESK = [
    "money",
    "batches",
    "charges",
    "transfers",
    "approvals",
    "remittances",
    "packages",
    "deductions",
    "money-policy",
    "books",
    "prices",
];
const SHOP = ["orders", "catalog", "shop-rules", "standing"];
const ASKED = ["requests", "receipts"];
const KEPT = ["staff", "residents", "devices", "webhooks", "two-person", "review-rules", "cards"];
const SCREENS = {
    reviewer: [
        "queue",
        "review",
        "photos",
        "contacts",
        "watch-lists",
        "suspensions",
        "notices",
        "schedule",
        "documents",
        "statistics",
        "receipts",
    ],
    trust_office: [...DESK, "phone", "visits", ...SHOP, ...ASKED, "forms"],
    request_staff: [...ASKED, "sick-call", "phone", "visits", ...SHOP, "forms", "notices", "schedule", "documents"],
    auditor: [
        ...LOOKING,
        "notices",
        ...DESK,
        "phone",
        "visits",
        ...SHOP,
        "receipts",
        "forms",
        ...KEPT,
        "audit",
        "prea",
    ],
    it: [...KEPT, "prea"],
};

/** Who changes what, where a screen is open to more people than may change it. */
const CHANGES = {
    messages: ["reviewer"],
    documents: ["request_staff"],
    notices: ["reviewer", "request_staff"],
    schedule: ["request_staff"],
    devices: ["it"],
    accounts: ["it"],
    facility: ["it"],
    money: ["trust_office"],
    prices: ["trust_office"],
    "phone-numbers": ["request_staff"],
    "phone-terms": ["trust_office"],
    visits: ["request_staff"],
    "visit-plan": ["trust_office"],
    orders: ["trust_office", "request_staff"],
    refund: ["trust_office"],
    catalog: ["trust_office"],
    stock: ["trust_office", "request_staff"],
    "shop-rules": ["trust_office"],
    standing: ["trust_office", "request_staff"],
    assign: ["request_staff"],
    forms: ["request_staff"],
};

export const screensOf = (role) => SCREENS[role] ?? [];
/** `what`: a name of CHANGES. An auditor only looks. */
export const mayChange = (role, what) => CHANGES[what].includes(role);

/** `session`: {state: "unknown" | "out" | "in", role}; `route`: {screen}. */
export function chooseScreen(session, route, reachable) {
    if (session.state === "unknown") return reachable ? "starting" : "unreachable";
    if (session.state === "out") return "sign-in";
    const screens = screensOf(session.role);
    if (screens.length === 0) return "nothing";
    if (route.screen === "") return screens[0];
    return screens.includes(route.screen) ? route.screen : "elsewhere";
}
