// Who may do what, and what a page of somebody else cannot do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { paintPhotos, sendIn, somebody } from "./messages.mjs";
import { firstSignIn, goTo, heading } from "./person.mjs";

let hub;
let browser;
let id;
let withPhoto;
before(async () => {
    hub = await Hub.start();
    browser = await startBrowser(hub);
    const provider = hub.caller("provider");
    const pair = await somebody(hub);
    id = await sendIn(provider, pair, "roles", "Who may decide this?");
    withPhoto = await sendIn(provider, pair, "roles-photo", "A picture.", await paintPhotos(browser, 1));
    const list = { name: "Looked at", kind: "watch", scope: "facility" };
    const { body } = await hub.caller("reviewer").post("/api/v1/watch-lists", list);
    await hub.caller("reviewer").put(`/api/v1/watch-lists/${body.id}/patterns`, { patterns: ["midnight"] });
});
after(async () => {
    await browser?.close();
    await hub?.remove();
});

/** A call from inside the page, with its cookie: {status, code}. */
const callFrom = (page, method, path, body, headers = {}) =>
    page.evaluate(
        async ([method, path, body, headers]) => {
            const options = {
                method,
                headers: { ...(body && { "Content-Type": "application/json" }), ...headers },
                ...(body && { body: JSON.stringify(body) }),
            };
            const answer = await fetch(path, options);
            return { status: answer.status, code: (await answer.json().catch(() => ({}))).code };
        },
        [method, path, body, headers],
    );
const tokenOf = async (page) => page.evaluate(async () => (await (await fetch("/console/session")).json()).csrf);
const stateOf = async () => (await hub.caller("reviewer").get(`/api/v1/messages/${id}`)).body.state;

test("an auditor sees everything of the queue, has nothing to press, and the hub refuses all the same", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("A. Uditor", "auditor"));
    assert.deepEqual(
        await page
            .locator(".rail nav a")
            .allInnerTexts()
            .then((texts) => texts.map((text) => text.split("\n")[0])),
        [
            "Review",
            "Appeals",
            "Contacts",
            "Watch lists",
            "Suspensions",
            "Schedule",
            "Handbook",
            "Statistics",
            "Notices",
            "Accounts",
            "Deposit files",
            "Charges",
            "Money out",
            "Approvals",
            "Owed to others",
            "Other facilities",
            "Deductions",
            "Money rules",
            "Books",
            "Prices",
            "Phone",
            "Visits",
            "Orders",
            "Catalog",
            "Order windows",
            "Order limits",
            "Receipts",
            "Forms",
            "Staff accounts",
            "Residents",
            "Terminals",
            "Webhooks",
            "Second person",
            "Review rules",
            "Cards",
            "Audit log",
            "PREA counts",
        ],
    );
    await page.getByRole("table").waitFor();
    assert.equal(await page.getByRole("button", { name: "Start reviewing" }).count(), 0);
    await goTo(page, `#/review/all/${id}`);
    await page.locator(".letter-text").waitFor();
    await page.getByText("You can look at everything and change nothing.").waitFor();
    for (const name of ["Approve", "Reject", "Investigate"])
        assert.equal(await page.getByRole("button", { name }).count(), 0, name);
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".panel").count(), 0);
    const csrf = { "X-Dayroom-CSRF": await tokenOf(page) };
    for (const [method, path, body] of [
        ["POST", `/api/v1/messages/${id}/approve`, {}],
        ["POST", `/api/v1/messages/${id}/reject`, { rule: "2.6", reason: "threat" }],
        ["POST", `/api/v1/review/items/${id}/claim`, {}],
        ["POST", "/api/v1/watch-lists", { name: "x", kind: "word", scope: "facility" }],
        ["POST", "/api/v1/suspensions", { scope: "facility", reason: "x" }],
        ["POST", `/api/v1/contacts/${id}/state`, { state: "approved" }],
        ["POST", "/api/v1/staff", { name: "x", role: "it" }],
    ]) {
        assert.deepEqual(await callFrom(page, method, path, body, csrf), { status: 403, code: "denied" }, path);
    }
    await goTo(page, `#/review/photos/${withPhoto}`);
    await page.locator(".photo-strip img").waitFor();
    assert.equal(await page.getByText("This photo cannot be shown.").count(), 0);
    for (const [place, title] of [
        ["#/contacts", "Contacts"],
        ["#/suspensions", "Suspensions"],
        ["#/watch-lists", "Watch lists"],
    ]) {
        await goTo(page, place);
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        await page.locator(".waiting").waitFor({ state: "detached" });
        for (const name of [/^Approve/, /^Refuse/, /^Suspend/, /^End/, /^New/, /^Remove/])
            assert.equal(await page.getByRole("main").getByRole("button", { name }).count(), 0, `${place} ${name}`);
    }
    await page.getByRole("link", { name: "Looked at" }).click();
    await page.waitForFunction(() => document.querySelector("textarea.patterns")?.value === "midnight");
    assert.equal(await page.getByRole("button", { name: "Save" }).count(), 0);
    await goTo(page, "#/photos");
    await page.getByText("This page is not for your role").waitFor();
    assert.equal(await stateOf(), "held");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("request staff see requests and no message; IT sees accounts and no message", async () => {
    const desk = await openWindow(browser);
    await firstSignIn(desk.page, hub.url, hub.addStaff("R. Desk", "request_staff"));
    assert.equal(await heading(desk.page).textContent(), "Requests");
    for (const path of [
        "/api/v1/review/queue?kind=all",
        `/api/v1/messages/${id}`,
        "/api/v1/watch-lists",
        "/api/v1/staff",
        "/api/v1/webhooks",
    ]) {
        assert.deepEqual(await callFrom(desk.page, "GET", path), { status: 403, code: "denied" }, path);
    }
    const it = await openWindow(browser);
    await firstSignIn(it.page, hub.url, hub.addStaff("I. Tee", "it"));
    assert.equal(await heading(it.page).textContent(), "Staff accounts");
    for (const path of ["/api/v1/review/queue?kind=all", `/api/v1/messages/${id}`]) {
        assert.deepEqual(await callFrom(it.page, "GET", path), { status: 403, code: "denied" }, path);
    }
    assert.deepEqual([...desk.wrongs, ...it.wrongs], []);
    await desk.context.close();
    await it.context.close();
});

test("forged requests: without the token, with a wrong one, from another origin", async () => {
    const { page, context } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("F. Orged", "reviewer"));
    const csrf = await tokenOf(page);
    const path = `/api/v1/messages/${id}/approve`;
    const refused = { status: 403, code: "csrf" };
    assert.deepEqual(await callFrom(page, "POST", path, {}), refused);
    assert.deepEqual(await callFrom(page, "POST", path, {}, { "X-Dayroom-CSRF": "0".repeat(csrf.length) }), refused);
    const [cookie] = await context.cookies(hub.url);
    const forge = async (headers) => {
        const answer = await hub.call("POST", path, {}, { Cookie: `${cookie.name}=${cookie.value}`, ...headers });
        return { status: answer.status, code: answer.body.code };
    };
    assert.deepEqual(await forge({ "X-Dayroom-CSRF": csrf, Origin: "https://evil.example" }), refused);
    assert.deepEqual(await forge({ "X-Dayroom-CSRF": csrf, Origin: "null" }), refused);
    assert.deepEqual(await forge({ Origin: hub.origin }), refused);
    assert.equal(await stateOf(), "held");
    assert.equal((await forge({ "X-Dayroom-CSRF": csrf, Origin: hub.origin })).status, 200);
    assert.equal(await stateOf(), "delivered");
    await context.close();
});

test("the policy of the page stops scripts, styles and addresses that are not its own", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    const answer = await page.goto(hub.url);
    const headers = answer.headers();
    assert.match(headers["content-security-policy"], /default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.deepEqual(
        [headers["x-content-type-options"], headers["referrer-policy"], headers["cross-origin-opener-policy"]],
        ["nosniff", "no-referrer", "same-origin"],
    );
    await page.getByLabel("Name").waitFor();
    assert.deepEqual(wrongs, []);
    await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.injected = 1";
        document.body.append(script);
        const style = document.createElement("style");
        style.textContent = "body { display: none }";
        document.body.append(style);
        document.body.append(Object.assign(new Image(), { src: "https://elsewhere.example/x.png" }));
    });
    const stopped = () =>
        wrongs
            .filter((wrong) => wrong.startsWith("CSP"))
            .map((wrong) => wrong.split(" ")[1])
            .sort();
    for (let tries = 0; tries < 50 && stopped().length < 3; tries++)
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    assert.deepEqual(stopped(), ["img-src", "script-src-elem", "style-src-elem"]);
    assert.equal(await page.evaluate(() => window.injected), undefined);
    await context.close();
});
