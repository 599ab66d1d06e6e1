// Notices in the hands of staff: written with a preview, read by nobody yet, ended; and the emergency call.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { firstSignIn, goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let hub;
let browser;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    hub = await Hub.start();
    browser = await startBrowser(hub);
});
after(async () => {
    await browser?.close();
    await hub?.remove();
});

const notices = async () => (await hub.caller("request_staff").get("/api/v1/notices")).body.notices;
const called = async (title) => (await notices()).find((each) => each.title.en === title);

test("a notice is written in two languages, shown beforehand, counted by who has read it, and ended", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("N. Otice", "request_staff"));
    await goTo(page, "#/notices");
    await page.locator(".list tbody tr").first().waitFor();
    await checkAccess(page, "notices");
    await page.screenshot({ path: join(SHOTS, "notices-100.png") });
    await page.getByRole("button", { name: "New notice" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("For whom").selectOption("unit");
    await dialog.getByLabel("Housing unit").selectOption({ index: 1 });
    await dialog.getByLabel("Title").fill("New count time");
    await dialog.getByRole("button", { name: "Publish" }).click();
    await dialog.getByText("Write the text in this language.").waitFor();
    await dialog.getByLabel("Text", { exact: true }).fill("The evening count is at 9:00 PM from Monday on.");
    await dialog.getByRole("region", { name: "As it reads on the terminal" }).getByText("9:00 PM").waitFor();
    await dialog.getByLabel("Language").selectOption("es");
    await dialog.getByLabel("Title").fill("Nueva hora de conteo");
    await dialog.getByLabel("Text", { exact: true }).fill("El conteo es a las 9:00 PM.");
    await dialog.getByLabel(/^Everybody must read it/).check();
    await checkAccess(page, "new notice");
    await page.screenshot({ path: join(SHOTS, "notice-new-100.png") });
    await dialog.getByRole("button", { name: "Publish" }).click();
    const row = page.getByRole("row").filter({ hasText: "New count time" });
    await row.getByText(/^0 of \d+$/).waitFor();
    const made = await called("New count time");
    assert.equal(made.must_acknowledge, true);
    assert.equal(made.scope, "unit");
    assert.equal(made.text.es, "El conteo es a las 9:00 PM.");
    await row.getByRole("button", { name: /^Open/ }).click();
    await dialog.getByText("Not yet").first().waitFor();
    await checkAccess(page, "one notice");
    await page.screenshot({ path: join(SHOTS, "notice-100.png") });
    await dialog.getByLabel("Who is shown").selectOption("read");
    await dialog.getByText("Nobody").waitFor();
    await dialog.getByRole("button", { name: "End it now" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByLabel("Show those that are over too").check();
    await row.getByText("Over").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an emergency call goes out at once and is ended; who only looks at money sees none of it", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("E. Call", "reviewer"));
    await goTo(page, "#/notices");
    await page.getByRole("button", { name: "Emergency call" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title").fill("Severe weather: go to your cell.");
    await dialog.getByLabel("Text", { exact: true }).fill("Staff will tell you when it is over.");
    await dialog.getByText("It stands over every screen").waitFor();
    await dialog.getByRole("button", { name: "Send the emergency call" }).click();
    const row = page.getByRole("row").filter({ hasText: "Severe weather" });
    await row.getByText("Emergency").waitFor();
    assert.equal((await called("Severe weather: go to your cell.")).emergency, true);
    await row.getByRole("button", { name: /^Open/ }).click();
    await dialog.getByRole("button", { name: "End it now" }).click();
    await row.waitFor({ state: "detached" });
    assert.equal(await called("Severe weather: go to your cell."), undefined);
    assert.equal((await hub.caller("trust_office").get("/api/v1/notices")).status, 403);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("at 200 % and in dark nothing is out of sight", async () => {
    const { page, context } = await openWindow(browser, { viewport: { width: 640, height: 512 }, colorScheme: "dark" });
    await firstSignIn(page, hub.url, hub.addStaff("L. Arge", "reviewer"));
    await goTo(page, "#/notices");
    await page.getByRole("button", { name: "New notice" }).click();
    await checkAccess(page, "new notice, large");
    await page.screenshot({ path: join(SHOTS, "notice-new-200-dark.png") });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await context.close();
});
