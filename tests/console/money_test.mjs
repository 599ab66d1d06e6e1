// The money desk in the hands of the trust office: accounts, deposits, charges, money on its way out, the policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo, heading, signIn } from "./person.mjs";

let counter;
before(async () => {
    counter = await Counter.open();
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const figure = (page, name) => page.locator(".figure").filter({ hasText: name }).locator("dd").first();

test("a deposit: found, typed strictly, shown with what the rules take, booked once", async () => {
    const { page, context, wrongs } = await counter.at("T. Deposit", "trust_office");
    const resident = await counter.resident();
    assert.equal(await heading(page).textContent(), "Accounts of residents");
    await page.getByLabel("Find a resident").fill(resident.number);
    const row = page.getByRole("link", { name: `${resident.given_name} ${resident.family_name}` });
    await page.waitForFunction(() => document.querySelectorAll(".list tbody tr").length === 1);
    await row.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Deposit", exact: true }).click();
    const amount = page.getByLabel("Amount in dollars");
    for (const [typed, says] of [
        ["", "Write the amount."],
        ["-5", "without a plus or minus sign"],
        ["12,50", "without commas"],
        ["12.5", "two digits after the point"],
        ["1e3", "only digits"],
        ["0", "more than zero"],
        ["1000000.01", "more than $1,000,000.00"],
    ]) {
        await amount.fill(typed);
        await page.keyboard.press("Enter");
        await page.locator(".field-error").getByText(says).waitFor();
        assert.equal(await amount.inputValue(), typed);
    }
    await amount.fill("1234");
    await page.getByText("$1,234.00", { exact: true }).waitFor();
    await amount.fill("100");
    await page.getByLabel("Fee in dollars").fill("4.95");
    await page.getByLabel("From whom").fill("Rosa Diaz");
    await checkAccess(page, "deposit form");
    await page.keyboard.press("Enter");
    const preview = page.getByRole("region", { name: "Deposit, not booked yet" });
    await preview.waitFor();
    await checkAccess(page, "deposit preview");
    const left = await preview.locator("tr.total td").textContent();
    assert.equal((await counter.resident({ number: resident.number })).spendable_cents, resident.spendable_cents);
    await preview.getByRole("button", { name: "Book the deposit of $100.00" }).press("Enter");
    await said(page, "$100.00 is booked");
    const now = await counter.resident({ number: resident.number });
    const cents = Number(left.replace(/[$.,]/g, ""));
    assert.equal(now.spendable_cents, resident.spendable_cents + cents);
    await figure(page, "Can spend")
        .getByText(`$${(now.spendable_cents / 100).toFixed(2)}`)
        .waitFor();
    await page.getByRole("link", { name: "Transactions" }).click();
    await page.getByRole("button", { name: "Deposit from Rosa Diaz" }).click();
    await page.getByRole("dialog").getByText("Fee of the company that moved it").waitFor();
    assert.equal(await page.getByRole("dialog").locator("tr.total td").textContent(), left);
    await checkAccess(page, "a deposit opened");
    await page.keyboard.press("Escape");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the answer is lost on the way: the same press again books nothing twice", async () => {
    const { page, context, wrongs } = await counter.at("T. Lost", "trust_office");
    const resident = await counter.resident();
    await goTo(page, `#/money/${resident.number}/deposit`);
    await page.getByLabel("Amount in dollars").fill("20");
    await page.getByRole("button", { name: "Show what happens" }).click();
    const book = page.getByRole("button", { name: "Book the deposit of $20.00" });
    await page.route("**/api/v1/deposits", (route) => counter.loseAnswer(route, context));
    await book.click();
    await page.getByRole("alert").getByText("nothing is done twice").waitFor();
    await page.unroute("**/api/v1/deposits");
    await book.click();
    await said(page, "$20.00 is booked");
    const { transactions } = await counter.read(`/api/v1/residents/${resident.id}/transactions?limit=5`);
    assert.equal(transactions.filter((line) => line.gross_cents === 2_000).length, 1);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the session ends while a deposit is typed: after signing in it stands there again, and its key too", async () => {
    const { page, context, account } = await counter.at("T. Again", "trust_office");
    const resident = await counter.resident();
    await goTo(page, `#/money/${resident.number}/deposit`);
    await page.getByLabel("Amount in dollars").fill("33.33");
    await page.getByLabel("From whom").fill("Ana Ruiz");
    await context.clearCookies();
    await page.getByRole("button", { name: "Show what happens" }).click();
    await page.getByText("Your session has ended").waitFor();
    await signIn(page, account);
    await page.getByLabel("Amount in dollars").waitFor();
    assert.equal(await page.getByLabel("Amount in dollars").inputValue(), "33.33");
    assert.equal(await page.getByLabel("From whom").inputValue(), "Ana Ruiz");
    await page.getByRole("button", { name: "Show what happens" }).click();
    await page.getByRole("button", { name: "Change it" }).click();
    assert.equal(await page.getByLabel("Amount in dollars").inputValue(), "33.33");
    await context.close();
});

test("a charge is shown with what is left before it is booked, and refused when the money is gone meanwhile", async () => {
    const { page, context, wrongs } = await counter.at("T. Charge", "trust_office");
    const resident = await counter.resident({ least: 1_000 });
    await goTo(page, `#/money/${resident.number}/charge`);
    await page.getByLabel("Amount in dollars").fill("99999.00");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("This is more than the resident can spend.").waitFor();
    await page.getByText("Choose what the charge is for.").waitFor();
    await page.getByLabel("Amount in dollars").fill("1.50");
    await page.getByLabel("What for").selectOption("lost_card");
    await page.getByRole("button", { name: "Go on" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("is charged for: Lost card").waitFor();
    await checkAccess(page, "charge");
    await dialog.getByRole("button", { name: "Charge $1.50" }).click();
    await said(page, "$1.50 was charged");
    const now = await counter.resident({ number: resident.number });
    assert.equal(now.spendable_cents, resident.spendable_cents - 150);
    await page.getByLabel("Amount in dollars").fill((now.spendable_cents / 100).toFixed(2));
    await page.getByLabel("What for").selectOption("damage");
    await page.getByRole("button", { name: "Go on" }).click();
    const other = { resident_id: now.id, cents: 100, reason: "postage", idempotency_key: "race" };
    assert.equal((await counter.trust.post("/api/v1/charges", other)).status, 201);
    await dialog.getByRole("button", { name: /^Charge/ }).click();
    await dialog.getByRole("alert").getByText("cannot spend that much now").waitFor();
    assert.equal((await counter.resident({ number: resident.number })).spendable_cents, now.spendable_cents - 100);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("transactions are found by direction, kind and words, and paged", async () => {
    const { page, context, wrongs } = await counter.at("T. Find", "trust_office");
    const resident = await counter.resident();
    for (let index = 0; index < 60; index++) {
        const deposit = { resident_id: resident.id, cents: 100 + index, source: "tribal", detail: `Giver ${index}` };
        await counter.trust.post("/api/v1/deposits", { ...deposit, idempotency_key: `find-${index}` });
    }
    await goTo(page, `#/money/${resident.number}`);
    const rows = page.locator(".list tbody tr");
    await page.getByRole("button", { name: "Deposit from Giver 59" }).waitFor();
    assert.equal(await rows.count(), 50);
    await page.getByRole("button", { name: "Older" }).click();
    await page.getByRole("button", { name: "Deposit from Giver 9", exact: true }).waitFor();
    await page.getByRole("button", { name: "Newer" }).click();
    await page.getByRole("button", { name: "Deposit from Giver 59" }).waitFor();
    await page.getByLabel("Words or amount").fill("giver 59");
    await page.waitForFunction(() => document.querySelectorAll(".list tbody tr").length === 1);
    await page.getByLabel("Words or amount").fill("1.42");
    await page.getByRole("button", { name: "Deposit from Giver 42" }).waitFor();
    await page.getByLabel("In or out", { exact: true }).selectOption("out");
    await page.getByText("No transactions here").waitFor();
    await page.getByLabel("Words or amount").fill("");
    await page.getByLabel("Kind").selectOption("commissary");
    await page.waitForFunction(() =>
        [...document.querySelectorAll(".list tbody th")].every((cell) =>
            cell.textContent.startsWith("Commissary order"),
        ),
    );
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("money on its way out: not before its time, paid, refused with a reason that is kept", async () => {
    const { page, context, wrongs, account } = await counter.at("T. Out", "trust_office");
    const resident = await counter.resident({ least: 3_000 });
    counter.hub.sendMoney(resident.number, 700, "Bus home");
    await goTo(page, "#/transfers");
    const row = page.getByRole("row").filter({ hasText: "Bus home" });
    await row.waitFor();
    assert.equal(await row.getByRole("button", { name: /^Pay/ }).isDisabled(), true);
    const policy = { send_money: true, cooling_off_hours: 0, daily_brake_cents: 0 };
    assert.equal((await counter.trust.put("/api/v1/money-policy", policy)).status, 200);
    counter.hub.sendMoney(resident.number, 500, "Shoes");
    counter.hub.sendMoney(resident.number, 600, "Rent");
    await goTo(page, "#/transfers/paid");
    await page.getByText("Nothing was paid yet").waitFor();
    await goTo(page, "#/transfers");
    const shoes = page.getByRole("row").filter({ hasText: "Shoes" });
    await shoes.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("dialog").getByText("$5.00 leaves the facility, and $6.50 with the fee").waitFor();
    await checkAccess(page, "pay");
    await page.getByRole("dialog").getByRole("button", { name: "Pay $5.00" }).click();
    await said(page, "$5.00 is booked as paid");
    await shoes.waitFor({ state: "detached" });
    const rent = page.getByRole("row").filter({ hasText: "Rent" });
    await rent.getByRole("button", { name: /^Refuse/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Refuse $6.00" }).click();
    await page.getByText("Write the reason.").waitFor();
    await page.getByRole("dialog").getByLabel("Reason").fill("The landlord's address is missing.");
    await context.clearCookies();
    await page.getByRole("dialog").getByRole("button", { name: "Refuse $6.00" }).click();
    await page.getByText("Your session has ended").waitFor();
    await signIn(page, account);
    const reason = page.getByRole("dialog").getByLabel("Reason");
    await reason.waitFor();
    assert.equal(await reason.inputValue(), "The landlord's address is missing.");
    await page.getByRole("dialog").getByRole("button", { name: "Refuse $6.00" }).click();
    await said(page, "$7.50 went back to the resident");
    await page.getByRole("link", { name: "Refused" }).click();
    await page.getByText("The landlord's address is missing.").waitFor();
    const now = await counter.resident({ number: resident.number });
    assert.equal(now.spendable_cents, resident.spendable_cents - 650 - 850);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the rules for money are saved, and what is not saved can be taken back", async () => {
    const { page, context, wrongs } = await counter.at("T. Rules", "trust_office");
    await goTo(page, "#/money-policy");
    const hours = page.getByLabel(/^Hours before/);
    await hours.fill("a day");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Write a whole number.").waitFor();
    await page.getByRole("button", { name: "Take them back" }).click();
    await hours.fill("48");
    await page.getByLabel(/There is a most/).check();
    await page.getByLabel("The most a day, in dollars").fill("25.50");
    await page.getByRole("button", { name: "Save" }).click();
    await said(page, "The rules are saved");
    assert.deepEqual(await counter.read("/api/v1/money-policy"), {
        send_money: true,
        cooling_off_hours: 48,
        daily_brake_cents: 2_550,
    });
    assert.deepEqual(wrongs, []);
    await context.close();
});
