// The handbook in the hands of staff: a file with wrong lines, a good one shown and put in force, versions, taken away.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { chooseFile, firstSignIn, goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
const HEAD = "dayroom-document-1\r\ncode: rules\r\nlanguage: en\r\ntitle: Yard rules\r\npublic: yes\r\n\r\n";
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

const choose = (page, text) =>
    chooseFile(page.getByLabel("Text file", { exact: true }), {
        name: "rules.txt",
        mimeType: "text/plain",
        buffer: Buffer.from(text),
    });
const listed = async () => (await hub.caller("request_staff").get("/api/v1/documents")).body.documents;

test("a file is checked line by line, shown as it will read, put in force and taken away", async () => {
    const { page, context, wrongs } = await openWindow(browser);
    await firstSignIn(page, hub.url, hub.addStaff("H. Book", "request_staff"));
    await goTo(page, "#/documents");
    await page.getByRole("link", { name: "Manual del residente" }).waitFor();
    await checkAccess(page, "documents");
    await page.screenshot({ path: join(SHOTS, "documents-100.png") });
    await page.getByRole("link", { name: "Import a file" }).click();
    await choose(page, `${HEAD}# Yard\r\n### Deep\r\nOpen at nine.\r\n`);
    await page.getByRole("button", { name: "Check the file" }).click();
    const row = page.getByRole("row").filter({ hasText: "Headings are" });
    assert.match(await row.innerText(), /^8\s/);
    await checkAccess(page, "a file with wrong lines");
    await page.screenshot({ path: join(SHOTS, "document-errors-100.png") });
    assert.equal(
        (await listed()).some((each) => each.code === "rules"),
        false,
    );
    await choose(page, `${HEAD}# Yard\r\nOpen at nine.\r\n- No glass\r\n- No phones\r\n`);
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("1. Yard").click();
    await page.getByText("No phones").waitFor();
    const styleOf = (element) => getComputedStyle(element).listStyleType;
    assert.equal(await page.getByRole("listitem").filter({ hasText: "No phones" }).evaluate(styleOf), "disc");
    await checkAccess(page, "a file as it will read");
    await page.screenshot({ path: join(SHOTS, "document-preview-100.png") });
    await page.getByRole("button", { name: "Put in force" }).click();
    await page.getByRole("link", { name: "Yard rules" }).click();
    await page.getByRole("heading", { level: 1, name: "Yard rules" }).waitFor();
    await page.getByText("1. Yard").click();
    await checkAccess(page, "one document");
    await page.getByRole("button", { name: "Take it away" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take it away" }).click();
    await page.getByRole("link", { name: "Resident handbook" }).waitFor();
    assert.equal(
        (await listed()).some((each) => each.code === "rules"),
        false,
    );
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a reviewer reads it and changes nothing, at 200 % too", async () => {
    const { page, context, wrongs } = await openWindow(browser, {
        viewport: { width: 640, height: 512 },
        colorScheme: "dark",
    });
    await firstSignIn(page, hub.url, hub.addStaff("R. Eads", "reviewer"));
    await goTo(page, "#/documents");
    await page.getByRole("link", { name: "Resident handbook" }).click();
    await page.getByText("4. Visits").click();
    await page.getByText("A photo ID").waitFor();
    assert.equal(await page.getByRole("button", { name: "Take it away" }).count(), 0);
    await checkAccess(page, "one document, large");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.screenshot({ path: join(SHOTS, "document-200-dark.png") });
    const file = { text: "dayroom-document-1" };
    assert.equal((await hub.caller("reviewer").post("/api/v1/documents", file)).status, 403);
    assert.deepEqual(wrongs, []);
    await context.close();
});
