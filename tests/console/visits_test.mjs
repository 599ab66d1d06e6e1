// Video visits in the hands of staff: the calendar of a day, a visit cancelled once, what was used recorded, who may come, who has none, who
// is kept apart, and how visits are offered replaced by a file.
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

/** The facility's wall clock of a moment, as a field of date and time takes it. */
const wallIn = (ms) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Chicago", dateStyle: "short", timeStyle: "short" })
        .format(ms)
        .replace(" ", "T");
const fits = async (page) =>
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);

/** A visit that begins in the next minutes, wherever the clock of this computer stands. */
async function nextVisit() {
    const plan = await counter.read("/api/v1/visits/plan");
    const hours = [{ weekdays: 127, from_minute: 0, to_minute: 1_440 }];
    const changed = { ...plan, slot_minutes: 5, notice_minutes: 0, visits_a_week: 0, check_in_before_minutes: 30 };
    const resources = plan.resources.map((each) => ({ ...each, hours }));
    const set = await counter.trust.put("/api/v1/visits/plan", { ...changed, resources });
    assert.equal(set.status, 200, set.text);
    counter.hub.run("console-book-visit", counter.hub.data);
    return (await booked()).reduce((first, each) => (each.from_ms < first.from_ms ? each : first));
}

test("what was used is recorded: the beginning, then the end with its charge shown before", async () => {
    const visit = await nextVisit();
    const { page, context, wrongs } = await counter.at("R. Ecord", "request_staff");
    await goTo(page, `#/visits/day/${dayIn(visit.from_ms)}`);
    const row = page.getByRole("row").filter({ hasText: visit.resident_number }).filter({ hasText: visit.visitor });
    await row.getByRole("button", { name: /^Record times/ }).click();
    const dialog = page.getByRole("dialog");
    const now = Date.now();
    const began = wallIn(now - 31 * 60_000);
    await dialog.getByLabel("Began").fill("");
    await dialog.getByRole("button", { name: "Record the beginning" }).click();
    await dialog.getByText("Write the day and the time.").waitFor();
    await dialog.getByLabel("Began").fill(wallIn(now + 3_600_000));
    await dialog.getByText("This lies ahead.").waitFor();
    await dialog.getByLabel("Began").fill(began);
    await dialog.getByRole("button", { name: "Record the beginning" }).click();
    await said(page, "The beginning is recorded.");
    await row.getByText(/^Began /).waitFor();
    const { began_ms } = await counter.read(`/api/v1/visits/${visit.id}`);
    assert.equal(wallIn(began_ms), began);

    await row.getByRole("button", { name: /^Record times/ }).click();
    assert.equal(await dialog.getByLabel("Began").count(), 0); // it stays as it was said
    await dialog.getByRole("button", { name: "Record the beginning" }).click();
    await dialog.getByText("Write the day and the time.").waitFor();
    await dialog.getByLabel("Ended").fill(wallIn(began_ms - 120_000));
    await dialog.getByText("A visit ends after its beginning.").waitFor();
    await dialog.getByLabel("Ended").fill(wallIn(began_ms + 11 * 60_000));
    const charged = Math.floor((11 * visit.minute_mills) / 10);
    const dollars = `$${(charged / 100).toFixed(2)}`;
    await dialog.getByText(`11 minutes used: ${dollars} is charged`).waitFor();
    await checkAccess(page, "record a visit");
    await picture(page, "visits-record-100");
    await dialog.getByRole("button", { name: `Record the end, charge ${dollars}` }).click();
    await said(page, `The visit is over: ${dollars} charged`);
    await row.getByText("11 minutes used").waitFor();
    const kept = await counter.read(`/api/v1/visits/${visit.id}`);
    assert.deepEqual([kept.state, kept.minutes_used, kept.charged_cents], ["ended", 11, charged]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a visitor's approval ends with the visits that are booked, and is given again; by keyboard", async () => {
    const { page, context, wrongs } = await counter.at("A. Pprove", "request_staff");
    const [visit] = await booked();
    await goTo(page, "#/visits/people");
    await page.getByLabel("Find a resident").fill(visit.resident_number);
    await page.getByRole("link", { name: visit.resident_name }).click();
    const row = page.getByRole("table", { name: "Visitors" }).getByRole("row").filter({ hasText: visit.visitor });
    await row.getByText("May visit", { exact: true }).waitFor();
    await checkAccess(page, "one resident's visitors");
    await picture(page, "visits-of-100", { fullPage: true });
    const dialog = page.getByRole("dialog");
    await row.getByRole("button", { name: `End the approval ${visit.visitor}` }).focus();
    await page.keyboard.press("Enter");
    await dialog.getByText("1 visit is cancelled.").waitFor();
    await checkAccess(page, "end a visitor's approval");
    await picture(page, "visits-end-visitor-100");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Enter"); // the focus is back where it was
    await dialog.getByRole("button", { name: "End the approval" }).click();
    await said(page, `${visit.visitor} may visit no longer.`);
    await row.getByText("May not visit").waitFor();
    const { visitors } = await counter.read(`/api/v1/residents/${visit.resident_id}/visitors`);
    assert.equal(visitors.find((each) => each.contact_id === visit.contact_id).may_visit, false);
    await row.getByRole("button", { name: `Approve ${visit.visitor}` }).click();
    await dialog.getByRole("button", { name: "Approve" }).click();
    await said(page, `${visit.visitor} may visit.`);
    await row.getByText("May visit", { exact: true }).waitFor();

    // A no has a rule and a reason, which the resident reads.
    await row.getByRole("button", { name: `Refuse ${visit.visitor}` }).click();
    await dialog.getByRole("button", { name: "Refuse" }).click();
    for (const text of ["Write the rule.", "Write the reason."]) await dialog.getByText(text).waitFor();
    await checkAccess(page, "refuse a visitor, wrong");
    await dialog.getByLabel("Rule").fill("Visiting rules, 4.2");
    await dialog.getByLabel("Reason").fill("An order of the court.");
    await picture(page, "visits-refuse-visitor-100");
    await dialog.getByRole("button", { name: "Refuse" }).click();
    await said(page, `${visit.visitor} is refused as a visitor.`);
    await row.getByText("Visiting rules, 4.2: An order of the court.").waitFor();
    await picture(page, "visits-refused-visitor-100", { fullPage: true });
    const standing = await counter.read(`/api/v1/contacts/${visit.contact_id}/visitor`);
    assert.deepEqual(standing, {
        may_visit: false,
        refused: true,
        rule: "Visiting rules, 4.2",
        reason: "An order of the court.",
    });
    await row.getByRole("button", { name: `Approve ${visit.visitor}` }).click();
    await dialog.getByRole("button", { name: "Approve" }).click();
    await row.getByText("May visit", { exact: true }).waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("visits are suspended with a reason, a begin and an end, shown in the list, and allowed again", async () => {
    const { page, context, wrongs } = await counter.at("S. Uspend", "request_staff");
    const { residents } = await counter.read("/api/v1/residents?limit=1");
    const [person] = residents;
    await goTo(page, "#/visits/suspended");
    await page.getByText("Nobody's visits are suspended").waitFor();
    await checkAccess(page, "nobody suspended");
    await page.getByRole("button", { name: "Suspend visits of somebody" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Until").fill("2020-01-01T10:00");
    await dialog.getByRole("button", { name: "Suspend visits" }).click();
    for (const text of [
        "Choose a resident.",
        "Write the reason.",
        "The end of a suspension lies ahead, and after its begin.",
    ])
        await dialog.getByText(text).waitFor();
    await checkAccess(page, "suspend visits, wrong");
    await dialog.getByRole("searchbox", { name: "Resident" }).fill(person.number);
    await dialog.getByRole("button", { name: new RegExp(person.number) }).click();
    await dialog.getByLabel("Reason").fill("Broke the rules of the visiting room.");
    await dialog.getByLabel("Until").fill("2099-06-01T12:00");
    await checkAccess(page, "suspend visits");
    await picture(page, "visits-suspend-100");
    await dialog.getByRole("button", { name: "Suspend visits" }).click();
    await said(page, "Visits are suspended. The notice is out.");
    const row = page.getByRole("row").filter({ hasText: person.number });
    await row.getByText("Broke the rules of the visiting room.").waitFor();
    await row.getByText("S. Uspend").waitFor();
    const ofOne = `/api/v1/suspensions?what=visits&resident_id=${person.id}`;
    const [kept] = (await counter.read(ofOne)).suspensions;
    assert.deepEqual([kept.scope, kept.scope_id, wallIn(kept.until_ms)], ["resident", person.id, "2099-06-01T12:00"]);
    await checkAccess(page, "suspended visits");
    await picture(page, "visits-suspended-100");
    await row.getByRole("link").click();
    const standing = page.getByRole("region", { name: "Whether visits are suspended" });
    await standing.getByText("Broke the rules of the visiting room.").waitFor();

    // And from a day that is to come, with one visitor alone.
    await standing.getByRole("button", { name: "Suspend visits" }).click();
    const { visitors } = await counter.read(`/api/v1/residents/${person.id}/visitors`);
    await dialog.getByLabel("Visits with").selectOption({ label: visitors[0].name });
    await dialog.getByLabel("Reason").fill("Brought something in.");
    await dialog.getByLabel("From").fill("2099-01-01T08:00");
    await dialog.getByLabel("Until").fill("2098-01-01T08:00");
    await dialog.getByRole("button", { name: "Suspend visits" }).click();
    await dialog.getByText("The end of a suspension lies ahead, and after its begin.").waitFor();
    await dialog.getByLabel("Until").fill("2099-02-01T08:00");
    await picture(page, "visits-suspend-visitor-100");
    await dialog.getByRole("button", { name: "Suspend visits" }).click();
    await said(page, "Visits will be suspended. The notice is out.");
    await standing.getByText(`only with ${visitors[0].name}`).waitFor();
    await picture(page, "visits-suspended-visitor-100");
    for (const reason of ["Broke the rules", "Brought something"]) {
        const one = standing.getByRole("row").filter({ hasText: reason });
        await one.getByRole("button", { name: "Allow visits" }).click();
        await dialog.getByRole("button", { name: "Allow visits" }).click();
        await one.waitFor({ state: "detached" });
    }
    await page.getByText("May book visits", { exact: true }).waitFor();
    assert.equal((await counter.read("/api/v1/suspensions?what=visits")).suspensions.length, 0);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("two are kept apart with a reason for staff, not twice, and no longer", async () => {
    const { page, context, wrongs } = await counter.at("K. Apart", "request_staff");
    const { residents } = await counter.read("/api/v1/residents?limit=2");
    const [one, other] = residents;
    const dialog = page.getByRole("dialog");
    const choose = async (label, person) => {
        await dialog.getByRole("searchbox", { name: label }).fill(person.number);
        await dialog.getByRole("button", { name: new RegExp(person.number) }).click();
    };
    const ask = async (first, second) => {
        await page.getByRole("button", { name: "Keep two apart" }).click();
        await choose("One resident", first);
        await choose("The other resident", second);
    };
    await goTo(page, "#/visits/apart");
    await page.getByText("Nobody is kept apart.").waitFor();
    await ask(one, one);
    await dialog.getByRole("button", { name: "Keep them apart" }).click();
    await dialog.getByText("Choose somebody else: these are one person.").waitFor();
    await dialog.getByText("Write the reason.").waitFor();
    await dialog.getByRole("button", { name: "Change" }).last().click();
    await choose("The other resident", other);
    await dialog.getByLabel("Reason").fill("Court order 26-114");
    await checkAccess(page, "keep two apart");
    await picture(page, "visits-keep-apart-100");
    await dialog.getByRole("button", { name: "Keep them apart" }).click();
    await said(page, "They are kept apart from now on.");
    const row = page.getByRole("row").filter({ hasText: one.number }).filter({ hasText: other.number });
    await row.getByText("Court order 26-114").waitFor();
    await checkAccess(page, "kept apart");
    await picture(page, "visits-apart-100");
    await ask(other, one);
    await dialog.getByLabel("Reason").fill("Once more");
    await dialog.getByRole("button", { name: "Keep them apart" }).click();
    await dialog.getByText("These two are kept apart already.").waitFor();
    await dialog.getByRole("button", { name: "Back" }).click();
    await row.getByRole("button", { name: /^End it/ }).click();
    await dialog.getByRole("button", { name: "End it" }).click();
    await said(page, "They are kept apart no longer.");
    await page.getByText("Nobody is kept apart.").waitFor();
    const office = await counter.at("O. Ffice", "trust_office");
    await goTo(office.page, "#/visits/apart");
    await office.page.getByRole("link", { name: "Suspended" }).waitFor();
    assert.equal(await office.page.getByRole("link", { name: "Kept apart" }).count(), 0);
    assert.deepEqual([...wrongs, ...office.wrongs], []);
    await office.context.close();
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
    const { residents } = await counter.read("/api/v1/residents?limit=2");
    const staff = counter.hub.caller("request_staff");
    const reason = "A reason of staff that is long enough to need a second line in a narrow column of the table";
    const suspension = { what: "visits", scope: "resident", scope_id: visit.resident_id, reason };
    assert.equal((await staff.post("/api/v1/suspensions", suspension)).status, 201);
    const pair = { one_id: visit.resident_id, other_id: residents.find((each) => each.id !== visit.resident_id).id };
    assert.equal((await staff.post("/api/v1/separations", { ...pair, reason })).status, 201);
    const places = [
        `day/${dayIn(visit.from_ms)}`,
        "people",
        `of/${visit.resident_number}`,
        "suspended",
        "apart",
        "plan",
    ];
    const changes = /^(Cancel|Check in|Record|Replace|Approve|Refuse|End|Suspend|Allow|Keep two)/;
    for (const colors of ["dark", "forced"]) {
        await page.emulateMedia({ forcedColors: colors === "forced" ? "active" : "none" });
        for (const place of places) {
            const name = place.split("/")[0];
            await goTo(page, `#/visits/${place}`);
            await page.locator(".list tbody tr").first().waitFor();
            assert.equal(await page.getByRole("main").getByRole("button", { name: changes }).count(), 0);
            if (colors === "dark") await checkAccess(page, `visits ${name}, large`);
            await fits(page);
            await picture(page, `visits-${name}-200-${colors}`, { fullPage: true });
        }
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});
