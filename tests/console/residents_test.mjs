// Residents in the hands of IT: somebody new, a first PIN, a move, leaving and coming back.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let counter;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open({ residents: 24, messages: 20 });
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const inDialog = (page, name) => page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
const known = async (number) => counter.resident({ number });

test("somebody new is added, gets a first PIN that is shown once, and is moved", async () => {
    const { page, context, wrongs } = await counter.at("R. Intake", "it");
    await goTo(page, "#/residents");
    await page.locator(".list tbody tr").first().waitFor();
    await checkAccess(page, "residents");
    await page.screenshot({ path: join(SHOTS, "residents-100.png") });
    await page.getByRole("button", { name: "New resident" }).click();
    const form = page.getByRole("dialog");
    await inDialog(page, "Add the resident");
    await form.getByText("Choose a housing unit.").waitFor();
    assert.equal(await form.getByText("Fill this in.").count(), 3);
    await checkAccess(page, "new resident, wrong");
    const { number: taken, unit } = await counter.resident();
    const fill = async (number) => {
        await form.getByLabel("Resident number").fill(number);
        await form.getByLabel("Given name").fill("Noor");
        await form.getByLabel("Family name").fill("Haddad");
        await form.getByLabel("Housing unit").selectOption({ label: unit });
        await form.getByLabel("Language at the terminal").selectOption({ label: "Spanish" });
        await inDialog(page, "Add the resident");
    };
    await fill(taken);
    await form.getByText("A resident with this number is here already.").waitFor();
    await fill("NEW-1");
    await said(page, "Noor Haddad is here now. Give the first PIN.");
    await page.getByText("None yet").waitFor();
    assert.equal((await known("NEW-1")).language, "es");

    await page.getByRole("button", { name: "New PIN" }).click();
    await inDialog(page, "New PIN");
    const pin = await page.locator("code.secret").textContent();
    assert.match(pin, /^\d{4,8}$/);
    await checkAccess(page, "first PIN");
    await inDialog(page, "I have noted it");
    await page.getByText("One-time PIN, not changed yet").waitFor();
    assert.equal(await page.getByText(pin).count(), 0);

    await page.getByRole("button", { name: "Move to another unit" }).click();
    await inDialog(page, "Move to another unit");
    await form.getByText("Choose a housing unit.").waitFor();
    await form.getByLabel("Housing unit").selectOption({ label: unit });
    await inDialog(page, "Move to another unit");
    await form.getByText("This is the unit where the person is.").waitFor();
    const other = (await counter.read("/api/v1/units")).units.find((each) => each.name !== unit).name;
    await form.getByLabel("Housing unit").selectOption({ label: other });
    await inDialog(page, "Move to another unit");
    await said(page, `Noor Haddad is in ${other} now.`);
    assert.equal((await known("NEW-1")).unit, other);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("who leaves is told what ends, is paid out by the trust office, and comes back with the same account", async () => {
    const { page, context, wrongs } = await counter.at("R. Release", "it");
    const leaver = await counter.resident({ least: 500 });
    counter.hub.sendMoney(leaver.number, 200, "Bus home");
    await goTo(page, `#/residents/${leaver.number}`);
    await page.getByRole("button", { name: "Release", exact: true }).click();
    await page
        .getByRole("dialog")
        .getByText(/This ends now:.*money on its way out: 1/)
        .waitFor();
    await checkAccess(page, "release");
    await page.screenshot({ path: join(SHOTS, "residents-release-100.png") });
    await inDialog(page, "Back");
    assert.equal((await known(leaver.number)).state, "here");
    await page.getByRole("button", { name: "Release", exact: true }).click();
    await inDialog(page, "Release");
    await said(page, "has left.");
    const left = await known(leaver.number);
    assert.equal(left.state, "released");
    assert.equal(left.spendable_cents + left.savings_cents + left.phone_cents > 0, true); // nothing is paid out by IT

    const office = await counter.at("R. Office", "trust_office");
    await goTo(office.page, `#/money/${leaver.number}/release`);
    await office.page.getByText("The resident has left. What is there can be paid out.").waitFor();
    assert.equal(await office.page.locator(".rail").getByRole("link", { name: "Residents" }).count(), 0);

    await page.getByRole("button", { name: "Bring back" }).click();
    await page.getByRole("dialog").getByLabel("Housing unit").selectOption({ index: 1 });
    await inDialog(page, "Bring back");
    await said(page, "Give a new PIN.");
    const back = await known(leaver.number);
    assert.equal(back.state, "here");
    assert.equal(back.id, leaver.id);
    assert.equal(back.spendable_cents, left.spendable_cents);
    assert.deepEqual([...wrongs, ...office.wrongs], []);
    await office.context.close();
    await context.close();
});
