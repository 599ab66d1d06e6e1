// The trust office: debts, withdrawals and undone lines by two people, files of deposits, rules for deductions.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { chooseFile, goTo } from "./person.mjs";

let counter;
before(async () => {
    counter = await Counter.open();
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

test("a debt: recorded, paid, suspended, taken up again, forgiven, each after one more look", async () => {
    const { page, context, wrongs } = await counter.at("T. Debts", "trust_office");
    const resident = await counter.resident({ least: 1_000 });
    await goTo(page, `#/money/${resident.number}/obligations/new`);
    await page.getByLabel("What for").selectOption("restitution");
    await page.getByLabel("Amount in dollars").fill("50,00");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("without commas").waitFor();
    await page.getByText("Write the order or law it comes from.").waitFor();
    await page.getByLabel("Amount in dollars").fill("50");
    await page.getByLabel("Order or law it comes from").fill("Order 26-114");
    await checkAccess(page, "new debt");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Record a debt of $50.00" }).click();
    await said(page, "The debt is recorded");
    await page.getByRole("button", { name: "Pay from the account" }).click();
    await page.getByLabel("Amount in dollars").fill("5");
    await page.getByText("Still owed: $50.00 now, $45.00 after it").waitFor();
    await checkAccess(page, "pay a debt");
    await page.getByRole("button", { name: "Pay from the account" }).click();
    await said(page, "The payment is booked");
    assert.equal((await counter.resident({ number: resident.number })).spendable_cents, resident.spendable_cents - 500);
    for (const [step, done] of [
        ["Suspend", "The debt is suspended"],
        ["Take up again", "The debt is taken up again"],
        ["Forgive the rest", "The rest is forgiven"],
    ]) {
        await page.getByRole("button", { name: step }).click();
        await page.getByRole("button", { name: step }).click();
        await page.getByText("Write the reason.").waitFor();
        await page.getByLabel("Reason").fill("The court said so.");
        await page.getByRole("button", { name: step }).click();
        await said(page, done);
    }
    await page.getByRole("button", { name: "Forgive the rest" }).waitFor({ state: "detached" });
    const { obligations } = await counter.read(`/api/v1/obligations?resident_id=${resident.id}&code=restitution`);
    assert.deepEqual(
        obligations.map((debt) => [debt.state, debt.paid_cents, debt.forgiven_cents, debt.owed_cents]),
        [["fulfilled", 500, 4_500, 0]],
    );
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a withdrawal above the limit waits for a second person, who is not the first; a deposit is undone", async () => {
    const it = await counter.at("I. Limit", "it");
    await goTo(it.page, "#/two-person");
    await it.page.getByLabel("A second person must agree").check();
    await it.page.getByLabel("From this amount on, in dollars").fill("5.00");
    await checkAccess(it.page, "second person");
    await it.page.getByRole("button", { name: "Save" }).click();
    await said(it.page, "The rules are saved");
    await it.context.close();
    const first = await counter.at("T. One", "trust_office");
    const { page } = first;
    const resident = await counter.resident({ least: 2_000 });
    await goTo(page, `#/money/${resident.number}/withdraw`);
    await page.getByLabel("Amount in dollars").fill("10");
    await page.getByLabel("How").selectOption("cheque");
    await page.getByLabel("Number of the check").fill("A1077");
    await page.getByLabel("To whom").fill("Ana Ruiz");
    await page.getByLabel("Reason").fill("Rent");
    await checkAccess(page, "withdrawal");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Pay out $10.00" }).click();
    await said(page, "on hold until a second person agrees");
    await goTo(page, "#/approvals");
    await page.getByRole("button", { name: /^Agree/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Agree" }).click();
    await page.getByRole("alert").getByText("someone else must agree").waitFor();
    const second = await counter.at("T. Two", "trust_office");
    await goTo(second.page, "#/approvals");
    await second.page.getByRole("button", { name: /^Agree/ }).click();
    await checkAccess(second.page, "agree");
    await second.page.getByRole("dialog").getByRole("button", { name: "Agree" }).click();
    await said(second.page, "$10.00 is booked");
    assert.equal(
        (await counter.resident({ number: resident.number })).spendable_cents,
        resident.spendable_cents - 1_000,
    );
    await second.page.getByLabel("State").selectOption("paid");
    await second.page.getByRole("button", { name: /^The bank paid it/ }).click();
    await second.page.getByRole("dialog").getByRole("button", { name: "The bank paid it" }).click();
    await said(second.page, "marked as paid by the bank");

    const before = (await counter.resident({ number: resident.number })).spendable_cents;
    const deposit = { resident_id: resident.id, cents: 300, source: "tribal", detail: "Wrong person" };
    assert.equal((await counter.trust.post("/api/v1/deposits", { ...deposit, idempotency_key: "undo" })).status, 201);
    await goTo(second.page, `#/money/${resident.number}`);
    await second.page.getByRole("button", { name: "Deposit from Wrong person" }).click();
    await second.page.getByRole("dialog").getByRole("button", { name: "Undo this line" }).click();
    await second.page.getByRole("dialog").getByRole("button", { name: "Undo it" }).click();
    await second.page.getByText("Write the reason.").waitFor();
    await second.page.getByLabel("Reason").fill("It was for somebody else.");
    await second.page.getByRole("dialog").getByRole("button", { name: "Undo it" }).click();
    await said(second.page, "The line is undone");
    assert.equal((await counter.resident({ number: resident.number })).spendable_cents, before);
    await goTo(second.page, "#/approvals/voids/done");
    await second.page
        .getByRole("row")
        .filter({ hasText: resident.number })
        .getByText("Deposit from Wrong person")
        .waitFor();
    assert.deepEqual([...first.wrongs, ...second.wrongs], []);
    await first.context.close();
    await second.context.close();
});

test("a file of deposits: wrong lines are named, control totals stop it, then it is booked once", async () => {
    const { page, context, wrongs } = await counter.at("T. File", "trust_office");
    const resident = await counter.resident();
    await goTo(page, "#/batches/file");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Choose a file.", { exact: true }).waitFor();
    const head = "reference,source,resident_number,cents,fee_cents,detail\n";
    const good = `B1,family,${resident.number},5000,250,Rosa\nB2,job,${resident.number},1500,,Kitchen\n`;
    const choose = (text) => chooseFile(page.getByLabel("File of deposits"), file("monday.csv", head + text));
    await choose(`${good}B3,family,000000,5000,,\n`);
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("button", { name: "Leave the wrong lines out, book 2 deposits, $65.00" }).waitFor();
    assert.deepEqual(await page.locator(".list tbody td:first-child").allInnerTexts(), ["4"]);
    await checkAccess(page, "file of deposits");
    await choose(good);
    await page.getByLabel("Sum, as counted elsewhere").fill("65.01");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Nothing of this file can be booked like this.").waitFor();
    await page.getByLabel("Sum, as counted elsewhere").fill("65.00");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("button", { name: "Book 2 deposits, $65.00" }).click();
    await said(page, "2 deposits are booked: $65.00");
    await page.getByRole("heading", { level: 1, name: "monday.csv" }).waitFor();
    await page.getByRole("row").filter({ hasText: "B2" }).waitFor();
    await checkAccess(page, "a booked file");
    await goTo(page, "#/batches/file");
    await choose(good);
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Nothing of this file can be booked like this.").waitFor();
    const { transactions } = await counter.read(`/api/v1/residents/${resident.id}/transactions?limit=10`);
    assert.equal(transactions.filter((line) => line.gross_cents === 5_000).length, 1);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("rules for deductions: tried on past deposits, then saved with a reason, and those before stay to read", async () => {
    const { page, context, wrongs } = await counter.at("T. Rules", "trust_office");
    const { rules, revision } = await counter.read("/api/v1/deduction-rules");
    await goTo(page, "#/deductions");
    const rule = page.getByRole("group", { name: "Rule 1" });
    await rule.getByLabel("Percent of the deposit").fill("200");
    await page.getByRole("button", { name: "Save these rules" }).click();
    await rule.getByText("more than 0 and at most 100").waitFor();
    await rule.getByLabel("Percent of the deposit").fill("2.5");
    await rule.getByLabel("Name, in English").fill("");
    await rule.getByLabel("Name, in Spanish").fill("Fondo del condado");
    await page.getByRole("button", { name: "Save these rules" }).click();
    await rule.getByText("Write the name in English.").waitFor();
    await rule.getByLabel("Name, in English").fill("County fund");
    await page.getByRole("button", { name: "Show the difference" }).click();
    await page.getByText("Residents with a difference").waitFor();
    assert.doesNotMatch(await page.locator(".figure.strong dd").innerText(), /^0 of/);
    await checkAccess(page, "rules for deductions");
    assert.equal((await counter.read("/api/v1/deduction-rules")).revision, revision);
    await page.getByRole("button", { name: "Save these rules" }).click();
    await page.getByText("Write the reason.").waitFor();
    await page.getByLabel("Reason").fill("The law of January");
    await page.getByRole("button", { name: "Save these rules" }).click();
    await said(page, "The rules are saved");
    const now = await counter.read("/api/v1/deduction-rules");
    assert.deepEqual(
        [now.rules[0].basis_points, now.rules[0].name, now.rules.length, now.reason],
        [250, { en: "County fund", es: "Fondo del condado" }, rules.length, "The law of January"],
    );
    await page.getByLabel("Rules", { exact: true }).selectOption(String(revision));
    await page.locator(".list tbody tr").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Save these rules" }).count(), 0);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor sees the trust office's pages and has nothing to press", async () => {
    const { page, context, wrongs } = await counter.at("A. Trust", "auditor");
    const { obligations } = await counter.read("/api/v1/obligations?limit=1");
    const [debt] = obligations;
    for (const [address, shows] of [
        ["#/batches", "h1"],
        ["#/batches/file", "h1"],
        ["#/approvals", "h1"],
        ["#/approvals/voids/done", ".list tbody tr"],
        ["#/deductions", ".list tbody tr"],
        [`#/money/${debt.resident_number}/obligations`, ".list tbody tr"],
        [`#/money/${debt.resident_number}/obligations/${debt.id}`, ".list tbody tr"],
        [`#/money/${debt.resident_number}/withdraw`, ".list tbody tr"],
    ]) {
        await goTo(page, address);
        await page.locator(shows).first().waitFor();
        await page.locator(".waiting").waitFor({ state: "detached" });
        await checkAccess(page, address);
        for (const name of [
            /^Agree/,
            /^Refuse\b/,
            /^Record/,
            /^Pay/,
            /^Save/,
            /^Book/,
            /^Check/,
            /^Show the/,
            /^Suspend\b/,
        ])
            for (const role of ["button", "link"])
                assert.equal(await page.getByRole("main").getByRole(role, { name }).count(), 0, `${address} ${name}`);
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});
