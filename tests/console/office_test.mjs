// The audit log, the rules of the review, the set of cards, and what an auditor sees of what IT keeps.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { paintPhotos } from "./messages.mjs";
import { goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let counter;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open({ residents: 12, messages: 40 });
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const main = (page) => page.getByRole("main");

/** The page as it is, in dark, forced colors and large: nothing wrong, nothing out at the side. */
async function lookAt(page, name) {
    await checkAccess(page, name);
    await page.screenshot({ path: join(SHOTS, `${name}-light.png`) });
    await page.emulateMedia({ colorScheme: "dark" });
    await checkAccess(page, `${name}, dark`);
    await page.screenshot({ path: join(SHOTS, `${name}-dark.png`) });
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await page.screenshot({ path: join(SHOTS, `${name}-forced.png`) });
    await page.emulateMedia({ forcedColors: "none" });
    const size = page.viewportSize();
    await page.setViewportSize({ width: 640, height: 400 });
    const out = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await out(), 0, `${name} at 200 %`);
    await page.screenshot({ path: join(SHOTS, `${name}-200.png`) });
    await page.setViewportSize(size);
}

test("the audit log: newest first, of one kind or some days, page by page, and verified", async () => {
    const { page, context, wrongs } = await counter.at("A. Log", "auditor");
    const auditor = counter.hub.caller("auditor");
    // More than a page of it.
    for (let made = 0; made < 40; made++) {
        const price = { code: `tea_${made}`, name: { en: "Tea" }, idempotency_key: `tea ${made}` };
        assert.equal((await counter.trust.post("/api/v1/prices", price)).status, 201);
    }
    await goTo(page, "#/audit");
    const rows = page.getByRole("region", { name: "Audit log" }).locator("tbody tr");
    await rows.first().waitFor();
    assert.equal(await rows.count(), 50);
    await rows.filter({ hasText: "A. Log" }).first().waitFor();
    await page.getByRole("button", { name: "Verify" }).press("Enter");
    await page.getByText(/^The log is whole: [\d,]+ entries/).waitFor();
    await lookAt(page, "audit");

    const first = await rows.first().locator("td").first().innerText();
    await page.getByRole("button", { name: "Older" }).click();
    await page.waitForFunction(
        (before) => document.querySelector("tbody tr td")?.innerText !== before && document.querySelector("tbody tr"),
        first,
    );
    await page.getByRole("button", { name: "Newer" }).click();
    await page.getByLabel("What was done").selectOption("staff_signed_in");
    await page.waitForFunction(() =>
        [...document.querySelectorAll("tbody th")].every((cell) => cell.innerText.startsWith("Staff signed in")),
    );
    const found = (await auditor.get("/api/v1/audit/search?event=staff_signed_in")).body.events;
    await page.waitForFunction(
        (count) => document.querySelectorAll("tbody tr").length === count,
        Math.min(50, found.length), // none for a moment, while it is asked for
    );
    await page.getByLabel("To", { exact: true }).fill("2001-01-01");
    await page.getByText("Nothing was found").waitFor();
    await page.getByLabel("To", { exact: true }).fill("");
    await rows.first().waitFor();

    await page.route("**/api/v1/audit/verify", (route) =>
        route.fulfill({ json: { whole: false, sequence: 9, detail: "the audit log was changed at row 7" } }),
    );
    await page.getByRole("button", { name: "Verify" }).click();
    await page.getByRole("alert").getByText("The log is broken: the audit log was changed at row 7.").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("rules of rejection and what passes unread: written by IT, in force at once", async () => {
    const { page, context, wrongs } = await counter.at("I. Rules", "it");
    const reviewer = counter.hub.caller("reviewer");
    const before = (await reviewer.get("/api/v1/review/rules")).body.rules;
    assert.ok(before.length > 0);
    await goTo(page, "#/review-rules");
    await page.getByRole("group", { name: "Rule 1 of the list" }).waitFor();
    await lookAt(page, "review-rules");
    await page.getByRole("button", { name: "Add a rule" }).click();
    const added = page.getByRole("group", { name: `Rule ${before.length + 1} of the list` });
    await page.getByRole("button", { name: "Save the rules" }).click();
    await added.getByText("Write the number of the rule.").waitFor();
    await added.getByLabel("Number").fill(before[0].rule);
    await page.getByRole("button", { name: "Save the rules" }).click();
    await added.getByText("This number stands there twice.").waitFor();
    await added.getByLabel("Number").fill("9.1");
    await added.getByLabel("Reason told to the resident").selectOption("threat");
    await added.getByLabel("Text for the reviewer").fill("Nothing that is meant to frighten.");
    await checkAccess(page, "a new rule");
    await page.getByRole("button", { name: "Save the rules" }).click();
    await said(page, "The rules are saved.");
    const { rules } = (await reviewer.get("/api/v1/review/rules")).body;
    assert.deepEqual(rules, [...before, { rule: "9.1", reason: "threat", text: "Nothing that is meant to frighten." }]);
    await page.getByLabel("Incoming text that no list flags is delivered at once").check();
    await page.getByLabel("A second person must approve").selectOption("photos");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await said(page, "Saved. It holds from now on.");
    const policy = (await reviewer.get("/api/v1/review/policy")).body;
    assert.deepEqual([policy.auto_pass_inbound, policy.two_person], [true, "photos"]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a card is added with its picture, seen, and taken out", async () => {
    const { page, context, wrongs } = await counter.at("I. Cards", "it");
    const [photo] = await paintPhotos(counter.browser, 1);
    const file = join(counter.hub.folder, "kite.jpg");
    writeFileSync(file, Buffer.from(photo, "base64"));
    await goTo(page, "#/cards");
    const cards = page.getByRole("list", { name: "Cards" }).getByRole("listitem");
    await cards.first().locator("img").waitFor();
    const many = await cards.count();
    await page.getByRole("button", { name: "New card" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add the card" }).click();
    await dialog.getByText("Choose the picture.").waitFor();
    await dialog.getByText("Write the name in English.").waitFor();
    await dialog.getByLabel("Code").fill("kite");
    await dialog.getByLabel("Name, in English").fill("A kite");
    await dialog.getByLabel("Picture").setInputFiles(file);
    await checkAccess(page, "new card");
    await dialog.getByRole("button", { name: "Add the card" }).click();
    await said(page, "The card is in the set.");
    const kite = cards.filter({ hasText: "A kite" });
    await kite.getByRole("img", { name: "Picture of A kite" }).waitFor();
    assert.equal(await cards.count(), many + 1);
    await lookAt(page, "cards");
    await kite.getByRole("button", { name: "Take out" }).press("Enter");
    await dialog.getByText("Messages that have it keep it.").waitFor();
    await dialog.getByRole("button", { name: "Take out" }).click();
    await said(page, "The card is out of the set.");
    await kite.waitFor({ state: "detached" });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor looks at what IT and staff keep, and has nothing to press", async () => {
    const { page, context, wrongs } = await counter.at("A. Looks", "auditor");
    const resident = await counter.resident();
    for (const [place, shows] of [
        ["#/staff", "A. Looks"],
        [`#/residents/${resident.number}`, "Last sign-in"],
        ["#/webhooks", "Nobody is told by a webhook"],
        ["#/two-person", "second person"],
        ["#/review-rules", "Rules of rejection"],
        ["#/cards", "Heart"],
        ["#/notices", "Notices"],
    ]) {
        await goTo(page, place);
        await main(page).getByText(shows).first().waitFor();
        await page.waitForFunction(() => !document.querySelector("main .waiting"));
        await checkAccess(page, `${place}, auditor`);
        for (const name of [/^New/, /^Add/, /^Save/, /^Reset/, /^Suspend/, /^Take out/, /^Set/, /^Try/, /^Emergency/])
            assert.equal(await main(page).getByRole("button", { name }).count(), 0, `${place} ${name}`);
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("while the books differ every page says so to the trust office and the auditor, and to nobody else", async () => {
    for (const [name, role, told] of [
        ["T. Differ", "trust_office", true],
        ["A. Differ", "auditor", true],
        ["R. Differ", "reviewer", false],
    ]) {
        const { page, context, wrongs } = await counter.at(name, role);
        assert.equal(await page.getByText("The books do not tie out.").count(), 0);
        await page.route("**/api/v1/health", (route) =>
            route.fulfill({ json: { status: "up", alarms: ["books_differ"] } }),
        );
        await page.reload();
        await main(page).getByRole("heading", { level: 1 }).waitFor();
        if (told) {
            await page.getByText("The books do not tie out.").waitFor();
            await checkAccess(page, `books differ, ${role}`);
            await page.screenshot({ path: join(SHOTS, `books-differ-${role}.png`) });
            await page.getByRole("link", { name: "Look at the books" }).press("Enter");
            await page.getByRole("heading", { level: 1, name: "Books" }).waitFor();
        } else {
            assert.equal(await page.getByText("The books do not tie out.").count(), 0);
        }
        assert.deepEqual(wrongs, []);
        await context.close();
    }
});

test("what is late in the review stands on the rail, in words for ears", async () => {
    const { page, context, wrongs } = await counter.at("R. Late", "reviewer");
    const { body } = await counter.hub.caller("reviewer").get("/api/v1/review/statistics");
    await page.route("**/api/v1/review/statistics", (route) =>
        route.fulfill({ json: { ...body, waiting: 5, late: 3 } }),
    );
    await page.reload();
    const entry = page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: /^Review/ });
    await entry.locator(".count.late").waitFor();
    assert.match((await entry.textContent()).replaceAll(/\s+/g, " "), /3 late.*5 waiting/);
    await checkAccess(page, "late on the rail");
    await page.screenshot({ path: join(SHOTS, "rail-late.png") });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("contacts of one resident: blocked, unblocked, removed; an invitation agreed to beforehand", async () => {
    const { page, context, wrongs } = await counter.at("C. Ontacts", "reviewer");
    const reviewer = counter.hub.caller("reviewer");
    const resident = await counter.resident();
    const path = `/api/v1/residents/${resident.id}/contacts`;
    const stateOf = async (name) =>
        (await reviewer.get(path)).body.contacts.find((contact) => contact.name === name)?.state;
    const { body } = await reviewer.post(path, { name: "Bea Block", relationship: "friend" });
    await reviewer.post(`/api/v1/contacts/${body.id}/state`, { state: "approved" });
    const invited = await counter.hub.caller("provider").post("/api/v1/invitations", {
        resident_number: resident.number,
        name: "Ina Vited",
        relationship: "friend",
        address: "ina@example.net",
        idempotency_key: "ina",
    });
    assert.equal(invited.status, 201, invited.text);

    await goTo(page, "#/contacts");
    await page.getByRole("link", { name: "Of a resident" }).click();
    await page.getByLabel("Find a resident").or(page.getByRole("searchbox")).first().fill(resident.number);
    await main(page).locator("tbody .row-link").first().click();
    const row = (name) => page.getByRole("row").filter({ hasText: name });
    await row("Bea Block").getByText("Approved").waitFor();
    await lookAt(page, "contacts-of");
    const step = async (name, button, text) => {
        await row(name)
            .getByRole("button", { name: new RegExp(`^${button}`) })
            .press("Enter");
        await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
        await said(page, text);
    };
    await step("Bea Block", "Block", "Bea Block is blocked.");
    await row("Bea Block").getByText("Blocked by staff").waitFor();
    assert.equal(await stateOf("Bea Block"), "blocked");
    await step("Bea Block", "Unblock", "Bea Block is unblocked.");
    assert.equal(await stateOf("Bea Block"), "approved");
    await step("Bea Block", "Remove", "Bea Block is removed.");
    await row("Bea Block").waitFor({ state: "detached" });

    await page.getByRole("link", { name: "Invitations" }).click();
    await step("Ina Vited", "Agree", "Ina Vited may become a contact. The resident decides next.");
    await row("Ina Vited").getByText("Staff agreed").waitFor();
    assert.equal(await stateOf("Ina Vited"), "invited");
    await checkAccess(page, "invitations");
    assert.deepEqual(wrongs, []);
    await context.close();
});
