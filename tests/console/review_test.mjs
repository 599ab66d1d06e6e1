// Reviewing by keyboard, on a real hub.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { paintPhotos, sendIn, setRules, somebody } from "./messages.mjs";
import { firstSignIn, goTo, signIn } from "./person.mjs";

const HUNDRED = 100;
let hub;
let browser;
let provider;
let reviewer;
let pair;
before(async () => {
    hub = await Hub.start();
    browser = await startBrowser(hub);
    provider = hub.caller("provider");
    reviewer = hub.caller("reviewer");
    pair = await somebody(hub);
    await setRules(hub);
});
after(async () => {
    await browser?.close();
    await hub?.remove();
});

const stateOf = async (id) => (await reviewer.get(`/api/v1/messages/${id}`)).body;
const letter = (page) => page.locator(".letter-text").first();
const shown = async (page) => (await letter(page).innerText()).trim();
const untilNot = (page, text) =>
    page.waitForFunction(
        (before) =>
            document.querySelector(".letter-text")?.innerText.trim() !== before || document.querySelector(".empty"),
        text,
    );
const focusIsOnLetter = (page) => page.evaluate(() => document.activeElement.classList.contains("letter"));
const said = (page, text) => page.getByRole("status").filter({ hasText: text }).waitFor();

/** The sample's own messages are decided, so that only a test's wait. */
async function emptyQueue() {
    const { items } = (await reviewer.get("/api/v1/review/queue?kind=all&limit=200")).body;
    for (const item of items) {
        const answer =
            item.kind === "appeal"
                ? await reviewer.post(`/api/v1/appeals/${item.id}/refuse`, { reason: "The rule stands." })
                : await reviewer.post(`/api/v1/messages/${item.id}/approve`, {});
        assert.equal(answer.status, 200, answer.text);
    }
}

/** Leaving an item gives it back a moment later: nobody else can have it before. */
async function untilFree(id) {
    for (let tries = 0; tries < 2000; tries++) {
        const { items } = (await reviewer.get("/api/v1/review/queue?kind=all&limit=200")).body;
        if (!items.find((item) => item.id === id)?.claimed_by) return;
    }
    assert.fail("the item was not given back");
}

async function review(name, options) {
    const window = await openWindow(browser, options);
    const account = await firstSignIn(window.page, hub.url, hub.addStaff(name, "reviewer"));
    return { ...window, account };
}

test("a hundred items without the mouse: approve, reject, investigate, and nothing by accident", async () => {
    await emptyQueue();
    const ids = new Map();
    for (let index = 0; index < HUNDRED; index++) {
        const text = `Letter ${index}. We are all well and hope that you are too.`;
        ids.set(text, await sendIn(provider, pair, `hundred-${index}`, text));
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
    const id = await sendIn(provider, pair, "steps", "Nobody decides this by accident.");
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
    const photos = await paintPhotos(browser, 2);
    const id = await sendIn(provider, pair, "photos", "Two pictures of the garden.", photos);
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
    const { body } = await provider.get(`/api/v1/inbound/${id}`);
    assert.deepEqual([body.state, body.photos_rejected], ["delivered", 1]);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("a photo that does not load is never let out unseen", async () => {
    const [photo] = await paintPhotos(browser, 1);
    const id = await sendIn(provider, pair, "unseen", "A picture.", [photo]);
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
    const id = await sendIn(provider, pair, "hostile", evil);
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
        await sendIn(provider, pair, "race-1", "First of two."),
        await sendIn(provider, pair, "race-2", "Second of two."),
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
    await untilFree(second);
    await goTo(bob.page, `#/review/all/${second}`);
    await letter(bob.page).waitFor();
    assert.equal(await shown(bob.page), "Second of two.");
    assert.deepEqual([...ann.wrongs, ...bob.wrongs], []);
    await ann.context.close();
    await bob.context.close();
});

test("two people must approve: the first is told so, cannot be the second, and somebody else sends it out", async () => {
    const policy = { auto_pass_inbound: false, auto_pass_outbound: false, two_person: "all" };
    assert.equal((await hub.caller("it").put("/api/v1/review/policy", policy)).status, 200);
    const id = await sendIn(provider, pair, "two-people", "For four eyes.");
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
    await first.page.locator(".panel").getByRole("alert").filter({ hasText: "someone else must decide now" }).waitFor();
    await goTo(first.page, "#/suspensions");
    await first.page.getByRole("heading", { level: 1, name: "Suspensions" }).waitFor();
    await goTo(second.page, `#/review/all/${id}`);
    await letter(second.page).waitFor();
    await second.page.keyboard.press("a");
    await second.page.getByText("Another reviewer approved it first.").waitFor();
    await second.page.keyboard.press("Enter");
    await said(second.page, "Approved and delivered");
    assert.equal((await stateOf(id)).state, "delivered");
    await hub.caller("it").put("/api/v1/review/policy", { ...policy, two_person: "none" });
    assert.deepEqual([...first.wrongs, ...second.wrongs], []);
    await first.context.close();
    await second.context.close();
});

test("the network goes away in the middle of a decision: said beside it, and the same press sends it once", async () => {
    const id = await sendIn(provider, pair, "lost", "The line is bad.");
    const { page, context } = await review("L. Ost");
    await goTo(page, `#/review/all/${id}`);
    await letter(page).waitFor();
    await context.setOffline(true);
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await page.locator(".panel").getByRole("alert").filter({ hasText: "The hub did not answer" }).waitFor();
    await page.getByText("The hub cannot be reached. What you see may be old.").waitFor();
    assert.equal((await stateOf(id)).state, "held");
    await context.setOffline(false);
    await page.keyboard.press("Enter");
    await said(page, "Approved and delivered");
    assert.equal((await stateOf(id)).state, "delivered");
    await context.close();
});

test("the session ends in the middle of a rejection: after sign-in the place and what was typed are there", async () => {
    const id = await sendIn(provider, pair, "expired", "A long thought.");
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
