// The commissary's counter: from the import of a catalogue to the refund, by what staff can see and press.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
const dollars = (cents) => `$${(cents / 100).toFixed(2)}`;

test("a catalogue is checked with a report, and applied only when no line is wrong", async () => {
    const { page, context, wrongs } = await counter.at("C. Import", "trust_office");
    const before = await counter.read("/api/v1/commissary/catalog");
    await goTo(page, "#/catalog");
    await page.getByText(`${before.items.length} items`).waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("51 to 100 of").waitFor();
    await page.getByRole("link", { name: "Import a catalog" }).click();
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Choose a file.", { exact: true }).waitFor();
    await chooseFile(page.getByLabel("Catalog file"), file("prices.xlsx", "x"));
    await page.getByText("ends in .csv or .json").waitFor();
    const head = "code,category,name_en,name_es,price_cents,stock\n";
    const bad = `${head}9001,hygiene,Soap,Jabón,115,5\n9002,hygiene,Comb,Peine,-5,\n9003,nothing,Cup,Taza,50,\n`;
    await chooseFile(page.getByLabel("Catalog file"), file("prices.csv", bad));
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("heading", { name: "2 lines are wrong" }).waitFor();
    const problems = page.getByRole("region", { name: "Wrong lines" }).locator("tbody tr");
    assert.deepEqual(await problems.locator("td:first-child").allInnerTexts(), ["3", "4"]);
    assert.equal(await page.getByRole("button", { name: /^Sell these/ }).count(), 0);
    await checkAccess(page, "import report");
    const kept = before.items.slice(0, 5).map((item) => ({
        code: item.code,
        category: item.category,
        name: item.name,
        price_cents: item.price_cents + 5,
    }));
    const fresh = { code: "9001", category: kept[0].category, name: { en: "New soap" }, price_cents: 115, stock: 5 };
    const good = JSON.stringify({ items: [...kept, fresh] });
    await chooseFile(page.getByLabel("Catalog file"), file("prices.json", good));
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("No line is wrong.").waitFor();
    await page.getByText(/items are not in the file and will no longer be sold/).waitFor();
    assert.equal(
        (await counter.read("/api/v1/commissary/catalog")).items.some((item) => item.code === "9001"),
        false,
    );
    await page.getByRole("button", { name: "Sell these 6 items from now on" }).click();
    await said(page, "The catalog now has 6 items");
    await page.getByText("6 items", { exact: true }).waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what is left of an item is set, to nothing and to not counted", async () => {
    const { page, context, wrongs } = await counter.at("C. Stock", "request_staff");
    const { items } = await counter.read("/api/v1/commissary/catalog");
    const [item] = items;
    const stock = async () =>
        (await counter.read("/api/v1/commissary/catalog")).items.find((each) => each.code === item.code).stock;
    await goTo(page, "#/catalog");
    assert.equal(await page.getByRole("link", { name: "Import a catalog" }).count(), 0);
    await page.getByLabel("Name, note or code").fill(item.code);
    const open = () => page.getByRole("button", { name: `Set what is left ${item.name.en}` }).click();
    const field = page.getByRole("dialog").getByLabel("How many can still be ordered");
    const set = page.getByRole("dialog").getByRole("button", { name: "Set what is left" });
    await open();
    await field.fill("1.5");
    await set.click();
    await page.getByText("Write a whole number.").waitFor();
    await field.fill("0");
    await set.click();
    await said(page, "0 are left");
    assert.equal(await stock(), 0);
    await page.getByText("Sold out", { exact: true }).last().waitFor();
    await open();
    await page.getByRole("dialog").getByRole("button", { name: "Do not count" }).click();
    await said(page, "not counted any more");
    assert.equal(await stock(), -1);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("order windows and spending classes: set, refused in plain words, saved", async () => {
    const { page, context, wrongs } = await counter.at("C. Rules", "trust_office");
    await goTo(page, "#/shop-rules");
    await page.getByRole("button", { name: "Add a window" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("two windows overlap").waitFor();
    const second = page.getByRole("group", { name: "Window 2" });
    await second.getByLabel("At").first().fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await second.getByText("Give the time.").waitFor();
    await second.getByRole("button", { name: /^Remove/ }).click();
    await page.getByRole("group", { name: "Window 1" }).getByLabel("Delivery on").selectOption({ label: "Friday" });
    await page.getByText("You have changes that are not saved.").waitFor();
    await checkAccess(page, "order windows");
    await page.getByRole("button", { name: "Save" }).click();
    await said(page, "The order windows are saved");
    assert.deepEqual(
        (await counter.read("/api/v1/commissary/window-rules")).rules.map((rule) => rule.delivery_weekday),
        [5],
    );
    await page.getByRole("link", { name: "Spending classes" }).click();
    await page.getByRole("button", { name: "Add a class" }).click();
    const rows = page.locator("fieldset");
    const last = rows.last();
    await last.getByLabel("Code").fill("level_4");
    await last.getByLabel("Limit").fill("95,00");
    await page.getByRole("button", { name: "Save" }).click();
    await last.getByText("without commas").waitFor();
    await last.getByLabel("Limit").fill("105.00");
    await last.getByLabel("For everybody who has no class").check();
    assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 1);
    await page.getByRole("button", { name: "Save" }).click();
    await said(page, "The classes are saved");
    const { classes } = await counter.read("/api/v1/commissary/classes");
    assert.deepEqual(
        classes.filter((one) => one.is_default),
        [{ code: "level_4", limit_cents: 10_500, is_default: true }],
    );
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what one resident may not order: class, discipline, diets, items and categories", async () => {
    const { page, context, wrongs } = await counter.at("C. Limits", "request_staff");
    const resident = await counter.resident();
    await goTo(page, "#/standing");
    await page.getByLabel("Find a resident").fill(resident.number);
    await page.getByRole("link", { name: `${resident.given_name} ${resident.family_name}` }).click();
    await page.getByLabel("Spending class").selectOption("intake");
    await page.getByLabel(/^May order nothing/).check();
    await page.getByLabel("Until").fill("2001-01-01T00:00");
    await page.getByLabel("Diets").fill("halal");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("This must be in the future.").waitFor();
    await page.getByLabel("Until").fill("");
    const { items, categories } = await counter.read("/api/v1/commissary/catalog");
    const [item] = items;
    await page.getByLabel("Find an item to add").fill(item.code);
    await page.getByRole("button", { name: `${item.name.en} (${item.code})` }).click();
    await page.getByLabel("Add a category").selectOption(categories[0].code);
    await checkAccess(page, "order limits");
    await page.getByRole("button", { name: "Save" }).click();
    await said(page, "The limits are saved");
    const set = await counter.read(`/api/v1/residents/${resident.id}/commissary`);
    assert.deepEqual(
        [set.spending_class, set.barred, set.barred_until_ms, set.diets, set.barred_items, set.barred_categories],
        ["intake", true, 0, ["halal"], [item.code], [categories[0].code]],
    );
    await page.getByText("This resident may order nothing but what is outside the limit.").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a delivery: pick list on screen and on paper, all picked, one short, handed over, given back", async () => {
    const { page, context, wrongs } = await counter.at("C. Bags", "trust_office");
    const { window, orders } = await counter.windowToPick();
    const waiting = orders.filter((order) => order.state === "submitted");
    const cut = waiting.find((order) => order.lines.length > 1 && order.lines.some((line) => line.units > 1));
    const short = cut.lines.find((line) => line.units > 1);
    const second = cut.lines.find((line) => line !== short);
    await goTo(page, `#/orders/${window.id}`);
    await page.locator(".bag").first().waitFor();
    assert.equal(await page.locator(".bag:not(.slip)").count(), orders.length);
    assert.equal(await page.locator(".slip").count(), orders.length);
    assert.equal(await page.locator(".slip").first().isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".rail").isVisible(), false);
    assert.equal(await page.getByRole("button", { name: "Print" }).isVisible(), false);
    assert.equal(await page.locator(".bag:not(.slip)").first().isVisible(), false);
    const paper = (await counter.read(`/api/v1/commissary/windows/${window.id}/pick-list`)).paper;
    const spanish = orders.find((order) => order.language === "es");
    for (const order of [spanish, orders.find((each) => each.language === "en")]) {
        const slip = page.locator(".slip").filter({ hasText: order.receipt_code });
        assert.equal(await slip.getAttribute("lang"), order.language);
        assert.equal(await slip.locator(".signature").innerText(), paper.words[order.language]["bag.received"]);
        assert.equal(await slip.locator(".signature").isVisible(), true);
    }
    const named = spanish.lines.find((line) => line.name.es !== line.name.en);
    const line = page.locator(".slip").filter({ hasText: spanish.receipt_code }).locator("li", { hasText: named.item });
    assert.match(await line.innerText(), new RegExp(`${named.name.es}.*${named.name.en}`));
    assert.equal(await page.locator(".only-print .pick-totals").first().getAttribute("lang"), paper.language);
    await page.emulateMedia({ media: "screen" });
    const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "For the vendor (CSV)" }).click(),
    ]);
    const table = readFileSync(await saved.path(), "utf8");
    assert.match(table, /^unit,resident_number,receipt_code,/);
    assert.equal(table.includes(cut.receipt_code), true);

    await page.getByRole("link", { name: cut.resident_number }).first().click();
    await page.getByRole("button", { name: "Picked: enter what is missing" }).click();
    const name = short.name.en;
    const missing = page.getByLabel(`Missing of ${name}`, { exact: false });
    await missing.fill("999");
    await page.getByText(`This must be from 0 to ${short.units}.`).waitFor();
    await missing.fill("1");
    const worth = cut.total_cents - short.price_cents;
    await checkAccess(page, "shortage");
    await page.getByRole("button", { name: `Picked, worth ${dollars(worth)}` }).click();
    await said(page, `${dollars(short.price_cents)} will not be charged`);

    await page.getByRole("link", { name: "This delivery" }).click();
    await page.locator(".bag:not(.slip)").filter({ hasText: cut.receipt_code }).getByText("(1 missing)").waitFor();
    await page.getByRole("button", { name: "Mark all as picked" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Mark all as picked" }).click();
    await said(page, new RegExp(`^${waiting.length - 1} orders? (is|are) marked as picked`));
    await page.getByRole("button", { name: "Mark all as picked" }).waitFor({ state: "detached" });

    await page.getByRole("link", { name: "All deliveries" }).click();
    await page
        .getByLabel("Receipt code")
        .fill(`${cut.receipt_code.slice(0, 4)}-${cut.receipt_code.slice(4).toLowerCase()}`);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Hand over" }).click();
    await page.getByLabel(`Refused of ${second.name.en}`, { exact: false }).fill("1");
    const paid = worth - second.price_cents;
    await page.getByRole("button", { name: `Handed over, charge ${dollars(paid)}` }).click();
    await said(page, "The order is handed over");
    assert.equal((await counter.order(cut.id)).charged_cents, paid);

    await page.getByRole("button", { name: "Give money back" }).click();
    await page.getByRole("button", { name: "Give back $0.00" }).click();
    await page.getByText("Enter how many pieces are given back.").waitFor();
    await page.getByLabel(`Give back of ${name}`, { exact: false }).fill("1");
    await page.getByRole("button", { name: /^Give back \$/ }).click();
    await page.getByText("Write the reason.").waitFor();
    await page.getByLabel("Reason").fill("Found missing at the cell, B. Lee.");
    await page.getByRole("button", { name: `Give back ${dollars(short.price_cents)}` }).click();
    await said(page, `${dollars(short.price_cents)} was given back`);
    assert.equal((await counter.order(cut.id)).refunded_cents, short.price_cents);
    await page.getByRole("button", { name: "Give money back" }).waitFor({ state: "detached" });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an order is cancelled with a reason; one that somebody else ended meanwhile says so", async () => {
    const { page, context, wrongs } = await counter.at("C. Cancel", "request_staff");
    const [first, second] = await counter.orders("picked");
    await goTo(page, `#/orders/${first.window_id}/order/${first.id}`);
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await page.getByText("Write the reason.").waitFor();
    await page.getByLabel("Reason").fill("The freezer failed.");
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await said(page, "The order is cancelled");
    await page.getByText("The freezer failed.").waitFor();
    await goTo(page, `#/orders/${second.window_id}/order/${second.id}`);
    await page.getByRole("button", { name: "Hand over" }).click();
    const elsewhere = await counter.trust.post(`/api/v1/commissary/orders/${second.id}/cancel`, { reason: "Twice." });
    assert.equal(elsewhere.status, 200);
    await page.getByRole("button", { name: /^Handed over, charge/ }).click();
    await page.getByRole("alert").getByText("This order has ended already. Nothing was changed.").waitFor();
    await page.goto(counter.hub.url + "#/orders");
    await page.getByLabel("Receipt code").fill("ZZZZ9999");
    await page.getByRole("button", { name: "Find the order" }).click();
    await page.getByText("There is no order with the code ZZZZ9999.").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});
