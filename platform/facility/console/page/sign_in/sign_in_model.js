// The steps of signing in. The hub says which comes next; what was typed before stays until it is through. Pure.

/** Digits only, as authenticator apps show them in groups. */
export const cleanCode = (text) => text.replace(/\D/g, "").slice(0, 6);

/** What the next call carries. A code is sent when there is one: at the very first sign-in there is none yet. */
export function credentialsOf(form) {
    const body = { name: form.name.trim(), password: form.password };
    if (form.code !== "") body.code = form.code;
    if (form.newPassword !== "") body.new_password = form.newPassword;
    return body;
}

/**
 * After a refusal: {step, secret, uri, lockedUntilMs, wrong, askCode}. Steps: "name" (name, password, code), "password" (choose a new one),
 * "enrol" (set up the authenticator). `wrong`: what to say on the step that stays.
 */
export function afterRefusal(step, refusal) {
    switch (refusal.code) {
        case "password_change":
            return { step: "password" };
        case "enrol_totp":
            return {
                step: "enrol",
                secret: String(refusal.body.totp_secret ?? ""),
                uri: String(refusal.body.totp_uri ?? ""),
            };
        case "locked":
            return { step: "name", wrong: "locked", lockedUntilMs: Number(refusal.body.locked_until_ms) || 0 };
        case "weak_password":
            return { step: "password", wrong: "weak_password" };
        case "unauthenticated":
            // The password was right before: what is wrong now is the code, which holds for a minute or so.
            return step === "name" ? { step, wrong: "unauthenticated" } : { step, wrong: "wrong_code", askCode: true };
        default:
            return { step, wrong: "other" };
    }
}

/** Least characters of a new password; the hub has the last word. */
export const LEAST_PASSWORD = 12;

/** What is wrong with a new password, as a text key, or nothing. */
export function passwordFault(password, repeated, old) {
    if ([...password].length < LEAST_PASSWORD) return "sign_in.password_short";
    if (password === old) return "sign_in.password_same";
    if (password !== repeated) return "sign_in.password_differs";
    return undefined;
}

/** The secret in groups of four, to be typed by hand. */
export const grouped = (secret) => secret.replace(/(.{4})(?=.)/g, "$1 ");
