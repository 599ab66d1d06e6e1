// What a terminal's certificate means for whoever looks after it. Pure.
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
