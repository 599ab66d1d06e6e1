// The list of what a rejection may name, as a form. Pure.

export const MOST_RULES = 100;
export const MOST_NUMBER = 24;
export const MOST_RULE_TEXT = 400;
export const REASONS = [
    "safety",
    "threat",
    "gang",
    "code",
    "explicit",
    "contact_not_allowed",
    "photo_not_allowed",
    "other",
];
export const TWO_PERSON = ["none", "watch", "photos", "all"];

export const newRule = { rule: "", reason: "other", text: "" };

/** {rules} of the call, or {wrong: {row, member, key}}. */
export function readRules(rows) {
    const rules = [];
    for (const [row, each] of rows.entries()) {
        const rule = each.rule.trim();
        const text = each.text.trim();
        if (rule === "") return { wrong: { row, member: "rule", key: "review_rules.number_missing" } };
        if (rules.some((other) => other.rule === rule))
            return { wrong: { row, member: "rule", key: "review_rules.number_twice" } };
        if (text === "") return { wrong: { row, member: "text", key: "review_rules.text_missing" } };
        rules.push({ rule, reason: each.reason, text });
    }
    return { rules };
}

/** The reasons to choose from: those of the catalogs, and one of the facility's own that stands there. */
export const reasonsFor = (reason) => (REASONS.includes(reason) ? REASONS : [...REASONS, reason]);
