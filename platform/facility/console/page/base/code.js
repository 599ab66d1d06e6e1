// Codes of the facility's rules and lists: of sources, debts, diets, spending classes, kinds of charge.

export const MOST_CODE = 48;
const CODE = /^[a-z0-9_.-]{1,48}$/;

export const isCode = (text) => CODE.test(text);

/** "halal, low_salt halal" is ["halal", "low_salt"]: each once, in their order. */
export const codesIn = (text) => [...new Set(text.split(/[\s,]+/).filter(Boolean))];
