// Video visits in the hands of staff: the calendar of a day, a visit cancelled once, and how visits are offered replaced by a file.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { chooseFile, goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;

let counter;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open();
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const picture = (page, name, how = {}) => page.screenshot({ ...how, path: join(SHOTS, `${name}.png`) });
const booked = async () => (await counter.read("/api/v1/visits?open=1&limit=200")).visits;
/** The facility's date of a moment, as the address has it. */
const dayIn = (ms) => new Intl.DateTimeFormat("en-CA", { timeZone: "America/Chicago" }).format(ms);

test("the calendar shows a day by place, and a visit is cancelled with a reason and all its money", async () => {
    const { page, context, wrongs } = await counter.at("V. Isits", "request_staff");
    const [visit] = await booked();
    await goTo(page, `#/visits/day/${dayIn(visit.from_ms)}`);
    const row = page.getByRole("row").filter({ hasText: visit.resident_number }).filter({ hasText: visit.visitor });
    await row.getByText("Booked", { exact: true }).waitFor();
    await row.getByText(visit.place).waitFor();
    assert.equal(await row.getByRole("button", { name: /^Check in/ }).count(), 0); // days ahead
    await checkAccess(page, "the calendar of visits");
    await picture(page, "visits-day-100");
    await row.getByRole("button", { name: /^Cancel/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(visit.visitor).waitFor();
    await dialog.getByRole("button", { name: "Cancel the visit" }).click();
    await dialog.getByText("Write the reason.").waitFor();
    await dialog.getByLabel("Reason").fill("The network will be down.");
    await checkAccess(page, "cancel a visit");
    await picture(page, "visits-cancel-100");
    await dialog.getByRole("button", { name: "Cancel the visit" }).click();
    await said(page, "The visit is cancelled.");
    await row.getByText("The network will be down.").waitFor();
    await row.getByText("Cancelled", { exact: true }).waitFor();
    const kept = await counter.read(`/api/v1/visits/${visit.id}`);
    assert.deepEqual([kept.state, kept.given_back_cents], ["cancelled", visit.held_cents]);
    await page.getByLabel("Only those that are still to come").setChecked(true);
    await row.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "The day after" }).click();
    await page.waitForURL(/#\/visits\/day\/\d{4}-\d\d-\d\d$/);
    assert.notEqual(await page.getByLabel("Day", { exact: true }).inputValue(), dayIn(visit.from_ms));
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a visit that was decided meanwhile is said, and nothing happens twice", async () => {
    const { page, context, wrongs } = await counter.at("M. Eantime", "request_staff");
    const [visit] = await booked();
    await goTo(page, `#/visits/day/${dayIn(visit.from_ms)}`);
    await page
        .getByRole("button", { name: `Cancel ${visit.resident_number}, ${visit.visitor}` })
        .first()
        .click();
    const other = counter.hub.caller("request_staff");
    const answer = await other.post(`/api/v1/visits/${visit.id}/cancel`, { reason: "A lock-down." });
    assert.equal(answer.status, 200, answer.text);
    await page.getByRole("dialog").getByLabel("Reason").fill("Too late.");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel the visit" }).click();
    await page.getByRole("dialog").getByRole("alert").getByText("This visit was decided meanwhile.").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("how visits are offered is kept as a file; a wrong one changes nothing, a right one replaces it", async () => {
    const { page, context, wrongs } = await counter.at("P. Lan", "trust_office");
    await goTo(page, "#/visits/plan");
    await page.locator(".list tbody tr").first().waitFor();
    await page.getByText("$0.25", { exact: true }).waitFor();
    await checkAccess(page, "how visits are offered");
    await picture(page, "visits-plan-100");
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "Keep as a file" }).click();
    const plan = JSON.parse(readFileSync(await (await coming).path(), "utf8"));
    assert.equal(plan.resources.length, 3);
    const choose = (body) =>
        chooseFile(page.getByLabel("File of how visits are offered"), {
            name: "visits.json",
            mimeType: "application/json",
            buffer: Buffer.from(JSON.stringify(body)),
        });
    await choose({ ...plan, slot_minutes: 7 });
    await page.getByRole("button", { name: "Replace all of it" }).click();
    await page.getByText(/slot_minutes: is a whole number of five minutes/).waitFor();
    assert.deepEqual(await counter.read("/api/v1/visits/plan"), plan);
    await choose({
        ...plan,
        closed: ["2099-12-25"],
        resources: plan.resources.slice(0, 2).map((each) => ({ ...each, neighbours: [] })),
    });
    await page.getByRole("button", { name: "Replace all of it" }).click();
    await said(page, "2 places are set.");
    await page.getByText("No visits on: 2099-12-25").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor reads all of it and changes nothing, at 200 % and in the dark too", async () => {
    const { page, context, wrongs } = await counter.at("A. Udit", "auditor", { zoom: 2, colorScheme: "dark" });
    const [visit] = await booked();
    for (const place of [`day/${dayIn(visit.from_ms)}`, "plan"]) {
        await goTo(page, `#/visits/${place}`);
        await page.locator(".list tbody tr").first().waitFor();
        const presses = page.getByRole("main").getByRole("button", { name: /^(Cancel|Check in|Replace)/ });
        assert.equal(await presses.count(), 0);
        await checkAccess(page, `visits ${place.split("/")[0]}, large`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
        await picture(page, `visits-${place.split("/")[0]}-200-dark`, { fullPage: true });
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});
