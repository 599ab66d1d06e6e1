// The features' pure parts, as they are served: the assembled modules.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const page = process.env.DAYROOM_CONSOLE;
const [text, hidden, review, photos, patterns, signIn, chart, queue, facts, catalog, requests, attachments] =
    await Promise.all(
        [
            "text_model.js",
            "hidden.js",
            "review_model.js",
            "photos_model.js",
            "patterns_model.js",
            "sign_in_model.js",
            "chart_model.js",
            "queue_model.js",
            "facts.js",
            "strings.js",
            "requests_model.js",
            "attachments_model.js",
        ].map((name) => import(join(page, name))),
    );

test("hits are placed by code points, overlaps share pieces, and the pieces make the text", () => {
    const message = "😀 say knife, knife-edge";
    const hits = text.hitsOf([
        { why: "word", list: "W", pattern: "knife-edge", start: 13, length: 10 },
        { why: "word", list: "W", pattern: "knife", start: 6, length: 5 },
        { why: "word", list: "W", pattern: "knife", start: 13, length: 5 },
        { why: "photo", list: "", pattern: "", start: 0, length: 0 },
    ]);
    assert.deepEqual(
        hits.map((hit) => [hit.number, hit.start, hit.length]),
        [
            [1, 6, 5],
            [2, 13, 10],
            [3, 13, 5],
        ],
    );
    const pieces = text.piecesOf(message, hits);
    assert.equal(pieces.map((piece) => piece.text).join(""), message);
    assert.deepEqual(
        pieces.map((piece) => [piece.text, piece.numbers.join(), piece.ends.join()]),
        [
            ["😀 say ", "", ""],
            ["knife", "1", "1"],
            [", ", "", ""],
            ["knife", "2,3", "3"],
            ["-edge", "2", "2"],
        ],
    );
});

test("a hit that reaches beyond the text marks to its end", () => {
    const pieces = text.piecesOf("abc", text.hitsOf([{ why: "word", start: 2, length: 50 }]));
    assert.deepEqual(
        pieces.map((piece) => [piece.text, piece.ends.length]),
        [
            ["ab", 0],
            ["c", 1],
        ],
    );
});

test("what cannot be seen is named, joiners of scripts and emoji stay", () => {
    const pieces = text.piecesOf("a\u202Eb\u200Bc👩‍👧", []);
    assert.deepEqual(
        pieces.filter((piece) => piece.hidden).map((piece) => piece.hidden),
        ["U+202E", "U+200B"],
    );
    assert.equal(hidden.hiddenCount("👩‍👧 می‌خواهم"), 0);
    assert.deepEqual(
        hidden.hiddenPieces("Mom \u202Eevil").map((piece) => piece.hidden ?? piece.text),
        ["Mom ", "U+202E", "evil"],
    );
    assert.equal(hidden.hiddenName("\u{E0041}"), "U+E0041");
});

test("hits of one pattern share a line", () => {
    const groups = facts.groupedHits([
        { why: "word", list: "W", pattern: "knife", start: 0, length: 5 },
        { why: "watch", list: "I", pattern: "towel", start: 6, length: 5 },
        { why: "word", list: "W", pattern: "knife", start: 20, length: 5 },
    ]);
    assert.deepEqual(
        groups.map((group) => [group.pattern, group.numbers.join()]),
        [
            ["knife", "1,3"],
            ["towel", "2"],
        ],
    );
});

const message = {
    id: "m",
    kind: "inbound",
    photos: [
        { sha256: "p1", decision: null },
        { sha256: "p2", decision: false },
        { sha256: "p3", decision: true },
    ],
};
const rules = [
    { rule: "2.6", reason: "threat", text: "Threats" },
    { rule: "5.3", reason: "code", text: "Codes" },
];

test("a decision sends what the reviewer chose", () => {
    const begun = review.beginning(message);
    assert.deepEqual(begun.kept, ["p2"]);
    const without = review.togglePhoto(begun, "p1");
    assert.deepEqual(review.callFor("approve", message, without, rules), {
        path: "/api/v1/messages/m/approve",
        body: { reject_photos: ["p2", "p1"] },
    });
    assert.deepEqual(review.togglePhoto(without, "p1").kept, ["p2"]);
    assert.deepEqual(review.callFor("approve", { ...message, photos: [] }, { ...begun, kept: [] }, rules).body, {});
    assert.deepEqual(review.callFor("reject", message, { ...begun, rule: 1 }, rules).body, {
        rule: "5.3",
        reason: "code",
    });
    assert.deepEqual(review.callFor("reject", message, { ...begun, rule: 0, reason: " Own words " }, rules).body, {
        rule: "2.6",
        reason: "Own words",
    });
    assert.deepEqual(review.callFor("investigate", message, begun, rules).body, {});
    assert.deepEqual(review.callFor("grant", { id: "a", kind: "appeal" }, { ...begun, reason: "Fair" }, rules), {
        path: "/api/v1/appeals/a/grant",
        body: { reason: "Fair" },
    });
});

test("a facility without a list of rules: the reviewer names the rule", () => {
    const begun = { ...review.beginning(message), ownRule: " 4.2 " };
    assert.deepEqual(review.callFor("reject", message, begun, []).body, { rule: "4.2", reason: "other" });
    assert.equal(review.missing("reject", message, begun, new Set(), []), undefined);
    assert.equal(review.missing("reject", message, { ...begun, ownRule: "" }, new Set(), []), "review.rule_missing");
});

test("nothing is sent that lacks something", () => {
    const begun = review.beginning(message);
    assert.equal(review.missing("approve", message, begun, new Set(), rules), "review.photo_unseen");
    assert.equal(review.missing("approve", message, begun, new Set(["p1"]), rules), undefined);
    assert.equal(review.missing("approve", message, review.togglePhoto(begun, "p1"), new Set(), rules), undefined);
    assert.equal(review.missing("reject", message, begun, new Set(), rules), "review.rule_missing");
    assert.equal(
        review.missing("reject", message, { ...begun, rule: 0, reason: "x".repeat(401) }, new Set(), rules),
        "review.reason_long",
    );
    assert.equal(review.missing("refuse", message, begun, new Set(), rules), "review.reason_missing");
    assert.equal(review.missing("investigate", message, begun, new Set(), rules), undefined);
});

test("only reviewers get decisions, and appeals their own", () => {
    assert.deepEqual(review.decisionsFor(message, false), []);
    assert.deepEqual(review.decisionsFor({ kind: "appeal" }, true), ["grant", "refuse"]);
});

test("the batch decides what was seen, and what was marked", () => {
    const list = [
        { message_id: "m", sha256: "a" },
        { message_id: "m", sha256: "b" },
        { message_id: "n", sha256: "c" },
    ];
    const marked = photos.toggle(new Set(), list[1]);
    assert.deepEqual(photos.decisionsOf(list, marked, new Set(["a"])), [
        { message_id: "m", sha256: "a", allow: true },
        { message_id: "m", sha256: "b", allow: false },
    ]);
    assert.equal(photos.toggle(marked, list[1]).size, 0);
    assert.deepEqual(
        ["ArrowRight", "ArrowDown", "ArrowUp", "End", "Home"].map((key) => photos.moved(1, key, 7, 3)),
        [2, 4, 1, 6, 0],
    );
    assert.equal(photos.moved(5, "ArrowDown", 7, 3), 5);
});

test("patterns are lines, trimmed, once each, of 2 to 80 characters", () => {
    assert.deepEqual(patterns.parsePatterns("  knife \n\nknife\nÀé\n弹\n"), {
        patterns: ["knife", "Àé", "弹"],
        wrong: [],
    });
    assert.deepEqual(patterns.parsePatterns(`x\nok\n${"y".repeat(81)}`).wrong, [
        { line: 1, key: "watch.too_short" },
        { line: 3, key: "watch.too_long" },
    ]);
    assert.deepEqual(patterns.changes(["a1", "b1"], ["b1", "c1", "d1"]), { added: 2, removed: 1 });
});

test("sign-in goes the way the hub says", () => {
    const after = (step, code, body = {}) => signIn.afterRefusal(step, { code, body });
    assert.deepEqual(after("name", "enrol_totp", { totp_secret: "S", totp_uri: "otpauth://x" }), {
        step: "enrol",
        secret: "S",
        uri: "otpauth://x",
    });
    assert.deepEqual(after("enrol", "password_change"), { step: "password" });
    assert.equal(after("enrol", "unauthenticated").step, "enrol");
    assert.deepEqual(after("password", "unauthenticated"), { step: "password", wrong: "wrong_code", askCode: true });
    assert.deepEqual(after("name", "locked", { locked_until_ms: 5 }), {
        step: "name",
        wrong: "locked",
        lockedUntilMs: 5,
    });
    assert.deepEqual(signIn.credentialsOf({ name: " J ", password: "p", code: "", newPassword: "" }), {
        name: "J",
        password: "p",
    });
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
    for (const { bars } of chart.layOut(
        [
            { label: "a", values: [5, 10] },
            { label: "b", values: [0, 3] },
        ],
        10,
        100,
        50,
    )) {
        for (const bar of bars)
            assert.ok(bar.x >= 0 && bar.x + bar.width <= 100 && bar.y >= 0 && bar.y + bar.height === 50);
    }
});

test("a step of a request names who took it in words, be it a role or a desk", () => {
    assert.equal(requests.actorText({ by_role: "records" }), "Records");
    assert.equal(requests.actorText({ by_role: "request_staff", by_name: "R. Works" }), "R. Works, Request staff");
    assert.equal(requests.actorText({ by_role: "resident" }), "Resident");
});

test("what the hub does by itself with a request is said ahead: the next level, or the end", () => {
    const when = Date.UTC(2026, 10, 30, 18);
    const form = { next_levels: [{ role: "warden", name: { en: "Warden" } }] };
    const open = { state: "in_progress", level: 0, answer_by_ms: when, reply_by_ms: 0, form };
    assert.match(requests.nextText(open), /Nov 30.* it goes to Warden \(Warden\), by itself$/);
    assert.equal(requests.nextText({ ...open, level: 1 }), "It stays at this desk, late");
    assert.equal(requests.nextText({ ...open, answer_by_ms: 0 }), "");
    const returned = { ...open, state: "returned", answer_by_ms: 0, reply_by_ms: when };
    assert.match(requests.nextText(returned), /Nov 30.* it is withdrawn by itself, without a reply$/);
    assert.equal(requests.nextText({ ...returned, reply_by_ms: 0 }), "");
    assert.equal(requests.nextText({ ...open, state: "answered" }), "");
});

test("a document has a name without its ending, its bytes there and back, and its silent pages by number", () => {
    assert.equal(attachments.documentName("Plan of the yard.PDF"), "Plan of the yard");
    assert.equal(attachments.documentName(".pdf"), ".pdf");
    assert.equal([...attachments.documentName(`${"😀".repeat(130)}.pdf`)].length, 120);
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 7) % 256);
    const text = attachments.base64Of(bytes.buffer);
    assert.deepEqual(attachments.bytesOf(text.replaceAll("+", "-").replaceAll("/", "_")), bytes);
    const pages = [{ has_text: true }, { has_text: false }, { has_text: false }];
    assert.deepEqual(attachments.silentPages({ pages }), [2, 3]);
});

test("queue rows: who holds an item, and which way it goes", () => {
    const item = { kind: "outbound", resident_name: "R", contact_name: "C", claimed_by: "K", claimed_until_ms: 100 };
    assert.equal(queue.endsOf(item).from.name, "R");
    assert.equal(queue.heldBy(item, "K", 50), undefined);
    assert.equal(queue.heldBy(item, "J", 50), "K");
    assert.equal(queue.heldBy(item, "J", 100), undefined);
});

const THEIRS = ["preact.js", "preact-hooks.js", "htm.js", "qrcode-generator.js"];
const ours = readdirSync(page).filter((name) => /\.(js|html)$/.test(name) && !THEIRS.includes(name));
const sourceOf = (name) => readFileSync(join(page, name), "utf8");

/** Keys that are put together at run time, by their beginning. */
const FAMILIES = [
    "relationship.",
    "reason.",
    "role.",
    "desk.",
    "requests.fault.",
    "language.",
    "kind.",
    "why.",
    "why_long.",
    "fault.",
    "scope.",
    "nothing.",
    "elsewhere.",
    "orders.fault.",
    "catalog.fault.",
    "shop.fault.",
    "money.fault.",
    "money.line.",
    "money.plain.",
    "money.part.",
    "transfers.fault.",
    "obligations.step.",
    "obligations.fault.",
    "withdrawals.fault.",
    "voids.fault.",
    "approvals.fault.",
    "batches.fault.",
    "deductions.fault.",
    "release.fault.",
    "charges.fault.",
    "devices.fault.",
    "residents.fault.",
    "devices.kind.",
    "devices.attested_why.",
    "packages.fault.",
    "books.kind.",
    "books.fault.",
    "remittances.account.",
    "remittances.fault.",
    "devices.alarm.",
    "attachments.fault.",
    "visits.reason.",
    "visits.fault.",
    "desk.",
    "forms.fault.",
    "prices.fault.",
    "cards.fault.",
    "contacts.reason.",
    "audit.actor.",
    "audit.outcome.",
    "devices.keys.",
];

test("every text that the page names is in the catalog, and the catalog has no other", () => {
    const known = Object.keys(catalog.strings);
    assert.equal(known.length, catalog.areas.flatMap(Object.keys).length, "a key stands in two areas");
    const whole = ours
        .filter((name) => name.endsWith(".js") && !name.startsWith("strings"))
        .map(sourceOf)
        .join("\n");
    const named = new Set([...whole.matchAll(/"([a-z_-]+(?:\.[a-z_-]+)+)"/g)].map((match) => match[1]));
    const families = [...whole.matchAll(/`((?:[a-z_-]+\.)+)\$\{/g)].map((match) => match[1]).concat(FAMILIES);
    const areas = new Set(known.map((key) => key.split(".")[0]));
    for (const key of named) {
        if (!areas.has(key.split(".")[0])) continue;
        assert.ok(key in catalog.strings || known.some((each) => each.startsWith(`${key}.`)), `the texts lack ${key}`);
    }
    for (const key of known)
        assert.ok(named.has(key) || families.some((family) => key.startsWith(family)), `nothing uses ${key}`);
});

test("the page turns no text into markup, and names no other address", () => {
    for (const name of ours) {
        assert.doesNotMatch(
            sourceOf(name),
            /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet|\beval\(|new Function/,
            name,
        );
        assert.doesNotMatch(sourceOf(name), /https?:\/\//, name);
    }
    assert.doesNotMatch(sourceOf("index.html"), /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
});
