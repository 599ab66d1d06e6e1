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

/** Those that need somebody first, then by unit and name. */
export function inOrder(devices, now) {
    const weights = { over: 0, soon: 1, given: 2, good: 2, revoked: 3 };
    const weight = (device) => weights[certificateOf(device, now)];
    return [...devices].sort((a, b) => weight(a) - weight(b));
}
