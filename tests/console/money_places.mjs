// Every page for money and the commissary, with what must show there, for a look at each in many ways: colors, sizes, axe.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openWindow } from "./browser.mjs";
import { Counter } from "./counter.mjs";
import { chooseFile, signedIn } from "./person.mjs";

const SHOTS = process.env.DAYROOM_SHOTS;

const press = (name) => (page) => page.getByRole("main").getByRole("button", { name }).first().click();
async function typeDeposit(page) {
    await page.getByLabel("Amount in dollars").fill("100");
    await page.getByLabel("Fee in dollars").fill("4.95");
    await page.getByRole("button", { name: "Show what happens" }).click();
    await page.locator("tr.total").waitFor();
}
async function typeWrongly(page) {
    await page.getByLabel("Amount in dollars").fill("12,50");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.locator(".field-error").first().waitFor();
}
async function checkFile(page) {
    const text = "code,category,name_en,price_cents\n1,hygiene,Soap,115\n2,none,Comb,-5\n";
    const buffer = Buffer.from(text);
    await chooseFile(page.getByLabel("Catalog file"), { name: "prices.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("region", { name: "Wrong lines" }).waitFor();
}

async function addDebt(page) {
    await page.getByLabel("Debt", { exact: true }).selectOption("court_debt");
    await page.getByRole("button", { name: "Add it at the end" }).click();
    await page.locator(".ranked li").first().waitFor();
}
const pressShow = (page) => page.getByRole("button", { name: "Show what happens" }).click();
async function chargeUnit(page) {
    await page.getByLabel("What for").selectOption("hygiene");
    await page.getByLabel("Housing unit").selectOption({ index: 1 });
    await page.getByLabel("Reason").fill("Hygiene kit");
    await pressShow(page);
    await page.getByRole("region", { name: "What the charge would do" }).waitFor();
}
async function addKind(page) {
    await page.getByRole("button", { name: "Add a kind" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator(".field-error").first().waitFor();
}
async function lookAtNothing(page) {
    const file = { name: "package.json", mimeType: "application/json", buffer: Buffer.from("{}") };
    await chooseFile(page.getByLabel("Package file"), file);
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("alert").waitFor();
}
async function payOthers(page) {
    await page.getByRole("link", { name: "Pay Crime victims' fund" }).click();
    await page.getByLabel("Amount in dollars").fill("1.50");
    await page.getByLabel("To whom").fill("Treasurer of the State");
    await page.getByLabel("Number of the check").fill("CHK 2002");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("dialog").waitFor();
}
async function openMatched(page) {
    await page.getByLabel("Show", { exact: true }).selectOption("matched");
    await page.getByRole("button", { name: /^1 entry/ }).click();
    await page.getByRole("dialog").locator("tbody tr").first().waitFor();
}

async function openLine(page) {
    await page.locator(".list tbody .row-link").first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Receipt on paper (PDF)" }).waitFor();
}

/** [name, address (of the ids below), what must show, what else to do there]. */
export const MONEY = [
    ["accounts", "#/money", ".list tbody tr"],
    ["account", (ids) => `#/money/${ids.number}`, ".list tbody tr"],
    ["account-line", (ids) => `#/money/${ids.number}`, ".list tbody tr", openLine],
    ["deposit", (ids) => `#/money/${ids.number}/deposit`, "form"],
    ["deposit-preview", (ids) => `#/money/${ids.number}/deposit`, "form", typeDeposit],
    ["charge-wrong", (ids) => `#/money/${ids.number}/charge`, "form", typeWrongly],
    ["transfers", "#/transfers", ".list tbody tr"],
    ["transfer-refuse", "#/transfers", ".list tbody tr", press(/^Refuse/)],
    ["money-policy", "#/money-policy", "form"],
    ["release-policy", "#/money-policy/leaving", ".editor", addDebt],
    ["charges", "#/charges", "form", chargeUnit],
    ["charges-wrong", "#/charges", "form", pressShow],
    ["charge-kinds", "#/charges/kinds", ".editor", addKind],
    ["packages", "#/packages", ".empty"],
    ["package-look", "#/packages/take", "input[type=file]", lookAtNothing],
    ["approvals", "#/approvals", ".empty"],
    ["remittances", "#/remittances", ".list tbody tr"],
    ["remittance", "#/remittances", ".list tbody tr", payOthers],
    ["remittance-list", "#/remittances/list", ".list tbody tr"],
    ["remittance-void", "#/remittances/list", ".list tbody tr", press(/^Take back/)],
    ["charges-made", "#/charges/made", ".list tbody tr"],
    ["charge-undo", "#/charges/made", ".list tbody tr", press(/^Undo/)],
    ["prices", "#/prices", ".list tbody tr"],
    ["price-new", "#/prices", ".list tbody tr", press("New price")],
    ["price-end", "#/prices", ".list tbody tr", press(/^End/)],
    ["books", "#/books", ".list tbody tr"],
    ["files", "#/books/files", ".card"],
    ["bank", "#/books/bank", ".figure"],
    ["bank-matched", "#/books/bank", ".figure", openMatched],
    ["months", "#/books/months", ".list tbody tr"],
];
export const SHOP = [
    ["orders", "#/orders", ".list tbody tr"],
    ["pick-list", (ids) => `#/orders/${ids.window}`, ".bag"],
    ["pick-all", (ids) => `#/orders/${ids.window}`, ".bag", press("Mark all as picked")],
    ["order-list", (ids) => `#/orders/${ids.window}/list`, ".list tbody tr"],
    ["order", (ids) => `#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr"],
    ["order-short", (ids) => `#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr", press(/^Picked/)],
    ["order-cancel", (ids) => `#/orders/${ids.window}/order/${ids.order}`, ".list tbody tr", press("Cancel the order")],
    ["catalog", "#/catalog", ".list tbody tr"],
    ["catalog-stock", "#/catalog", ".list tbody tr", press(/^Set what is left/)],
    ["catalog-file", "#/catalog/file", "input[type=file]", checkFile],
    ["order-windows", "#/shop-rules", "fieldset"],
    ["spending-classes", "#/shop-rules/classes", "fieldset"],
    ["order-limits", (ids) => `#/standing/${ids.number}`, ".editor"],
];

/** A counter with something of everything, and somebody of the trust office who is signed in there. */
export class MoneyPlaces {
    static async open() {
        mkdirSync(SHOTS, { recursive: true });
        const places = new MoneyPlaces();
        places.counter = await Counter.open();
        try {
            const { number, id } = await places.counter.resident({ least: 2_000 });
            places.counter.hub.sendMoney(number, 700, "Bus home");
            await places.prepare(id);
            const { window, orders } = await places.counter.windowToPick();
            const { id: order } = orders.find((each) => each.state === "submitted");
            places.ids = { number, resident: id, window: window.id, order };
            const { context } = await places.counter.at("A. Pictures", "trust_office");
            places.state = await context.storageState();
            await context.close();
            return places;
        } catch (error) {
            await places.close();
            throw error;
        }
    }

    /** A kind of charge and a charge, a line of the bank with its entry, a payment to others, and a proof of the books. */
    async prepare(resident) {
        const { trust } = this.counter;
        const kinds = [{ code: "hygiene", name: { en: "Hygiene kit" }, cents: 200, may_be_owed: true }];
        const deposit = {
            resident_id: resident,
            cents: 4_321,
            source: "tribal",
            detail: "MO 1",
            idempotency_key: "mo1",
        };
        const { day } = (await trust.post("/api/v1/tie-out", {})).body;
        const line = { day, direction: "in", cents: 4_321, reference: "MO 1" };
        const paid = {
            account: "payable/victims",
            direction: "pay",
            cents: 250,
            counterparty: "Treasurer of the State",
        };
        const charge = { kind: "hygiene", reason: "Hygiene kit of November", resident_ids: [resident] };
        for (const { status, text } of [
            await trust.put("/api/v1/charge-kinds", { kinds }),
            await trust.post("/api/v1/deposits", deposit),
            await trust.post("/api/v1/remittances", { ...paid, reference: "CHK 2001", idempotency_key: "chk" }),
            await trust.post("/api/v1/site-charges", { ...charge, idempotency_key: "kit" }),
            await trust.post("/api/v1/bank-lines", { lines: [line], idempotency_key: "mo1" }),
        ])
            assert.ok(status < 300, text);
    }

    close() {
        return this.counter.close();
    }

    /** look(page, name of the place) at each of `places` (MONEY or SHOP), at a window of those options. A page of its own each time, so that nothing begun at another place stands there. */
    async walk(places, options, look) {
        const { page, context, wrongs } = await openWindow(this.counter.browser, {
            storageState: this.state,
            colorScheme: "light",
            ...options,
        });
        await page.goto(this.counter.hub.url);
        await signedIn(page);
        for (const [name, address, shows, then = async () => {}] of places) {
            await page.goto("about:blank");
            await page.goto(this.counter.hub.url + (typeof address === "string" ? address : address(this.ids)));
            await page.locator(shows).first().waitFor();
            await then(page);
            await page.waitForFunction(() => !document.querySelector(".waiting"));
            await look(page, name);
        }
        assert.deepEqual(wrongs, []);
        await context.close();
    }
}

/** A picture of the place, at 200 % of all of it; nothing of it runs out at the side. `way`: how it is looked at. */
export async function picture(page, name, way) {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${name} is ${over} px too wide`);
    const fullPage = way === "200" && (await page.getByRole("dialog").count()) === 0;
    await page.screenshot({ fullPage, path: join(SHOTS, `${name}-${way}.png`) });
}
