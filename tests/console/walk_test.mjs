// One reviewer's way through a list, against a queue in memory that claims and releases as the hub does.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

const { createWalk } = await import(join(process.env.DAYROOM_CONSOLE, "walk.js"));

/** Items by name; `fail()` makes the next call go wrong. */
function makeQueue(names) {
    const waiting = names.map((id) => ({ id, claimed: false }));
    const calls = [];
    let failing = false;
    const find = (id) => waiting.find((item) => item.id === id);
    const answer = (path, body) => {
        const [, id, verb] = /items\/([^/]+)\/(\w+)$/.exec(path) ?? [];
        if (verb === "claim") {
            find(id).claimed = true;
            return { item: { id } };
        }
        if (verb === "release") {
            if (find(id)) find(id).claimed = false;
            return {};
        }
        const from = body.after ? waiting.findIndex((item) => item.id === body.after) + 1 : 0;
        const free = waiting.slice(from).find((item) => !item.claimed);
        if (free) free.claimed = true;
        return { item: free ? { id: free.id } : null };
    };
    const post = async (path, body = {}) => {
        calls.push(path);
        if (failing) {
            failing = false;
            throw new Error("no answer");
        }
        return answer(path, body);
    };
    return {
        api: { post, postAndGo: (path) => void post(path).catch(() => {}) },
        calls,
        fail: () => (failing = true),
        /** The hub took a decision: the item is gone. */
        decide: (id) => waiting.splice(waiting.indexOf(find(id)), 1),
        claimed: () => waiting.filter((item) => item.claimed).map((item) => item.id),
    };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the next item was claimed ahead, and its pictures are asked for", async () => {
    const queue = makeQueue(["a", "b", "c"]);
    const warmed = [];
    const walk = createWalk(queue.api, "all", (item) => warmed.push(item.id));
    await walk.open("a");
    walk.lookAhead();
    walk.lookAhead();
    await settle();
    assert.deepEqual([queue.claimed(), warmed], [["a", "b"], ["b"]]);
    const before = queue.calls.length;
    queue.decide("a");
    assert.equal((await walk.next(true)).id, "b");
    assert.equal(queue.calls.length, before, "no call was needed");
});

test("an item passed over is given back, and comes again at the end of the list", async () => {
    const queue = makeQueue(["a", "b"]);
    const walk = createWalk(queue.api, "all");
    await walk.open("a");
    assert.equal((await walk.next(false)).id, "b");
    await settle();
    assert.deepEqual(queue.claimed(), ["b"]);
    queue.decide("b");
    assert.equal((await walk.next(true)).id, "a");
    queue.decide("a");
    assert.equal(await walk.next(true), null);
});

test("the only item stays in hand", async () => {
    const queue = makeQueue(["a"]);
    const walk = createWalk(queue.api, "all");
    await walk.open("a");
    assert.equal(await walk.next(false), null);
    await settle();
    assert.deepEqual(queue.claimed(), ["a"]);
});

test("whoever leaves gives back what is in hand and what was claimed ahead", async () => {
    const queue = makeQueue(["a", "b", "c"]);
    const walk = createWalk(queue.api, "all");
    await walk.open("a");
    walk.lookAhead();
    walk.leave();
    await settle();
    await settle();
    assert.deepEqual(queue.claimed(), []);
});

test("another item opened by its address: the claim ahead of the first one is given back", async () => {
    const queue = makeQueue(["a", "b", "c", "d"]);
    const walk = createWalk(queue.api, "all");
    await walk.open("a");
    walk.lookAhead();
    await settle();
    await walk.open("c");
    walk.lookAhead();
    await settle();
    await settle();
    assert.deepEqual(queue.claimed(), ["c", "d"]);
});

test("a look ahead that failed is made good when the item is wanted", async () => {
    const queue = makeQueue(["a", "b"]);
    const walk = createWalk(queue.api, "all");
    await walk.open("a");
    queue.fail();
    walk.lookAhead();
    await settle();
    queue.decide("a");
    assert.equal((await walk.next(true)).id, "b");
});
