// Chromium as the tests use it: headless, with a profile that is thrown away, trusting the one certificate of the hub
// under test, and listening for everything that the page does wrong.
import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const DEPS = new URL("../../build/deps/package.json", import.meta.url);
const require = createRequire(DEPS);
const { chromium } = require("playwright-core");
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** The base64 SHA-256 of the certificate's public key, as --ignore-certificate-errors-spki-list wants it. */
function spkiHash(certificateFile) {
    const key = new X509Certificate(readFileSync(certificateFile)).publicKey.export({ type: "spki", format: "der" });
    return createHash("sha256").update(key).digest("base64");
}

/** `hub`: {cert: file of the certificate or CA, port}. Close it at the end. */
export function startBrowser(hub) {
    return chromium.launch({
        executablePath: "/usr/bin/chromium",
        headless: true,
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP hub.dayroom 127.0.0.1, MAP * ~NOTFOUND",
            `--ignore-certificate-errors-spki-list=${spkiHash(hub.cert)}`,
        ],
    });
}

/**
 * A person's window: {page, context, wrongs}. `wrongs` collects violations of the content security policy, uncaught errors and
 * console errors; a test ends by finding it empty.
 */
export async function openWindow(browser, { width = 1280, height = 800, zoom = 1, ...options } = {}) {
    const context = await browser.newContext({
        viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
        deviceScaleFactor: zoom,
        locale: "en-US",
        timezoneId: "America/Los_Angeles",
        ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000); // other tests keep the machine busy
    const wrongs = [];
    await context.exposeBinding("reportWrong", (_, text) => wrongs.push(text));
    await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) =>
            window.reportWrong(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
        );
    });
    page.on("pageerror", (error) => wrongs.push(`error ${error.stack ?? error}`));
    page.on("console", (message) => {
        if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
            wrongs.push(`console ${message.text()}`);
    });
    return { page, context, wrongs };
}
