// The proof of the books in the hands of the trust office: tie-out, flows, the bank, months, leaving, a statement on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo } from "./person.mjs";

let counter;
before(async () => {
    counter = await Counter.open();
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();

test("the books are proved, and what flows in and out is drawn and told as a table", async () => {
    const { page, context, wrongs } = await counter.at("B. Proof", "trust_office");
    await goTo(page, "#/books");
    await page.getByRole("button", { name: "Prove the books now" }).click();
    await said(page, "The books tie out.");
    await page.getByText("No differences").waitFor();
    await page.getByRole("region", { name: "Control totals" }).locator("tbody tr").first().waitFor();
    assert.equal(await page.getByText(/^Differs by/).count(), 0);
    await checkAccess(page, "proof");
    await page.getByRole("link", { name: "In and out" }).click();
    await page.locator("svg.chart").waitFor();
    await page.getByText("As a table").click();
    const rows = page.locator("details tbody tr");
    assert.equal(await rows.count(), 30);
    await page.getByRole("region", { name: "By kind" }).getByText("Commissary").waitFor();
    await checkAccess(page, "flows");
    await page.getByLabel("To").fill("2001-01-01");
    await page.getByText("Give a first and a last day.").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the books stand beside the bank, and accounts and entries are saved whole", async () => {
    const { page, context, wrongs } = await counter.at("B. Files", "auditor");
    await goTo(page, "#/books");
    const beside = page.getByRole("region", { name: "Beside the bank" });
    await beside.locator("tbody tr").nth(4).waitFor();
    const { from, to } = await page.evaluate(() => {
        const day = (ms) => new Date(ms).toISOString().slice(0, 10);
        return { from: day(Date.now() - 30 * 86_400_000), to: day(Date.now()) };
    });
    assert.equal((await counter.trust.get(`/api/v1/bank-reconciliation?from=${from}&to=${to}`)).status, 200);
    assert.match(await beside.locator("tbody tr").nth(4).innerText(), /In the books, not at the bank/);
    await page.getByRole("link", { name: "Files", exact: true }).click();
    const save = async (name) => {
        const [saved] = await Promise.all([
            page.waitForEvent("download"),
            page.getByRole("button", { name }).press("Enter"),
        ]);
        return JSON.parse(readFileSync(await saved.path(), "utf8"));
    };
    await page.route("**/api/v1/exports/accounts*", async (route) => {
        const asked = new URL(route.request().url());
        asked.searchParams.set("limit", "40");
        await route.continue({ url: asked.href });
    });
    const accounts = await save("Save the accounts");
    assert.ok(accounts.accounts.length > 80, "several pages in one file");
    assert.equal(new Set(accounts.accounts.map((each) => each.account)).size, accounts.accounts.length);
    assert.equal(accounts.next_after, 0);
    await said(page, `The file has ${accounts.accounts.length} lines.`);
    const entries = await save("Save the entries");
    assert.ok(entries.transactions.length > 0);
    await page.getByLabel("To").fill("2001-01-01");
    await page.getByText("Give a first and a last day.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Save the entries" }).isDisabled(), true);
    await checkAccess(page, "files");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a difference is told in its unit: dollars, message credits, or just a number", async () => {
    const { page, context, wrongs } = await counter.at("B. Units", "auditor");
    const difference = (unit, kind) => ({
        what: "balance",
        account: 7,
        kind,
        code: null,
        resident_id: null,
        resident_number: null,
        transfer_id: null,
        unit,
        stored: 1_250,
        computed: 1_200,
    });
    const proof = await counter.read("/api/v1/tie-out");
    const differences = [difference("cents", "spendable"), difference("credits", "credits"), difference(null, null)];
    await page.route(
        (url) => url.pathname === "/api/v1/tie-out",
        (route) => route.fulfill({ json: { ...proof, ties: false, differences } }),
    );
    await goTo(page, "#/books");
    const rows = page.getByRole("region", { name: "Differences", exact: true }).locator("tbody tr");
    await rows.first().waitFor();
    const numbers = [];
    for (const row of await rows.all()) numbers.push(await row.locator("td.number").allInnerTexts());
    assert.deepEqual(numbers, [
        ["$12.50", "$12.00", "\u2212$0.50"],
        ["1,250", "1,200", "\u221250"],
        ["1,250", "1,200", "\u221250"],
    ]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a line of the bank finds its entry by hand, and one entered by mistake is struck out", async () => {
    const { page, context, wrongs } = await counter.at("B. Bank", "trust_office");
    const resident = await counter.resident();
    const deposit = {
        resident_id: resident.id,
        cents: 7_777,
        source: "tribal",
        detail: "Bank",
        idempotency_key: "bank",
    };
    assert.equal((await counter.trust.post("/api/v1/deposits", deposit)).status, 201);
    await goTo(page, "#/books/bank");
    await page.getByText("Enter what the bank says").click();
    const form = page.getByRole("form", { name: "One line of the bank" });
    const today = await page.getByLabel("To", { exact: true }).inputValue(); // where the browser is: in UTC it may be tomorrow
    const enter = async (reference, amount) => {
        await form.getByLabel("Day").fill(today);
        await form.getByLabel("Amount in dollars").fill(amount);
        await form.getByLabel("Reference").fill(reference);
        await form.getByRole("button", { name: "Add this line" }).click();
    };
    await enter("BNK-1", "77,77");
    await form.getByText("without commas").waitFor();
    await enter("BNK-1", "77.77");
    await said(page, "New: 1");
    await enter("BNK-2", "5.00");
    await page.getByLabel("Choose BNK-1, $77.77").check();
    await page.getByText("Chosen: $0.00 of $77.77. Left: $77.77.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Bring them together" }).isDisabled(), true);
    await page.getByLabel(`Choose the entry ${resident.number} $77.77`).first().check();
    await page.getByText("Left: $0.00.").waitFor();
    await checkAccess(page, "bank");
    await page.getByRole("button", { name: "Bring them together" }).click();
    await said(page, "The line has its entries");
    await page.getByRole("button", { name: "Strike out BNK-2" }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("Typed twice.");
    await page.getByRole("dialog").getByRole("button", { name: "Strike out" }).click();
    await said(page, "The line is struck out");
    await page.getByText("Every line of the bank has its entry").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a month is closed, and opened again by somebody else with a reason", async () => {
    const first = await counter.at("B. Close", "trust_office");
    await goTo(first.page, "#/books/months");
    const close = first.page.getByRole("button", { name: /^Close / });
    await close.click();
    await checkAccess(first.page, "close a month");
    await first.page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await said(first.page, "is closed.");
    await first.page.getByRole("button", { name: /^Open again/ }).click();
    await first.page.getByRole("dialog").getByLabel("Reason").fill("A late check.");
    await first.page.getByRole("dialog").getByRole("button", { name: "Open again" }).click();
    await first.page.getByRole("alert").getByText("someone else must open it").waitFor();
    const second = await counter.at("B. Open", "trust_office");
    await goTo(second.page, "#/books/months");
    await second.page.getByRole("button", { name: /^Open again/ }).click();
    await second.page.getByRole("dialog").getByRole("button", { name: "Open again" }).click();
    await second.page.getByText("Write the reason.").waitFor();
    await second.page.getByRole("dialog").getByLabel("Reason").fill("A late check.");
    await second.page.getByRole("dialog").getByRole("button", { name: "Open again" }).click();
    await said(second.page, "is open again.");
    assert.deepEqual([...first.wrongs, ...second.wrongs], []);
    await first.context.close();
    await second.context.close();
});

test("a statement on paper is saved; who has left is paid out once", async () => {
    const { page, context, wrongs } = await counter.at("B. Leave", "trust_office");
    const resident = await counter.resident({ least: 1_000 });
    await goTo(page, `#/money/${resident.number}`);
    const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Statement on paper (PDF)" }).click(),
    ]);
    assert.equal(
        readFileSync(await saved.path())
            .subarray(0, 5)
            .toString(),
        "%PDF-",
    );
    await page.getByLabel("Language").selectOption("es");
    const [copy] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Statement on paper (PDF)" }).click(),
    ]);
    assert.ok(readFileSync(await copy.path()).length > 1_000);
    await page.locator(".row-link").first().click();
    const [receipt] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("dialog").getByRole("button", { name: "Receipt on paper (PDF)" }).click(),
    ]);
    assert.match(receipt.suggestedFilename(), new RegExp(`^receipt-${resident.number}-`));
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("link", { name: "Leaving" }).click();
    await page.getByText("The resident is here.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Go on" }).count(), 0);
    const released = await counter.hub.caller("it").post(`/api/v1/residents/${resident.id}/release`, {});
    assert.equal(released.status, 200, released.text);
    await goTo(page, "#/money");
    await goTo(page, `#/money/${resident.number}/release`);
    await page.getByText("The resident has left.").waitFor();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("Write the number.").waitFor();
    await page.getByLabel("Number of the check, card or receipt").fill("C-1001");
    await checkAccess(page, "pay out");
    await page.getByRole("button", { name: "Go on" }).click();
    const pay = page.getByRole("dialog").getByRole("button", { name: /^Pay out/ });
    const shown = await pay.innerText();
    const late = { resident_id: resident.id, cents: 123, source: "refund", idempotency_key: "late" };
    assert.equal((await counter.trust.post("/api/v1/deposits", late)).status, 201);
    await pay.click();
    await page.getByRole("alert").getByText("What is there has changed. Nothing was paid out.").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal((await counter.read(`/api/v1/residents/${resident.id}/release`)).state, "released");
    await page.getByRole("button", { name: "Go on" }).click();
    assert.notEqual(await pay.innerText(), shown);
    assert.equal(await page.getByRole("dialog").getByRole("alert").count(), 0);
    await pay.click();
    await said(page, "The account is closed");
    await page.getByText("C-1001").waitFor();
    assert.equal((await counter.read(`/api/v1/residents/${resident.id}/release`)).state, "closed");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor sees the books and has nothing to press", async () => {
    const { page, context, wrongs } = await counter.at("B. Auditor", "auditor");
    const resident = await counter.resident();
    for (const [address, shows] of [
        ["#/books", ".list tbody tr"],
        ["#/books/flows", "svg.chart"],
        ["#/books/bank", ".figure"],
        ["#/books/months", ".list tbody tr"],
        [`#/money/${resident.number}/release`, ".figure"],
    ]) {
        await goTo(page, address);
        await page.locator(shows).first().waitFor();
        await page.locator(".waiting").waitFor({ state: "detached" });
        for (const name of [/^Close/, /^Open again/, /^Add/, /^Strike/, /^Bring/, /^Go on/, /^Pay/])
            assert.equal(await page.getByRole("main").getByRole("button", { name }).count(), 0, `${address} ${name}`);
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});
