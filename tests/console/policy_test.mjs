// The signed policy in the hands of IT: tried out at one terminal, put into force, halted; an auditor looks.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { chooseFile, goTo } from "./person.mjs";

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

/** Signed: the file. */
function sign(version, note) {
    const { hub } = counter;
    const written = join(hub.folder, `policy-${version}.json`);
    const signed = join(hub.folder, `policy-${version}.signed`);
    rmSync(signed, { force: true }); // the program writes over nothing
    writeFileSync(
        written,
        JSON.stringify({ format: "dayroom-policy-1", facility, version, note, resident_word: "guest" }),
    );
    const root = join(hub.folder, "root.key");
    const secret = join(hub.folder, "passphrase");
    const request = join(hub.data, "hub-key.request");
    const words = ["policy", "sign", written, "--request", request, "--root", root, "--passphrase-file", secret];
    hub.run("dayroom-provision", ...words, "--out", signed);
    return signed;
}

/** Signed, and brought in on the hub's own machine to be tried out. */
function bring(version, note) {
    const { hub } = counter;
    hub.run("dayroom-hub", "policy", "import", "--data", hub.data, sign(version, note), "--canary", "Kiosk one");
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

test("IT brings a signed policy in from a file; what is none, or has been here, is refused", async () => {
    const { page, context, wrongs } = await counter.at("P. Bring", "it");
    await goTo(page, "#/devices/policy");
    await page.getByRole("button", { name: "Bring in a policy" }).click();
    const dialog = page.getByRole("dialog");
    const send = dialog.getByRole("button", { name: "Bring in a policy" });
    await send.click();
    await dialog.getByText("Choose the file.").waitFor();
    const field = dialog.getByLabel("Signed policy");
    await chooseFile(field, { name: "junk.signed", mimeType: "text/plain", buffer: Buffer.from("nothing") });
    await send.click();
    await dialog.getByText("not a signed policy").waitFor();
    await chooseFile(field, sign(2, "Once more"));
    await send.click();
    await dialog.getByText("This version or a newer one was here already.").waitFor();
    await chooseFile(field, sign(3, "By the console"));
    const kiosk = dialog.getByRole("option", { name: /: Kiosk one$/ });
    await dialog.getByLabel("Tried out by").selectOption(await kiosk.getAttribute("value"));
    await dialog.getByLabel("Watched for so many hours").fill("x");
    await send.click();
    await dialog.getByText("Write whole hours, at most 336.").waitFor();
    await checkAccess(page, "bring in a policy");
    await page.screenshot({ path: join(SHOTS, "policy-bring-100.png") });
    await dialog.getByLabel("Watched for so many hours").fill("2");
    await send.click();
    await said(page, "Policy 3 is tried out.");
    await page.getByRole("row").filter({ hasText: "By the console" }).getByText("does not run it").waitFor();
    await counter.onRecord("policy_staged", "3");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an auditor sees the policies and decides nothing", async () => {
    const { page, context, wrongs } = await counter.at("P. Auditor", "auditor");
    await goTo(page, "#/devices/policy");
    await page.getByText("The first one").waitFor();
    assert.equal(await page.getByRole("main").getByRole("button").count(), 0);
    const auditor = counter.hub.caller("auditor");
    assert.equal((await auditor.post("/api/v1/policy", { file: "x" })).status, 403);
    assert.equal((await auditor.post("/api/v1/policy/promote", { version: 2 })).status, 403);
    assert.equal((await auditor.post("/api/v1/policy/halt", { version: 2 })).status, 403);
    assert.deepEqual(wrongs, []);
    await context.close();
});
