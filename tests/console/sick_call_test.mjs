// What is about health, whose it is; the board of health staff; appeals with what was said before.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { picture } from "./money_places.mjs";
import { goTo } from "./person.mjs";

let counter;
let staff;
before(async () => {
    mkdirSync(process.env.DAYROOM_SHOTS, { recursive: true });
    counter = await Counter.open();
    staff = counter.hub.caller("request_staff");
});
after(() => counter?.close());

/** Of two lists of numbers and flags: below 0 when the first comes first. */
function compare(one, other) {
    const at = one.findIndex((each, index) => Number(each) !== Number(other[index]));
    return at < 0 ? 0 : Number(one[at]) - Number(other[at]);
}
const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const rows = (page) => page.locator(".list tbody tr");
const dialog = (page) => page.getByRole("dialog");
/** Requests as the API lists them for somebody without a desk. */
const list = async (query) => (await staff.get(`/api/v1/requests?${query}`)).body.requests;
const open = async (query = "") => (await list(`view=open&mine=true${query}`))[0];
const giveDesks = (name, ...desks) =>
    counter.hub.run(
        "dayroom-hub",
        "staff",
        "desks",
        "--data",
        counter.hub.data,
        "--name",
        name,
        ...desks.flatMap((desk) => ["--desk", desk]),
    );

test("what is about health an auditor finds to be there, and cannot save", async () => {
    const { page, context, wrongs } = await counter.at("A. Health", "auditor");
    const nurse = counter.hub.caller("request_staff", "medical");
    const { id } = (await list("view=open&role=medical"))[0];
    const { receipt_code } = (await nurse.get(`/api/v1/requests/${id}`)).body;
    await goTo(page, `#/receipts/${receipt_code}`);
    await page.getByRole("heading", { name: "A request at another desk" }).waitFor();
    await page.getByText("Who has its desk saves the record for a court.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Save the record for a court" }).count(), 0);
    const auditor = counter.hub.caller("auditor");
    assert.deepEqual((await auditor.get(`/api/v1/requests/${id}/record`)).body.code, "health_staff_only");
    assert.equal((await nurse.get(`/api/v1/requests/${id}/record`)).status, 200);
    await picture(page, "receipt-health", "light");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("the board of health staff: what cannot wait first, then what is due first; nobody else has it", async () => {
    const { page, context, wrongs } = await counter.at("N. Board", "request_staff");
    assert.equal(await page.getByRole("link", { name: "Sick call" }).count(), 0);
    await goTo(page, "#/sick-call");
    await page.getByText("This board is for health staff").waitFor();
    await checkAccess(page, "the board, for others");
    giveDesks("N. Board", "medical");
    await page.reload();
    await page.getByRole("navigation").getByRole("link", { name: "Sick call" }).waitFor();
    await rows(page).first().waitFor();
    const nurse = counter.hub.caller("request_staff", "medical");
    const board = (await nurse.get("/api/v1/sick-call")).body;
    assert.ok(board.requests.length > 0, "the sample has open sick calls");
    assert.equal(await rows(page).count(), board.requests.length);
    const order = board.requests.map((each) => [
        each.state === "returned",
        !each.urgent,
        each.due_ms === 0,
        each.due_ms,
    ]);
    for (const [at, each] of order.slice(1).entries()) assert.ok(compare(order[at], each) <= 0, `row ${at + 1}`);
    assert.equal(await rows(page).filter({ hasText: "Cannot wait" }).count(), board.urgent);
    await page.getByText(`${board.waiting} open`).waitFor();
    for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await checkAccess(page, `the board, ${colorScheme}`);
        await picture(page, "sick-call", colorScheme);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 640, height: 400 });
    await picture(page, "sick-call", "200");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What was filed, word for word" }).waitFor();
    await page.getByRole("button", { name: "Save the record for a court" }).waitFor();

    // Taking one does not end its clock of triage: saying that it is triaged does.
    const id = counter.hub
        .run(
            "console-file-request",
            counter.hub.data,
            board.requests[0].resident_id,
            "sick_call",
            "symptom=pain",
            "problem=My knee hurts.",
            "since=today",
        )
        .trim();
    await goTo(page, `#/requests/one/${id}`);
    await page.getByRole("button", { name: "Take it" }).click();
    await said(page, "The request is yours to work on");
    const onBoard = async () => (await nurse.get("/api/v1/sick-call")).body.requests.find((each) => each.id === id);
    assert.equal((await onBoard()).clock, "triage");
    await page.keyboard.press("t");
    await dialog(page).getByLabel("To the resident").fill("You are seen today.");
    await checkAccess(page, "triage");
    await picture(page, "triage", "light");
    await dialog(page).getByRole("button", { name: "Triaged" }).click();
    await said(page, "The request is triaged");
    assert.equal((await onBoard()).clock, "answer");
    await page.getByRole("region", { name: "What happened" }).getByText("Triaged", { exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Triaged" }).count(), 0);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("an appeal stands with what was said before, and what it appeals shows it; an emergency is marked", async () => {
    const { page, context, wrongs } = await counter.at("S. Decides", "request_staff");
    const resident = (await open()).resident_id;
    const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
    const file = (form, answers) =>
        counter.hub
            .run(
                "console-file-request",
                counter.hub.data,
                resident,
                form,
                ...Object.entries(answers).map((each) => each.join("=")),
            )
            .trim();
    const grievance = file("grievance", {
        kind: "food",
        emergency: "yes",
        danger: "I get ill.",
        day,
        place: "Dayroom",
        text: "The food is cold.",
        tried: "no",
        want: "Warm food.",
        true: "yes",
    });
    giveDesks("S. Decides", "grievance");
    await page.reload();
    await goTo(page, `#/requests/one/${grievance}`);
    await page.getByText("Cannot wait").waitFor();
    const asked = () => counter.hub.caller("request_staff", "grievance").get(`/api/v1/requests/${grievance}`);
    const filed = (await asked()).body;
    assert.equal(filed.answer_by_ms - filed.submitted_ms < 25 * 3_600_000, true, "an emergency has a day");
    await page.getByRole("button", { name: "Not an emergency" }).click();
    await dialog(page).getByRole("button", { name: "Not an emergency" }).click();
    await dialog(page).getByText("Write what the resident should read.").waitFor();
    await dialog(page).getByLabel("To the resident").fill("Nobody can get ill of cold food.");
    await picture(page, "not-an-emergency", "light");
    await dialog(page).getByRole("button", { name: "Not an emergency" }).click();
    await said(page, "The request goes on as others do");
    await page.getByText("Cannot wait").waitFor({ state: "detached" });
    const calm = (await asked()).body;
    assert.equal(calm.answer_by_ms - filed.answer_by_ms, (240 - 24) * 3_600_000);
    assert.equal(calm.steps.at(-1).act, "ordinary");
    await page.keyboard.press("a");
    await dialog(page).getByLabel("To the resident").fill("It is warm when it leaves the kitchen.");
    await dialog(page).getByRole("button", { name: "Answer" }).click();
    await said(page, "The request is answered");
    const { receipt_code } = (
        await counter.hub.caller("request_staff", "grievance").get(`/api/v1/requests/${grievance}`)
    ).body;
    assert.throws(() => file("appeal", { appeal_of: "WKXMR6XE", why: "x", new: "no" }));
    const appeal = file("appeal", { appeal_of: receipt_code, why: "It is cold when it comes.", new: "no" });
    assert.throws(() => file("appeal", { appeal_of: receipt_code, why: "Again.", new: "no" }));
    await page.reload();
    await page.getByRole("link", { name: /^Appealed on/ }).waitFor();
    giveDesks("S. Decides", "supervisor");
    await goTo(page, `#/requests/one/${appeal}`);
    const before = page.getByRole("region", { name: "What was said before" });
    await before.getByText("The food is cold.").waitFor();
    await before.getByText("It is warm when it leaves the kitchen.").waitFor();
    for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await checkAccess(page, `an appeal, ${colorScheme}`);
        await picture(page, "appeal", colorScheme);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 640, height: 400 });
    await picture(page, "appeal", "200");
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("IT says which desks are for health, one a line, and what is wrong is said", async () => {
    const { page, context, wrongs } = await counter.at("I. Desks", "it");
    await goTo(page, "#/staff");
    await page.getByText(/Medical: look within 24 hours/).waitFor();
    await page.getByRole("button", { name: "Set health desks" }).click();
    const field = dialog(page).getByLabel("One desk a line");
    await field.fill("medical");
    await dialog(page).getByRole("button", { name: "Set", exact: true }).click();
    await dialog(page).getByText("each code once").waitFor();
    await checkAccess(page, "health desks");
    await field.fill("medical 12\n\nnurse.night 4");
    await dialog(page).getByRole("button", { name: "Set", exact: true }).click();
    await said(page, "The desks of health staff are set.");
    await page.getByText(/look within 12 hours/).waitFor();
    await picture(page, "health-desks", "light");
    const it = counter.hub.caller("it");
    assert.deepEqual((await it.get("/api/v1/health-desks")).body.desks, [
        { role: "medical", triage_within_hours: 12 },
        { role: "nurse.night", triage_within_hours: 4 },
    ]);
    assert.deepEqual(wrongs, []);
    await context.close();
});
