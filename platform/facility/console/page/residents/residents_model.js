// A new resident as a form, and what is known of the PIN. Pure.
const NUMBER = /^[A-Za-z0-9-]{1,24}$/;
export const MOST_NAME = 60;
export const LANGUAGES = ["en", "es"];

export const newResident = { number: "", given_name: "", family_name: "", unit_id: "", language: LANGUAGES[0] };

/** {body} of the call, or {wrong: {member: key}}. */
export function readResident(form) {
    const wrong = {};
    const body = { ...form };
    for (const member of ["number", "given_name", "family_name"]) {
        body[member] = form[member].trim();
        if (body[member] === "") wrong[member] = "residents.missing";
    }
    if (!wrong.number && !NUMBER.test(body.number)) wrong.number = "residents.number_wrong";
    if (form.unit_id === "") wrong.unit_id = "residents.unit_missing";
    return Object.keys(wrong).length > 0 ? { wrong } : { wrong, body };
}

/** "none", "locked", "first" (given, not changed yet) or "own". */
export function pinOf(resident, now) {
    if (!resident.has_pin) return "none";
    if (resident.locked_until_ms > now) return "locked";
    return resident.must_change_pin ? "first" : "own";
}
