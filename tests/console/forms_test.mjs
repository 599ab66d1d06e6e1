// Forms in the console, in Chromium against a real hub: made, refused at the right place, tried, published, compared, withdrawn; files; by keyboard; desks.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { checkAccess } from "./access.mjs";
import { openWindow } from "./browser.mjs";
import { Counter } from "./counter.mjs";
import { said } from "./desk.mjs";
import { picture } from "./money_places.mjs";
import { chooseFile, goTo, signedIn, signIn } from "./person.mjs";

let counter;
let staff;
before(async () => {
    mkdirSync(process.env.DAYROOM_SHOTS, { recursive: true });
    counter = await Counter.open({ residents: 24, messages: 40 });
    staff = counter.hub.caller("request_staff");
});
after(() => counter?.close());

const formOf = async (code) => (await staff.get(`/api/v1/forms/${code}`)).body;
const publish = (page) => page.getByRole("main").getByRole("button", { name: "Publish", exact: true });
const confirm = (page) => page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true });
const preview = (page) => page.getByRole("region", { name: "As on the terminal" });
const openField = (page, number) => page.getByRole("button", { name: new RegExp(`^${number}\\. `) }).click();
/** What is wrong stands at the control with that label, and it has the focus. */
async function wrongAt(control, text) {
    await control.and(control.page().locator('[aria-invalid="true"]')).waitFor();
    assert.equal(await control.evaluate((element) => element === document.activeElement), true);
    const shown = await control.evaluate(
        (element) => element.closest(".field").querySelector(".field-error").textContent,
    );
    assert.match(shown, text);
}

test("the list: version, who sees it, fee, desk and clocks", async () => {
    const { page, context, wrongs } = await counter.at("F. List", "request_staff");
    await goTo(page, "#/forms");
    const row = page.getByRole("row", { name: /Sick call/ });
    await row.getByText("$4.00").waitFor();
    for (const text of ["Everybody", "Medical", "Answer within 48 hours", "When it is answered"])
        await row.getByText(text).first().waitFor();
    await page
        .getByRole("row", { name: /Grievance/ })
        .getByText("2 more levels")
        .waitFor();
    await checkAccess(page, "forms");
    await picture(page, "forms", "light");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a new form: errors stand where they are, the preview follows, it is published after one more question", async () => {
    const { page, context, wrongs } = await counter.at("F. New", "request_staff");
    await goTo(page, "#/forms/new");
    await publish(page).click();
    await wrongAt(page.getByLabel("Code", { exact: true }), /Write something/);
    await page.getByLabel("Code", { exact: true }).fill("haircut");
    await publish(page).click();
    await confirm(page).click();
    await wrongAt(page.getByLabel("Name (English)"), /Write something/);
    await page.getByLabel("Name (English)").fill("Haircut");
    await page.getByLabel("Name (Spanish)").fill("Corte de pelo");
    await publish(page).click();
    await confirm(page).click();
    await page.getByRole("alert").filter({ hasText: "Fields: Write something here." }).waitFor();

    await page.getByRole("button", { name: "Add a field" }).click();
    const first = page.locator(".form-field").nth(0);
    await first.getByLabel("Kind").selectOption("choice");
    await first.getByLabel("Code", { exact: true }).fill("when");
    await first.getByLabel("Label (English)").fill("When?");
    await first.getByLabel("Label (Spanish)").fill("¿Cuándo?");
    await publish(page).click();
    await confirm(page).click();
    await page.getByRole("alert").filter({ hasText: "Field 1, Choices: Add two choices or more." }).waitFor();
    for (const [index, [en, es]] of [
        ["This week", "Esta semana"],
        ["Later", "Más tarde"],
    ].entries()) {
        await first.getByRole("button", { name: "Add a choice" }).click();
        const choice = first.getByRole("group", { name: `Choice ${index + 1}` });
        await choice.getByLabel("Label (English)").fill(en);
        await choice.getByLabel("Label (Spanish)").fill(es);
    }
    const sign = first.getByRole("group", { name: "Choice 2" }).getByLabel("Icon");
    await sign.fill("Not A Name");
    await publish(page).click();
    await confirm(page).click();
    await wrongAt(sign, /./);
    await sign.fill("calendar-clock");
    await first.getByLabel("It must be answered").check();

    await page.getByRole("button", { name: "Add a field" }).click();
    const second = page.locator(".form-field").nth(1);
    await second.getByLabel("Kind").selectOption("date");
    await second.getByLabel("Label (English)").fill("Which day?");
    await second.getByLabel("Earliest day").fill("tomorrow");
    await second.getByRole("button", { name: "Add a condition" }).click();
    await publish(page).click();
    await wrongAt(second.getByLabel("Earliest day"), /whole number/);
    await second.getByLabel("Earliest day").fill("1");
    await publish(page).click();
    await confirm(page).click();
    await page
        .getByRole("alert")
        .filter({ hasText: "Field 2, Condition 1, is: Choose at least one answer." })
        .waitFor();
    await second.getByRole("group", { name: "Condition 1" }).getByLabel("Later").check();
    await page.getByText("Choose at least one answer.").waitFor({ state: "detached" });
    await checkAccess(page, "form editor");
    await picture(page, "form-editor", "light");

    await preview(page).getByText("Which day? (if you want)").waitFor({ state: "detached" });
    await preview(page).getByRole("button", { name: "Send request" }).click();
    await preview(page).getByText("Please fill this in.").waitFor();
    await preview(page).getByLabel("Later").check();
    await preview(page).getByLabel("Which day? (if you want)").fill("1/2/2020");
    await preview(page).getByRole("button", { name: "Send request" }).click();
    await preview(page)
        .getByText(/^The first day that you can write here is/)
        .waitFor();
    await preview(page).getByLabel("Language").selectOption("es");
    await preview(page).getByLabel("Más tarde").waitFor();
    await preview(page).getByText("¿Cuándo?").waitFor();

    await publish(page).click();
    await confirm(page).click();
    await said(page, "“Haircut” is published as version 1.");
    const { form, revision } = await formOf("haircut");
    assert.equal(revision, 1);
    assert.equal(form.fields[0].choices[1].icon, "calendar-clock");
    assert.deepEqual(form.fields[1], {
        code: "field_2",
        kind: "date",
        label: { en: "Which day?" },
        least: 1,
        show_when: [{ field: "when", is: ["choice_2"] }],
    });
    await page.getByText("Haircut, version 1").waitFor();
    await counter.onRecord("policy_changed", "form");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a change: moved fields tell what they break, only differences are asked about, a version between is told", async () => {
    const { page, context, wrongs } = await counter.at("F. Change", "request_staff");
    await goTo(page, "#/forms/form/sick_call");
    await preview(page).getByText("If this is an emergency").waitFor();
    await preview(page).getByRole("button", { name: "I have read this. Go on" }).click();
    await preview(page).getByText("This costs $4.00 · Staff answer within 2 days").waitFor();
    await preview(page).getByLabel("How bad is the pain, from 0 to 10? (if you want)").fill("4");
    assert.equal(await preview(page).getByText("Is it getting worse?").count(), 0);
    await preview(page).getByLabel("How bad is the pain, from 0 to 10? (if you want)").fill("5");
    await preview(page).getByText("Is it getting worse? (if you want)").waitFor();

    await page.getByRole("button", { name: "Up Field 8" }).click();
    await page
        .locator(".form-field")
        .nth(6)
        .locator(".tag.bad")
        .filter({ hasText: "It is about no earlier field" })
        .waitFor();
    await publish(page).click();
    await confirm(page).click();
    await wrongAt(page.locator(".form-field").nth(6).getByLabel("About the field"), /no earlier field/);
    await page.getByRole("button", { name: "Down Field 7" }).click();
    await page.getByText("You have changes that are not saved.").waitFor({ state: "detached" });

    await page.getByLabel("Explanation (English)").fill("Ask to be seen.");
    await page.getByText("You have changes that are not saved.").waitFor();
    const { form, revision } = await formOf("sick_call");
    const other = { ...form, answer_within_hours: 12 };
    assert.equal(
        (await staff.put("/api/v1/forms/sick_call", { replaces_revision: revision, form: other })).status,
        200,
    );
    await publish(page).click();
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.locator("tbody tr").count(), 1);
    await dialog.getByText("Explanation (English)").waitFor();
    await confirm(page).click();
    await dialog.getByText("Somebody published another version meanwhile.").waitFor();
    await dialog.getByRole("button", { name: "Back" }).click();
    await page
        .getByText(`You began with version ${revision}. Meanwhile version ${revision + 1} was published.`)
        .waitFor();
    await page.getByRole("button", { name: "Go on with mine" }).click();
    await publish(page).click();
    await dialog.getByText("12 hours").waitFor();
    await checkAccess(page, "publish a form");
    await picture(page, "form-publish", "light");
    await confirm(page).click();
    await said(page, `“Sick call” is published as version ${revision + 2}.`);
    assert.equal((await formOf("sick_call")).form.explanation.en, "Ask to be seen.");

    await page.getByRole("link", { name: "Versions" }).click();
    await page.getByRole("button", { name: `Show the difference version ${revision}`, exact: true }).click();
    await page
        .getByRole("region", { name: `Version ${revision} and what is in force` })
        .getByText("Ask to be seen.")
        .waitFor();
    await checkAccess(page, "form versions");
    await picture(page, "form-versions", "light");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("what was typed survives the end of the session and other screens; the browser asks before it is lost", async () => {
    const { page, context, account, wrongs } = await counter.at("F. Kept", "request_staff");
    await goTo(page, "#/forms/form/general");
    await page.getByLabel("Name (English)").fill("Ask staff");
    await goTo(page, "#/catalog");
    await page.getByRole("heading", { level: 1, name: "Catalog" }).waitFor();
    await goTo(page, "#/forms/form/general");
    assert.equal(await page.getByLabel("Name (English)").inputValue(), "Ask staff");
    await page.getByText("You have changes that are not saved.").waitFor();
    await context.clearCookies();
    await publish(page).click();
    await confirm(page).click();
    await signIn(page, account);
    await signedIn(page);
    assert.equal(await page.getByLabel("Name (English)").inputValue(), "Ask staff");
    const asked = page.waitForEvent("dialog");
    // Asked for by the page itself: when the browser does, it goes on without a question if the page is slow to answer.
    void page.evaluate(() => location.reload()).catch(() => {});
    const dialog = await asked;
    assert.equal(dialog.type(), "beforeunload");
    await dialog.dismiss();
    await page.getByRole("button", { name: "Take them back" }).click();
    assert.equal(await page.getByLabel("Name (English)").inputValue(), "General request");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a form is withdrawn, seen among the withdrawn ones, and offered again", async () => {
    const { page, context, wrongs } = await counter.at("F. Withdraw", "request_staff");
    await goTo(page, "#/forms/form/survey");
    await page.getByRole("button", { name: "Withdraw the form" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw the form" }).click();
    await said(page, "The form is withdrawn.");
    await page.getByText("This form is withdrawn.").waitFor();
    assert.equal((await formOf("survey")).active, false);
    await goTo(page, "#/forms");
    await page.getByRole("row", { name: /Sick call/ }).waitFor();
    assert.equal(await page.getByRole("row", { name: /Survey/i }).count(), 0);
    await page.getByLabel("Show withdrawn forms too").check();
    await page
        .getByRole("row", { name: /survey/ })
        .getByText("Withdrawn")
        .waitFor();
    await goTo(page, "#/forms/form/survey");
    await publish(page).click();
    await page.getByRole("dialog").getByText("Nothing is different.").waitFor();
    await confirm(page).click();
    await said(page, "is published as version 2.");
    assert.equal((await formOf("survey")).active, true);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("files: saved as the hub has them, shown before they count, refused with the place, taken in whole", async () => {
    const { page, context, wrongs } = await counter.at("F. Files", "request_staff");
    await goTo(page, "#/forms");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save all as a file" }).click();
    const text = readFileSync(await (await saving).path(), "utf8");
    const file = JSON.parse(text);
    assert.deepEqual(file, (await staff.get("/api/v1/forms-file")).body);
    await page.getByRole("link", { name: "Forms from a file" }).click();
    const choose = (content) =>
        chooseFile(page.getByLabel("File of forms"), {
            name: "forms.json",
            mimeType: "application/json",
            buffer: Buffer.from(content),
        });
    await choose("no forms");
    await page.getByText("This is no file of forms.").waitFor();
    await choose(text);
    await page.getByText("All of it is in force already.").waitFor();
    const job = file.forms.find((form) => form.code === "job");
    job.role = "Work";
    file.forms.push({ ...structuredClone(job), code: "job_2", role: "work" });
    await choose(JSON.stringify(file));
    await page.getByRole("row", { name: /job_2/ }).getByText(/^New,/).waitFor();
    await page.getByRole("button", { name: "Publish 2 forms" }).click();
    await page
        .getByRole("alert")
        .filter({ hasText: "Form job, Desk that answers: Write a code of small letters" })
        .waitFor();
    assert.equal((await staff.get("/api/v1/forms/job_2")).status, 404);
    await checkAccess(page, "forms from a file");
    await picture(page, "form-file", "light");
    job.role = "work";
    await choose(JSON.stringify(file));
    await page.getByRole("button", { name: "Publish 2 forms" }).click();
    await said(page, "2 forms are published.");
    assert.equal((await formOf("job")).form.role, "work");
    await goTo(page, "#/forms/form/job_2");
    const one = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a file" }).click();
    const saved = JSON.parse(readFileSync(await (await one).path(), "utf8"));
    assert.deepEqual(saved, { format: 1, forms: [(await formOf("job_2")).form] });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("by keyboard only: a field is copied, changed, moved and published", async () => {
    const { page, context, wrongs } = await counter.at("F. Keys", "request_staff");
    await goTo(page, "#/forms/form/maintenance");
    const reach = async (locator, key = "Tab") => {
        await locator.waitFor();
        for (let presses = 0; presses < 120; presses++) {
            if (await locator.evaluate((element) => element === document.activeElement)) return;
            await page.keyboard.press(key);
        }
        assert.fail(`Tab does not reach ${locator}`);
    };
    await reach(page.getByRole("button", { name: "Copy Field 2" }));
    await page.keyboard.press("Enter");
    const copy = page.locator(".form-field").nth(2);
    await reach(copy.getByLabel("Label (English)"));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Which bunk?");
    await reach(page.getByRole("button", { name: "Up Field 3" }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await reach(publish(page));
    await page.keyboard.press("Enter");
    await reach(confirm(page));
    await page.keyboard.press("Enter");
    await said(page, "is published as version 2.");
    assert.equal((await formOf("maintenance")).form.fields[1].label.en, "Which bunk?");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("auditor and trust office look at forms and change nothing", async () => {
    for (const role of ["auditor", "trust_office"]) {
        const { page, context, wrongs } = await counter.at(`F. ${role}`, role);
        await goTo(page, "#/forms/form/grievance");
        await preview(page).getByLabel("Language").waitFor();
        assert.equal(await publish(page).count(), 0);
        await goTo(page, "#/forms/new");
        await page.getByRole("row", { name: /Grievance/ }).waitFor();
        assert.equal(await page.getByRole("link", { name: "New form" }).count(), 0);
        assert.deepEqual(wrongs, []);
        await context.close();
    }
});

test("IT sets the desks of an account", async () => {
    counter.hub.addStaff("Nurse Vega", "request_staff");
    const { page, context, wrongs } = await counter.at("F. Desks", "it");
    await goTo(page, "#/staff");
    await page.getByRole("button", { name: "Set desks Nurse Vega" }).click();
    await page.getByLabel("Codes of the desks").fill("Medical");
    await page.getByRole("button", { name: "Set", exact: true }).click();
    await page.getByText("Write codes of small letters").waitFor();
    await page.getByLabel("Codes of the desks").fill("medical, records");
    await checkAccess(page, "desks");
    await page.getByRole("button", { name: "Set", exact: true }).click();
    await said(page, "The desks of Nurse Vega are set.");
    await page
        .getByRole("row", { name: /Nurse Vega/ })
        .getByText("Medical, Records")
        .waitFor();
    await picture(page, "staff-desks", "light");
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("pictures: dark, forced colors, small, 200 %", async () => {
    const { context, page } = await counter.at("F. Pictures", "request_staff");
    const state = await context.storageState();
    await context.close();
    void page;
    for (const [way, options] of Object.entries({
        dark: { colorScheme: "dark" },
        forced: { forcedColors: "active" },
        small: { width: 390 },
        200: { zoom: 2 },
    })) {
        const looking = await openWindow(counter.browser, { storageState: state, ...options });
        await looking.page.goto(counter.hub.url);
        await signedIn(looking.page);
        await goTo(looking.page, "#/forms");
        await looking.page.getByRole("row", { name: /Sick call/ }).waitFor();
        await picture(looking.page, "forms", way);
        await goTo(looking.page, "#/forms/form/sick_call");
        await openField(looking.page, 6);
        await looking.page.getByRole("group", { name: "Condition" }).getByLabel("About the field").waitFor();
        if (way === "dark") await checkAccess(looking.page, "form editor, dark");
        await picture(looking.page, "form-editor", way);
        await preview(looking.page).scrollIntoViewIfNeeded();
        await preview(looking.page).getByRole("button", { name: "I have read this. Go on" }).click();
        await picture(looking.page, "form-preview", way);
        assert.deepEqual(looking.wrongs, []);
        await looking.context.close();
    }
});
