// What things cost: set, set for later, and taken off by the trust office; an auditor looks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo } from "./person.mjs";

let counter;
before(async () => {
    counter = await Counter.open({ residents: 12, messages: 20 });
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const inForce = async (code) => (await counter.read("/api/v1/prices")).prices.find((price) => price.code === code);

test("a bundle without an end is taken off sale for good, also under an offer, and can be sold again", async () => {
    const { page, context, wrongs } = await counter.at("P. Rices", "trust_office");
    assert.equal((await inForce("bundle_20")).cents, 450);
    await goTo(page, "#/prices");
    const row = page.getByRole("row").filter({ hasText: "bundle_20" });
    await row.getByText("$4.50").waitFor();
    await row.getByRole("button", { name: /^End/ }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("From then on nobody can buy it.").waitFor();
    await dialog.getByLabel("Ends at").fill("2020-01-01T10:00");
    await dialog.getByRole("button", { name: "End" }).click();
    await dialog.getByText("This time is over.").waitFor();
    await dialog.getByLabel("Ends at").fill("");
    await checkAccess(page, "ending a price");
    await dialog.getByRole("button", { name: "End" }).click();
    await said(page, "The price is ended.");
    await row.waitFor({ state: "detached" });
    assert.equal(await inForce("bundle_20"), undefined);
    await counter.onRecord("policy_changed", "prices");

    await page.getByRole("button", { name: "New price" }).click();
    await dialog.getByLabel("Code").fill("bundle_20");
    await dialog.getByRole("button", { name: "Set the price" }).click();
    await dialog.getByText("Write the name in English.").waitFor();
    await dialog.getByText("A bundle has at least 1.").waitFor();
    await dialog.getByLabel("Name, in English").fill("20 credits");
    await dialog.getByLabel("Money").fill("5.25");
    await dialog.getByLabel("Credits").fill("20");
    await checkAccess(page, "new price");
    await dialog.getByRole("button", { name: "Set the price" }).click();
    await said(page, "The price is set.");
    await row.getByText("$5.25").waitFor();
    assert.deepEqual([(await inForce("bundle_20")).credits, (await inForce("bundle_20")).valid_to_ms], [20, 0]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a price for later stands by itself, goes with an end before it, and what a form charges stays", async () => {
    const { page, context, wrongs } = await counter.at("L. Ater", "trust_office");
    await goTo(page, "#/prices");
    const message = page.getByRole("row").filter({ has: page.getByText("message", { exact: true }) });
    await message
        .first()
        .getByRole("button", { name: /^Change/ })
        .click();
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.getByLabel("Name, in English").inputValue(), "Message");
    await dialog.getByLabel("Credits").fill("2");
    await dialog.getByLabel("From").fill("2099-01-01T00:00");
    await dialog.getByRole("button", { name: "Set the price" }).click();
    const later = page.getByRole("table", { name: "Set for later" });
    await later.getByRole("rowheader", { name: "Message" }).waitFor();
    await checkAccess(page, "prices");
    assert.equal((await inForce("message")).credits, 1);
    await message.first().getByRole("button", { name: /^End/ }).click();
    await dialog.getByText("From then on this costs nothing").waitFor();
    await dialog.getByText("1 price of the same code is set for later.").waitFor();
    await dialog.getByLabel("Ends at").fill("2098-01-01T00:00");
    await dialog.getByRole("button", { name: "End" }).click();
    await said(page, "The price will end then.");
    await later.waitFor({ state: "detached" });
    assert.ok((await inForce("message")).valid_to_ms > 0);

    const copy = page.getByRole("row").filter({ hasText: "sick_call_copay" });
    await copy.getByRole("button", { name: /^End/ }).click();
    await dialog.getByRole("button", { name: "End" }).click();
    await dialog.getByRole("alert").getByText("A form charges this price.").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.ok(await inForce("sick_call_copay"));
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor reads prices and has nothing to press", async () => {
    const { page, context, wrongs } = await counter.at("A. Uditor", "auditor");
    await goTo(page, "#/prices");
    await page.getByRole("row").filter({ hasText: "document_copy" }).waitFor();
    assert.equal(await page.getByRole("main").getByRole("button").count(), 0);
    await checkAccess(page, "prices, auditor");
    assert.deepEqual(wrongs, []);
    await context.close();
});
