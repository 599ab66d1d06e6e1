// What the facility's policy says about money, as a form. Pure.
import { parseAmount, parseCount, typedAmount } from "../base/amount.js";

export const MOST_HOURS = 24 * 366;

export const policyForm = (policy) => ({
    send_money: policy.send_money,
    hours: String(policy.cooling_off_hours),
    braked: policy.daily_brake_cents > 0,
    brake: policy.daily_brake_cents > 0 ? typedAmount(policy.daily_brake_cents) : "",
});

/** {body} of the call, or {wrong: {member: key}}. No daily limit is 0 at the hub. */
export function readPolicy(form) {
    const wrong = {};
    const hours = parseCount(form.hours, 0, MOST_HOURS);
    const brake = form.braked ? parseAmount(form.brake) : { cents: 0 };
    if (hours.fault) wrong.hours = hours.fault;
    if (brake.fault) wrong.brake = brake.fault;
    if (Object.keys(wrong).length > 0) return { wrong };
    return {
        wrong,
        body: { send_money: form.send_money, cooling_off_hours: hours.count, daily_brake_cents: brake.cents },
    };
}

export const twoPersonForm = (policy) => ({
    on: policy.two_person_from_cents !== null,
    from: policy.two_person_from_cents === null ? "" : typedAmount(policy.two_person_from_cents),
});

/** {body} of the call, or {fault}. Never is null at the hub, always is 0. */
export function readTwoPerson(form) {
    if (!form.on) return { body: { two_person_from_cents: null } };
    const { cents, fault } = parseAmount(form.from, { least: 0 });
    return fault ? { fault } : { body: { two_person_from_cents: cents } };
}
