// A desk of reviewers: a hub with rules and somebody to write to, a browser, and what a reviewer sees on an item.
import assert from "node:assert/strict";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { sendIn, setRules, somebody } from "./messages.mjs";
import { firstSignIn } from "./person.mjs";

/** The letter of the item on the screen. */
export const letter = (page) => page.locator(".letter-text").first();
export const shown = async (page) => (await letter(page).innerText()).trim();
/** Waits for the result that the page tells in this words. */
export const said = (page, text) => page.getByRole("status").filter({ hasText: text }).waitFor();
/** Waits for a refusal beside the open decision. */
export const refused = (page, text) => page.locator(".panel").getByRole("alert").filter({ hasText: text }).waitFor();

export class Desk {
    static async open(sample) {
        const desk = new Desk();
        try {
            desk.hub = await Hub.start(sample);
            desk.browser = await startBrowser(desk.hub);
            desk.provider = desk.hub.caller("provider");
            desk.reviewer = desk.hub.caller("reviewer");
            desk.pair = await somebody(desk.hub);
            await setRules(desk.hub);
            return desk;
        } catch (error) {
            await desk.close();
            throw error;
        }
    }

    async close() {
        await this.browser?.close();
        await this.hub?.remove();
    }

    /** A message from outside to the desk's resident; its id. */
    receive(key, text, photos) {
        return sendIn(this.provider, this.pair, key, text, photos);
    }

    async stateOf(id) {
        return (await this.reviewer.get(`/api/v1/messages/${id}`)).body;
    }

    /** Everything that waits, as another system sees it. */
    async waiting() {
        return (await this.reviewer.get("/api/v1/review/queue?kind=all&limit=200")).body.items;
    }

    /** The sample's own messages are decided, so that only a test's wait. */
    async emptyQueue() {
        for (const item of await this.waiting()) {
            const answer =
                item.kind === "appeal"
                    ? await this.reviewer.post(`/api/v1/appeals/${item.id}/refuse`, { reason: "The rule stands." })
                    : await this.reviewer.post(`/api/v1/messages/${item.id}/approve`, {});
            assert.equal(answer.status, 200, answer.text);
        }
    }

    /** Leaving an item gives it back a moment later: nobody else can have it before. */
    async untilFree(id) {
        for (let tries = 0; tries < 2000; tries++)
            if (!(await this.waiting()).find((item) => item.id === id)?.claimed_by) return;
        assert.fail("the item was not given back");
    }

    /** A reviewer with an account of their own, signed in at a window of their own: {page, context, wrongs, account}. */
    async reviewerAt(name, options, browser = this.browser) {
        const window = await openWindow(browser, options);
        const account = await firstSignIn(window.page, this.hub.url, this.hub.addStaff(name, "reviewer"));
        return { ...window, account };
    }

    /** What must have two people: "none", "photos", "watch", "all". */
    async setTwoPerson(two_person) {
        const policy = { auto_pass_inbound: false, auto_pass_outbound: false, two_person };
        const answer = await this.hub.caller("it").put("/api/v1/review/policy", policy);
        assert.equal(answer.status, 200, answer.text);
    }
}
