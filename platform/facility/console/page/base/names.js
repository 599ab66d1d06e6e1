// The facility's own names for what it defines, as fields of a form: English and Spanish, and what the form has no field for. Pure.
export const MOST_NAME = 80;

/** `names`: the hub's {"en": …, "es": …}; {} when there are none. */
export function namesRow(names) {
    const { en = "", es = "", ...others } = names ?? {};
    return { name_en: en, name_es: es, name_others: others };
}

/** The hub's names of a row; undefined: it has none at all. */
export function readNames(row) {
    const names = { ...row.name_others };
    for (const language of ["en", "es"]) {
        const name = row[`name_${language}`].trim();
        if (name !== "") names[language] = name;
    }
    return Object.keys(names).length > 0 ? names : undefined;
}
