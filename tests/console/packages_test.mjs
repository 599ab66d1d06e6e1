// An account that goes on at another facility: sent as a signed file by one hub's page, looked at and taken in at the other's.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { chooseFile, goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let here;
let there;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    [here, there] = await Promise.all([1, 2].map((seed) => Counter.open({ residents: 24, messages: 20, seed })));
    for (const [hub, other, name] of [
        [here.hub, there.hub, "Harbor County"],
        [there.hub, here.hub, "Cedar Ridge"],
    ])
        hub.run(
            "dayroom-hub",
            "facility-root",
            "add",
            "--data",
            hub.data,
            "--name",
            name,
            join(other.folder, "hub.certificate"),
        );
});
after(() => Promise.all([here?.close(), there?.close()]));

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const json = (text, name = "package.json") => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
async function look(page, file) {
    await chooseFile(page.getByLabel("Package file"), file);
    await page.getByRole("button", { name: "Check the file" }).click();
}

test("an account is sent as a file that can be saved again, and taken in once", async () => {
    const first = await here.at("P. Send", "trust_office");
    const resident = await here.resident({ least: 1_000 });
    const released = await here.hub.caller("it").post(`/api/v1/residents/${resident.id}/release`, {});
    assert.equal(released.status, 200, released.text);
    await goTo(first.page, `#/money/${resident.number}/release`);
    const form = first.page.getByRole("form", { name: "Send to another facility" });
    await form.getByRole("button", { name: "Go on" }).click();
    await form.getByText("Choose the facility.").waitFor();
    await form.getByLabel("Facility").selectOption({ label: "Harbor County" });
    await form.getByRole("button", { name: "Go on" }).click();
    await checkAccess(first.page, "send an account");
    await first.page.screenshot({ path: join(SHOTS, "package-send.png") });
    const late = { resident_id: resident.id, cents: 123, source: "refund", idempotency_key: "late" };
    assert.equal((await here.trust.post("/api/v1/deposits", late)).status, 201);
    await first.page
        .getByRole("dialog")
        .getByRole("button", { name: /^Send \$/ })
        .click();
    await form.getByText("What is there has changed. Nothing was sent.").waitFor();
    const { pay_out_cents } = await here.read(`/api/v1/residents/${resident.id}/release`);
    await form.getByRole("button", { name: "Go on" }).click();
    const saving = first.page.waitForEvent("download");
    await first.page
        .getByRole("dialog")
        .getByRole("button", { name: /^Send \$/ })
        .click();
    const saved = await saving;
    assert.match(saved.suggestedFilename(), new RegExp(`^package-${resident.number}-\\d{4}-\\d\\d-\\d\\d\\.json$`));
    await said(first.page, "the file for Harbor County is saved");
    const text = readFileSync(await saved.path(), "utf8");
    await first.page.getByText("Other facility").waitFor();
    await goTo(first.page, "#/packages");
    await first.page.getByRole("row").filter({ hasText: resident.number }).getByText("Harbor County").waitFor();
    await checkAccess(first.page, "packages");
    await first.page.screenshot({ path: join(SHOTS, "packages-sent.png") });
    const again = first.page.waitForEvent("download");
    await first.page.getByRole("button", { name: `Save the file again ${resident.number}` }).click();
    assert.deepEqual(JSON.parse(readFileSync(await (await again).path(), "utf8")), JSON.parse(text));
    await goTo(first.page, "#/packages/take");
    await look(first.page, json(text));
    await first.page.getByRole("alert").waitFor();

    const { page, context, wrongs } = await there.at("P. Take", "trust_office");
    await goTo(page, "#/packages/take");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Choose a file.", { exact: true }).waitFor();
    await chooseFile(page.getByLabel("Package file"), json(text, "package.txt"));
    await page.getByText("Choose the JSON file of the package.").waitFor();
    const file = JSON.parse(text);
    const changed = (file.payload.startsWith("e") ? "f" : "e") + file.payload.slice(1);
    for (const [wrong, why] of [
        ["{}", "not a package"],
        [JSON.stringify({ ...file, payload: changed }), /signature is not good|is not a package/],
    ]) {
        await look(page, json(wrong));
        await page.getByRole("alert").getByText(why).waitFor();
    }
    await look(page, json(text));
    const report = page.getByRole("region", { name: "What the package holds" });
    await report.getByText(`${resident.given_name} ${resident.family_name}`).waitFor();
    await report.getByRole("button", { name: "Take the account in" }).click();
    await report.getByText("Choose the housing unit.").waitFor();
    await report.getByText("Write the number.").waitFor();
    await checkAccess(page, "a package");
    await page.screenshot({ path: join(SHOTS, "package-report.png"), fullPage: true });
    const taken = await there.resident();
    await report.getByLabel("Housing unit").selectOption({ index: 1 });
    await report.getByLabel("Number here").fill(taken.number);
    await report.getByRole("button", { name: "Take the account in" }).click();
    await page.getByRole("alert").getByText("Somebody who is here has this number").waitFor();
    await report.getByLabel("Number here").fill("H-4711");
    await report.getByRole("button", { name: "Take the account in" }).click();
    await said(page, "is booked for resident H-4711");
    const arrived = await there.resident({ number: "H-4711" });
    assert.equal(arrived.spendable_cents + arrived.savings_cents + arrived.phone_cents, pay_out_cents);
    await goTo(page, "#/packages/take");
    await look(page, json(text));
    await page.getByText("This package was taken in already.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Take the account in" }).count(), 0);
    await here.onRecord("package_sent", "");
    await there.onRecord("package_taken", "");
    assert.deepEqual([...first.wrongs, ...wrongs], []);
    await context.close();
    await first.context.close();
});

test("an auditor looks at packages and takes none in", async () => {
    const { page, context, wrongs } = await there.at("P. Auditor", "auditor");
    await goTo(page, "#/packages");
    const row = page.getByRole("row").filter({ hasText: "H-4711" });
    await row.getByText("Taken in").waitFor();
    await row.getByText("Cedar Ridge").waitFor();
    await page.getByRole("region", { name: "Facilities that are believed" }).getByText("Cedar Ridge").waitFor();
    const { body } = await here.trust.get("/api/v1/transfer-packages");
    const file = await here.trust.get(`/api/v1/transfer-packages/${body.packages[0].id}`);
    await page.getByRole("link", { name: "Look at a package" }).click();
    await look(page, json(file.text));
    await page.getByText("This package was taken in already.").waitFor();
    assert.equal(await page.getByRole("main").getByRole("button", { name: /^Take/ }).count(), 0);
    assert.deepEqual(wrongs, []);
    await context.close();
});
