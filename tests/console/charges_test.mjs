// Charges for many at once, what the facility charges for, what is paid first when somebody leaves, and the bank's lines with their entries.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo } from "./person.mjs";

let counter;
before(async () => {
    counter = await Counter.open();
    // As a facility that has not charged for anything yet, unlike the sample.
    const { status, text } = await counter.trust.put("/api/v1/charge-kinds", { kinds: [] });
    assert.equal(status, 200, text);
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
test("kinds of charge: made, refused in plain words, changed, taken off, on record", async () => {
    const { page, context, wrongs } = await counter.at("C. Kinds", "trust_office");
    await goTo(page, "#/charges");
    await page.getByText("There are no kinds of charge yet").waitFor();
    await page.getByRole("link", { name: "Kinds of charge" }).click();
    const add = page.getByRole("button", { name: "Add a kind" });
    const save = page.getByRole("button", { name: "Save" });
    await add.click();
    const kit = page.getByRole("group", { name: "Kind 1" });
    await save.click();
    await kit.getByText("Write a code of small letters").waitFor();
    await kit.getByLabel("Code").fill("hygiene");
    await save.click();
    await kit.getByText("Write the name in English.").waitFor();
    await kit.getByLabel("Name, in Spanish").fill("Artículos de higiene");
    await save.click();
    await kit.getByText("Write the name in English.").waitFor();
    await kit.getByLabel("Name, in English").fill("Hygiene kit");
    await kit.getByLabel("Amount in dollars").fill("2,50");
    await save.click();
    await kit.getByText("without commas").waitFor();
    await kit.getByLabel("Amount in dollars").fill("2.50");
    await kit.getByLabel("May be owed").check();
    await add.click();
    const damage = page.getByRole("group", { name: "Kind 2" });
    await damage.getByLabel("Name, in English").fill("Damage");
    await damage.getByLabel("Code").fill("hygiene");
    await save.click();
    await damage.getByText("This code stands there twice.").waitFor();
    await damage.getByLabel("Code").fill("damage");
    await checkAccess(page, "kinds of charge");
    await save.click();
    await said(page, "The kinds of charge are saved");
    assert.deepEqual((await counter.read("/api/v1/charge-kinds")).kinds, [
        { code: "hygiene", name: { en: "Hygiene kit", es: "Artículos de higiene" }, cents: 250, may_be_owed: true },
        { code: "damage", name: { en: "Damage" }, cents: 0, may_be_owed: false },
    ]);
    await counter.onRecord("policy_changed", "charge_kinds");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a housing unit is charged: shown for each first, owed where it may be, booked once", async () => {
    const { page, context, wrongs } = await counter.at("C. Unit", "trust_office");
    await goTo(page, "#/charges");
    const show = page.getByRole("button", { name: "Show what happens" });
    await show.click();
    for (const text of ["Choose what the charge is for.", "Choose the housing unit.", "Write the reason."])
        await page.getByText(text).waitFor();
    const { units } = await counter.read("/api/v1/units");
    await page.getByLabel("What for").selectOption("hygiene");
    await page.getByLabel("Housing unit").selectOption(units[0].id);
    await page.getByLabel("Reason").fill("Hygiene kit of November");
    await show.click();
    const report = page.getByRole("region", { name: "What the charge would do" });
    await report.waitFor();
    await checkAccess(page, "charge a unit");
    const { residents } = await counter.read(`/api/v1/residents?unit_id=${units[0].id}&limit=200`);
    const poor = residents.filter((each) => each.spendable_cents < 250);
    assert.equal(await report.getByText("Is left out").count(), 0);
    await page.getByLabel("Reason").fill("Hygiene kit of December");
    await report.waitFor({ state: "detached" });
    await show.click();
    await page.getByRole("button", { name: new RegExp(`^Charge ${residents.length} residents, \\$`) }).click();
    await said(page, `${residents.length} residents are charged.`);
    const now = (await counter.read(`/api/v1/residents?unit_id=${units[0].id}&limit=200`)).residents;
    for (const [index, before] of residents.entries()) {
        const owes = poor.includes(before);
        assert.equal(now[index].spendable_cents, before.spendable_cents - (owes ? 0 : 250), before.number);
        assert.equal(now[index].owed_cents, before.owed_cents + (owes ? 250 : 0), before.number);
    }
    assert.equal(await page.getByLabel("Reason").inputValue(), "");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("residents are chosen; who cannot pay is left out only when told so", async () => {
    const { page, context, wrongs } = await counter.at("C. Some", "trust_office");
    const rich = await counter.resident({ least: 2_000 });
    const { residents } = await counter.read("/api/v1/residents?limit=200");
    const other = residents.find((each) => each.id !== rich.id && each.spendable_cents < rich.spendable_cents);
    await goTo(page, "#/charges");
    await page.getByLabel("What for").selectOption("damage");
    await page.getByLabel("Who is charged").selectOption("residents");
    const amount = ((other.spendable_cents + 1) / 100).toFixed(2);
    await page.getByLabel("Amount in dollars").fill(amount);
    await page.getByLabel("Reason").fill("Broken chair");
    await page.getByRole("button", { name: "Show what happens" }).click();
    await page.getByText("Choose at least one resident.").waitFor();
    for (const each of [rich, other]) {
        await page.getByLabel("Add a resident").fill(each.number);
        await page.locator(".picker-list button").first().click();
        await page.getByRole("list", { name: "Residents that I choose" }).getByText(each.number).first().waitFor();
    }
    await page.getByRole("button", { name: "Show what happens" }).click();
    await page.getByText("1 resident cannot be charged and is left out.").waitFor();
    await page.getByText("not enough in the account").waitFor();
    await checkAccess(page, "charge some");
    await page.getByRole("button", { name: `Leave the others out, charge 1 resident, $${amount}` }).click();
    await said(page, "1 resident is charged.");
    assert.equal(
        (await counter.resident({ number: rich.number })).spendable_cents,
        rich.spendable_cents - other.spendable_cents - 1,
    );
    assert.equal((await counter.resident({ number: other.number })).spendable_cents, other.spendable_cents);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what is paid first when somebody leaves: added, moved, refused in plain words, saved, on record", async () => {
    const { page, context, wrongs } = await counter.at("C. Leaving", "trust_office");
    await goTo(page, "#/money-policy/leaving");
    await page.getByText("Nothing is paid first").waitFor();
    const add = page.getByRole("button", { name: "Add it at the end" });
    const debt = page.getByLabel("Debt", { exact: true });
    await add.click();
    await page.getByText("Choose a debt to add.").waitFor();
    await debt.selectOption("restitution");
    await add.click();
    await debt.selectOption("other");
    await page.getByLabel("Code of the debt").fill("Copay!");
    await add.click();
    await page.getByText("Write a code of small letters").waitFor();
    await page.getByLabel("Code of the debt").fill("restitution");
    await add.click();
    await page.getByText("This one is in the list already.").waitFor();
    await page.getByLabel("Code of the debt").fill("copay");
    await add.click();
    await page.getByRole("button", { name: "Earlier copay" }).click();
    await page.getByText("You have changes that are not saved.").waitFor();
    await checkAccess(page, "paid first");
    await page.getByRole("button", { name: "Save" }).click();
    await said(page, "The rules are saved");
    assert.deepEqual((await counter.read("/api/v1/release-policy")).pay_obligations, ["copay", "restitution"]);
    await counter.onRecord("policy_changed", "release_pays");
    await page.getByRole("button", { name: "Remove copay" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("You have changes").waitFor({ state: "detached" });
    assert.deepEqual((await counter.read("/api/v1/release-policy")).pay_obligations, ["restitution"]);
    const look = await counter.at("C. Look", "auditor");
    await goTo(look.page, "#/money-policy/leaving");
    await look.page
        .getByRole("list", { name: "Paid first, in this order" })
        .getByText("Restitution", { exact: true })
        .waitFor();
    assert.equal(await look.page.getByRole("main").getByRole("button").count(), 0);
    assert.deepEqual([...wrongs, ...look.wrongs], []);
    await look.context.close();
    await context.close();
});

test("a line of the bank shows the entries that it was brought together with, and both are taken apart again", async () => {
    const { page, context, wrongs } = await counter.at("C. Bank", "trust_office");
    const resident = await counter.resident();
    const { day } = (await counter.trust.post("/api/v1/tie-out", {})).body;
    const deposit = {
        resident_id: resident.id,
        cents: 6_123,
        source: "tribal",
        detail: "MO 77",
        idempotency_key: "mo",
    };
    assert.equal((await counter.trust.post("/api/v1/deposits", deposit)).status, 201);
    const lines = [{ day, direction: "in", cents: 6_123, reference: "MO 77" }];
    const added = await counter.trust.post("/api/v1/bank-lines", { lines, idempotency_key: "bank" });
    assert.equal(added.body.matched, 1, added.text);
    await goTo(page, "#/books/bank");
    await page.getByLabel("Show", { exact: true }).selectOption("matched");
    await page.getByRole("button", { name: "1 entry MO 77" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Brought together by the reference.").waitFor();
    assert.deepEqual(await dialog.locator("tbody th a").allInnerTexts(), [resident.number]);
    await dialog.getByRole("row").getByText("$61.23").waitFor();
    await checkAccess(page, "a line with its entries");
    await dialog.getByRole("button", { name: "Take apart" }).click();
    await said(page, "are taken apart");
    await page.getByText("No line has its entries yet").waitFor();
    await counter.onRecord("bank_line_changed", "unmatched");
    await page.getByLabel("Show", { exact: true }).selectOption("open");
    await page.getByRole("button", { name: "Strike out MO 77" }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("Entered twice.");
    await page.getByRole("dialog").getByRole("button", { name: "Strike out" }).click();
    await said(page, "The line is struck out");
    await page.getByLabel("Show", { exact: true }).selectOption("struck");
    await page.getByRole("row").filter({ hasText: "MO 77" }).getByText("Entered twice.").waitFor();
    await checkAccess(page, "struck lines");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what was charged is listed: by kind, resident and days, one is undone, an auditor looks", async () => {
    const { page, context, wrongs } = await counter.at("C. Made", "trust_office");
    const resident = await counter.resident({ least: 2_000 });
    const kinds = [
        { code: "copies", name: { en: "Copies" }, cents: 75, may_be_owed: true },
        { code: "haircut", name: { en: "Haircut" }, cents: 800, may_be_owed: false },
    ];
    assert.equal((await counter.trust.put("/api/v1/charge-kinds", { kinds })).status, 200);
    const before = (await counter.resident({ number: resident.number })).spendable_cents;
    for (const kind of ["copies", "haircut"]) {
        const charge = {
            kind,
            reason: `For the ${kind}`,
            resident_ids: [resident.id],
            idempotency_key: `made ${kind}`,
        };
        assert.equal((await counter.trust.post("/api/v1/site-charges", charge)).status, 201);
    }
    await goTo(page, "#/charges/made");
    const rows = page.locator(".list tbody tr");
    const haircut = rows.filter({ hasText: "For the haircut" });
    await haircut.getByText("$8.00").first().waitFor();
    await haircut.getByText("Charged").waitFor();
    await checkAccess(page, "what was charged");
    await page.getByLabel("What for").selectOption("haircut");
    await rows.filter({ hasText: "For the copies" }).waitFor({ state: "detached" });
    await haircut.waitFor();
    assert.equal(await rows.count(), 1);
    await page.getByLabel("Of one resident").fill(resident.number);
    await page.locator(".picker-list button").filter({ hasText: resident.number }).click();
    await page.locator(".figure.strong").getByText("$8.00").waitFor();
    await haircut.getByRole("button", { name: `Undo $8.00, ${resident.number}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Undo it" }).click();
    await dialog.getByText("Write the reason.").waitFor();
    await checkAccess(page, "undo a charge");
    await dialog.getByLabel("Reason").fill("It was not cut.");
    await dialog.getByRole("button", { name: "Undo it" }).click();
    await said(page, "The line is undone");
    await haircut.getByText("Undone").waitFor();
    assert.equal(await haircut.getByRole("button").count(), 0);
    await page.locator(".figure.strong").getByText("$0.00").waitFor();
    assert.equal((await counter.resident({ number: resident.number })).spendable_cents, before - 75);
    await page.getByLabel("From").fill("2001-01-01");
    await page.getByText("Choose at most 400 days.").waitFor();
    await page.getByLabel("To", { exact: true }).fill("2001-01-31");
    await page.getByText("No charges here").waitFor();
    const auditor = await counter.at("C. Auditor", "auditor");
    await goTo(auditor.page, "#/charges/made");
    await auditor.page.locator(".list tbody tr").filter({ hasText: "For the copies" }).waitFor();
    assert.equal(await auditor.page.getByRole("button", { name: /^Undo/ }).count(), 0);
    assert.deepEqual([...wrongs, ...auditor.wrongs], []);
    await context.close();
    await auditor.context.close();
});

test("today is the facility's day at desks whose own clocks show another", async () => {
    const kinds = [{ code: "copies", name: { en: "Copies" }, cents: 75, may_be_owed: true }];
    assert.equal((await counter.trust.put("/api/v1/charge-kinds", { kinds })).status, 200);
    const resident = await counter.resident();
    const charge = { kind: "copies", reason: "Of today", resident_ids: [resident.id], idempotency_key: "today" };
    assert.equal((await counter.trust.post("/api/v1/site-charges", charge)).status, 201);
    const today = async () => (await counter.trust.post("/api/v1/tie-out", {})).body.day;
    // At every moment one of the two shows another day than the facility's.
    for (const [name, timezoneId] of [
        ["C. East", "Pacific/Kiritimati"],
        ["C. West", "Pacific/Midway"],
    ]) {
        const { page, context, wrongs } = await counter.at(name, "trust_office", { timezoneId });
        await page.getByText("Times: America/Chicago").waitFor();
        const before = await today();
        await goTo(page, "#/charges/made");
        await page.locator(".list tbody tr").filter({ hasText: "Of today" }).waitFor();
        const last = await page.getByLabel("To", { exact: true }).inputValue();
        assert.ok([before, await today()].includes(last), `${timezoneId}: ${last}`);
        await page.reload();
        await page.locator(".list tbody tr").filter({ hasText: "Of today" }).waitFor();
        assert.deepEqual(wrongs, []);
        await context.close();
    }
});
