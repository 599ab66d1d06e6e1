// The schedule in the hands of staff: hours added, changed and ended, a day that is different, appointments; others look.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { firstSignIn, goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
const DAY_MS = 86_400_000;
let hub;
let browser;
let unit;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    hub = await Hub.start();
    browser = await startBrowser(hub);
    unit = (await hub.caller("request_staff").get("/api/v1/units")).body.units[0].id;
});
after(async () => {
    await browser?.close();
    await hub?.remove();
});

const schedule = async () => (await hub.caller("request_staff").get(`/api/v1/units/${unit}/schedule`)).body;
const called = async (name) => (await schedule()).entries.find((entry) => entry.name.en === name);
/** "2026-11-30" of the facility, so many days from now. */
const dateIn = (days) =>
    new Date(Date.now() + days * DAY_MS).toLocaleDateString("en-CA", { timeZone: "America/Chicago" });

test("an entry is added, changed and ended; what somebody else changed meanwhile is not overwritten", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("S. Chedule", "request_staff"));
    await goTo(page, "#/schedule");
    await page.locator(".list tbody tr").first().waitFor();
    await checkAccess(page, "schedule");
    await page.screenshot({ path: join(SHOTS, "schedule-100.png") });
    await page.getByRole("button", { name: "New entry" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add it" }).click();
    await dialog.getByText("Choose at least one day.").waitFor();
    await dialog.getByText("Write the hour.").first().waitFor();
    await dialog.getByLabel("Monday").check();
    await dialog.getByLabel("Thursday").check();
    await dialog.getByLabel("From").fill("18:15");
    await dialog.getByLabel("To", { exact: true }).fill("18:00");
    await dialog.getByLabel("What it is").selectOption("program");
    await dialog.getByLabel("Name in Spanish").fill("Coro");
    await dialog.getByRole("button", { name: "Add it" }).click();
    await dialog.getByText("It must end after it begins.").waitFor();
    await dialog.getByText("Write it in English too").waitFor();
    await checkAccess(page, "new entry");
    await page.screenshot({ path: join(SHOTS, "schedule-entry-100.png") });
    await dialog.getByLabel("To", { exact: true }).fill("19:15");
    await dialog.getByLabel("Name in English").fill("Choir");
    await dialog.getByLabel("Where").fill("Chapel");
    await dialog.getByRole("button", { name: "Add it" }).click();
    const row = page.getByRole("row").filter({ hasText: "Choir" });
    await row.getByText("Monday, Thursday").waitFor();
    assert.deepEqual(await called("Choir"), {
        weekdays: ["monday", "thursday"],
        from: "18:15",
        to: "19:15",
        kind: "program",
        name: { en: "Choir", es: "Coro" },
        place: "Chapel",
    });

    await row.getByRole("button", { name: "Change Choir at 18:15" }).click();
    const before = await schedule();
    const plain = ({ name, ...rest }) => ({ ...rest, ...(name.en && { name }) });
    const other = {
        replaces: before.revision,
        entries: before.entries.filter((entry) => entry.kind !== "yard").map(plain),
        days: before.days.map((day) => ({ ...day, entries: day.entries.map(plain) })),
    };
    assert.equal((await hub.caller("request_staff").put(`/api/v1/units/${unit}/schedule`, other)).status, 200);
    await dialog.getByLabel("To", { exact: true }).fill("00:00");
    await dialog.getByRole("button", { name: "Save the change" }).click();
    await dialog.getByText("Somebody else changed this schedule meanwhile.").waitFor();
    await page.getByRole("row").filter({ hasText: "East yard" }).waitFor({ state: "detached" });
    await dialog.getByRole("button", { name: "Save the change" }).click();
    await row.getByText("18:15–24:00").waitFor();
    assert.equal(
        (await schedule()).entries.some((entry) => entry.kind === "yard"),
        false,
    );
    assert.equal((await called("Choir")).to, "24:00");

    await row.getByRole("button", { name: /^Change Choir/ }).click();
    await dialog.getByRole("button", { name: "End it" }).click();
    await dialog.getByRole("button", { name: "Yes, it takes place no more" }).click();
    await row.waitFor({ state: "detached" });
    assert.equal(await called("Choir"), undefined);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a day is made different, has entries of its own, and becomes usual again", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("D. Ay", "request_staff"));
    await goTo(page, `#/schedule/days/${unit}`);
    const days = (await schedule()).days.length;
    await page.getByRole("button", { name: "New different day" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add the day" }).click();
    await dialog.getByText("Choose a day from today on.").waitFor();
    await dialog.getByLabel("Day", { exact: true }).fill(dateIn(20));
    await dialog.getByLabel("Why, in English").fill("Fire drill");
    await checkAccess(page, "new day");
    await dialog.getByRole("button", { name: "Add the day" }).click();
    const row = page.getByRole("row").filter({ hasText: "Fire drill" });
    await row.waitFor();
    await checkAccess(page, "days");
    await page.screenshot({ path: join(SHOTS, "schedule-days-100.png") });
    await row.getByRole("link").click();
    await page.getByRole("row").filter({ hasText: "Breakfast" }).waitFor();
    await page.getByRole("button", { name: "New entry" }).click();
    assert.equal(await dialog.getByLabel("Monday").count(), 0);
    await dialog.getByLabel("From").fill("10:00");
    await dialog.getByLabel("To", { exact: true }).fill("10:30");
    await dialog.getByLabel("What it is").selectOption("other");
    await dialog.getByLabel("Name in English").fill("Drill");
    await dialog.getByRole("button", { name: "Add it" }).click();
    await page.getByRole("row").filter({ hasText: "Drill" }).waitFor();
    await checkAccess(page, "one day");
    const made = (await schedule()).days.find((day) => day.date === dateIn(20));
    assert.deepEqual(made.note, { en: "Fire drill" });
    assert.equal(
        made.entries.some((entry) => entry.name.en === "Drill" && entry.from === "10:00"),
        true,
    );
    await page.getByRole("button", { name: "Make this day usual again" }).click();
    await dialog.getByRole("button", { name: "Yes, as usual" }).click();
    await page.getByText("This day is as usual").waitFor();
    assert.equal((await schedule()).days.length, days);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an appointment is entered for a resident and cancelled", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("A. Ppointment", "request_staff"));
    const { residents } = (await hub.caller("request_staff").get("/api/v1/residents?limit=1")).body;
    await goTo(page, "#/schedule/appointments");
    await page.locator(".list tbody tr").first().waitFor();
    await page.getByRole("button", { name: "New appointment" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Enter it" }).click();
    await dialog.getByText("Choose the resident.").waitFor();
    await dialog.getByText("Choose a time that is still to come.").waitFor();
    await dialog.getByLabel("Resident", { exact: true }).fill(residents[0].number);
    await dialog.locator(".picker-list button").first().click();
    await dialog.getByLabel("Begins").fill(`${dateIn(2)}T09:00`);
    await dialog.getByLabel("Ends").fill(`${dateIn(2)}T10:00`);
    await dialog.getByLabel("Where").fill("Courtroom 7");
    await dialog.getByLabel("Note to the resident").fill("Be ready at 8:30 AM.");
    await checkAccess(page, "new appointment");
    await page.screenshot({ path: join(SHOTS, "schedule-appointment-100.png") });
    await dialog.getByRole("button", { name: "Enter it" }).click();
    const row = page.getByRole("row").filter({ hasText: "Courtroom 7" });
    await row.getByText("Stands").waitFor();
    await checkAccess(page, "appointments");
    await page.screenshot({ path: join(SHOTS, "schedule-appointments-100.png") });
    await row.getByRole("button", { name: `Cancel Court of ${residents[0].number}` }).click();
    await dialog.getByRole("button", { name: "Yes, cancel it" }).click();
    await row.getByText("Cancelled").waitFor();
    assert.equal(await row.getByRole("button").count(), 0);
    const path = `/api/v1/appointments?resident_id=${residents[0].id}`;
    const { appointments } = (await hub.caller("auditor").get(path)).body;
    assert.equal(appointments.find((each) => each.place === "Courtroom 7").cancelled, true);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("who only looks has nothing to press, at 200 % and in dark nothing is out of sight", async () => {
    for (const role of ["reviewer", "auditor"]) {
        const { page, context, wrongs } = await openWindow(browser, {
            viewport: { width: 640, height: 512 },
            colorScheme: "dark",
        });
        await firstSignIn(page, hub.url, hub.addStaff(`L. Ook ${role}`, role));
        for (const [place, name] of [
            [`hours/${unit}`, "Week"],
            [`days/${unit}`, "Different days"],
            ["appointments", "Appointments"],
        ]) {
            await goTo(page, `#/schedule/${place}`);
            await page.locator('.tabs a[aria-current="page"]').filter({ hasText: name }).waitFor();
            await page.locator(".list tbody tr").first().waitFor();
            assert.equal(
                await page
                    .getByRole("main")
                    .getByRole("button", { name: /^(New|Change|Cancel)/ })
                    .count(),
                0,
            );
            await checkAccess(page, `${role} ${place}`);
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
        }
        await page.screenshot({ path: join(SHOTS, `schedule-200-dark-${role}.png`) });
        assert.deepEqual(wrongs, []);
        await context.close();
    }
    assert.equal((await hub.caller("trust_office").get("/api/v1/appointments")).status, 403);
});
