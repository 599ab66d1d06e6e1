// Getting in, staying in, getting out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub, totp } from "./hub.mjs";
import { firstSignIn, heading, PASSWORD, signedIn, signIn } from "./person.mjs";

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
    await page.goto(hub.url);
    assert.equal(await page.evaluate(() => document.activeElement.autocomplete), "username");
    await page.getByLabel("Name").fill(account.name);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.keyboard.press("Enter");
    await page.getByRole("img", { name: /QR code/ }).waitFor();
    assert.match(await page.locator(".qr-dark").getAttribute("d"), /^(M\d+ \d+h1v1h-1z)+$/);
    const secret = (await page.locator("code.secret").textContent()).replaceAll(" ", "");
    assert.match(secret, /^[A-Z2-7]{32}$/);

    await page.getByLabel(/Code from/).fill("000000");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "This code is not right" }).waitFor();
    await page.getByLabel(/Code from/).fill(totp(secret, Date.now() - 30_000));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Choose your password" }).waitFor();

    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.keyboard.press("Enter");
    await page.getByText("Use at least 12 characters.").waitFor();
    await page.getByLabel("New password", { exact: true }).fill("aaaaaaaaaaaaaa");
    await page.getByLabel("New password, again").fill("aaaaaaaaaaaaaa");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "too easy to guess" }).waitFor();
    await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("New password, again").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await signedIn(page);
    assert.equal(await page.locator(".who").textContent(), "J. OrtizReviewer");

    const [cookie] = await context.cookies(hub.url);
    assert.deepEqual(
        [cookie.name, cookie.secure, cookie.httpOnly, cookie.sameSite, cookie.path],
        ["__Host-dayroom-console", true, true, "Strict", "/"],
    );
    assert.equal(await page.evaluate(() => document.cookie), "");

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are signed out.").waitFor();
    assert.equal((await context.cookies(hub.url)).length, 0);
    await signIn(page, { ...account, secret, password: PASSWORD });
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
    for (const [name, password, code] of [
        [account.name, "not it at all", undefined],
        [account.name, account.password, "000000"],
        ["Nobody", account.password, "123456"],
    ]) {
        await signIn(page, { ...account, name, password }, code ?? totp(account.secret));
        told.push(await page.getByRole("alert").textContent());
        await page.getByLabel("Name").fill("");
    }
    assert.equal(new Set(told).size, 1);
    assert.match(told[0], /Name, password or code is not right/);
    for (let tries = 2; tries < 5; tries++) {
        await signIn(page, account, "000000");
        await page.waitForFunction(
            () => document.querySelector(".code").value === "" && !document.querySelector("[aria-disabled]"),
        );
    }
    await page.getByRole("alert").filter({ hasText: "locked until" }).waitFor();
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
