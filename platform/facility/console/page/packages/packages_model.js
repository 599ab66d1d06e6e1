// Accounts that go to another facility as a signed file, and come from one. Pure.

/** As the hub takes it. */
export const MOST_BYTES = 64 * 1024;
export const MOST_NUMBER = 32;

/** {text} of a package's file, or {fault: key}. Whether it is believed the hub says. */
export function readPackage(name, text) {
    if (!/\.json$/i.test(name)) return { fault: "packages.file_kind" };
    if (new TextEncoder().encode(text).length > MOST_BYTES) return { fault: "packages.file_large" };
    return text.trim() === "" ? { fault: "catalog.file_empty" } : { text };
}

export const newArrival = { name: "", text: "", unit: "", number: "" };

/** {asked} of the call without package and key, or {wrong: {member: key}}. */
export function readArrival(form) {
    const wrong = {};
    const number = form.number.trim();
    if (form.unit === "") wrong.unit = "charges.unit_missing";
    if (number === "") wrong.number = "packages.number_missing";
    return Object.keys(wrong).length > 0 ? { wrong } : { wrong, asked: { unit_id: form.unit, number } };
}

/** "package-20481-2026-11-26.json" */
export const fileName = (number, day) => `package-${number}-${day}.json`;
