// What is applied is what was checked: an answer to something else than what stands in the form now offers nothing to press, however late
// it comes. And what is asked about once more before it is sent.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Counter } from "./counter.mjs";
import { chooseFile, goTo } from "./person.mjs";

let counter;
before(async () => {
    counter = await Counter.open();
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const offers = (page, name) => page.getByRole("main").getByRole("button", { name }).count();

/** Presses `button`, does something else while the hub's answer to `path` is on its way, and waits until it was taken in. */
async function meanwhile(page, path, button, act) {
    let open;
    const held = new Promise((resolve) => {
        open = resolve;
    });
    const pattern = (url) => url.pathname === path;
    await page.route(pattern, async (route) => {
        await held;
        await route.continue();
    });
    const asked = page.waitForRequest((request) => pattern(new URL(request.url())));
    await page.getByRole("button", { name: button }).click();
    await asked;
    await act();
    const answered = page.waitForResponse((response) => pattern(new URL(response.url())));
    open();
    await answered;
    await page.locator("main [aria-disabled]").waitFor({ state: "detached" });
    await page.unroute(pattern);
}

test("a file of deposits is booked as it was checked, with its control totals", async () => {
    const { page, context, wrongs } = await counter.at("K. File", "trust_office");
    const resident = await counter.resident();
    await goTo(page, "#/batches/file");
    const text = `reference,source,resident_number,cents\nK1,family,${resident.number},5000\n`;
    await chooseFile(page.getByLabel("File of deposits"), file("k.csv", text));
    const sum = page.getByLabel("Sum, as counted elsewhere");
    await meanwhile(page, "/api/v1/deposit-batches", "Check the file", () => sum.fill("1.00"));
    assert.equal(await offers(page, /^Book/), 0);
    await sum.fill("");
    await page.getByRole("button", { name: "Book 1 deposit, $50.00" }).waitFor();
    await chooseFile(page.getByLabel("File of deposits"), file("k.csv", text.replace("5000", "9000")));
    await page.getByRole("button", { name: "Book 1 deposit, $50.00" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("button", { name: "Book 1 deposit, $90.00" }).click();
    await said(page, "1 deposit is booked: $90.00");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a catalog is imported as it was checked", async () => {
    const { page, context, wrongs } = await counter.at("K. Catalog", "trust_office");
    const { categories } = await counter.read("/api/v1/commissary/catalog");
    const of = (items) =>
        file(
            "prices.csv",
            [
                "code,category,name_en,price_cents",
                ...items.map((code) => `${code},${categories[0].code},Soap,115`),
            ].join("\n"),
        );
    await goTo(page, "#/catalog/file");
    const field = page.getByLabel("Catalog file");
    await chooseFile(field, of(["k1"]));
    await meanwhile(page, "/api/v1/commissary/catalog", "Check the file", () => chooseFile(field, of(["k1", "k2"])));
    assert.equal(await page.getByRole("region", { name: "What the file would do" }).count(), 0);
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("button", { name: /2 items/ }).waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a file of the bank is added as it was checked, and can be chosen again after it was changed", async () => {
    const { page, context, wrongs } = await counter.at("K. Bank", "trust_office");
    const of = (...references) =>
        file(
            "bank.csv",
            ["day,direction,cents,reference,text", ...references.map((each) => `2026-11-20,in,700,${each},`)].join(
                "\n",
            ),
        );
    await goTo(page, "#/books/bank");
    await page.getByText("Enter what the bank says").click();
    const field = page.getByLabel("File of the bank");
    await chooseFile(field, of("KB-1"));
    await meanwhile(page, "/api/v1/bank-lines/import", "Check the file", () => chooseFile(field, of("KB-1", "KB-2")));
    assert.equal(await offers(page, "Add these lines"), 0);
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("button", { name: "Add these lines" }).waitFor();
    const chooser = page.waitForEvent("filechooser");
    await field.click();
    await chooser;
    assert.equal(await field.evaluate((input) => input.files.length), 0, "the same file is a new choice");
    await page.getByText("bank.csv").waitFor();
    await page.getByRole("button", { name: "Add these lines" }).click();
    await said(page, "New: 2");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the difference that rules make is shown for the rules and the time in the form", async () => {
    const { page, context, wrongs } = await counter.at("K. Rules", "trust_office");
    await goTo(page, "#/deductions");
    const percent = page.getByRole("group", { name: "Rule 1" }).getByLabel("Percent of the deposit");
    const changed = page.getByText("Residents with a difference");
    await percent.fill("2.5");
    const path = "/api/v1/deduction-rules/preview";
    await meanwhile(page, path, "Show the difference", () => percent.fill("3"));
    assert.equal(await changed.count(), 0);
    for (const change of [
        () => percent.fill("3.5"),
        () => page.getByRole("region", { name: "Try these rules" }).getByLabel("From").fill("2026-01-01"),
        () => page.getByRole("button", { name: "Later" }).first().click(),
    ]) {
        await page.getByRole("button", { name: "Show the difference" }).click();
        await changed.waitFor();
        await change();
        await changed.waitFor({ state: "detached" });
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a deposit is booked as it was shown", async () => {
    const { page, context, wrongs } = await counter.at("K. Deposit", "trust_office");
    const resident = await counter.resident();
    await goTo(page, `#/money/${resident.number}/deposit`);
    const amount = page.getByLabel("Amount in dollars");
    await amount.fill("10");
    await meanwhile(page, "/api/v1/deposits/preview", "Show what happens", () => amount.fill("100"));
    assert.equal(await offers(page, /^Book/), 0);
    assert.equal(await amount.inputValue(), "100");
    await page.getByRole("button", { name: "Show what happens" }).click();
    await page.getByRole("button", { name: "Book the deposit of $100.00" }).click();
    await said(page, "$100.00 is booked");
    const { transactions } = await counter.read(`/api/v1/residents/${resident.id}/transactions?limit=5`);
    assert.equal(transactions[0].gross_cents, 10_000);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what went wrong with a question is gone when it is asked again", async () => {
    const { page, context, wrongs } = await counter.at("K. Ask", "trust_office");
    const resident = await counter.resident({ least: 1_000 });
    for (const [view, type] of [
        ["charge", () => page.getByLabel("What for").selectOption("damage")],
        ["obligations/new", () => page.getByLabel("Order or law it comes from").fill("Order 7")],
    ]) {
        await goTo(page, `#/money/${resident.number}/${view}`);
        await page.getByLabel("Amount in dollars").fill("5");
        await type();
        await page.getByRole("button", { name: "Go on" }).click();
        const dialog = page.getByRole("dialog");
        await context.setOffline(true);
        await dialog.getByRole("button").last().click();
        await dialog.getByText("The hub did not answer").waitFor();
        await context.setOffline(false);
        await dialog.getByRole("button", { name: "Back" }).click();
        assert.equal(await page.getByText("The hub did not answer, so").count(), 0, view);
        await page.getByRole("button", { name: "Go on" }).click();
        await dialog.waitFor();
        assert.equal(await dialog.getByRole("alert").count(), 0, view);
        await dialog.getByRole("button", { name: "Back" }).click();
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a search in an account is asked for when the typing pauses, not for each letter", async () => {
    const { page, context, wrongs } = await counter.at("K. Search", "trust_office");
    const resident = await counter.resident();
    await goTo(page, `#/money/${resident.number}`);
    await page.locator(".list tbody tr").first().waitFor();
    const reads = [];
    page.on("request", (request) => {
        const { pathname, searchParams } = new URL(request.url());
        if (pathname.endsWith("/transactions") && !searchParams.has("before")) reads.push(pathname);
    });
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByLabel("Words or amount").pressSequentially("deposit");
    assert.equal(reads.length, 0);
    const found = page.waitForResponse((response) => response.url().includes("/transactions"));
    await page.clock.runFor(1_000);
    await found;
    await page.getByText(/^\d+ of [\d,]+ lines/).waitFor();
    assert.equal(reads.length, 1);
    assert.deepEqual(wrongs, []);
    await context.close();
});
