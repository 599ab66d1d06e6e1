// Reviewing by keyboard, on a real hub.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Desk, letter, refused, said, shown } from "./desk.mjs";
import { startBrowser } from "./browser.mjs";
import { paintPhotos } from "./messages.mjs";
import { goTo, signIn } from "./person.mjs";

const HUNDRED = 100;
let desk;
before(async () => {
    desk = await Desk.open();
});
after(() => desk?.close());

const stateOf = (id) => desk.stateOf(id);
const review = (name, options) => desk.reviewerAt(name, options);
const untilNot = (page, text) =>
    page.waitForFunction(
        (before) =>
            document.querySelector(".letter-text")?.innerText.trim() !== before || document.querySelector(".empty"),
        text,
    );
const focusIsOnLetter = (page) => page.evaluate(() => document.activeElement.classList.contains("letter"));

test("a hundred items without the mouse: approve, reject, investigate, and nothing by accident", async () => {
    await desk.emptyQueue();
    const ids = new Map();
    for (let index = 0; index < HUNDRED; index++) {
        const text = `Letter ${index}. We are all well and hope that you are too.`;
        ids.set(text, await desk.receive(`hundred-${index}`, text));
    }
    const { page, context, wrongs } = await review("H. Undred");
    await page.evaluate(() => {
        window.pointed = 0;
        for (const kind of ["pointerdown", "mousemove", "click"])
            addEventListener(kind, (event) => event.isTrusted && event.pointerType && window.pointed++, true);
    });
    await goTo(page, "#/queue/all");
    await page.getByRole("table").waitFor();
    await page.keyboard.press("s");
    const expected = new Map();
    for (let index = 0; index < HUNDRED; index++) {
        await letter(page).waitFor();
        const text = await shown(page);
        assert.ok(ids.has(text) && !expected.has(text), `item ${index}: ${text}`);
        assert.ok(await focusIsOnLetter(page), `the focus is on item ${index}`);
        const what = ["approve", "approve", "reject", "approve", "investigate"][index % 5];
        expected.set(text, what);
        if (what === "approve") {
            await page.keyboard.press("a");
            await page.keyboard.press("Enter");
        } else if (what === "reject") {
            await page.keyboard.press("r");
            await page.getByRole("group", { name: "Which rule?" }).waitFor();
            await page.keyboard.press("2");
            await page.keyboard.press("Enter");
            await page.keyboard.press("Enter");
        } else {
            await page.keyboard.press("i");
            await page.keyboard.type("Ask the unit officer");
            await page.keyboard.press("Enter");
        }
        await untilNot(page, text);
    }
    assert.equal(await page.evaluate(() => window.pointed), 0);
    const counts = { delivered: 0, rejected: 0, held: 0 };
    for (const [text, id] of ids) {
        const message = await stateOf(id);
        assert.equal(
            message.state,
            { approve: "delivered", reject: "rejected", investigate: "held" }[expected.get(text)],
            text,
        );
        counts[message.state]++;
    }
    assert.deepEqual(counts, { delivered: 60, rejected: 20, held: 20 });
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("two steps each: Escape goes back, letters in a field are text, a rejection needs its rule", async () => {
    const id = await desk.receive("steps", "Nobody decides this by accident.");
    const { page, context, wrongs } = await review("S. Teps");
    await goTo(page, `#/review/all/${id}`);
    await letter(page).waitFor();
    await page.keyboard.press("a");
    await page.getByRole("heading", { name: "Approve this message?" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.type), "submit");
    await page.keyboard.press("Escape");
    assert.ok(await focusIsOnLetter(page));
    await page.keyboard.press("r");
    await page.getByRole("group", { name: "Which rule?" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Choose the rule.").first().waitFor();
    await page.keyboard.press("3");
    assert.match(await page.evaluate(() => document.activeElement.closest("label").innerText), /3\.4/);
    await page.keyboard.press("Enter");
    await page.keyboard.type("a r i n 1");
    assert.equal(await page.getByLabel("Reason").inputValue(), "a r i n 1");
    assert.equal((await stateOf(id)).state, "held");
    await page.keyboard.press("Escape");
    assert.equal((await stateOf(id)).state, "held");
    await page.keyboard.press("r");
    assert.equal(await page.getByLabel("Reason").inputValue(), "a r i n 1");
    await page.getByLabel("Reason").fill("Nobody decides this by accident. Not at all.");
    await page.getByLabel("Reason").press("Enter");
    await page.getByRole("alert").waitFor();
    assert.equal((await stateOf(id)).state, "held");
    await page.getByLabel("Reason").fill("It breaks our rule about plans.");
    await page.getByLabel("Reason").press("Enter");
    await said(page, "Rejected");
    const message = await stateOf(id);
    assert.deepEqual([message.state, message.reason], ["rejected", "It breaks our rule about plans."]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("photos: one is kept back with a key, and only the other goes out", async () => {
    const photos = await paintPhotos(desk.browser, 2);
    const id = await desk.receive("photos", "Two pictures of the garden.", photos);
    const { page, context, wrongs } = await review("P. Hotos");
    await goTo(page, `#/review/photos/${id}`);
    await page.locator(".photo-strip img").nth(1).waitFor();
    await page.keyboard.press("2");
    await page.getByRole("button", { name: "Kept back" }).waitFor();
    await page.keyboard.press("z");
    await page.getByRole("dialog", { name: "Photo 2 of 2" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.getByText("The text and 1 of 2 photos are delivered at once.").waitFor();
    await page.keyboard.press("Enter");
    await said(page, "Approved and delivered");
    const { body } = await desk.provider.get(`/api/v1/inbound/${id}`);
    assert.deepEqual([body.state, body.photos_rejected], ["delivered", 1]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a photo that does not load is never let out unseen", async () => {
    const [photo] = await paintPhotos(desk.browser, 1);
    const id = await desk.receive("unseen", "A picture.", [photo]);
    const { page, context } = await review("U. Nseen");
    await page.route("**/api/v1/photos/*", (route) => route.abort());
    await goTo(page, `#/review/all/${id}`);
    await page.getByText("This photo cannot be shown.").waitFor();
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "A photo has not loaded" }).waitFor();
    assert.equal((await stateOf(id)).state, "held");
    await page.keyboard.press("Escape");
    await page.unroute("**/api/v1/photos/*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".photo-strip img").waitFor();
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await said(page, "Approved and delivered");
    await context.close();
});

test("hostile text is text: no markup, no script, what cannot be seen is named", async () => {
    const evil = `<script>window.injected = 1</script><img src=x onerror="window.injected = 1"> sec\u200Bret <a href="javascript:window.injected=1">x</a> &lt;b&gt;`;
    const id = await desk.receive("hostile", evil);
    const { page, context, wrongs } = await review("H. Ostile");
    await goTo(page, `#/review/all/${id}`);
    await letter(page).waitFor();
    const text = await letter(page).evaluate((element) =>
        [...element.childNodes].map((node) => node.textContent).join(""),
    );
    assert.equal(text, evil.replace("\u200B", "U+200B"));
    assert.equal(await letter(page).locator("script, img, a, b").count(), 0);
    assert.equal(await page.evaluate(() => window.injected), undefined);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("two reviewers, one item: the second is told who has it, and goes on with another", async () => {
    const [first, second] = [
        await desk.receive("race-1", "First of two."),
        await desk.receive("race-2", "Second of two."),
    ];
    const ann = await review("Ann One");
    const bob = await review("Bob Two");
    await goTo(ann.page, `#/review/inbound/${first}`);
    await letter(ann.page).waitFor();
    await goTo(bob.page, `#/review/all/${first}`);
    await bob.page.getByText("Ann One is reviewing this item.").waitFor();
    await goTo(bob.page, "#/queue/all");
    await bob.page.getByRole("row").filter({ hasText: "Ann One" }).first().waitFor();
    await ann.page.keyboard.press("a");
    await ann.page.keyboard.press("Enter");
    await said(ann.page, "Approved and delivered");
    assert.equal((await stateOf(first)).state, "delivered");
    await goTo(bob.page, `#/review/all/${first}`);
    await bob.page
        .getByText("This was decided already")
        .or(bob.page.getByText("This is no longer here"))
        .first()
        .waitFor();
    await goTo(ann.page, "#/queue/all");
    await desk.untilFree(second);
    await goTo(bob.page, `#/review/all/${second}`);
    await letter(bob.page).waitFor();
    assert.equal(await shown(bob.page), "Second of two.");
    assert.deepEqual([...ann.wrongs, ...bob.wrongs], []);
    await ann.context.close();
    await bob.context.close();
});

test("two reviewers in two browsers reach for the only item at the same moment: one has it, the other is told", async () => {
    const id = await desk.receive("reach", "Who sees this first?", await paintPhotos(desk.browser, 1));
    const elsewhere = await startBrowser(desk.hub);
    const both = [await review("Quick One"), await desk.reviewerAt("Quick Two", {}, elsewhere)];
    for (const { page } of both) {
        await goTo(page, "#/queue/photos");
        await page.getByRole("row").nth(1).waitFor();
        assert.equal(await page.getByRole("row").count(), 2);
    }
    await Promise.all(both.map(({ page }) => page.keyboard.press("s")));
    const [won, lost] = await Promise.race(
        both.map(async (one, index) => {
            await letter(one.page).waitFor();
            return [one, both[1 - index]];
        }),
    );
    const item = (await desk.waiting()).find((each) => each.id === id);
    assert.equal(item.claimed_by, won.account.name);
    await lost.page.getByRole("row").filter({ hasText: won.account.name }).waitFor();
    assert.equal(await letter(lost.page).count(), 0);
    await goTo(lost.page, `#/review/photos/${id}`);
    await lost.page.getByText(`${won.account.name} is reviewing this item.`).waitFor();
    await won.page.locator(".photo-strip img").waitFor();
    await won.page.keyboard.press("a");
    await won.page.keyboard.press("Enter");
    await said(won.page, "Approved and delivered");
    assert.equal((await stateOf(id)).state, "delivered");
    assert.deepEqual([...won.wrongs, ...lost.wrongs], []);
    await won.context.close();
    await elsewhere.close();
    if (won !== both[0]) await both[0].context.close();
});

test("two people must approve: the first is told so, cannot be the second, and somebody else sends it out", async () => {
    await desk.setTwoPerson("all");
    const id = await desk.receive("two-people", "For four eyes.");
    const first = await review("One Half");
    const second = await review("Other Half");
    const approve = async ({ page }) => {
        await goTo(page, `#/review/all/${id}`);
        await letter(page).filter({ hasText: "For four eyes." }).waitFor();
        await page.keyboard.press("a");
        await page.keyboard.press("Enter");
    };
    await approve(first);
    await said(first.page, "A second reviewer must approve it too.");
    assert.equal((await stateOf(id)).state, "held");
    await goTo(first.page, "#/queue/all");
    await first.page.getByRole("row").filter({ hasText: "Second approval" }).first().waitFor();
    await approve(first);
    await refused(first.page, "someone else must decide now");
    await goTo(first.page, "#/suspensions");
    await first.page.getByRole("heading", { level: 1, name: "Suspensions" }).waitFor();
    await goTo(second.page, `#/review/all/${id}`);
    await letter(second.page).waitFor();
    await second.page.keyboard.press("a");
    await second.page.getByText("Another reviewer approved it first.").waitFor();
    await second.page.keyboard.press("Enter");
    await said(second.page, "Approved and delivered");
    assert.equal((await stateOf(id)).state, "delivered");
    await desk.setTwoPerson("none");
    assert.deepEqual([...first.wrongs, ...second.wrongs], []);
    await first.context.close();
    await second.context.close();
});

test("the network goes away in the middle of a decision: said beside it, and the same press sends it once", async () => {
    const id = await desk.receive("lost", "The line is bad.");
    const { page, context } = await review("L. Ost");
    await goTo(page, `#/review/all/${id}`);
    await letter(page).waitFor();
    await context.setOffline(true);
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await refused(page, "The hub did not answer");
    await page.getByText("The hub cannot be reached. What you see may be old.").waitFor();
    assert.equal((await stateOf(id)).state, "held");
    await context.setOffline(false);
    await page.keyboard.press("Enter");
    await said(page, "Approved and delivered");
    assert.equal((await stateOf(id)).state, "delivered");
    await context.close();
});

test("the session ends in the middle of a rejection: after sign-in the place and what was typed are there", async () => {
    const id = await desk.receive("expired", "A long thought.");
    const { page, context, wrongs, account } = await review("E. Xpired");
    await goTo(page, `#/review/all/${id}`);
    await letter(page).waitFor();
    await page.keyboard.press("r");
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await page.keyboard.type("It took me a while to write this.");
    await context.clearCookies();
    await page.keyboard.press("Enter");
    await page.getByText("Your session has ended. Sign in to go on where you were.").waitFor();
    assert.equal(await page.getByText("A long thought.").count(), 0);
    await signIn(page, account);
    await page.getByLabel("Reason").waitFor();
    assert.equal(await page.getByLabel("Reason").inputValue(), "It took me a while to write this.");
    await page.getByLabel("Reason").press("Enter");
    await said(page, "Rejected");
    assert.equal((await stateOf(id)).state, "rejected");
    assert.deepEqual(wrongs, []);
    await context.close();
});
