// The money desk and the commissary's counter under test: a hub with the sample facility, a browser, and somebody signed in.
import assert from "node:assert/strict";
import { openWindow, startBrowser } from "./browser.mjs";
import { Hub } from "./hub.mjs";
import { firstSignIn } from "./person.mjs";

export class Counter {
    static async open(sample = { residents: 96, messages: 60 }) {
        const counter = new Counter();
        try {
            counter.hub = await Hub.start(sample);
            counter.browser = await startBrowser(counter.hub);
            counter.trust = counter.hub.caller("trust_office");
            return counter;
        } catch (error) {
            await counter.close();
            throw error;
        }
    }

    async close() {
        await this.browser?.close();
        await this.hub?.remove();
    }

    /** Somebody of that role at a window of their own: {page, context, wrongs, account}. */
    async at(name, role, options) {
        const window = await openWindow(this.browser, options);
        const account = await firstSignIn(window.page, this.hub.url, this.hub.addStaff(name, role));
        return { ...window, account };
    }

    /** A POST gets to the hub, which does it; its answer never comes back to the page. */
    async loseAnswer(route, context) {
        const request = route.request();
        const [cookie] = await context.cookies(this.hub.url);
        const { status } = await this.hub.call("POST", new URL(request.url()).pathname, request.postDataJSON(), {
            Cookie: `${cookie.name}=${cookie.value}`,
            "X-Dayroom-CSRF": request.headers()["x-dayroom-csrf"],
            Origin: this.hub.origin,
        });
        assert.equal(status, 201);
        await route.abort();
    }

    /** The newest entry of the audit log with that event and code; it comes a moment after the answer. */
    async onRecord(event, code) {
        const auditor = this.hub.caller("auditor");
        for (let tries = 0; tries < 500; tries++) {
            const { head } = (await auditor.get("/api/v1/audit?limit=1")).body;
            const after = Math.max(0, head.sequence - 40);
            const { events } = (await auditor.get(`/api/v1/audit?limit=40&after=${after}`)).body;
            const found = events.findLast((each) => each.event === event && each.code === code);
            if (found) return found;
        }
        return assert.fail(`the audit log has no ${event} ${code}`);
    }

    async read(path) {
        const { status, body, text } = await this.trust.get(path);
        assert.equal(status, 200, text);
        return body;
    }

    /** A resident as the hub has them now; without number the first with at least that much to spend. */
    async resident({ number, least = 0 } = {}) {
        const query = number ? `number=${number}` : "limit=200";
        const { residents } = await this.read(`/api/v1/residents?${query}`);
        return residents.find((each) => each.spendable_cents >= least);
    }

    /** Orders of that state that wait for a hand-over, or of any window. */
    async orders(state) {
        return (await this.read(`/api/v1/commissary/orders?state=${state}&limit=200`)).orders;
    }

    async order(id) {
        return this.read(`/api/v1/commissary/orders/${id}`);
    }

    /** A window that was cut off and has two orders or more to pick. */
    async windowToPick() {
        for (const window of (await this.read("/api/v1/commissary/windows")).windows) {
            if (window.state !== "cut_off" && window.state !== "over") continue;
            const { orders } = await this.read(`/api/v1/commissary/windows/${window.id}/pick-list`);
            const waiting = orders.filter((order) => order.state === "submitted");
            if (waiting.length >= 2) return { window, orders };
        }
        return assert.fail("the sample has no two orders to pick");
    }
}
