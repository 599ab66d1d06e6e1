// The phone account in the hands of staff: numbers decided, a file of calls booked once, money given back, rates replaced.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { chooseFile, goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
const HEAD = "record,resident_number,number,began_ms,seconds,cents,end_code\n";
const NUMBER = "+12005550188"; // the sample's local calls: 6 cents a minute

let counter;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open();
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const picture = (page, name, how = {}) => page.screenshot({ ...how, path: join(SHOTS, `${name}.png`) });
const waiting = async () => (await counter.read("/api/v1/phone/numbers?limit=200")).numbers;
const fits = async (page) =>
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);

/** Somebody with a little money on the phone: less than an hour of local calls costs. */
async function caller() {
    const { residents } = await counter.read("/api/v1/residents?limit=200");
    return residents.find((each) => each.phone_cents >= 12 && each.phone_cents < 2_000);
}

test("numbers wait in a line, are decided with one more look, and stand on their resident's list", async () => {
    const { page, context, wrongs } = await counter.at("P. Hone", "request_staff");
    await goTo(page, "#/phone");
    await page.locator(".list tbody tr").first().waitFor();
    await checkAccess(page, "numbers that wait");
    await picture(page, "phone-numbers-100");
    assert.equal(await page.getByRole("link", { name: "Calls" }).count(), 0);
    const [first, second] = await waiting();
    const row = (number) =>
        page.getByRole("row").filter({ hasText: number.number }).filter({ hasText: number.resident_number });

    await row(first)
        .getByRole("button", { name: /^Approve/ })
        .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(first.number).waitFor();
    await dialog.getByLabel(/not recorded/).setChecked(true);
    await checkAccess(page, "approve a number");
    await picture(page, "phone-approve-100");
    await dialog.getByRole("button", { name: "Yes, approve" }).click();
    await said(page, `The number of ${first.name} is on the list.`);
    await row(first).waitFor({ state: "detached" });

    await row(second)
        .getByRole("button", { name: /^Refuse/ })
        .click();
    await dialog.getByRole("button", { name: "Refuse" }).click();
    await dialog.getByText("Write the reason.").waitFor();
    await dialog.getByLabel("Reason").fill("The number is a pay phone.");
    await dialog.getByRole("button", { name: "Refuse" }).click();
    await said(page, "The resident is told why.");

    const path = `/api/v1/residents/${first.resident_id}/phone-numbers`;
    const kept = (await counter.read(path)).numbers.find((each) => each.id === first.id);
    assert.deepEqual([kept.state, kept.not_recorded], ["approved", true]);
    await goTo(page, `#/phone/of/${first.resident_id}`);
    await row({ ...first, resident_number: "" })
        .getByText("Calls are not recorded")
        .waitFor();
    await page.getByRole("button", { name: "Put it on the list" }).click();
    await page.getByText("Write whose number it is.").waitFor();
    await page.getByLabel("Whose number").fill("Ruth Stone");
    await page.getByLabel("Number", { exact: true }).fill(first.number);
    await page.getByRole("button", { name: "Put it on the list" }).click();
    await page.getByText("This number is on the list already, or asked for.").waitFor();
    await page.getByLabel("Number", { exact: true }).fill("(217) 555-0199");
    await page.getByRole("button", { name: "Put it on the list" }).click();
    await said(page, "The number of Ruth Stone is on the list.");
    await page.getByRole("row").filter({ hasText: "+12175550199" }).getByText("Lawyer").waitFor();
    await checkAccess(page, "one resident's list");
    await picture(page, "phone-of-100");
    await row({ ...first, resident_number: "" })
        .getByRole("button", { name: /^Take off/ })
        .click();
    await dialog.getByLabel("Reason").fill("The line is dead.");
    await dialog.getByRole("button", { name: "Take it off" }).click();
    await said(page, `The number of ${first.name} is off the list.`);
    assert.equal(
        (await counter.read(path)).numbers.some((each) => each.id === first.id),
        false,
    );
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a number that somebody else decided meanwhile is said, and nothing happens twice", async () => {
    const { page, context, wrongs } = await counter.at("M. Eanwhile", "request_staff");
    await goTo(page, "#/phone");
    const [number] = await waiting();
    await page.getByRole("button", { name: `Approve ${number.name}, ${number.resident_number}` }).click();
    const other = counter.hub.caller("request_staff");
    const answer = await other.post(`/api/v1/phone/numbers/${number.id}/refuse`, { reason: "A pay phone." });
    assert.equal(answer.status, 200, answer.text);
    await page.getByRole("dialog").getByRole("button", { name: "Yes, approve" }).click();
    await page.getByRole("dialog").getByRole("alert").getByText("This was decided meanwhile.").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a file of calls: wrong lines are named, the right ones booked once, and a charge is given back once", async () => {
    const { page, context, wrongs } = await counter.at("T. Calls", "trust_office");
    const person = await caller();
    const began = Date.now() - 3_600_000;
    const line = (record, seconds, cents, number = person.number) =>
        `${record},${number},${NUMBER},${began},${seconds},${cents},caller_hung_up\n`;
    await goTo(page, "#/phone/calls");
    await page.locator(".list tbody tr").first().waitFor();
    await checkAccess(page, "calls");
    await picture(page, "phone-calls-100");
    await page.getByRole("link", { name: "Book a file" }).click();
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Choose a file.", { exact: true }).waitFor();
    const choose = (text) =>
        chooseFile(page.getByLabel("File of calls"), {
            name: "monday.csv",
            mimeType: "text/csv",
            buffer: Buffer.from(HEAD + text),
        });
    const good = line("C-1", 120, 12) + line("C-2", 24_000, 2_400);
    await choose(good + line("C-3", 60, 6, "000000") + line("C-4", 60, 7));
    await page.getByRole("button", { name: "Check the file" }).click();
    const report = page.getByRole("region", { name: "What the file would book" });
    await report.getByText("no resident has this number").waitFor();
    await report.getByText("more than the rates allow: 6 cents").waitFor();
    await page.getByRole("button", { name: /^Leave the wrong lines out, book 2 calls/ }).waitFor();
    await checkAccess(page, "a file with wrong lines");
    await picture(page, "phone-file-wrong-100");
    await choose(good);
    await page.getByRole("button", { name: "Check the file" }).click();
    await report.getByText("What a balance does not cover is charged to nobody.").waitFor();
    await checkAccess(page, "a file of calls");
    await picture(page, "phone-file-100");
    await page.getByRole("button", { name: /^Book 2 calls/ }).click();
    await said(page, "2 calls are booked");
    const after = await counter.resident({ number: person.number });
    assert.equal(after.phone_cents, 0);

    const row = page.getByRole("row").filter({ hasText: "C-1" });
    await row.getByRole("button", { name: /^Give back/ }).click();
    await page.getByLabel("Amount in dollars").fill("0.13");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.locator(".field-error").first().waitFor();
    await page.getByLabel("Amount in dollars").fill("0.12");
    await page.getByLabel("Reason").fill("The line was bad.");
    await checkAccess(page, "give back");
    await page.getByRole("button", { name: "Go on" }).click();
    await picture(page, "phone-give-back-100");
    await page.getByRole("dialog").getByRole("button", { name: "Give back $0.12" }).click();
    await said(page, "$0.12 is back on the phone account.");
    await row.getByText("$0.12").nth(2).waitFor();
    assert.equal(await row.getByRole("button", { name: /^Give back/ }).count(), 0);
    assert.equal((await counter.resident({ number: person.number })).phone_cents, 12);

    await page.getByRole("link", { name: "Files", exact: true }).click();
    const file = page.getByRole("row").filter({ hasText: "monday.csv" });
    await file.getByText("T. Calls").waitFor();
    const cells = await file.getByRole("cell").allInnerTexts();
    const open = 2_412 - person.phone_cents;
    const dollars = (cents) => `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
    assert.deepEqual(cells.slice(2), ["2", "2", "0", "0", dollars(person.phone_cents), dollars(open)]);
    await checkAccess(page, "files of calls");
    await picture(page, "phone-files-100");
    const chosen = page.getByRole("link", { name: "Files", exact: true });
    const edge = () => chosen.evaluate((link) => getComputedStyle(link).boxShadow);
    assert.doesNotMatch(await edge(), /inset/);
    await page.emulateMedia({ contrast: "more" });
    assert.match(await edge(), /inset/);
    await picture(page, "phone-files-contrast");
    await page.emulateMedia({ contrast: "no-preference" });
    await page.getByRole("link", { name: "monday.csv" }).click();
    await page.getByRole("row").filter({ hasText: "C-2" }).waitFor();
    assert.equal(await page.locator(".list tbody tr").count(), 2);
    await page.getByRole("link", { name: "All files of calls" }).click();
    await page.getByRole("link", { name: "Calls", exact: true }).click();

    await page.getByRole("link", { name: "Book a file" }).click();
    await choose(good);
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("row").filter({ hasText: "C-1" }).getByText("Booked before").waitFor();
    await page.getByRole("button", { name: /^Book/ }).waitFor({ state: "detached" });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("rates are kept as a file, a wrong file changes nothing, and a right one replaces them", async () => {
    const { page, context, wrongs } = await counter.at("R. Ates", "trust_office");
    await goTo(page, "#/phone/rates");
    await page.locator(".list tbody tr").first().waitFor();
    await page.getByText("$0.075").waitFor();
    await checkAccess(page, "rates");
    await picture(page, "phone-rates-100");
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "Keep as a file" }).click();
    const terms = JSON.parse(readFileSync(await (await coming).path(), "utf8"));
    assert.equal(terms.rates.length, 4);
    const choose = (body) =>
        chooseFile(page.getByLabel("File of rates"), {
            name: "rates.json",
            mimeType: "application/json",
            buffer: Buffer.from(JSON.stringify(body)),
        });
    await choose({ ...terms, rates: [...terms.rates, { ...terms.rates[0], code: "again" }] });
    await page.getByRole("button", { name: "Replace the rates" }).click();
    await page.getByText(/a prefix has two rates at one time/).waitFor();
    assert.deepEqual(await counter.read("/api/v1/phone/terms"), terms);
    await choose({ ...terms, rates: terms.rates.map((rate) => ({ ...rate, minute_mills: rate.minute_mills - 3 })) });
    await page.getByRole("button", { name: "Replace the rates" }).click();
    await page.getByText(/rates\[0\]: this rate has begun/).waitFor(); // a price is never changed backwards
    assert.deepEqual(await counter.read("/api/v1/phone/terms"), terms);
    await choose({ ...terms, numbers_max: terms.numbers_max + 1 });
    await page.getByRole("button", { name: "Replace the rates" }).click();
    await said(page, "4 rates are set.");
    assert.equal((await counter.read("/api/v1/phone/terms")).numbers_max, terms.numbers_max + 1);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a next price is written, shown with what a balance pays, checked at each field, and saved as it was checked", async () => {
    const { page, context, wrongs } = await counter.at("E. Ditor", "trust_office");
    const terms = await counter.read("/api/v1/phone/terms");
    const { name } = terms.rates[0];
    await goTo(page, "#/phone/rates");
    await page.getByRole("link", { name: "Change the rates" }).click();
    const begun = page.getByRole("group", { name: name.en, exact: true }).first();
    await begun.getByText("Now", { exact: true }).waitFor();
    assert.equal(await begun.getByLabel("A minute").count(), 0); // what is in force keeps its price
    await checkAccess(page, "the editor of rates");
    await picture(page, "phone-editor-100", { fullPage: true });
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("Nothing would change.").waitFor();

    await begun.getByRole("button", { name: /^Write a next price/ }).click();
    const next = page.getByRole("group", { name: name.en, exact: true }).nth(1);
    await next.getByLabel("A minute").fill("0.5");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await next.getByText("Write dollars with two or three digits after the point: 0.06 or 0.057.").waitFor();
    await page.getByText("Something is wrong: it stands at its field.").waitFor();
    await checkAccess(page, "the editor of rates, wrong");
    await next.getByLabel("A minute").fill("0.05");
    await next.getByLabel("From").fill("2020-01-01T00:00");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await next.getByText("This lies in the past: a price is never changed backwards.").waitFor();
    await begun.getByText("This lies in the past: a price is never changed backwards.").waitFor();
    await picture(page, "phone-editor-wrong-100", { fullPage: true });
    await next.getByLabel("From").fill("2099-06-01T00:00");
    assert.equal(await begun.getByLabel("Until").inputValue(), "2099-06-01T00:00"); // it ends when the next begins

    const preview = page.getByRole("region", { name: "What a balance pays" });
    const paid = () => preview.getByRole("row").filter({ hasText: name.en }).first().getByRole("cell").allInnerTexts();
    assert.equal((await paid())[0], "$0.06");
    await preview.getByLabel("On").fill("2099-06-02T00:00");
    await preview.getByText("$0.05", { exact: true }).waitFor();
    await preview.getByLabel("Balance in dollars").fill("0.52");
    await preview.getByText("10 minutes", { exact: true }).waitFor();
    assert.deepEqual(await paid(), ["$0.05", "10 minutes", "$0.50"]);

    await page.getByRole("button", { name: "Add a kind of call" }).click();
    const added = page.getByRole("group", { name: /^Kind of call / });
    await added.getByLabel("Name in English").fill("Again");
    const again = page.getByRole("group", { name: "Again" });
    await again.getByLabel("Code").fill("again");
    await again.getByLabel("Numbers begin with").fill(terms.rates[0].prefixes[0]);
    await again.getByLabel("A minute").fill("0.01");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await again.getByText("One of these has another rate at the same time.").waitFor();
    await again.getByRole("button", { name: /^Take it out/ }).click();
    await page.getByRole("button", { name: "Check", exact: true }).click();
    const changes = page.getByRole("region", { name: "What will change" });
    await changes.getByText(`${name.en}: $0.05 a minute from`).waitFor();
    await changes.getByText(new RegExp(`^${name.en} ends `)).waitFor();
    await checkAccess(page, "rates that were checked");
    await picture(page, "phone-editor-checked-100", { fullPage: true });
    await begun.getByLabel("Name in Spanish").fill("Locales");
    await changes.waitFor({ state: "detached" }); // what is saved is what was checked
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await changes.getByRole("button", { name: "Save the rates" }).click();
    await said(page, "5 rates are set.");
    await page.waitForURL(/#\/phone\/rates$/);
    await page.getByText("$0.05", { exact: true }).waitFor();
    const kept = await counter.read("/api/v1/phone/terms");
    assert.deepEqual([kept.rates[0].minute_mills, kept.rates[0].name.es], [terms.rates[0].minute_mills, "Locales"]);
    assert.deepEqual([kept.rates[1].minute_mills, kept.rates[1].valid_from_ms], [50, kept.rates[0].valid_to_ms]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the editor of rates fits at 200 %, in the dark and in forced colors", async () => {
    const { page, context, wrongs } = await counter.at("L. Arge", "trust_office", { zoom: 2, colorScheme: "dark" });
    await goTo(page, "#/phone/rates/change");
    await page.getByRole("button", { name: "Check", exact: true }).waitFor();
    await page.getByRole("button", { name: "Add a kind of call" }).click();
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.locator(".field-error").first().waitFor();
    await checkAccess(page, "the editor of rates, large");
    await fits(page);
    await picture(page, "phone-editor-200-dark", { fullPage: true });
    await page.emulateMedia({ forcedColors: "active" });
    await fits(page);
    await picture(page, "phone-editor-200-forced", { fullPage: true });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor reads all of it and changes nothing, at 200 % and in the dark too", async () => {
    const { page, context, wrongs } = await counter.at("A. Udit", "auditor", { zoom: 2, colorScheme: "dark" });
    for (const tab of ["numbers", "calls", "files", "rates"]) {
        await goTo(page, `#/phone/${tab}`);
        await page.locator(".list tbody tr").first().waitFor();
        assert.equal(
            await page
                .getByRole("main")
                .getByRole("button", { name: /^(Approve|Refuse|Give back|Replace)/ })
                .count(),
            0,
        );
        assert.equal(await page.getByRole("link", { name: "Book a file" }).count(), 0);
        await checkAccess(page, `phone ${tab}, large`);
        await fits(page);
        await picture(page, `phone-${tab}-200-dark`, { fullPage: true });
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});
