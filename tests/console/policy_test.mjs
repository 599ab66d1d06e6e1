// The signed policy in the hands of IT: tried out at one terminal, put into force, halted; an auditor looks.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { goTo } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;
let counter;
let facility;
before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    counter = await Counter.open({ residents: 24, messages: 20 });
    await counter.hub.stop();
    counter.hub.addDevice("Kiosk one", 300);
    await counter.hub.serve();
    facility = JSON.parse(readFileSync(join(counter.hub.data, "hub-key.request"), "utf8")).facility_name;
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();

/** Signed, and brought in to be tried out. */
function bring(version, note) {
    const { hub } = counter;
    const written = join(hub.folder, `policy-${version}.json`);
    const signed = join(hub.folder, `policy-${version}.signed`);
    writeFileSync(
        written,
        JSON.stringify({ format: "dayroom-policy-1", facility, version, note, resident_word: "guest" }),
    );
    const root = join(hub.folder, "root.key");
    const secret = join(hub.folder, "passphrase");
    const request = join(hub.data, "hub-key.request");
    const sign = ["policy", "sign", written, "--request", request, "--root", root, "--passphrase-file", secret];
    hub.run("dayroom-provision", ...sign, "--out", signed);
    hub.run("dayroom-hub", "policy", "import", "--data", hub.data, signed, "--canary", "Kiosk one");
}

test("a policy is put into force, the next one is halted, and both stay on the list", async () => {
    const { page, context, wrongs } = await counter.at("P. Olicy", "it");
    await goTo(page, "#/devices/policy");
    await page.getByText("No signed policy was brought in").waitFor();
    bring(1, "The first one");
    await page.reload();
    await page.getByText("Tried out", { exact: true }).waitFor();
    await page.getByText("does not run it").waitFor();
    await checkAccess(page, "policy");
    await page.screenshot({ path: join(SHOTS, "policy-100.png") });
    await page.getByRole("button", { name: "Put into force" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("1 terminal that tries it out does not report it yet.").waitFor();
    await checkAccess(page, "put a policy into force");
    await dialog.getByRole("button", { name: "Put into force" }).click();
    await said(page, "Policy 1 is in force.");
    await page.getByText("In force", { exact: true }).waitFor();
    bring(2, "Too much at once");
    await page.reload();
    await page.getByRole("button", { name: "Halt" }).click();
    await dialog.getByRole("button", { name: "Halt" }).click();
    await said(page, "Policy 2 is halted.");
    await page.getByText("By staff").waitFor();
    const { policies } = (await counter.hub.caller("auditor").get("/api/v1/policy")).body;
    assert.deepEqual(
        policies.map((each) => [each.version, each.state]),
        [
            [2, "halted"],
            [1, "live"],
        ],
    );
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor sees the policies and decides nothing", async () => {
    const { page, context, wrongs } = await counter.at("P. Auditor", "auditor");
    await goTo(page, "#/devices/policy");
    await page.getByText("The first one").waitFor();
    assert.equal(await page.getByRole("main").getByRole("button").count(), 0);
    const auditor = counter.hub.caller("auditor");
    assert.equal((await auditor.post("/api/v1/policy/promote", { version: 2 })).status, 403);
    assert.equal((await auditor.post("/api/v1/policy/halt", { version: 2 })).status, 403);
    assert.deepEqual(wrongs, []);
    await context.close();
});
