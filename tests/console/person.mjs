// A member of staff at the page, by what a person can see and press.
import { totp } from "./hub.mjs";

export const PASSWORD = "violet tractor seven lamps";
/** Codes may be one step old, so that an account can sign in twice in a row: each code counts once. */
const STEP_MS = 30_000;

export const heading = (page) => page.getByRole("heading", { level: 1 });

/** The first sign-in: authenticator, then a new password. Ends signed in; returns the account with its secret and password. */
export async function firstSignIn(page, url, account) {
    await page.goto(url);
    await page.getByLabel("Name").fill(account.name);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Set up your authenticator" }).waitFor();
    const secret = (await page.locator("code.secret").textContent()).replaceAll(" ", "");
    await page.getByLabel(/Code from/).fill(totp(secret, Date.now() - STEP_MS));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Choose your password" }).waitFor();
    await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("New password, again").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    return { ...account, secret, password: PASSWORD };
}

/** Signs in where the sign-in screen shows. */
export async function signIn(page, account, code = totp(account.secret)) {
    await page.getByLabel("Name").fill(account.name);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByLabel(/Code from/).fill(code);
    await page.keyboard.press("Enter");
}

export const signedIn = (page) => page.getByRole("button", { name: "Sign out" }).waitFor();

/** To a place of the page by its address, as a bookmark would. */
export async function goTo(page, place) {
    await page.evaluate((hash) => {
        location.hash = hash;
    }, place);
}
