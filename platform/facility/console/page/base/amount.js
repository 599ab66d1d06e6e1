// Money as people type and read it. Whole cents, as the hub has them: no fraction of a number comes near.

/** The most that one call to the hub may name: $1,000,000.00. */
const MOST_CENTS = 100_000_000;
const TYPED = /^(0|[1-9][0-9]{0,9})(?:\.([0-9]{2}))?$/;
const SIGNS = /[-+\u2010-\u2015\u2212]/;

const grouped = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");

/** "$1,234.56", with the minus sign of print in front of what is below zero. */
export function money(cents) {
    const all = Math.abs(cents);
    const text = `$${grouped(Math.floor(all / 100))}.${String(all % 100).padStart(2, "0")}`;
    return cents < 0 ? `\u2212${text}` : text;
}

/** A change: "+$5.00" or "−$5.00". */
export const change = (cents) => (cents > 0 ? `+${money(cents)}` : money(cents));

/**
 * {cents} of an amount in dollars with no or two digits of cents, or {fault}: the key of a text that says what is wrong. Nothing is
 * guessed: a comma, one digit of cents, a sign or an exponent is asked about. `least`: in cents.
 */
export function parseAmount(typed, { least = 1, most = MOST_CENTS } = {}) {
    const text = typed.trim().replace(/^\$\s*/, "");
    if (text === "") return { fault: "amount.missing" };
    if (SIGNS.test(text)) return { fault: "amount.sign" };
    if (text.includes(",")) return { fault: "amount.comma" };
    if (/^\d*\.\d$/.test(text)) return { fault: "amount.one_digit" };
    if (/^\d*\.\d{3,}$/.test(text)) return { fault: "amount.fraction" };
    const parts = TYPED.exec(text);
    if (!parts) return { fault: "amount.form" };
    const cents = Number(parts[1]) * 100 + Number(parts[2] ?? 0);
    if (cents < least) return { fault: least === 1 ? "amount.zero" : "amount.little" };
    return cents > most ? { fault: "amount.much" } : { cents };
}

/** As parseAmount takes it back: for a field that begins with what is set. */
export const typedAmount = (cents) => money(cents).replace(/[$,]/g, "");

/** {count} of a whole number of things from `least` to `most`, or {fault}. */
export function parseCount(typed, least, most) {
    const text = typed.trim();
    if (!/^(0|[1-9][0-9]{0,8})$/.test(text)) return { fault: "amount.count_form" };
    const count = Number(text);
    return count < least || count > most ? { fault: "amount.count_range" } : { count };
}
