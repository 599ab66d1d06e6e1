// The pictures that a form names, drawn in its preview as a terminal draws them, in Chromium against a real hub.
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
    counter = await Counter.open({ residents: 24, messages: 40 });
});
after(() => counter?.close());

const formOf = async (code) => (await counter.hub.caller("request_staff").get(`/api/v1/forms/${code}`)).body;
const preview = (page) => page.getByRole("region", { name: "As on the terminal" });

test("the preview draws the picture of each symptom beside its words, from the hub alone", async () => {
    const { page, context, wrongs } = await counter.at("P. Icture", "auditor");
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await goTo(page, "#/forms/form/sick_call");
    await preview(page).getByRole("button", { name: "Go on" }).click();
    const choices = preview(page)
        .locator(".preview-choice")
        .filter({ has: page.locator(".picture") });
    await choices.filter({ hasText: "Fever or chills" }).locator("svg path").first().waitFor();
    const { form } = await formOf("sick_call");
    const named = form.fields.flatMap((field) => field.choices ?? []).filter((choice) => choice.icon);
    assert.ok(named.length >= 13);
    assert.equal(await choices.count(), named.length); // an older name of the set is drawn too: circle-help
    for (const choice of named)
        await choices.filter({ hasText: choice.label.en }).locator('svg[aria-hidden="true"]').first().waitFor();
    assert.ok(asked.every((url) => url.startsWith(counter.hub.origin)));
    await checkAccess(page, "a form with pictures");
    await preview(page).screenshot({ path: join(SHOTS, "form-pictures-light.png") });
    const large = await counter.at("P. Large", "auditor", { zoom: 2, colorScheme: "dark" });
    await goTo(large.page, "#/forms/form/sick_call");
    await preview(large.page).getByRole("button", { name: "Go on" }).click();
    await preview(large.page).locator(".picture svg").nth(12).waitFor();
    await checkAccess(large.page, "a form with pictures, large");
    assert.equal(await large.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await preview(large.page).screenshot({ path: join(SHOTS, "form-pictures-200-dark.png") });
    await large.page.emulateMedia({ forcedColors: "active" });
    await preview(large.page).screenshot({ path: join(SHOTS, "form-pictures-200-forced.png") });
    assert.deepEqual([...wrongs, ...large.wrongs], []);
    await large.context.close();
    await context.close();
});

test("the editor shows the picture at its field, and says when terminals have none of that name", async () => {
    const { page, context, wrongs } = await counter.at("N. Amed", "request_staff");
    await goTo(page, "#/forms/new");
    const icon = page.getByLabel("Icon");
    await icon.fill("no-such-picture");
    await page.getByText("Terminals have no picture called no-such-picture: they leave it out.").waitFor();
    await checkAccess(page, "a picture that is not there");
    await icon.fill("scissors");
    await page.locator(".picture-seen svg").waitFor();
    await preview(page).getByRole("heading", { level: 3 }).locator("svg").waitFor();
    assert.deepEqual(wrongs, []);
    await context.close();
});
