import assert from "node:assert/strict";
import { axeSource } from "./browser.mjs";

const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** Nothing that axe knows of is wrong here. */
export async function checkAccess(page, where) {
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
    assert.deepEqual(
        violations.map((violation) => [
            violation.id,
            violation.nodes.map((node) => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).slice(0, 3),
        ]),
        [],
        where,
    );
}
