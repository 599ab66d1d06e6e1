// Getting in, staying in, getting out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { beginFirstSignIn, firstSignIn, heading, nextCode, PASSWORD, send, signedIn, signIn } from "./person.mjs";

let hub;
let browser;
before(async () => {
    hub = await Hub.start();
    browser = await startBrowser(hub);
});
after(async () => {
    await browser?.close();
    await hub?.remove();
});

test("the first sign-in sets up the authenticator and a password; the next one uses them", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    const account = hub.addStaff("J. Ortiz", "reviewer");
    const secret = await beginFirstSignIn(page, hub.url, account);
    assert.match(secret, /^[A-Z2-7]{32}$/);
    assert.match(await page.locator(".qr-dark").getAttribute("d"), /^(M\d+ \d+h1v1h-1z)+$/);
    assert.equal(await page.evaluate(() => document.activeElement.autocomplete), "one-time-code");

    const known = { ...account, secret, password: PASSWORD };
    await page.getByLabel(/Code from/).fill("000000");
    await send(page);
    await page.getByRole("alert").filter({ hasText: "This code is not right" }).waitFor();
    await page.getByLabel(/Code from/).fill(nextCode(known));
    await send(page);
    await page.getByRole("heading", { name: "Choose your password" }).waitFor();

    const choose = async (password, repeated = password) => {
        await page.getByLabel("New password", { exact: true }).fill(password);
        await page.getByLabel("New password, again").fill(repeated);
    };
    await choose("short");
    await page.keyboard.press("Enter");
    await page.getByText("Use at least 12 characters.").waitFor();
    await choose("violet tractor", "violent tractor");
    await page.keyboard.press("Enter");
    await page.getByText("The two are not the same.").waitFor();
    await choose("aaaaaaaaaaaaaa");
    await send(page);
    await page.getByRole("alert").filter({ hasText: "too easy to guess" }).waitFor();
    await choose(PASSWORD);
    await send(page);
    await signedIn(page);
    // The browser's clocks are another zone's than the facility's: the page says which it goes by.
    assert.equal(await page.locator(".who").textContent(), "J. OrtizReviewerTimes: America/Chicago");

    const [cookie] = await context.cookies(hub.url);
    const { name, secure, httpOnly, sameSite, path } = cookie;
    assert.deepEqual([name, secure, httpOnly, sameSite, path], ["__Host-dayroom-console", true, true, "Strict", "/"]);
    assert.equal(await page.evaluate(() => document.cookie), "");

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are signed out.").waitFor();
    assert.equal((await context.cookies(hub.url)).length, 0);
    await signIn(page, known);
    await signedIn(page);
    await page.reload();
    await signedIn(page);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what was wrong is not told, and after five tries the account is locked", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    const account = await firstSignIn(page, hub.url, hub.addStaff("K. Larsen", "auditor"));
    await page.getByRole("button", { name: "Sign out" }).click();
    const told = [];
    const attempt = async (what, code) => {
        await signIn(page, { ...account, ...what }, code);
        told.push(await page.getByRole("alert").textContent());
    };
    await attempt({ password: "not it at all" }, nextCode(account));
    await attempt({}, "000000");
    await attempt({ name: "Nobody" }, "123456");
    await attempt({}, "000001");
    await attempt({}, "000002");
    assert.equal(new Set(told).size, 1, "each of them reads the same");
    assert.match(told[0], /Name, password or code is not right/);
    await attempt({}, "000003");
    assert.match(told.at(-1), /locked until/);
    // On the facility's clocks, as every other time, though nobody is signed in.
    const far = await openWindow(browser, { timezoneId: "Pacific/Kiritimati" });
    await far.page.goto(hub.url);
    const [answer] = await Promise.all([
        far.page.waitForResponse((each) => each.url().endsWith("/session") && each.request().method() === "POST"),
        signIn(far.page, account, "000004"),
    ]);
    const { time_zone: timeZone, locked_until_ms: until } = await answer.json();
    assert.notEqual(timeZone, "Pacific/Kiritimati");
    const clock = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone });
    const plain = (text) => text.replace(/\s/g, "");
    const said = await far.page.getByRole("alert").textContent();
    assert.ok(plain(said).includes(plain(clock.format(until))), said);
    assert.deepEqual(far.wrongs, []);
    await far.context.close();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("nobody at the desk: a warning, one press stays, and then the session ends at page and hub", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("I. Tee", "it"));
    await page.clock.install();
    await page.reload();
    await signedIn(page);
    await page.clock.fastForward("14:30");
    await page.getByRole("dialog", { name: "Are you still there?" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.clock.fastForward("13:00");
    assert.equal(await page.getByRole("dialog").count(), 0);
    await page.clock.fastForward("02:01");
    await page.getByText("You were signed out because nobody was here").waitFor();
    assert.equal(await heading(page).textContent(), "Staff sign-in");
    assert.equal(await page.evaluate(async () => (await fetch("/console/session")).status), 401);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the hub away at the start: the page says so and comes in by itself", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("A. Way", "it"));
    await page.route("**/console/session", (route) => route.abort());
    await page.reload();
    await page.getByText("The hub cannot be reached").waitFor();
    await page.unroute("**/console/session");
    await signedIn(page);
    assert.deepEqual(wrongs, []);
    await context.close();
});
