// What the console knows of reports to the outside body: days and counts, for IT and the auditor.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
const TAG_BYTES = 16;
const BOX_BYTES = 8_240;
let counter;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open({ residents: 24, messages: 20 });
});
after(() => counter?.close());

test("days and counts, and nothing else", async () => {
    const { page, context, wrongs } = await counter.at("P. Counts", "it");
    await goTo(page, "#/prea");
    await page.getByText("No report has come yet").waitFor();
    await page.getByText("0 reports wait to be fetched by the outside body.").waitFor();
    const answer = {
        tag: Buffer.alloc(TAG_BYTES, 1).toString("base64url"),
        box: Buffer.alloc(BOX_BYTES, 2).toString("base64url"),
        idempotency_key: "1",
    };
    assert.equal((await counter.hub.caller("prea").post("/api/v1/prea/answers", answer)).status, 201);
    await page.reload();
    const row = page.locator(".list tbody tr");
    await row.waitFor();
    assert.deepEqual(await row.locator("td").allInnerTexts(), ["0", "0", "1"]);
    assert.match(await row.locator("th").innerText(), /^[A-Z][a-z]{2} \d{1,2}, \d{4}$/);
    await checkAccess(page, "prea counts");
    await page.screenshot({ path: join(SHOTS, "prea-counts.png") });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor counts too; a reviewer does not", async () => {
    const auditor = await counter.at("P. Audit", "auditor");
    await goTo(auditor.page, "#/prea");
    await auditor.page.locator(".list tbody tr").waitFor();
    const reviewer = await counter.at("P. Review", "reviewer");
    assert.equal(await reviewer.page.getByRole("link", { name: "PREA counts" }).count(), 0);
    await goTo(reviewer.page, "#/prea");
    await reviewer.page.getByText("This page is not for your role").waitFor();
    assert.deepEqual([...auditor.wrongs, ...reviewer.wrongs], []);
    await auditor.context.close();
    await reviewer.context.close();
});
