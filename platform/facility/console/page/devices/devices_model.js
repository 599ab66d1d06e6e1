// What a terminal's certificate and its last diagnostics mean for whoever looks after it, and what a policy is tried out by. Pure.
const DAY_MS = 86_400_000;
/** Terminals renew by themselves when four to three months are left: who has less than this has not come for weeks. */
const SOON_MS = 60 * DAY_MS;

/** "revoked", "over", "given" (another one, which was not used yet), "soon" or "good". */
export function certificateOf(device, now) {
    if (device.state === "revoked") return "revoked";
    if (device.certificate_not_after_ms <= now) return "over";
    if (device.next_certificate_not_after_ms > 0) return "given";
    return device.certificate_not_after_ms - now < SOON_MS ? "soon" : "good";
}

/** What about a terminal needs somebody, worst first, as the hub says it; a certificate's trouble stands in its own column. */
export function troublesOf(device) {
    return (device.alarms ?? []).filter((alarm) => !alarm.startsWith("certificate_"));
}

/** Those that need somebody first, then by unit and name. */
export function inOrder(devices, now) {
    const weights = { over: 0, soon: 1, given: 2, good: 2, revoked: 3 };
    const weight = (device) => {
        const of = weights[certificateOf(device, now)];
        return of === 2 && troublesOf(device).length > 0 ? 1 : of;
    };
    return [...devices].sort((a, b) => weight(a) - weight(b));
}

/** [{unit, devices, good}] of the active ones, in the order of the list; good: how many are without any alarm. */
export function floorOf(devices) {
    const units = new Map();
    for (const device of devices) {
        if (device.state !== "active") continue;
        if (!units.has(device.unit_id)) units.set(device.unit_id, { unit: device.unit, devices: [], good: 0 });
        const of = units.get(device.unit_id);
        of.devices.push(device);
        if (device.alarms.length === 0) of.good += 1;
    }
    return [...units.values()];
}

/** How many of the terminals that try a policy out do not report it yet. */
export const notSeen = (policy) => policy.canaries.filter((each) => each.policy_version !== policy.version).length;

export const MOST_POLICY = 330_000; // characters of a signed policy's file
export const MOST_WATCH_HOURS = 336;

/** Who may try a policy out: each housing unit with a terminal in use, then each such terminal. */
export function canaryChoices(devices) {
    const active = devices.filter((device) => device.state === "active");
    const units = [...new Set(active.map((device) => device.unit))];
    return [
        ...units.map((unit) => ({ value: unit, text: unit })),
        ...active.map((device) => ({ value: device.id, text: `${device.unit}: ${device.name}` })),
    ];
}

/** Whole hours, or undefined. */
export function readWatch(text) {
    const hours = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : MOST_WATCH_HOURS + 1;
    return hours <= MOST_WATCH_HOURS ? hours : undefined;
}

/** What a technician's last visit came to: "never", "untested", "failed" or "passed". */
export function diagnosticsOf({ serviced_ms, tested_ms, tests_failed }) {
    if (serviced_ms === 0) return "never";
    if (tested_ms === 0) return "untested";
    return tests_failed > 0 ? "failed" : "passed";
}
