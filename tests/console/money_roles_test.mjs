// Who sees which of the pages for money and the commissary, what they find to press there, and what the hub says to a page that presses it all the same.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goTo, heading } from "./person.mjs";
import { MoneyPlaces } from "./money_places.mjs";

let places;
let counter;
let ids;
before(async () => {
    places = await MoneyPlaces.open();
    ({ counter, ids } = places);
});
after(() => places?.close());

/** A call from inside the page, with its cookie and token. */
const callFrom = (page, method, path, body) =>
    page.evaluate(
        async ([method, path, body]) => {
            const { csrf } = await (await fetch("/console/session")).json();
            const headers = { "Content-Type": "application/json", "X-Dayroom-CSRF": csrf };
            const answer = await fetch(path, { method, headers, body: JSON.stringify(body) });
            return { status: answer.status, code: (await answer.json().catch(() => ({}))).code };
        },
        [method, path, body],
    );

const BUTTONS = [
    /^Pay\b/,
    /^Take (in|back)/,
    /^Undo/,
    /^Refuse\b/,
    /^Save/,
    /^Mark all/,
    /^Set what/,
    /^Import/,
    /^Add/,
    /^Cancel/,
    /^Picked/,
    /^Hand over/,
    /^Give/,
    /^Book/,
    /^Show what/,
    /^Go on/,
];

test("an auditor sees every page for money and has nothing to press; the hub refuses all the same", async () => {
    const { page, context, wrongs } = await counter.at("A. Uditor", "auditor");
    for (const [address, shows] of [
        ["#/money", ".list tbody tr"],
        [`#/money/${ids.number}`, ".list tbody tr"],
        [`#/money/${ids.number}/deposit`, ".list tbody tr"],
        ["#/transfers", ".list tbody tr"],
        ["#/money-policy", ".facts-list"],
        ["#/money-policy/leaving", ".empty"],
        ["#/charges", ".list tbody tr"],
        ["#/charges/kinds", ".list tbody tr"],
        ["#/charges/made", ".list tbody tr"],
        ["#/remittances", ".list tbody tr"],
        ["#/remittances/list", ".list tbody tr"],
        ["#/packages", ".list tbody tr, .empty"],
        ["#/books/bank", ".figure"],
        ["#/books/months", ".list tbody tr"],
        ["#/orders", ".list tbody tr"],
        [`#/orders/${ids.window}`, ".bag"],
        [`#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr"],
        ["#/catalog", ".list tbody tr"],
        ["#/catalog/file", ".list tbody tr"],
        ["#/shop-rules", ".list tbody tr"],
        ["#/shop-rules/classes", ".list tbody tr"],
        [`#/standing/${ids.number}`, ".facts-list"],
    ]) {
        await goTo(page, address);
        await page.locator(shows).first().waitFor();
        await page.locator(".waiting").waitFor({ state: "detached" });
        for (const name of BUTTONS)
            for (const role of ["button", "link"])
                assert.equal(await page.getByRole("main").getByRole(role, { name }).count(), 0, `${address} ${name}`);
    }
    for (const [address, ...names] of [
        [`#/orders/${ids.window}`, "Print", "For the vendor (CSV)", "For the vendor (JSON)"],
        [`#/money/${ids.number}`, "Statement on paper (PDF)"],
        ["#/books", "Prove the books now"],
    ]) {
        await goTo(page, address);
        for (const name of names) await page.getByRole("main").getByRole("button", { name }).waitFor();
    }
    await page.getByRole("button", { name: "Prove the books now" }).click();
    await page.locator(".result-line").getByText("The books tie out.").waitFor();
    await goTo(page, `#/orders/${ids.window}`);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "For the vendor (CSV)" }).click();
    assert.match((await saved).suggestedFilename(), /^orders-\d{4}-\d\d-\d\d\.csv$/);
    const key = { idempotency_key: "auditor" };
    for (const [method, path, body] of [
        ["POST", "/api/v1/deposits", { resident_id: ids.resident, cents: 5, source: "family", ...key }],
        ["POST", "/api/v1/deposits/preview", { resident_id: ids.resident, cents: 5, source: "family" }],
        ["POST", "/api/v1/charges", { resident_id: ids.resident, cents: 5, reason: "damage", ...key }],
        ["PUT", "/api/v1/money-policy", { send_money: false, cooling_off_hours: 0, daily_brake_cents: 0 }],
        ["POST", `/api/v1/transfers/${ids.order}/pay`, {}],
        ["PUT", "/api/v1/charge-kinds", { kinds: [] }],
        ["POST", "/api/v1/site-charges", { kind: "hygiene", reason: "x", unit_id: ids.order, dry_run: true }],
        [
            "POST",
            "/api/v1/remittances",
            { account: "provider", direction: "pay", cents: 1, counterparty: "x", reference: "y", ...key },
        ],
        ["POST", `/api/v1/remittances/${ids.order}/void`, { reason: "x" }],
        ["PUT", "/api/v1/release-policy", { pay_obligations: [] }],
        ["POST", "/api/v1/transfer-packages/import", { package: "{}", unit_id: ids.order, number: "1", ...key }],
        ["POST", `/api/v1/residents/${ids.resident}/transfer-package`, { to_facility_id: ids.order, ...key }],
        ["POST", `/api/v1/bank-lines/${ids.order}/unmatch`, {}],
        ["POST", "/api/v1/commissary/catalog", { items: [], dry_run: true }],
        ["POST", "/api/v1/commissary/stock", { item: "1001", stock: 1 }],
        ["PUT", "/api/v1/commissary/window-rules", { rules: [] }],
        ["PUT", "/api/v1/commissary/classes", { classes: [] }],
        ["PUT", `/api/v1/residents/${ids.resident}/commissary`, {}],
        ["POST", `/api/v1/commissary/windows/${ids.window}/pick`, {}],
        ["POST", `/api/v1/commissary/orders/${ids.order}/shortage`, { short: [] }],
        ["POST", `/api/v1/commissary/orders/${ids.order}/hand-over`, {}],
        ["POST", `/api/v1/commissary/orders/${ids.order}/cancel`, { reason: "x" }],
        ["POST", `/api/v1/commissary/orders/${ids.order}/refund`, { lines: [], reason: "x", ...key }],
    ])
        assert.deepEqual(await callFrom(page, method, path, body), { status: 403, code: "denied" }, path);
    assert.deepEqual(wrongs, []);
    await context.close();
});

test("request staff work on orders and see no account; reviewers and IT see no page for money", async () => {
    const { page, context, wrongs } = await counter.at("R. Desk", "request_staff");
    assert.equal(await heading(page).textContent(), "Requests");
    await goTo(page, `#/money/${ids.number}`);
    await page.getByText("This page is not for your role").waitFor();
    await goTo(page, "#/shop-rules");
    await page.locator(".list tbody tr").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Save" }).count(), 0);
    const deposit = { resident_id: ids.resident, cents: 5, source: "family", idempotency_key: "desk" };
    assert.deepEqual(await callFrom(page, "POST", "/api/v1/deposits", deposit), { status: 403, code: "denied" });
    for (const [name, role] of [
        ["R. Viewer", "reviewer"],
        ["I. Tee", "it"],
    ]) {
        const other = await counter.at(name, role);
        for (const place of [
            "#/money",
            "#/charges",
            "#/remittances",
            "#/packages",
            "#/transfers",
            "#/orders",
            "#/catalog",
            "#/standing",
        ]) {
            await goTo(other.page, place);
            await other.page.getByText("This page is not for your role").waitFor();
        }
        await other.context.close();
    }
    assert.deepEqual(wrongs, []);
    await context.close();
});
