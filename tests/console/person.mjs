// A member of staff at the page, by what a person can see and press.
import { totp } from "./hub.mjs";

export const PASSWORD = "violet tractor seven lamps";
const STEP_MS = 30_000;

export const heading = (page) => page.getByRole("heading", { level: 1 });
export const signedIn = (page) => page.getByRole("button", { name: "Sign out" }).waitFor();

/**
 * The next code of this account's authenticator. Each counts once, and one that is a step ahead is taken: so two can be had in one
 * half minute. `account.step`: of the last one.
 */
export function nextCode(account) {
    account.step = Math.max(Math.floor(Date.now() / STEP_MS), (account.step ?? 0) + 1);
    return totp(account.secret, account.step * STEP_MS);
}

/** Presses Enter on the sign-in form, and waits until the hub's answer is on the screen. */
export async function send(page) {
    const answered = page.waitForResponse(
        (response) => response.request().method() === "POST" && response.url().endsWith("/console/session"),
    );
    await page.keyboard.press("Enter");
    await answered;
    await page.locator(".sign-in [aria-disabled]").waitFor({ state: "detached" });
}

/** Signs in where the sign-in screen shows. */
export async function signIn(page, account, code = nextCode(account)) {
    await page.locator(".sign-in").waitFor();
    await page.getByLabel("Name").fill(account.name);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByLabel(/Code from/).fill(code);
    await send(page);
}

/** The first step of the first sign-in: ends where the authenticator is set up. Returns its secret. */
export async function beginFirstSignIn(page, url, account) {
    await page.goto(url);
    await page.getByLabel("Name").fill(account.name);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await send(page);
    await page.getByRole("heading", { name: "Set up your authenticator" }).waitFor();
    return (await page.locator("code.secret").textContent()).replaceAll(" ", "");
}

/** The first sign-in: authenticator, then a new password. Ends signed in; returns the account with its secret and password. */
export async function firstSignIn(page, url, account) {
    const known = { ...account, password: PASSWORD };
    known.secret = await beginFirstSignIn(page, url, account);
    await page.getByLabel(/Code from/).fill(nextCode(known));
    await send(page);
    await page.getByRole("heading", { name: "Choose your password" }).waitFor();
    await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("New password, again").fill(PASSWORD);
    await send(page);
    await signedIn(page);
    return known;
}

/** To a place of the page by its address, as a bookmark would. */
export async function goTo(page, place) {
    await page.evaluate((hash) => {
        location.hash = hash;
    }, place);
}

/** Chooses a file at a field (parts/file_field.js) and waits until the page has read it. */
export async function chooseFile(field, file) {
    await field.setInputFiles(file);
    await field.and(field.page().locator(":not([aria-busy])")).waitFor();
}
