// The page's pure parts, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const load = (name) => import(join(page, name));

const [text, hidden, review, photos, patterns, signIn, chart, keys, route, screens, api, idle, format, queue, facts, place, catalog] = await Promise.all(
    ["text_model.js", "hidden.js", "review_model.js", "photos_model.js", "patterns_model.js", "sign_in_model.js", "chart_model.js", "keys.js", "route.js", "screen_choice.js", "api.js", "idle.js", "format.js", "queue_model.js", "facts.js", "place.js", "strings.js"].map(load),
);

test("hits are placed by code points, overlaps share pieces, and the pieces make the text", () => {
    const message = "😀 say knife, knife-edge";
    const hits = text.hitsOf([
        { why: "word", list: "W", pattern: "knife-edge", start: 13, length: 10 },
        { why: "word", list: "W", pattern: "knife", start: 6, length: 5 },
        { why: "word", list: "W", pattern: "knife", start: 13, length: 5 },
        { why: "photo", list: "", pattern: "", start: 0, length: 0 },
    ]);
    assert.deepEqual(hits.map((hit) => [hit.number, hit.start, hit.length]), [[1, 6, 5], [2, 13, 10], [3, 13, 5]]);
    const pieces = text.piecesOf(message, hits);
    assert.equal(pieces.map((piece) => piece.text).join(""), message);
    assert.deepEqual(pieces.map((piece) => [piece.text, piece.numbers.join(), piece.ends.join()]), [
        ["😀 say ", "", ""],
        ["knife", "1", "1"],
        [", ", "", ""],
        ["knife", "2,3", "3"],
        ["-edge", "2", "2"],
    ]);
});

test("a hit that reaches beyond the text marks to its end", () => {
    const pieces = text.piecesOf("abc", text.hitsOf([{ why: "word", start: 2, length: 50 }]));
    assert.deepEqual(pieces.map((piece) => [piece.text, piece.ends.length]), [["ab", 0], ["c", 1]]);
});

test("what cannot be seen is named, joiners of scripts and emoji stay", () => {
    const pieces = text.piecesOf("a\u202Eb\u200Bc👩‍👧", []);
    assert.deepEqual(pieces.filter((piece) => piece.hidden).map((piece) => piece.hidden), ["U+202E", "U+200B"]);
    assert.equal(hidden.hiddenCount("👩‍👧 می‌خواهم"), 0);
    assert.deepEqual(hidden.hiddenPieces("Mom \u202Eevil").map((piece) => piece.hidden ?? piece.text), ["Mom ", "U+202E", "evil"]);
    assert.equal(hidden.hiddenName("\u{E0041}"), "U+E0041");
});

test("hits of one pattern share a line", () => {
    const groups = facts.groupedHits([
        { why: "word", list: "W", pattern: "knife", start: 0, length: 5 },
        { why: "watch", list: "I", pattern: "towel", start: 6, length: 5 },
        { why: "word", list: "W", pattern: "knife", start: 20, length: 5 },
    ]);
    assert.deepEqual(groups.map((group) => [group.pattern, group.numbers.join()]), [["knife", "1,3"], ["towel", "2"]]);
});

const message = { id: "m", kind: "inbound", photos: [{ sha256: "p1", decision: null }, { sha256: "p2", decision: false }, { sha256: "p3", decision: true }] };
const rules = [{ rule: "2.6", reason: "threat", text: "Threats" }, { rule: "5.3", reason: "code", text: "Codes" }];

test("a decision sends what the reviewer chose", () => {
    const begun = review.beginning(message);
    assert.deepEqual(begun.kept, ["p2"]);
    const without = review.togglePhoto(begun, "p1");
    assert.deepEqual(review.callFor("approve", message, without, rules), { path: "/api/v1/messages/m/approve", body: { reject_photos: ["p2", "p1"] } });
    assert.deepEqual(review.togglePhoto(without, "p1").kept, ["p2"]);
    assert.deepEqual(review.callFor("approve", { ...message, photos: [] }, { ...begun, kept: [] }, rules).body, {});
    assert.deepEqual(review.callFor("reject", message, { ...begun, rule: 1 }, rules).body, { rule: "5.3", reason: "code" });
    assert.deepEqual(review.callFor("reject", message, { ...begun, rule: 0, reason: " Own words " }, rules).body, { rule: "2.6", reason: "Own words" });
    assert.deepEqual(review.callFor("investigate", message, begun, rules).body, {});
    assert.deepEqual(review.callFor("grant", { id: "a", kind: "appeal" }, { ...begun, reason: "Fair" }, rules), { path: "/api/v1/appeals/a/grant", body: { reason: "Fair" } });
});

test("nothing is sent that lacks something", () => {
    const begun = review.beginning(message);
    assert.equal(review.missing("approve", message, begun, new Set()), "review.photo_unseen");
    assert.equal(review.missing("approve", message, begun, new Set(["p1"])), undefined);
    assert.equal(review.missing("approve", message, review.togglePhoto(begun, "p1"), new Set()), undefined);
    assert.equal(review.missing("reject", message, begun, new Set()), "review.rule_missing");
    assert.equal(review.missing("reject", message, { ...begun, rule: 0, reason: "x".repeat(401) }, new Set()), "review.reason_long");
    assert.equal(review.missing("refuse", message, begun, new Set()), "review.reason_missing");
    assert.equal(review.missing("investigate", message, begun, new Set()), undefined);
});

test("only reviewers get decisions, and appeals their own", () => {
    assert.deepEqual(review.decisionsFor(message, false), []);
    assert.deepEqual(review.decisionsFor({ kind: "appeal" }, true), ["grant", "refuse"]);
});

test("the batch decides what was seen, and what was marked", () => {
    const list = [{ message_id: "m", sha256: "a" }, { message_id: "m", sha256: "b" }, { message_id: "n", sha256: "c" }];
    const marked = photos.toggle(new Set(), list[1]);
    assert.deepEqual(photos.decisionsOf(list, marked, new Set(["a"])), [
        { message_id: "m", sha256: "a", allow: true },
        { message_id: "m", sha256: "b", allow: false },
    ]);
    assert.equal(photos.toggle(marked, list[1]).size, 0);
    assert.deepEqual(["ArrowRight", "ArrowDown", "ArrowUp", "End", "Home"].map((key) => photos.moved(1, key, 7, 3)), [2, 4, 1, 6, 0]);
    assert.equal(photos.moved(5, "ArrowDown", 7, 3), 5);
});

test("patterns are lines, trimmed, once each, of 2 to 80 characters", () => {
    assert.deepEqual(patterns.parsePatterns("  knife \n\nknife\nÀé\n"), { patterns: ["knife", "Àé"], wrong: [] });
    assert.deepEqual(patterns.parsePatterns(`x\nok\n${"y".repeat(81)}`).wrong, [{ line: 1, key: "watch.too_short" }, { line: 3, key: "watch.too_long" }]);
    assert.deepEqual(patterns.changes(["a1", "b1"], ["b1", "c1", "d1"]), { added: 2, removed: 1 });
});

test("sign-in goes the way the hub says", () => {
    const after = (step, code, body = {}) => signIn.afterRefusal(step, { code, body });
    assert.deepEqual(after("name", "enrol_totp", { totp_secret: "S", totp_uri: "otpauth://x" }), { step: "enrol", secret: "S", uri: "otpauth://x" });
    assert.deepEqual(after("enrol", "password_change"), { step: "password" });
    assert.equal(after("enrol", "unauthenticated").step, "enrol");
    assert.deepEqual(after("password", "unauthenticated"), { step: "password", wrong: "wrong_code", askCode: true });
    assert.deepEqual(after("name", "locked", { locked_until_ms: 5 }), { step: "name", wrong: "locked", lockedUntilMs: 5 });
    assert.deepEqual(signIn.credentialsOf({ name: " J ", password: "p", code: "", newPassword: "" }), { name: "J", password: "p" });
    assert.equal(signIn.cleanCode("12 34-56 7"), "123456");
    assert.equal(signIn.grouped("ABCDEFGHIJ"), "ABCD EFGH IJ");
    assert.equal(signIn.passwordFault("short", "short", "x"), "sign_in.password_short");
    assert.equal(signIn.passwordFault("a long new password", "a long new passworD", "x"), "sign_in.password_differs");
});

test("axes have round steps and bars stay inside", () => {
    assert.deepEqual(chart.axisValues(0), [0, 1]);
    assert.deepEqual(chart.axisValues(31), [0, 10, 20, 30, 40]);
    assert.deepEqual(chart.axisValues(264), [0, 100, 200, 300]);
    for (const most of [1, 3, 5, 7, 9, 11, 99, 101, 2_345]) {
        const axis = chart.axisValues(most);
        assert.ok(axis.at(-1) >= most && axis.length <= 6 && axis.every(Number.isInteger), `${most}: ${axis}`);
    }
    for (const { bars } of chart.layOut([{ label: "a", values: [5, 10] }, { label: "b", values: [0, 3] }], 10, 100, 50)) {
        for (const bar of bars) assert.ok(bar.x >= 0 && bar.x + bar.width <= 100 && bar.y >= 0 && bar.y + bar.height === 50);
    }
});

function pressed(key, more = {}) {
    return { key, target: { tagName: "BODY" }, ...more };
}

test("keys: topmost layer first, a dialog hides the rest, typing is text", () => {
    const layer = (commands, modal = false) => ({ current: { commands, modal } });
    const below = { keys: ["a"] };
    const above = { keys: ["a"] };
    assert.equal(keys.findCommand(pressed("A"), [layer([below]), layer([above])], true), above);
    assert.equal(keys.findCommand(pressed("a"), [layer([below]), layer([], true)], true), undefined);
    assert.equal(keys.findCommand(pressed("a", { target: { tagName: "TEXTAREA" } }), [layer([below])], true), undefined);
    assert.equal(keys.findCommand(pressed("a", { target: { tagName: "INPUT", type: "radio" } }), [layer([below])], true), below);
    assert.equal(keys.findCommand(pressed("a", { ctrlKey: true }), [layer([below])], true), undefined);
    assert.equal(keys.findCommand(pressed("a", { repeat: true }), [layer([below])], true), undefined);
    assert.equal(keys.findCommand(pressed("a"), [layer([below])], false), undefined);
    const escape = { keys: ["Escape"], whileTyping: true };
    assert.equal(keys.findCommand(pressed("Escape", { target: { tagName: "TEXTAREA" } }), [layer([escape])], false), escape);
});

test("addresses: names and ids survive, nonsense leads nowhere", () => {
    assert.deepEqual(route.parseRoute(route.hashOf("review", "all", "a/b c")), { screen: "review", parts: ["all", "a/b c"] });
    assert.deepEqual(route.parseRoute("#/%E0%A4%A"), { screen: "", parts: [] });
    assert.deepEqual(route.parseRoute(""), { screen: "", parts: [] });
});

test("the screen follows from session, role and place, in that order", () => {
    const choose = (session, screen = "", up = true) => screens.chooseScreen(session, { screen }, up);
    assert.equal(choose({ state: "unknown" }), "starting");
    assert.equal(choose({ state: "unknown" }, "", false), "unreachable");
    assert.equal(choose({ state: "out" }, "queue"), "sign-in");
    assert.equal(choose({ state: "in", role: "request_staff" }, "queue"), "nothing");
    assert.equal(choose({ state: "in", role: "reviewer" }), "queue");
    assert.equal(choose({ state: "in", role: "reviewer" }, "staff"), "elsewhere");
    assert.equal(choose({ state: "in", role: "it" }, "staff"), "staff");
    assert.equal(choose({ state: "in", role: "auditor" }, "contacts"), "elsewhere");
    assert.equal(screens.maySet("auditor"), false);
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
const json = (status, body) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

test("calls: only what changes something carries the token, and the query is encoded", async () => {
    const { made, calls } = fakeApi(() => json(200, {}));
    await made.get("/api/v1/review/queue", { kind: "a&b", unit_id: "", offset: 0 });
    await made.post("/api/v1/x", { a: 1 });
    await made.remove("/api/v1/y");
    assert.equal(calls[0].path, "/api/v1/review/queue?kind=a%26b&offset=0");
    assert.deepEqual(calls.map((call) => call.headers[api.CSRF_HEADER]), [undefined, "token", "token"]);
    assert.deepEqual([calls[1].body, calls[2].body], ['{"a":1}', undefined]);
});

test("calls: refusals, no answer and an ended session are told apart", async () => {
    await assert.rejects(fakeApi(() => json(409, { code: "claimed", by: "K" })).made.post("/api/v1/x"), (error) => error.code === "claimed" && error.body.by === "K" && !api.isPassing(error));
    const lost = fakeApi(() => Promise.reject(new TypeError("network")));
    await assert.rejects(lost.made.get("/api/v1/x"), (error) => error instanceof api.NoAnswer && api.isPassing(error));
    assert.deepEqual(lost.seen, [false]);
    await assert.rejects(fakeApi(() => new Response("<html>", { status: 200 })).made.get("/api/v1/x"), api.NoAnswer);
    await assert.rejects(fakeApi(() => json(200, [1])).made.get("/api/v1/x"), api.NoAnswer);
    const ended = fakeApi(() => json(401, { code: "unauthenticated" }));
    await assert.rejects(ended.made.get("/api/v1/x"), api.Refusal);
    assert.deepEqual(ended.seen, [true, "signed out"]);
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
    assert.equal(format.fromLocalInput(format.toLocalInput(1_800_000_000_000)), 1_800_000_000_000);
});

test("queue rows: who holds an item, and which way it goes", () => {
    const item = { kind: "outbound", resident_name: "R", contact_name: "C", claimed_by: "K", claimed_until_ms: 100 };
    assert.equal(queue.endsOf(item).from.name, "R");
    assert.equal(queue.heldBy(item, "K", 50), undefined);
    assert.equal(queue.heldBy(item, "J", 50), "K");
    assert.equal(queue.heldBy(item, "J", 100), undefined);
});

test("what was begun is for one person only", () => {
    place.claimPlace("J");
    place.keepPlace("m", 1);
    place.claimPlace("J");
    assert.equal(place.recallPlace("m"), 1);
    place.claimPlace("K");
    assert.equal(place.recallPlace("m"), undefined);
});

const THEIRS = ["preact.js", "preact-hooks.js", "htm.js", "qrcode-generator.js"];
const ours = readdirSync(page).filter((name) => /\.(js|html)$/.test(name) && !THEIRS.includes(name));
const sourceOf = (name) => readFileSync(join(page, name), "utf8");

/** Keys that are put together at run time, by their beginning. */
const FAMILIES = ["relationship.", "reason.", "role.", "language.", "kind.", "why.", "why_long.", "fault.", "scope.", "nothing.", "elsewhere."];

test("every text that the page names is in the catalog, and the catalog has no other", () => {
    const known = Object.keys(catalog.strings);
    const whole = ours.filter((name) => name.endsWith(".js") && name !== "strings.js").map(sourceOf).join("\n");
    const named = new Set([...whole.matchAll(/"([a-z_-]+(?:\.[a-z_-]+)+)"/g)].map((match) => match[1]));
    const families = [...whole.matchAll(/`((?:[a-z_-]+\.)+)\$\{/g)].map((match) => match[1]).concat(FAMILIES);
    const areas = new Set(known.map((key) => key.split(".")[0]));
    for (const key of named) {
        if (!areas.has(key.split(".")[0])) continue;
        assert.ok(key in catalog.strings || known.some((each) => each.startsWith(`${key}.`)), `strings.js lacks ${key}`);
    }
    for (const key of known) assert.ok(named.has(key) || families.some((family) => key.startsWith(family)), `nothing uses ${key}`);
});

test("the page turns no text into markup, and names no other address", () => {
    for (const name of ours) {
        assert.doesNotMatch(sourceOf(name), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet|\beval\(|new Function/, name);
        assert.doesNotMatch(sourceOf(name), /https?:\/\//, name);
    }
    assert.doesNotMatch(sourceOf("index.html"), /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
});
