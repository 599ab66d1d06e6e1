// Appeals in the browser, on a real hub: whoever rejected is not asked again, and two people grant where two must approve.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Desk, letter, refused, said } from "./desk.mjs";
import { goTo } from "./person.mjs";

let desk;
let ann;
let ben;
before(async () => {
    desk = await Desk.open();
    await desk.emptyQueue();
    ann = await desk.reviewerAt("Ann One");
    ben = await desk.reviewerAt("Ben Two");
});
after(() => desk?.close());

/** Ann rejects a message at the page, and its resident appeals. */
async function rejectedAndAppealed(key, text, appeal) {
    const id = await desk.receive(key, text);
    await goTo(ann.page, `#/review/all/${id}`);
    await letter(ann.page).filter({ hasText: text }).waitFor();
    await ann.page.keyboard.press("r");
    await ann.page.getByRole("group", { name: "Which rule?" }).waitFor();
    await ann.page.keyboard.press("2");
    // What was said of the message before may still stand on the page.
    const decided = ann.page.waitForResponse((response) => response.url().endsWith(`/messages/${id}/reject`));
    await ann.page.keyboard.press("Enter");
    await ann.page.keyboard.press("Enter");
    await decided;
    await said(ann.page, "Rejected");
    desk.hub.appeal(id, appeal);
    return id;
}

/** The list as it is now, from wherever the reviewer is. */
async function openAppeals(page) {
    await goTo(page, "#/suspensions");
    await page.getByRole("heading", { level: 1, name: "Suspensions" }).waitFor();
    await goTo(page, "#/queue/appeals");
}

/** Takes the first appeal of the list, by its own key. */
async function startAppeals({ page }, words) {
    await openAppeals(page);
    await page.getByRole("row").filter({ hasText: "Appeal" }).first().waitFor();
    await page.keyboard.press("s");
    await page.getByText(words).waitFor();
}

const noAppeals = async ({ page }) => {
    await openAppeals(page);
    await page.getByText("No appeals wait for you").waitFor();
};

test("whoever rejected is not offered the appeal and cannot decide it; another reviewer grants it, and it is delivered", async () => {
    const id = await rejectedAndAppealed("granted", "Bring the bread on Sunday.", "It was only about bread.");
    await noAppeals(ann);
    await goTo(ann.page, "#/queue/all");
    await ann.page.getByText("Nothing waits here").waitFor();
    await goTo(ann.page, `#/review/appeals/${id}`);
    await ann.page.getByText("It was only about bread.").waitFor();
    await ann.page.keyboard.press("g");
    await ann.page.keyboard.type("I was wrong.");
    await ann.page.keyboard.press("Enter");
    await refused(ann.page, "You decided on this before");
    assert.equal((await desk.stateOf(id)).state, "rejected");
    await noAppeals(ann);
    await desk.untilFree(id);
    await startAppeals(ben, "It was only about bread.");
    await ben.page.getByText(/Ann One.*rejected it by rule.*3\.1/).waitFor();
    await ben.page.getByText("Bring the bread on Sunday.").waitFor();
    await ben.page.keyboard.press("g");
    await ben.page.keyboard.type("Bread is allowed.");
    await ben.page.keyboard.press("Enter");
    await said(ben.page, "The appeal is granted.");
    assert.equal((await desk.stateOf(id)).state, "delivered");
    assert.deepEqual([...ann.wrongs, ...ben.wrongs], []);
});

test("an appeal is refused with a reason that must be there and must not repeat the message", async () => {
    const id = await rejectedAndAppealed("refused", "The big red bowl is for Sunday afternoon.", "Nothing was meant.");
    await startAppeals(ben, "Nothing was meant.");
    await ben.page.keyboard.press("r");
    await ben.page.keyboard.press("Enter");
    await refused(ben.page, "Write the reason");
    await ben.page.keyboard.type("You wrote: the big red bowl is for Sunday");
    await ben.page.keyboard.press("Enter");
    await refused(ben.page, "The reason repeats the message");
    await ben.page.getByLabel("Reason").fill("It is about things of others.");
    await ben.page.keyboard.press("Enter");
    await said(ben.page, "The appeal is refused.");
    assert.equal((await desk.stateOf(id)).state, "rejected");
    await noAppeals(ben);
    assert.deepEqual([...ann.wrongs, ...ben.wrongs], []);
});

test("where two must approve, two grant: the first leaves an answer for the second, and is not offered it again", async () => {
    await desk.setTwoPerson("all");
    const id = await rejectedAndAppealed("two", "The soup was good.", "Soup breaks no rule.");
    await startAppeals(ben, "Soup breaks no rule.");
    await ben.page.keyboard.press("g");
    await ben.page.keyboard.type("Soup is allowed.");
    await ben.page.keyboard.press("Enter");
    await said(ben.page, "A second reviewer must grant it too.");
    assert.equal((await desk.stateOf(id)).state, "rejected");
    await noAppeals(ben);
    const eva = await desk.reviewerAt("Eva Three");
    await goTo(eva.page, "#/queue/appeals");
    await eva.page.getByRole("row").filter({ hasText: "Second approval" }).waitFor();
    await startAppeals(eva, "Soup breaks no rule.");
    await eva.page.getByText("Soup is allowed.").waitFor();
    await eva.page.keyboard.press("g");
    await eva.page.getByText("Another reviewer granted it first.").waitFor();
    await eva.page.keyboard.type("We agree.");
    await eva.page.keyboard.press("Enter");
    await said(eva.page, "The appeal is granted.");
    assert.equal((await desk.stateOf(id)).state, "delivered");
    assert.deepEqual([...ann.wrongs, ...ben.wrongs, ...eva.wrongs], []);
});
