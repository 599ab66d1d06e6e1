// Requests and receipts by what staff can see and press: views and filters, one request from taking it to the answer, desks, paper, the keyboard alone.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { Counter } from "./counter.mjs";
import { picture } from "./money_places.mjs";
import { chooseFile, goTo, heading } from "./person.mjs";

let counter;
let staff;
before(async () => {
    mkdirSync(process.env.DAYROOM_SHOTS, { recursive: true });
    counter = await Counter.open();
    staff = counter.hub.caller("request_staff");
});
after(() => counter?.close());

const said = (page, text) => page.locator(".result-line").getByText(text).waitFor();
const rows = (page) => page.locator(".list tbody tr");
/** The list shows that many: it is empty for a moment while the next one is asked for. */
const shows = (page, count) =>
    page.waitForFunction((count) => document.querySelectorAll(".list tbody tr").length === count, count);
const dialog = (page) => page.getByRole("dialog");
/** Requests as the API lists them for somebody without a desk. */
const list = async (query) => (await staff.get(`/api/v1/requests?${query}`)).body.requests;
const open = async (query = "") => (await list(`view=open&mine=true${query}`))[0];
const whole = async (id) => (await staff.get(`/api/v1/requests/${id}`)).body;
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

test("the list: views, filters, what is at another desk shows only that it is there, in every look", async () => {
    const { page, context, wrongs } = await counter.at("R. Lists", "request_staff");
    await goTo(page, "#/requests");
    await rows(page).first().waitFor();
    const api = await list("view=open&limit=50");
    assert.equal(await rows(page).count(), api.length);
    const hidden = rows(page).filter({ hasText: "At another desk" });
    assert.equal(await hidden.count(), api.filter((each) => each.withheld).length);
    assert.ok((await hidden.count()) > 0, "the sample has something at a desk");
    assert.equal(await hidden.locator("a").count(), 0);
    for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await checkAccess(page, `requests, ${colorScheme}`);
        await picture(page, "requests", colorScheme);
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await picture(page, "requests", "contrast");
    await page.emulateMedia({ forcedColors: "none" });
    await page.setViewportSize({ width: 640, height: 400 });
    await picture(page, "requests", "200");
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.getByRole("link", { name: "At my desks" }).click();
    await hidden.first().waitFor({ state: "detached" });
    const mine = await list("view=open&mine=true&limit=50");
    await shows(page, mine.length);
    const [first] = mine;
    await page.getByLabel("Form", { exact: true }).selectOption(first.form_code);
    const same = mine.filter((each) => each.form_code === first.form_code).length;
    await shows(page, same);
    await page.getByLabel("Of one resident").fill(first.resident_number);
    await page.locator(".picker-list button").first().click();
    const theirs = mine.filter((each) => each.form_code === first.form_code && each.resident_id === first.resident_id);
    await shows(page, theirs.length);
    await page.getByRole("link", { name: "Closed" }).click();
    await page.getByLabel("Form", { exact: true }).selectOption("");
    await page.getByRole("button", { name: "Change" }).click();
    await rows(page).first().waitFor();
    const closed = await list("view=closed&limit=51");
    await shows(page, Math.min(50, closed.length));
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a request is taken, returned for more and declined, with the fee said before; each step stands there with who took it", async () => {
    const { page, context, wrongs } = await counter.at("R. Works", "request_staff");
    giveDesks("R. Works", "records");
    const { id } = (await counter.hub.caller("request_staff").get("/api/v1/requests?view=open&role=records")).body
        .requests[0];
    await goTo(page, `#/requests/one/${id}`);
    await page
        .getByRole("button", { name: "Take it" })
        .or(page.getByRole("button", { name: "Answer" }))
        .first()
        .waitFor();
    if (await page.getByRole("button", { name: "Take it" }).count()) {
        await page.getByRole("button", { name: "Take it" }).click();
        await said(page, "yours to work on");
    }
    await page.getByText("It stays at this desk, late").waitFor(); // its form has one level
    await checkAccess(page, "a request");
    await picture(page, "request", "light");
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, "request", "dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.getByRole("button", { name: "Return for more" }).click();
    await dialog(page).getByRole("button", { name: "Return for more" }).click();
    await dialog(page).getByText("Write what the resident should read.").waitFor();
    await dialog(page).getByLabel("To the resident").fill("Which copy\u202E do you mean?");
    await dialog(page).getByRole("button", { name: "Return for more" }).click();
    await page.getByRole("alert").waitFor();
    await dialog(page).getByLabel("To the resident").fill("Which copy do you mean?\nThe first or the second?");
    await dialog(page).getByRole("button", { name: "Return for more" }).click();
    await said(page, "with the resident");
    await page.locator(".request-steps").getByText("Which copy do you mean?\nThe first or the second?").waitFor();
    await page.locator(".request-steps li").last().getByText("R. Works, Request staff").waitFor();
    await page.getByText(/it is withdrawn by itself, without a reply$/).waitFor();
    await page.getByRole("button", { name: "Decline" }).click();
    await dialog(page)
        .getByText(/goes back to the resident/)
        .waitFor();
    await checkAccess(page, "declining");
    await picture(page, "request-decline", "light");
    await dialog(page).getByLabel("To the resident").fill("You have it already.");
    await dialog(page).getByRole("button", { name: "Decline" }).click();
    await said(page, "is declined");
    await page.getByRole("button", { name: "Decline" }).waitFor({ state: "detached" });
    assert.equal((await counter.onRecord("staff_read", "request")).subject_id, id);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what goes to a desk is closed to those who do not have it, also while it stands open", async () => {
    const { page, context, wrongs } = await counter.at("R. Gives", "request_staff");
    const { id } = await open("&form_code=general");
    await goTo(page, `#/requests/one/${id}`);
    await page.getByRole("button", { name: "Give to a desk" }).click();
    await dialog(page).getByRole("button", { name: "Give to a desk" }).click();
    await dialog(page).getByText("Choose a desk.", { exact: true }).waitFor();
    await dialog(page).getByLabel("Desk").selectOption("medical");
    await checkAccess(page, "to a desk");
    await dialog(page).getByRole("button", { name: "Give to a desk" }).click();
    await said(page, "at the other desk");
    await page.getByText("This request is at another desk").waitFor();
    assert.equal(await page.locator(".verbatim").count(), 0);
    giveDesks("R. Gives", "medical");
    await page.reload();
    await page.getByRole("button", { name: "Answer" }).waitFor();
    giveDesks("R. Gives");
    await page.getByRole("button", { name: "Answer" }).click();
    await dialog(page).getByLabel("To the resident").fill("Come at nine.");
    await dialog(page).getByRole("button", { name: "Answer" }).click();
    await dialog(page).getByRole("alert").getByText("at another desk now").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("by keyboard alone: from the list to the answer", async () => {
    const { page, context, wrongs } = await counter.at("R. Keys", "request_staff");
    const { id } = await open("&form_code=general");
    await goTo(page, "#/requests/mine");
    await page.locator(`a[href="#/requests/one/${id}"]`).waitFor();
    const down = async () => {
        await page.keyboard.press("ArrowDown");
        return page.evaluate(() => document.activeElement.getAttribute("href"));
    };
    for (let tries = 0; (await down()) !== `#/requests/one/${id}`; tries++) assert.ok(tries < 60);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Answer" }).waitFor();
    await page.keyboard.press("a");
    await dialog(page).waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await page.keyboard.press("a");
    await dialog(page).waitFor();
    await page.keyboard.type("Yes, on Tuesday.");
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press("Tab"); // past the choice of a file and the way back
    await page.keyboard.press("Enter");
    await said(page, "is answered");
    const { state, steps } = await whole(id);
    assert.deepEqual([state, steps.at(-1).text, steps.at(-1).by_name], ["answered", "Yes, on Tuesday.", "R. Keys"]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

/** Pages with a square each, and no words. */
function drawnPdf(pages) {
    const kids = Array.from({ length: pages }, (_, at) => `${3 + 2 * at} 0 R`);
    const objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages} >>`,
    ];
    for (let at = 0; at < pages; at++) {
        const drawn = `0 0 1 rg ${100 + 40 * at} 500 120 120 re f`;
        objects.push(
            `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << >> /Contents ${4 + 2 * at} 0 R >>`,
            `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
        );
    }
    let text = "%PDF-1.7\n";
    const places = objects.map((object, at) => {
        const place = text.length;
        text += `${at + 1} 0 obj\n${object}\nendobj\n`;
        return place;
    });
    const table = text.length;
    text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
    for (const place of places) text += `${String(place).padStart(10, "0")} 00000 n \n`;
    return `${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
}
const pdfFile = (name, text) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });

test("a PDF goes with an answer: refused in plain words, looked at page by page, taken away, sent, and saved again", async () => {
    const { page, context, wrongs } = await counter.at("R. Attaches", "request_staff");
    const { id } = await open("&form_code=general");
    await goTo(page, `#/requests/one/${id}`);
    await page.getByRole("button", { name: "Answer" }).click();
    await dialog(page).getByLabel("To the resident").fill("The plan is attached.");
    const field = dialog(page).getByLabel("Attach a PDF");
    await chooseFile(field, pdfFile("notes.txt", "hello"));
    await dialog(page).getByRole("alert").getByText("not a PDF").waitFor();
    await chooseFile(field, pdfFile("Plan of the yard.pdf", drawnPdf(2)));
    const attached = dialog(page).getByRole("list", { name: "Documents with it" });
    await attached.getByText("Plan of the yard", { exact: true }).waitFor();
    await attached.getByText("No words that can be read aloud: page 1, 2.").waitFor();
    await checkAccess(page, "an answer with a document");
    await picture(page, "request-attach", "light");
    await attached.getByRole("button", { name: "Look at it" }).click();
    await page.getByRole("img", { name: "Page 1 of 2" }).waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll(".document-page img")].length === 3);
    await checkAccess(page, "a page of a document");
    await picture(page, "request-document", "light");
    await page.keyboard.press("ArrowRight");
    await page.getByRole("img", { name: "Page 2 of 2" }).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await attached.getByRole("button", { name: "Take it away" }).click();
    await attached.waitFor({ state: "detached" });
    await chooseFile(field, pdfFile("Plan of the yard.pdf", drawnPdf(2)));
    await attached.getByText("Plan of the yard", { exact: true }).waitFor();
    await dialog(page).getByRole("button", { name: "Answer" }).click();
    await said(page, "is answered");
    const sent = page.locator(".request-steps .attached");
    await sent.getByText("Plan of the yard", { exact: true }).waitFor();
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        sent.getByRole("button", { name: "Save the file" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "Plan of the yard.pdf");
    assert.equal(readFileSync(await download.path(), "latin1"), drawnPdf(2));
    const { steps } = await whole(id);
    assert.deepEqual(
        steps.at(-1).attachments.map((each) => [each.name, each.pages.length]),
        [["Plan of the yard", 2]],
    );
    assert.equal((await counter.onRecord("exported", "attachment")).subject_id, id);
    assert.deepEqual(
        wrongs.filter((wrong) => !/40[04]/.test(wrong)),
        [],
    );
    await context.close();
});

test("a receipt: genuine, copied wrongly, nobody's, at another desk; on paper", async () => {
    const { page, context, wrongs } = await counter.at("R. Paper", "request_staff");
    const known = (await list("view=closed&mine=true"))[0];
    await goTo(page, "#/receipts");
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("Write the code.").waitFor();
    const type = async (code) => {
        await page.getByLabel("Receipt code").fill(code);
        await page.keyboard.press("Enter");
    };
    const code = known.receipt_code;
    await type(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()} `);
    await page.getByText("is genuine").waitFor();
    await page.getByText(known.resident_number).first().waitFor();
    await checkAccess(page, "a receipt");
    await picture(page, "receipt", "light");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("button", { name: "Print" }).isVisible(), false);
    assert.equal(await page.getByText("is genuine").isVisible(), true);
    await page.emulateMedia({ media: "screen" });
    await type(`${code[0] === "A" ? "C" : "A"}${code.slice(1)}`);
    await page.getByText("is no receipt code").waitFor();
    const hidden = (await list("view=open&role=medical"))[0];
    const nurse = counter.hub.caller("request_staff", "medical");
    const { receipt_code } = (await nurse.get(`/api/v1/requests/${hidden.id}`)).body;
    await type(receipt_code);
    await page.getByText("is genuine").waitFor();
    await page.getByRole("heading", { name: "A request at another desk" }).waitFor();
    assert.equal(await page.getByText("Resident", { exact: true }).count(), 0);
    assert.equal(await heading(page).innerText(), "Check a receipt");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a receipt of an order: whose and how it stands at the desk, only that it is there to a reviewer", async () => {
    const [order] = await counter.orders("delivered");
    const code = order.receipt_code ?? (await counter.order(order.id)).receipt_code;
    for (const [name, role] of [
        ["R. Order", "request_staff"],
        ["R. View", "reviewer"],
    ]) {
        const { page, context, wrongs } = await counter.at(name, role);
        await goTo(page, `#/receipts/${code}`);
        await page.getByText("is genuine").waitFor();
        const told = page.getByRole("article", { name: "A commissary order" });
        await told.waitFor();
        assert.equal(await told.getByText(order.resident_number).count(), role === "reviewer" ? 0 : 1);
        assert.equal(await told.getByText("for the staff who work with it").count(), role === "reviewer" ? 1 : 0);
        await checkAccess(page, `receipt of an order, ${role}`);
        assert.deepEqual(wrongs, []);
        await context.close();
    }
});

test("an auditor confirms a receipt without a name, and saves the record for a court, which is proven offline", async () => {
    const { page, context, wrongs } = await counter.at("A. Court", "auditor");
    const { id, receipt_code } = await open("&form_code=general");
    await staff.post(`/api/v1/requests/${id}/answer`, { text: "It is <done>." });
    await goTo(page, `#/receipts/${receipt_code}`);
    await page.getByRole("heading", { name: "A request at another desk" }).waitFor();
    const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save the record for a court" }).click(),
    ]);
    await said(page, "The record is saved");
    await checkAccess(page, "a receipt, auditor");
    const file = join(counter.hub.folder, "record.html");
    await saved.saveAs(file);
    const root = join(counter.hub.folder, "hub.certificate");
    const verify = () => {
        try {
            return counter.hub.run(
                "dayroom-hub",
                "request",
                "verify",
                file,
                "--root",
                root,
                "--data",
                counter.hub.data,
            );
        } catch (error) {
            return `${error.stdout}${error.stderr}`;
        }
    };
    const proven = verify();
    assert.match(proven, /^genuine: /);
    const [, kept, pieces] = proven.match(/(\d+) of (\d+) pieces/);
    assert.ok(Number(pieces) >= 2);
    assert.equal(kept, pieces);
    assert.match(proven, /the log of this hub is whole and has these rows/);
    const text = readFileSync(file, "utf8");
    assert.ok(text.includes("It is &lt;done&gt;."));
    writeFileSync(file, text.replace("It is &lt;done&gt;.", "It is &lt;dune&gt;."));
    assert.match(verify(), /was changed/);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a message that a resident wants on paper is saved for printing by who works on the request", async () => {
    const { page, context, wrongs } = await counter.at("M. Room", "request_staff");
    const { events } = (await counter.hub.caller("provider").get("/api/v1/events?after=0")).body;
    const released = events.find((each) => each.kind === "outbound_released");
    assert.ok(released, "the sample has a message that was delivered");
    const message = (await counter.hub.caller("reviewer").get(`/api/v1/messages/${released.id}`)).body;
    const file = (answer) =>
        counter.hub
            .run("console-file-request", counter.hub.data, message.resident_id, "message_print", `message=${answer}`)
            .trim();
    const asked = file(`Maria · today · Sent · ${message.id.slice(-8)}`);
    await goTo(page, `#/requests/one/${asked}`);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the message for printing" }).click();
    const saved = await (await download).path();
    assert.equal(readFileSync(saved).subarray(0, 5).toString("latin1"), "%PDF-");
    await page.locator(".result-line").getByText("The message is saved").waitFor();
    await checkAccess(page, "a message for printing");
    await picture(page, "request-message");

    await goTo(page, `#/requests/one/${file("the one about the porch")}`);
    await page.getByRole("button", { name: "Save the message for printing" }).click();
    await page.getByRole("alert").getByText("ask which one is meant").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("who has no requests to work on finds no page for them", async () => {
    const { page, context } = await counter.at("R. Looks", "reviewer");
    await goTo(page, "#/requests");
    await page.getByText("This page is not for your role").waitFor();
    await context.close();
});
