// What is owed to others: paid by two people, refused, taken back, found at the bank; who may not.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo, signIn, signedIn } from "./person.mjs";

const ACCOUNT = "payable/victims";
const NAME = "Crime victims' fund";

let counter;
before(async () => {
    counter = await Counter.open();
    const resident = await counter.resident();
    const rule = { code: "victims", legal_basis: { en: "RCW 72.09.480" }, basis_points: 500 };
    const deposit = { resident_id: resident.id, cents: 50_000, source: "family", idempotency_key: "owed" };
    for (const { status, text } of [
        await counter.trust.put("/api/v1/deduction-rules", { rules: [rule], reason: "As the test wants it" }),
        await counter.trust.post("/api/v1/deposits", deposit),
        await counter.hub.caller("it").put("/api/v1/trust-policy", { two_person_from_cents: 1_000 }),
    ])
        assert.ok(status < 300, text);
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
/** {balance_cents, waiting_cents} of the fund. */
const owed = async () =>
    (await counter.read("/api/v1/payables")).payables.find((each) => each.account === ACCOUNT) ?? {
        balance_cents: 0,
        waiting_cents: 0,
    };
const one = async (reference) =>
    (await counter.read(`/api/v1/remittances?account=${ACCOUNT}&limit=200`)).remittances.find(
        (each) => each.reference === reference,
    );
const row = (page, text) => page.locator(".list tbody tr").filter({ hasText: text });

async function openForm(page) {
    await goTo(page, "#/remittances");
    await page.getByRole("link", { name: `Pay ${NAME}` }).click();
    await page.getByRole("form", { name: "Pay" }).waitFor();
}
async function fill(page, amount, reference) {
    await page.getByLabel("Amount in dollars").fill(amount);
    await page.getByLabel("To whom").fill("Treasurer of the State");
    await page.getByLabel("Number of the check").fill(reference);
    await page.getByRole("button", { name: "Go on" }).click();
}
async function pay(page, amount, reference) {
    await openForm(page);
    await fill(page, amount, reference);
    await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Pay \$/ })
        .click();
}

test("what is owed is paid: wrong input in plain words, never more than is there, once, and no press is lost", async () => {
    const { page, context, wrongs } = await counter.at("R. Pay", "trust_office");
    const before = (await owed()).balance_cents;
    assert.ok(before >= 2_500);
    await goTo(page, "#/remittances");
    await row(page, NAME).getByText("to be paid").waitFor();
    await checkAccess(page, "what is owed");
    await openForm(page);
    await page.getByRole("button", { name: "Go on" }).click();
    for (const text of ["Write to whom it is paid.", "Write the number of the check, or the reference of the bank."])
        await page.getByText(text).waitFor();
    await fill(page, "5,00", "CHK 1");
    await page.getByText("without commas").waitFor();
    await fill(page, "99999", "CHK 1");
    await page.getByText("This is more than can be paid now.").waitFor();
    await checkAccess(page, "a payment that is wrong");
    await fill(page, "5", "CHK 1");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(`From “${NAME}” to Treasurer of the State, reference CHK 1.`).waitFor();
    await checkAccess(page, "a payment");
    await page.route("**/api/v1/remittances", (route) => counter.loseAnswer(route, context));
    await dialog.getByRole("button", { name: "Pay $5.00" }).click();
    await dialog.getByRole("alert").getByText("nothing is done twice").waitFor();
    await page.unroute("**/api/v1/remittances");
    await dialog.getByRole("button", { name: "Pay $5.00" }).click();
    await said(page, "$5.00 is booked");
    await row(page, "CHK 1").getByText("R. Pay").waitFor();
    assert.equal((await owed()).balance_cents, before - 500);
    await pay(page, "1", "CHK 1");
    await dialog.getByRole("alert").getByText("This reference was used before").waitFor();
    await dialog.getByRole("button", { name: "Back" }).click();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a large payment waits; who made it may not agree; somebody else does; and only somebody else takes it back", async () => {
    const first = await counter.at("R. One", "trust_office");
    const { page } = first;
    const before = (await owed()).balance_cents;
    await pay(page, "12", "CHK 20");
    await said(page, "$12.00 waits until a second person agrees");
    assert.deepEqual(
        [(await owed()).balance_cents, (await owed()).waiting_cents, (await one("CHK 20")).state],
        [before, 1_200, "waiting"],
    );
    await page.getByRole("button", { name: /^Agree \$12\.00/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Agree" }).click();
    await page.getByRole("alert").getByText("someone else must do this").waitFor();
    assert.equal((await one("CHK 20")).state, "waiting");
    const second = await counter.at("R. Two", "trust_office");
    await goTo(second.page, "#/remittances/list/waiting");
    await second.page.getByRole("button", { name: /^Agree \$12\.00/ }).click();
    const dialog = second.page.getByRole("dialog");
    await dialog.getByText("Made by R. One.").waitFor();
    await checkAccess(second.page, "agree to a payment");
    await dialog.getByRole("button", { name: "Agree" }).click();
    await said(second.page, "$12.00 is booked");
    assert.equal((await owed()).balance_cents, before - 1_200);
    await page.getByRole("dialog").getByRole("button", { name: "Agree" }).click();
    await page.getByRole("alert").getByText("decided already").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Back" }).click();
    await page.getByLabel("State").selectOption("done");
    const takeBack = async (at) => {
        await at.getByRole("button", { name: /^Take back \$12\.00/ }).click();
        const asking = at.getByRole("dialog");
        await asking.getByRole("button", { name: "Take back" }).click();
        await asking.getByText("Write the reason.").waitFor();
        await asking.getByLabel("Reason").fill("The check was lost.");
        await checkAccess(at, "take a payment back");
        await asking.getByRole("button", { name: "Take back" }).click();
    };
    await takeBack(page);
    await page.getByRole("alert").getByText("someone else must do this").waitFor();
    await second.page.getByLabel("State").selectOption("done");
    await takeBack(second.page);
    await said(second.page, "$12.00 is taken back and owed again");
    await goTo(second.page, "#/remittances/list/voided");
    await row(second.page, "CHK 20").getByText("The check was lost.").waitFor();
    assert.equal((await owed()).balance_cents, before);
    await counter.onRecord("transfer_posted", "remittance_void");
    assert.deepEqual([...first.wrongs, ...second.wrongs], []);
    await first.context.close();
    await second.context.close();
});

test("a payment that waits is refused with a reason, and its reference can be used again", async () => {
    const { page, context, wrongs } = await counter.at("R. Refuse", "trust_office");
    const before = await owed();
    await pay(page, "11", "CHK 30");
    await said(page, "waits until a second person agrees");
    await page.getByRole("button", { name: /^Refuse \$11\.00/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("Wrong fund.");
    await dialog.getByRole("button", { name: "Refuse" }).click();
    await said(page, "$11.00 is refused");
    await page.getByText("No payments here").waitFor();
    assert.deepEqual(await owed(), before);
    await pay(page, "2", "CHK 30");
    await said(page, "$2.00 is booked");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a line of the bank fills the form, finds the payment, and keeps it from being taken back", async () => {
    const { page, context, wrongs } = await counter.at("R. Bank", "trust_office");
    const { day } = (await counter.trust.post("/api/v1/tie-out", {})).body;
    const line = (direction, cents, reference) => ({ day, direction, cents, reference });
    const lines = [line("out", 300, "WIRE 40"), line("in", 300, "WIRE 41"), line("out", 90_000_000, "WIRE 42")];
    const added = await counter.trust.post("/api/v1/bank-lines", { lines, idempotency_key: "wires" });
    assert.equal(added.status, 201, added.text);
    await openForm(page);
    const choice = page.getByLabel("Line of the bank");
    await choice.locator("option").filter({ hasText: "WIRE 40" }).waitFor({ state: "attached" });
    assert.deepEqual(
        (await choice.locator("option").allInnerTexts()).filter((text) => /WIRE 4[12]/.test(text)),
        [],
    );
    await choice.selectOption({ index: 1 });
    assert.equal(await page.getByLabel("Amount in dollars").inputValue(), "3.00");
    assert.equal(await page.getByLabel("Number of the check").inputValue(), "WIRE 40");
    await page.getByLabel("To whom").fill("Treasurer");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Pay $3.00" }).click();
    await said(page, "$3.00 is booked");
    const paid = row(page, "WIRE 40");
    const link = paid.getByRole("link", { name: /^At the bank/ });
    await link.waitFor();
    await checkAccess(page, "payments");
    assert.equal(await paid.getByRole("button", { name: /^Take back/ }).count(), 0);
    await link.click();
    await page.getByRole("button", { name: /^1 entry WIRE 40/ }).waitFor();
    assert.equal((await one("WIRE 40")).bank_day, day);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what was typed and asked is there again after a session that ended", async () => {
    const { page, context, wrongs, account } = await counter.at("R. Idle", "trust_office");
    await openForm(page);
    await fill(page, "1.25", "CHK 50");
    await page.getByRole("dialog").waitFor();
    await context.clearCookies();
    await page.getByRole("dialog").getByRole("button", { name: "Pay $1.25" }).click();
    await page.getByLabel("Password", { exact: true }).waitFor();
    await signIn(page, account);
    await signedIn(page);
    assert.equal(await page.getByLabel("To whom").inputValue(), "Treasurer of the State");
    await page.getByRole("dialog").getByRole("button", { name: "Pay $1.25" }).click();
    await said(page, "$1.25 is booked");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor sees it all and has nothing to press; other roles do not see it", async () => {
    const { page, context, wrongs } = await counter.at("R. Audit", "auditor");
    for (const address of [
        "#/remittances",
        `#/remittances/owed/${encodeURIComponent(ACCOUNT)}`,
        "#/remittances/list",
    ]) {
        await goTo(page, address);
        await page.locator(".list tbody tr").first().waitFor();
        await page.locator(".waiting").waitFor({ state: "detached" });
        await checkAccess(page, address);
        assert.equal(await page.getByRole("main").getByRole("button").count(), 0, address);
        for (const name of [/^Pay\b(?!ments)/, /^Take in/, /^Agree/, /^Take back/])
            assert.equal(await page.getByRole("main").getByRole("link", { name }).count(), 0, `${address} ${name}`);
    }
    const posted = await page.evaluate(async (account) => {
        const { csrf } = await (await fetch("/console/session")).json();
        const headers = { "Content-Type": "application/json", "X-Dayroom-CSRF": csrf };
        const wish = { account, direction: "pay", cents: 1, counterparty: "x", reference: "y", idempotency_key: "z" };
        const answer = await fetch("/api/v1/remittances", { method: "POST", headers, body: JSON.stringify(wish) });
        return { status: answer.status, code: (await answer.json()).code };
    }, ACCOUNT);
    assert.deepEqual(posted, { status: 403, code: "denied" });
    const reviewer = await counter.at("R. Viewer", "reviewer");
    await goTo(reviewer.page, "#/remittances");
    await reviewer.page.getByText("This page is not for your role").waitFor();
    assert.deepEqual([...wrongs, ...reviewer.wrongs], []);
    await context.close();
    await reviewer.context.close();
});
