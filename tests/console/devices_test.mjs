// Terminals in the hands of IT: what needs somebody first, certificates that were given and are not used, one that is cut off.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let counter;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open({ residents: 24, messages: 20 });
    await counter.hub.stop();
    counter.hub.addDevice("Kiosk good", 300, 0, "Maker of TPMs");
    counter.hub.addDevice("Kiosk given", 100, 365);
    counter.hub.addDevice("Kiosk soon", 20);
    await counter.hub.serve();
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();

test("terminals stand in the order in which they need somebody, with the certificate that is not used yet", async () => {
    const { page, context, wrongs } = await counter.at("D. Look", "it");
    await goTo(page, "#/devices");
    const rows = page.locator(".list tbody tr");
    await rows.first().waitFor();
    const names = await rows.locator("th .name").allInnerTexts();
    assert.equal(names[0], "Kiosk soon");
    assert.deepEqual([...names].sort(), ["Kiosk given", "Kiosk good", "Kiosk soon"]);
    const row = (name) => rows.filter({ hasText: name });
    await row("Kiosk soon").getByText("Ends soon").waitFor();
    await row("Kiosk given").getByText("New one given, not used yet").waitFor();
    await row("Kiosk given")
        .getByText(/^The new one: until /)
        .waitFor();
    await row("Kiosk good").getByText("Good", { exact: true }).waitFor();
    await row("Kiosk good").getByText("A real TPM: Maker of TPMs").waitFor();
    await row("Kiosk good").getByText("Its image was not checked: none is set up here.").waitFor();
    await checkAccess(page, "terminals");
    await page.screenshot({ path: join(SHOTS, "devices-100.png") });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what needs somebody is told by kind, the same on the floor, in the list and to a monitoring system", async () => {
    const { page, context, wrongs } = await counter.at("D. Floor", "it");
    await goTo(page, "#/devices");
    const row = page.locator(".list tbody tr").filter({ hasText: "Kiosk soon" });
    await row.getByText(/^(In order|Never reported|Silent)$/).waitFor();
    await page.getByRole("link", { name: "By housing unit" }).click();
    const tile = page.locator(".floor-terminal").filter({ hasText: "Kiosk soon" });
    await tile.getByText("Certificate ends soon").waitFor();
    await checkAccess(page, "terminals by housing unit");
    await page.screenshot({ path: join(SHOTS, "devices-floor-100.png") });
    const { fleet, devices } = (await counter.hub.caller("it").get("/api/v1/devices")).body;
    assert.equal(fleet.alarms.certificate_soon, 1);
    assert.equal(fleet.troubled, devices.filter((each) => each.alarms.length > 0).length);
    const { text, status } = await counter.hub.caller("auditor").get("/api/v1/metrics");
    assert.equal(status, 200);
    assert.match(text, /^dayroom_terminal_alarms\{alarm="certificate_soon"\} 1$/m);
    assert.equal((await counter.hub.caller("reviewer").get("/api/v1/metrics")).status, 403);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a lost terminal is cut off with a reason, which stays; an auditor looks and cuts off none", async () => {
    const { page, context, wrongs } = await counter.at("D. Cut", "it");
    await goTo(page, "#/devices");
    await page.getByRole("button", { name: "Cut off Kiosk good" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Cut off" }).click();
    await dialog.getByText("Write the reason.").waitFor();
    await checkAccess(page, "cut off a terminal");
    await dialog.getByLabel("Reason").fill("Broken out of the wall");
    await dialog.getByRole("button", { name: "Cut off" }).click();
    await said(page, "Kiosk good is cut off.");
    const row = page.locator(".list tbody tr").last();
    await row.getByText("Broken out of the wall").waitFor();
    assert.equal(await page.getByRole("button", { name: "Cut off Kiosk good" }).count(), 0);
    await counter.onRecord("device_revoked", "");
    const look = await counter.at("D. Auditor", "auditor");
    await goTo(look.page, "#/devices");
    await look.page.getByText("Broken out of the wall").waitFor();
    assert.equal(await look.page.getByRole("main").getByRole("button").count(), 0);
    const { devices } = (await counter.hub.caller("it").get("/api/v1/devices")).body;
    assert.equal((await counter.hub.caller("auditor").post(`/api/v1/devices/${devices[0].id}/revoke`, {})).status, 403);
    assert.deepEqual([...wrongs, ...look.wrongs], []);
    await look.context.close();
    await context.close();
});
