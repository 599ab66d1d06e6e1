// The pages for money and the commissary: who sees what, that axe finds nothing in light and dark, and a picture of each, in forced colours too.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { openWindow } from "./browser.mjs";
import { Counter } from "./counter.mjs";
import { goTo, heading, signedIn } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let counter;
let state;
const ids = {};
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open();
    const resident = await counter.resident({ least: 2_000 });
    ids.number = resident.number;
    ids.resident = resident.id;
    counter.hub.sendMoney(resident.number, 700, "Bus home");
    const { window, orders } = await counter.windowToPick();
    ids.window = window.id;
    ids.order = orders.find((order) => order.state === "submitted").id;
    const { context } = await counter.at("A. Pictures", "trust_office");
    state = await context.storageState();
    await context.close();
});
after(() => counter?.close());

const press = (name) => (page) => page.getByRole("main").getByRole("button", { name }).first().click();
async function typeDeposit(page) {
    await page.getByLabel("Amount in dollars").fill("100");
    await page.getByLabel("Fee in dollars").fill("4.95");
    await page.getByRole("button", { name: "Show what happens" }).click();
    await page.locator("tr.total").waitFor();
}
async function typeWrongly(page) {
    await page.getByLabel("Amount in dollars").fill("12,50");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.locator(".field-error").first().waitFor();
}
async function checkFile(page) {
    const text = "code,category,name_en,price_cents\n1,hygiene,Soap,115\n2,none,Comb,-5\n";
    const buffer = Buffer.from(text);
    await page.getByLabel("Catalog file").setInputFiles({ name: "prices.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("region", { name: "Wrong lines" }).waitFor();
}

/** [name, address, what must show, what else to do there]. */
const PLACES = [
    ["accounts", "#/money", ".list tbody tr"],
    ["account", () => `#/money/${ids.number}`, ".list tbody tr"],
    ["deposit", () => `#/money/${ids.number}/deposit`, "form"],
    ["deposit-preview", () => `#/money/${ids.number}/deposit`, "form", typeDeposit],
    ["charge-wrong", () => `#/money/${ids.number}/charge`, "form", typeWrongly],
    ["transfers", "#/transfers", ".list tbody tr"],
    ["transfer-refuse", "#/transfers", ".list tbody tr", press(/^Refuse/)],
    ["money-policy", "#/money-policy", "form"],
    ["orders", "#/orders", ".list tbody tr"],
    ["pick-list", () => `#/orders/${ids.window}`, ".bag"],
    ["pick-all", () => `#/orders/${ids.window}`, ".bag", press("Mark all as picked")],
    ["order-list", () => `#/orders/${ids.window}/list`, ".list tbody tr"],
    ["order", () => `#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr"],
    ["order-short", () => `#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr", press(/^Picked/)],
    ["order-cancel", () => `#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr", press("Cancel the order")],
    ["catalog", "#/catalog", ".list tbody tr"],
    ["catalog-stock", "#/catalog", ".list tbody tr", press(/^Set what is left/)],
    ["catalog-file", "#/catalog/file", "input[type=file]", checkFile],
    ["order-windows", "#/shop-rules", "fieldset"],
    ["spending-classes", "#/shop-rules/classes", "fieldset"],
    ["order-limits", () => `#/standing/${ids.number}`, ".editor"],
];

const atDesk = async (options) => {
    const window = await openWindow(counter.browser, { storageState: state, ...options });
    await window.page.goto(counter.hub.url);
    await signedIn(window.page);
    return window;
};

/** A page of its own each time, so that nothing begun at another place stands there. */
async function visit(page, [, address, shows, then = async () => {}]) {
    await page.goto("about:blank");
    await page.goto(counter.hub.url + (typeof address === "string" ? address : address()));
    await page.locator(shows).first().waitFor();
    await then(page);
    await page.waitForFunction(() => !document.querySelector(".waiting"));
}

for (const [name, options] of Object.entries({
    light: { colorScheme: "light" },
    dark: { colorScheme: "dark" },
})) {
    test(`axe finds nothing on any page for money, ${name}`, async () => {
        const { page, context, wrongs } = await atDesk(options);
        for (const place of PLACES) {
            await visit(page, place);
            await checkAccess(page, `${place[0]}, ${name}`);
        }
        assert.deepEqual(wrongs, []);
        await context.close();
    });
}

for (const [name, options] of Object.entries({
    100: {},
    900: { width: 900, height: 720 },
    200: { zoom: 2 },
    dark: { colorScheme: "dark" },
    forced: { forcedColors: "active" },
    wide: { width: 1920, height: 1080 },
})) {
    test(`pictures of every page for money, ${name}; nothing runs out at the side`, async () => {
        const { page, context } = await atDesk({ colorScheme: "light", ...options });
        for (const place of PLACES) {
            await visit(page, place);
            const over = await page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            assert.ok(over <= 0, `${place[0]} is ${over} px too wide`);
            await page.screenshot({ path: join(SHOTS, `${place[0]}-${name}.png`) });
        }
        await context.close();
    });
}

/** A call from inside the page, with its cookie and token. */
const callFrom = (page, method, path, body) =>
    page.evaluate(
        async ([method, path, body]) => {
            const { csrf } = await (await fetch("/console/session")).json();
            const headers = { "Content-Type": "application/json", "X-Dayroom-CSRF": csrf };
            const answer = await fetch(path, { method, headers, body: JSON.stringify(body) });
            return { status: answer.status, code: (await answer.json().catch(() => ({}))).code };
        },
        [method, path, body],
    );

const BUTTONS = [
    /^Pay/,
    /^Refuse\b/,
    /^Save/,
    /^Mark all/,
    /^Set what/,
    /^Import/,
    /^Add/,
    /^Cancel/,
    /^Picked/,
    /^Hand over/,
    /^Give/,
    /^Book/,
    /^Show what/,
    /^Go on/,
];

test("an auditor sees every page for money and has nothing to press; the hub refuses all the same", async () => {
    const { page, context, wrongs } = await counter.at("A. Uditor", "auditor");
    for (const [address, shows] of [
        ["#/money", ".list tbody tr"],
        [`#/money/${ids.number}`, ".list tbody tr"],
        [`#/money/${ids.number}/deposit`, ".list tbody tr"],
        ["#/transfers", ".list tbody tr"],
        ["#/money-policy", ".facts-list"],
        ["#/orders", ".list tbody tr"],
        [`#/orders/${ids.window}`, ".bag"],
        [`#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr"],
        ["#/catalog", ".list tbody tr"],
        ["#/catalog/file", ".list tbody tr"],
        ["#/shop-rules", ".list tbody tr"],
        ["#/shop-rules/classes", ".list tbody tr"],
        [`#/standing/${ids.number}`, ".facts-list"],
    ]) {
        await goTo(page, address);
        await page.locator(shows).first().waitFor();
        await page.locator(".waiting").waitFor({ state: "detached" });
        for (const name of BUTTONS)
            for (const role of ["button", "link"])
                assert.equal(await page.getByRole("main").getByRole(role, { name }).count(), 0, `${address} ${name}`);
    }
    const key = { idempotency_key: "auditor" };
    for (const [method, path, body] of [
        ["POST", "/api/v1/deposits", { resident_id: ids.resident, cents: 5, source: "family", ...key }],
        ["POST", "/api/v1/deposits/preview", { resident_id: ids.resident, cents: 5, source: "family" }],
        ["POST", "/api/v1/charges", { resident_id: ids.resident, cents: 5, reason: "damage", ...key }],
        ["PUT", "/api/v1/money-policy", { send_money: false, cooling_off_hours: 0, daily_brake_cents: 0 }],
        ["POST", `/api/v1/transfers/${ids.order}/pay`, {}],
        ["POST", "/api/v1/commissary/catalog", { items: [], dry_run: true }],
        ["POST", "/api/v1/commissary/stock", { item: "1001", stock: 1 }],
        ["PUT", "/api/v1/commissary/window-rules", { rules: [] }],
        ["PUT", "/api/v1/commissary/classes", { classes: [] }],
        ["PUT", `/api/v1/residents/${ids.resident}/commissary`, {}],
        ["POST", `/api/v1/commissary/windows/${ids.window}/pick`, {}],
        ["POST", `/api/v1/commissary/orders/${ids.order}/shortage`, { short: [] }],
        ["POST", `/api/v1/commissary/orders/${ids.order}/hand-over`, {}],
        ["POST", `/api/v1/commissary/orders/${ids.order}/cancel`, { reason: "x" }],
        ["POST", `/api/v1/commissary/orders/${ids.order}/refund`, { lines: [], reason: "x", ...key }],
    ])
        assert.deepEqual(await callFrom(page, method, path, body), { status: 403, code: "denied" }, path);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("request staff work on orders and see no account; reviewers and IT see no page for money", async () => {
    const { page, context, wrongs } = await counter.at("R. Desk", "request_staff");
    assert.equal(await heading(page).textContent(), "Commissary orders");
    await goTo(page, `#/money/${ids.number}`);
    await page.getByText("This page is not for your role").waitFor();
    await goTo(page, "#/shop-rules");
    await page.locator(".list tbody tr").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Save" }).count(), 0);
    const deposit = { resident_id: ids.resident, cents: 5, source: "family", idempotency_key: "desk" };
    assert.deepEqual(await callFrom(page, "POST", "/api/v1/deposits", deposit), { status: 403, code: "denied" });
    for (const [name, role] of [
        ["R. Viewer", "reviewer"],
        ["I. Tee", "it"],
    ]) {
        const other = await counter.at(name, role);
        for (const place of ["#/money", "#/transfers", "#/orders", "#/catalog", "#/standing"]) {
            await goTo(other.page, place);
            await other.page.getByText("This page is not for your role").waitFor();
        }
        await other.context.close();
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});
