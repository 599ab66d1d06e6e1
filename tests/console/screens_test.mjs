// Every screen: what it does, that axe finds nothing in light and dark, and a picture of each at 100 % and 200 %.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { paintPhotos, sendIn, setRules, somebody } from "./messages.mjs";
import { beginFirstSignIn, firstSignIn, goTo, nextCode, send } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let hub;
let browser;
let provider;
let reviewer;
let pair;
let ids;
let state;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    hub = await Hub.start({ residents: 48, messages: 800 });
    browser = await startBrowser(hub);
    provider = hub.caller("provider");
    reviewer = hub.caller("reviewer");
    pair = await somebody(hub);
    await setRules(hub);
    const { body: list } = await reviewer.post("/api/v1/watch-lists", {
        name: "Weapons",
        kind: "word",
        scope: "facility",
    });
    await reviewer.put(`/api/v1/watch-lists/${list.id}/patterns`, { patterns: ["shank", "razor"] });
    const photos = await paintPhotos(browser, 8);
    ids = {
        words: await sendIn(
            provider,
            pair,
            "s1",
            "Tell your brother that the shank is behind the laundry. Say it is the blue towel.\n\nWe all think of you.",
        ),
        photos: await sendIn(provider, pair, "s2", "The garden this week, and the new fence.", photos.slice(0, 3)),
        more: await sendIn(provider, pair, "s3", "More pictures.", photos.slice(3)),
    };
    ids.list = list.id;
    await reviewer.post("/api/v1/suspensions", {
        scope: "resident",
        scope_id: (await somebody(hub, 12)).resident.id,
        reason: "Threats to another resident by message, while it is looked into.",
    });
    const window = await openWindow(browser);
    await firstSignIn(window.page, hub.url, hub.addStaff("J. Ortiz", "reviewer"));
    state = await window.context.storageState();
    await window.context.close();
});
after(async () => {
    await browser?.close();
    await hub?.remove();
});

const reviewing = async (options) => {
    const window = await openWindow(browser, { storageState: state, ...options });
    await window.page.goto(hub.url);
    await window.page.getByRole("button", { name: "Sign out" }).waitFor();
    return window;
};

const press = (name) => (page) => page.getByRole("main").getByRole("button", { name }).first().click();

/** Each place: [name, address, what must show, keys to press there, or what else to do]. */
const PLACES = [
    ["queue", "#/queue/all", ".list tbody tr"],
    ["review-words", () => `#/review/all/${ids.words}`, ".letter-text"],
    ["review-approve", () => `#/review/all/${ids.words}`, ".letter-text", "a"],
    ["review-reject", () => `#/review/all/${ids.words}`, ".letter-text", "r2"],
    ["review-investigate", () => `#/review/all/${ids.words}`, ".letter-text", "i"],
    ["review-photos", () => `#/review/all/${ids.photos}`, ".photo-strip li:nth-child(3) img", "2"],
    ["photos", "#/photos", ".cell img", "p"],
    ["appeals", "#/queue/appeals", "h1"],
    ["contacts", "#/contacts", ".list tbody tr"],
    ["contact-approve", "#/contacts", ".list tbody tr", press(/^Approve/)],
    ["contact-refuse", "#/contacts", ".list tbody tr", press(/^Refuse/)],
    ["watch-lists", "#/watch-lists", ".list tbody tr"],
    ["list-new", "#/watch-lists", ".list tbody tr", press("New list")],
    ["list-editor", () => `#/watch-lists/${ids.list}`, "textarea.patterns"],
    ["suspensions", "#/suspensions", ".list tbody tr"],
    ["suspend", "#/suspensions", ".list tbody tr", suspendUnit],
    ["suspend-wrong", "#/suspensions", ".list tbody tr", suspendWrong],
    ["suspension-end", "#/suspensions", ".list tbody tr", press("End it")],
    ["statistics", "#/statistics", "svg.chart"],
    ["statistics-tables", "#/statistics", "svg.chart", openTables],
    ["help", "#/statistics", "svg.chart", "?"],
];

async function suspendUnit(page) {
    await press("Suspend messaging")(page);
    await page.getByLabel("For whom").selectOption("unit");
    await page.getByLabel("Housing unit").selectOption({ index: 1 });
}
async function suspendWrong(page) {
    await press("Suspend messaging")(page);
    await page.getByRole("dialog").getByRole("button", { name: "Suspend", exact: true }).click();
    await page.getByText("Find the resident and choose the name.").waitFor();
}
async function openTables(page) {
    for (const table of await page.locator("details summary").all()) await table.click();
    await page.getByRole("table").last().scrollIntoViewIfNeeded();
}

/** Somewhere else first, so that each place begins anew. */
async function visit(page, [, address, shows, then = ""]) {
    await goTo(page, "#/queue/late");
    await page.getByRole("heading", { level: 1, name: "Review" }).waitFor();
    await goTo(page, typeof address === "string" ? address : address());
    await page.locator(shows).first().waitFor();
    if (typeof then === "function") {
        await then(page);
    } else {
        for (const key of then) await page.keyboard.press(key);
        if (/^[ar]/.test(then)) await page.locator(".panel").waitFor();
    }
    await page.waitForFunction(() => !document.querySelector(".waiting, .photo-waiting"));
}

for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on any screen, ${colorScheme}`, async () => {
        const { page, context, wrongs } = await reviewing({ colorScheme });
        for (const place of PLACES) {
            await visit(page, place);
            await checkAccess(page, `${place[0]}, ${colorScheme}`);
            await page.keyboard.press("Escape");
        }
        assert.deepEqual(wrongs, []);
        await context.close();
        const out = await openWindow(browser, { colorScheme });
        await out.page.goto(hub.url);
        await out.page.getByLabel("Name").waitFor();
        await checkAccess(out.page, `sign-in, ${colorScheme}`);
        await out.context.close();
    });
}

for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on the steps of the first sign-in, ${colorScheme}`, async () => {
        const { page, context, wrongs } = await openWindow(browser, { colorScheme });
        const account = hub.addStaff(`First ${colorScheme}`, "reviewer");
        account.secret = await beginFirstSignIn(page, hub.url, account);
        const step = async (name) => {
            await checkAccess(page, `${name}, ${colorScheme}`);
            await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}.png`) });
        };
        await step("sign-in-authenticator");
        await page.getByLabel(/Code from/).fill("000000");
        await send(page);
        await page.getByRole("alert").waitFor();
        await step("sign-in-wrong-code");
        await page.getByLabel(/Code from/).fill(nextCode(account));
        await send(page);
        await page.getByRole("heading", { name: "Choose your password" }).waitFor();
        await step("sign-in-password");
        await page.getByLabel("New password", { exact: true }).fill("short");
        await page.keyboard.press("Enter");
        await page.getByText(/Use at least/).waitFor();
        await step("sign-in-password-short");
        assert.deepEqual(wrongs, []);
        await context.close();
    });
}

for (const [name, options] of Object.entries({
    100: {},
    900: { width: 900, height: 720 },
    200: { zoom: 2 },
    dark: { colorScheme: "dark" },
    wide: { width: 1920, height: 1080 },
})) {
    test(`pictures of every screen, ${name}; nothing runs out at the side`, async () => {
        const { page, context } = await reviewing({ colorScheme: "light", ...options });
        for (const place of PLACES) {
            await visit(page, place);
            const over = await page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            assert.ok(over <= 0, `${place[0]} is ${over} px too wide`);
            await page.screenshot({ path: join(SHOTS, `${place[0]}-${name}.png`) });
            await page.keyboard.press("Escape");
        }
        await context.close();
    });
}

test("watch lists: made, edited, tried on a text, removed", async () => {
    const { page, context, wrongs } = await reviewing();
    await goTo(page, "#/watch-lists");
    await page.getByRole("button", { name: "New list" }).click();
    await page.getByRole("button", { name: "Make the list" }).click();
    await page.getByText("Give the list a name.").waitFor();
    await page.getByLabel("Name of the list").fill("Tries");
    await page.getByLabel("Kind").selectOption("watch");
    await page.getByRole("button", { name: "Make the list" }).click();
    await page.getByRole("link", { name: "Tries", exact: true }).click();
    const field = page.getByLabel("Patterns, one a line");
    await field.fill("x\nblue towel\nmidnight");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Line 1 is too short").waitFor();
    await field.fill("blue towel\nmidnight\n");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").filter({ hasText: "Saved: 2 patterns" }).waitFor();
    await page.getByRole("textbox", { name: "Text" }).fill("Bring the BLUE  TÖWEL at m.i.d.n.1.g.h.t");
    await page.getByRole("button", { name: "Try it" }).click();
    await page.locator("mark").nth(1).waitFor();
    const marked = await page.locator("mark").evaluateAll((all) => all.map((mark) => mark.firstChild.textContent));
    assert.deepEqual(marked, ["BLUE  TÖWEL", "m.i.d.n.1.g.h.t"]);
    await goTo(page, "#/watch-lists");
    const row = page.getByRole("row").filter({ hasText: "Tries" });
    assert.match(await row.innerText(), /Watch list\s+Whole facility\s+2/);
    await row.getByRole("button", { name: /Remove/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await row.waitFor({ state: "detached" });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("contacts: one is approved, one refused", async () => {
    const names = ["Ana Approved", "Rita Refused"];
    for (const name of names)
        await reviewer.post(`/api/v1/residents/${pair.resident.id}/contacts`, { name, relationship: "friend" });
    const { page, context, wrongs } = await reviewing();
    await goTo(page, "#/contacts");
    const row = (name) => page.getByRole("row").filter({ hasText: name });
    await row(names[0])
        .getByRole("button", { name: /^Approve/ })
        .click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await row(names[0]).waitFor({ state: "detached" });
    await row(names[1])
        .getByRole("button", { name: /^Refuse/ })
        .click();
    await page.getByLabel("Reason").fill("Not on the list of the court.");
    await page.getByRole("dialog").getByRole("button", { name: "Refuse" }).click();
    await row(names[1]).waitFor({ state: "detached" });
    const { contacts } = (await reviewer.get(`/api/v1/residents/${pair.resident.id}/contacts`)).body;
    assert.deepEqual(
        names.map((name) => contacts.find((contact) => contact.name === name).state),
        ["approved", "refused"],
    );
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("suspensions: a resident found by number, suspended with a reason, and let go", async () => {
    const { page, context, wrongs } = await reviewing();
    await goTo(page, "#/suspensions");
    await page.getByRole("button", { name: "Suspend messaging" }).click();
    await page.getByRole("button", { name: "Suspend", exact: true }).click();
    await page.getByText("Find the resident and choose the name.").waitFor();
    await page.getByLabel("Resident", { exact: true }).fill(pair.resident.number);
    await page.locator(".picker-list button").first().click();
    await page.getByLabel("Reason").fill("Threats by message.");
    await page.getByRole("button", { name: "Suspend", exact: true }).click();
    const row = page.getByRole("row").filter({ hasText: "Threats by message." });
    await row.getByRole("button", { name: "End it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
    await page.getByRole("status").filter({ hasText: "The suspension has ended." }).waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("suspensions: a unit and the whole facility, each with a notice to those concerned, and an end that is still to come", async () => {
    const { page, context, wrongs } = await reviewing();
    const suspend = async (fill, reason) => {
        await goTo(page, "#/suspensions");
        await page.getByRole("button", { name: "Suspend messaging" }).click();
        await fill(page.getByRole("dialog"));
        await page.getByLabel("Reason").fill(reason);
        await page.getByRole("button", { name: "Suspend", exact: true }).click();
        await page.getByRole("status").filter({ hasText: "The notice is out." }).waitFor();
        return page.getByRole("row").filter({ hasText: reason });
    };
    const end = async (row) => {
        await row.getByRole("button", { name: "End it" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
        await row.waitFor({ state: "detached" });
    };
    const unit = await suspend(async (dialog) => {
        await dialog.getByLabel("For whom").selectOption("unit");
        await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
        await dialog.getByText("Choose the housing unit.").waitFor();
        await dialog.getByLabel("Housing unit").selectOption({ index: 1 });
        await dialog.getByLabel("Until").fill("2020-01-01T10:00");
        await dialog.getByLabel("Reason").fill("x");
        await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
        await dialog.getByText("Choose a time that is still to come.").waitFor();
        await dialog.getByLabel("Until").fill("");
    }, "The unit is locked down.");
    await unit.getByText("Until ended").waitFor();
    await end(unit);
    const everyone = await suspend(async (dialog) => {
        await dialog.getByLabel("For whom").selectOption("facility");
        await dialog.getByText("Nobody in the facility can send or get messages then.").waitFor();
    }, "The message network is repaired.");
    const body = { resident_id: pair.resident.id, contact_id: pair.contact.id, text: "Hello", idempotency_key: "off" };
    assert.equal((await provider.post("/api/v1/inbound", body)).body.code, "messaging_suspended");
    const { notices } = (await reviewer.get("/api/v1/notices")).body;
    assert.ok(JSON.stringify(notices).includes("The message network is repaired."));
    await end(everyone);
    assert.equal((await provider.post("/api/v1/inbound", body)).status, 201);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("photos in a batch: one is kept back, the rest go out, by keyboard", async () => {
    const { page, context, wrongs } = await reviewing();
    await goTo(page, "#/photos");
    await page.waitForFunction(
        () => document.querySelectorAll(".cell img").length >= 8 && !document.querySelector(".photo-waiting"),
    );
    const before = (await reviewer.get("/api/v1/review/photos?limit=200")).body.photos.length;
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    assert.equal(await page.locator(".cell.marked").count(), 1);
    await page.keyboard.press("Enter");
    await page.getByText("1 photo is kept back.").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "decided" }).waitFor();
    const left = (await reviewer.get("/api/v1/review/photos?limit=200")).body.photos.length;
    assert.ok(left < before);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("statistics: the numbers at a glance, and every chart as a table too", async () => {
    const { page, context, wrongs } = await reviewing();
    await goTo(page, "#/statistics");
    await page.locator("svg.chart").nth(1).waitFor();
    const { body } = await reviewer.get("/api/v1/review/statistics");
    assert.equal(await page.locator(".figure dd").first().innerText(), String(body.waiting));
    await page.getByText("As a table").nth(1).click();
    const days = page.getByRole("table", { name: "The last 14 days" });
    assert.equal(await days.getByRole("row").count(), 15);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("staff accounts: made with a one-time password shown once, suspended, and let in again", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("I. Tee", "it"));
    await page.getByRole("button", { name: "New account" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("N. Ew");
    await checkAccess(page, "new account");
    await page.getByRole("button", { name: "Make the account" }).click();
    assert.match(await page.locator("code.secret").textContent(), /^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("code.secret").count(), 0);
    const row = page.getByRole("row").filter({ hasText: "N. Ew" });
    await row.getByRole("button", { name: /^Suspend/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
    await row.getByRole("button", { name: /^Let in again/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Let in again" }).click();
    await row.getByText("Active").waitFor();
    await checkAccess(page, "staff accounts");
    await page.screenshot({ path: join(SHOTS, "staff-100.png") });
    assert.deepEqual(wrongs, []);
    await context.close();
});
