// Documents as files. Pure.

/** Characters of one file; the hub takes 256 KiB. */
export const MOST_FILE = 262_144;

/** What the hub reads: lines end with a line feed only, without a mark of byte order. */
export const textOf = (file) => file.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");

export const fileName = ({ code, language, revision }) => `${code}-${language}-${revision}.txt`;
