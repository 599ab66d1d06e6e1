// What all screens share, without a browser: keys, places, calls, idle time, texts.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [keys, route, screens, api, idle, format, place] = await Promise.all(
    ["keys.js", "route.js", "screen_choice.js", "api.js", "idle.js", "format.js", "place.js"].map(
        (name) => import(join(page, name)),
    ),
);

function pressed(key, more = {}) {
    return { key, target: { tagName: "BODY" }, ...more };
}

test("keys: topmost layer first, a dialog hides the rest, typing is text", () => {
    const layer = (commands, modal = false) => ({ current: { commands, modal } });
    const below = { keys: ["a"] };
    const above = { keys: ["a"] };
    assert.equal(keys.findCommand(pressed("A"), [layer([below]), layer([above])], true), above);
    assert.equal(keys.findCommand(pressed("a"), [layer([below]), layer([], true)], true), undefined);
    assert.equal(
        keys.findCommand(pressed("a", { target: { tagName: "TEXTAREA" } }), [layer([below])], true),
        undefined,
    );
    assert.equal(
        keys.findCommand(pressed("a", { target: { tagName: "INPUT", type: "radio" } }), [layer([below])], true),
        below,
    );
    assert.equal(keys.findCommand(pressed("a", { ctrlKey: true }), [layer([below])], true), undefined);
    assert.equal(keys.findCommand(pressed("a", { repeat: true }), [layer([below])], true), undefined);
    assert.equal(keys.findCommand(pressed("a"), [layer([below])], false), undefined);
    const escape = { keys: ["Escape"], whileTyping: true };
    assert.equal(
        keys.findCommand(pressed("Escape", { target: { tagName: "TEXTAREA" } }), [layer([escape])], false),
        escape,
    );
});

test("addresses: names and ids survive, nonsense leads nowhere", () => {
    assert.deepEqual(route.parseRoute(route.hashOf("review", "all", "a/b c")), {
        screen: "review",
        parts: ["all", "a/b c"],
    });
    assert.deepEqual(route.parseRoute("#/%E0%A4%A"), { screen: "", parts: [] });
    assert.deepEqual(route.parseRoute(""), { screen: "", parts: [] });
});

test("the screen follows from session, role and place, in that order", () => {
    const choose = (session, screen = "", up = true) => screens.chooseScreen(session, { screen }, up);
    assert.equal(choose({ state: "unknown" }), "starting");
    assert.equal(choose({ state: "unknown" }, "", false), "unreachable");
    assert.equal(choose({ state: "out" }, "queue"), "sign-in");
    assert.equal(choose({ state: "in", role: "provider" }, "queue"), "nothing");
    assert.equal(choose({ state: "in", role: "request_staff" }), "requests");
    assert.equal(choose({ state: "in", role: "request_staff" }, "money"), "elsewhere");
    assert.equal(choose({ state: "in", role: "trust_office" }), "money");
    assert.equal(choose({ state: "in", role: "reviewer" }), "queue");
    assert.equal(choose({ state: "in", role: "reviewer" }, "staff"), "elsewhere");
    assert.equal(choose({ state: "in", role: "it" }, "staff"), "staff");
    assert.equal(choose({ state: "in", role: "auditor" }, "contacts"), "contacts");
    assert.equal(choose({ state: "in", role: "auditor" }, "photos"), "elsewhere");
    assert.equal(screens.mayChange("auditor", "messages"), false);
});

function fakeApi(respond, seen = []) {
    const calls = [];
    const made = api.createApi({
        fetch: async (path, options) => (calls.push({ path, ...options }), respond(path, options)),
        csrf: () => "token",
        signedOut: () => seen.push("signed out"),
        reached: (yes) => seen.push(yes),
    });
    return { made, calls, seen };
}
const json = (status, body) =>
    new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

test("calls: only what changes something carries the token, and the query is encoded", async () => {
    const { made, calls } = fakeApi(() => json(200, {}));
    await made.get("/api/v1/review/queue", { kind: "a&b", unit_id: "", offset: 0 });
    await made.post("/api/v1/x", { a: 1 });
    await made.remove("/api/v1/y");
    assert.equal(calls[0].path, "/api/v1/review/queue?kind=a%26b&offset=0");
    assert.deepEqual(
        calls.map((call) => call.headers[api.CSRF_HEADER]),
        [undefined, "token", "token"],
    );
    assert.deepEqual([calls[1].body, calls[2].body], ['{"a":1}', undefined]);
});

test("calls: refusals, no answer and an ended session are told apart", async () => {
    await assert.rejects(
        fakeApi(() => json(409, { code: "claimed", by: "K" })).made.post("/api/v1/x"),
        (error) => error.code === "claimed" && error.body.by === "K" && !api.isPassing(error),
    );
    const lost = fakeApi(() => Promise.reject(new TypeError("network")));
    await assert.rejects(lost.made.get("/api/v1/x"), (error) => error instanceof api.NoAnswer && api.isPassing(error));
    assert.deepEqual(lost.seen, [false]);
    await assert.rejects(fakeApi(() => new Response("<html>", { status: 200 })).made.get("/api/v1/x"), api.NoAnswer);
    await assert.rejects(fakeApi(() => json(200, [1])).made.get("/api/v1/x"), api.NoAnswer);
    const ended = fakeApi(() => json(401, { code: "unauthenticated" }));
    await assert.rejects(ended.made.get("/api/v1/x"), api.Refusal);
    assert.deepEqual(ended.seen, [true, "signed out"]);
    const gone = fakeApi(() => json(401, { code: "unauthenticated" }));
    gone.made.postAndGo("/api/v1/x");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(gone.seen, [true], "what is said in leaving ends no session");
    const never = fakeApi(() => json(401, { code: "unauthenticated" }));
    await assert.rejects(never.made.post("/console/session", {}), api.Refusal);
    assert.deepEqual(never.seen, [true]);
});

test("idle: warned a minute before, over at the limit", () => {
    assert.deepEqual(idle.idleState(0, 900_000), { warn: false, over: false, leftS: 900 });
    assert.deepEqual(idle.idleState(840_000, 900_000), { warn: true, over: false, leftS: 60 });
    assert.deepEqual(idle.idleState(900_000, 900_000), { warn: true, over: true, leftS: 0 });
});

test("deadlines read as time left or as late", () => {
    const hour = 3_600_000;
    assert.deepEqual(format.deadline(5 * hour, false, 0), { late: false, soon: true, text: "5 hours left" });
    assert.deepEqual(format.deadline(72 * hour, false, 0), { late: false, soon: false, text: "3 days left" });
    assert.deepEqual(format.deadline(0, true, 61_000), { late: true, soon: false, text: "Late by 1 minute" });
});

test("what was begun is for one person only", () => {
    place.claimPlace("J");
    place.keepPlace("m", 1);
    place.claimPlace("J");
    assert.equal(place.recallPlace("m"), 1);
    place.claimPlace("K");
    assert.equal(place.recallPlace("m"), undefined);
});
