// The pure parts of the pages of auditors and IT, as they are served.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const [audit, rules, cards, contacts, books, calendar] = await Promise.all(
    [
        "audit_model.js",
        "review_rules_model.js",
        "cards_model.js",
        "contacts_model.js",
        "books_model.js",
        "calendar.js",
    ].map((name) => import(join(process.env.DAYROOM_CONSOLE, name))),
);

test("the audit log is asked for by whole days, and ends where a page is not full", () => {
    const query = audit.queryOf({ event: "signed_in", from: "2030-01-14", to: "2030-01-14" }, 77);
    assert.equal(query.from_ms, calendar.dayStart("2030-01-14"));
    assert.equal(query.to_ms, calendar.dayStart("2030-01-15"));
    assert.deepEqual([query.event, query.before], ["signed_in", 77]);
    const all = audit.queryOf(audit.everything, 0);
    assert.deepEqual([all.from_ms, all.to_ms, all.before], [undefined, undefined, undefined]);
    const full = Array.from({ length: audit.PAGE }, (_, index) => ({ sequence: 100 - index }));
    assert.equal(audit.nextOf(full), 51);
    assert.equal(audit.nextOf(full.slice(1)), 0);
});

test("who did it: an account by name, somebody at the hub's own machine, a role, the hub itself", () => {
    const names = new Map([["7", "J. Ortiz"]]);
    const told = (actor_kind, actor_id) => audit.actorText({ actor_kind, actor_id }, names);
    assert.equal(told("reviewer", "7"), "J. Ortiz");
    assert.equal(told("administrator.mara", ""), "mara");
    assert.equal(told("trust_office", "8"), "trust office");
    assert.equal(told("system", ""), "The hub itself");
});

test("rules of rejection: a number once, and a text", () => {
    const rule = { rule: " 1.1 ", reason: "threat", text: " No threats. " };
    assert.deepEqual(rules.readRules([rule]).rules, [{ rule: "1.1", reason: "threat", text: "No threats." }]);
    const wrong = (...rows) => rules.readRules(rows).wrong;
    assert.deepEqual(wrong(rules.newRule), { row: 0, member: "rule", key: "review_rules.number_missing" });
    assert.deepEqual(wrong(rule, rule), { row: 1, member: "rule", key: "review_rules.number_twice" });
    assert.deepEqual(wrong({ ...rule, text: " " }), { row: 0, member: "text", key: "review_rules.text_missing" });
    assert.deepEqual(rules.reasonsFor("threat"), rules.REASONS);
    assert.equal(rules.reasonsFor("own_reason").at(-1), "own_reason");
});

test("a card has a code, a name in English and a picture that is not too large", () => {
    const form = { ...cards.newCard, code: "kite", name_en: "A kite" };
    assert.deepEqual(cards.readCard(form, { size: 10 }).asked, { code: "kite", name: { en: "A kite" }, position: 0 });
    assert.deepEqual(cards.readCard({ ...cards.newCard, position: "201" }, undefined).wrong, {
        code: "money.code_form",
        name_en: "names.missing",
        position: "cards.position_form",
        file: "cards.file_missing",
    });
    assert.deepEqual(cards.readCard(form, { size: cards.MOST_PICTURE_BYTES + 1 }).wrong, { file: "pictures.large" });
});

test("what may be done with a contact follows from how it stands, and who blocked it", () => {
    const steps = (state, more) => contacts.stepsOf({ state, ...more }).join();
    assert.equal(steps("requested"), "approve,refuse");
    assert.equal(steps("invited", { pre_approved: false }), "agree,refuse");
    assert.equal(steps("invited", { pre_approved: true }), "refuse");
    assert.equal(steps("approved"), "block,remove");
    assert.equal(steps("blocked", { blocked_by_staff: true }), "unblock,remove");
    assert.equal(steps("blocked", { blocked_by_staff: false }), "block,remove");
    assert.equal(steps("refused"), "remove");
    assert.equal(contacts.standingOf({ state: "blocked", blocked_by_resident: true }), "blocked_resident");
    assert.equal(
        contacts.standingOf({ state: "blocked", blocked_by_resident: true, blocked_by_staff: true }),
        "blocked_both",
    );
});

test("pages of an export become one document, told how far it is", async () => {
    const pages = {
        undefined: { format: "f", accounts: [1, 2], next_after: 2 },
        2: { format: "f", accounts: [3], next_after: 0 },
    };
    const told = [];
    const whole = await books.joinPages(
        async (after) => pages[after],
        "accounts",
        (many) => told.push(many),
    );
    assert.deepEqual(whole, { format: "f", accounts: [1, 2, 3], next_after: 0 });
    assert.deepEqual(told, [2, 3]);
});

test("the bank beside the books: what has no counterpart is summed by direction", () => {
    const total = { lines: 2, entries: 3, in_cents: 500, out_cents: 200 };
    const open = [
        { direction: "in", cents: 40 },
        { direction: "in", cents: 2 },
        { direction: "out", cents: 7 },
    ];
    const sides = books.besideOf({
        bank: total,
        books: total,
        matched: total,
        unmatched_bank: open,
        unmatched_books: [],
    });
    assert.deepEqual(sides.unmatched_bank, { many: 3, in_cents: 42, out_cents: 7 });
    assert.deepEqual(sides.unmatched_books, { many: 0, in_cents: 0, out_cents: 0 });
    assert.equal(sides.books.many, 3);
});
