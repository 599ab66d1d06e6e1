// Webhooks in the hands of IT, with a real receiver.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
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

test("webhooks: added with a secret shown once, tried, given a new key, stopped and removed", async () => {
    const pushes = [];
    const receiver = createServer((request, response) => {
        pushes.push(request.headers["dayroom-signature"]);
        request.resume().on("end", () => response.writeHead(204).end());
    });
    await new Promise((ready) => receiver.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${receiver.address().port}/dayroom/${"and/on/".repeat(20)}`;
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("W. Tee", "it"));
    await goTo(page, "#/webhooks");
    await page.getByText("Nobody is told by a webhook").waitFor();
    await page.getByRole("button", { name: "New webhook" }).click();
    await page.getByRole("dialog").getByLabel("Address").fill("http://elsewhere.example/");
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await page.getByRole("dialog").getByLabel("Address").fill(url);
    await checkAccess(page, "new webhook");
    await page.getByRole("button", { name: "Add" }).click();
    assert.match(await page.locator("code.secret").textContent(), /^drw_[A-Za-z0-9_-]{43}$/);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("code.secret").count(), 0);
    const row = page.getByRole("row").filter({ hasText: url });
    await row.getByRole("button", { name: /^Try/ }).click();
    await row.getByText("Taken (204)").waitFor();
    // However long the address, nothing of the row is out of sight.
    assert.equal(await page.locator(".table-scroll").evaluate((box) => box.scrollWidth - box.clientWidth), 0);
    assert.match(pushes[0], /^t=\d+,k1=[0-9a-f]{64}$/);
    await row.getByRole("button", { name: /^New key/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "New key" }).click();
    await page.locator("code.secret").waitFor();
    await page.keyboard.press("Enter");
    await row.getByText("k2, k1").waitFor();
    await row.getByRole("button", { name: /^Stop/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
    await row.getByText("Stopped").waitFor();
    await checkAccess(page, "webhooks");
    await page.screenshot({ path: join(SHOTS, "webhooks-100.png") });
    await row.getByRole("button", { name: /^Remove/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("Nobody is told by a webhook").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
    await new Promise((closed) => receiver.close(closed));
});
