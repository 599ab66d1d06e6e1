// Where in a definition something is wrong: the hub names the place as it stands in the JSON ("fields[3].show_when[0].field: names no
// earlier field"), and so do the editor's own checks. Pure.
import { codeText, hasText, t } from "../base/text.js";

/** The hub's sentences in plain words. */
const WORDS = [
    [/^(is missing|must not be empty|are missing)/, "forms.wrong.missing"],
    [/^is empty/, "forms.wrong.missing"],
    [/^comes twice/, "forms.wrong.twice"],
    [/^must be a code/, "forms.wrong.code"],
    [/^is (too long|longer)|^must hold texts of at most/, "forms.wrong.long"],
    [/^names no earlier field/, "forms.wrong.earlier"],
    [/^that can never be/, "forms.wrong.never"],
    [/^names no value/, "forms.wrong.value"],
    [/^a choice has two/, "forms.wrong.choices"],
    [/^is above "most"/, "forms.wrong.above"],
    [/^(is out of range|must be from)/, "forms.wrong.range"],
    [/^is about a field that is no number/, "forms.wrong.no_number"],
    [/^no such price/, "forms.wrong.price"],
    [/^another form has it/, "forms.wrong.taken"],
    [/^holds hidden/, "forms.wrong.hidden"],
    [/^stands at a form without a clock/, "forms.wrong.no_clock"],
    [/^names the form itself/, "forms.wrong.itself"],
    [/^needs a text field/, "forms.wrong.appeal_field"],
    [/^has more than/, "forms.wrong.many"],
];

/** {place, text} of the hub's detail. The place is "" when the detail names none. */
export function placeOf(detail) {
    const parts = /^([\w[\].-]+): ([^]*)$/.exec(detail);
    let [place, what] = parts ? [parts[1], parts[2]] : ["", detail];
    const member = /^"([a-z_]+)" ([^]*)$/.exec(what);
    if (member) [place, what] = [place === "" ? member[1] : `${place}.${member[1]}`, member[2]];
    const words = WORDS.find(([pattern]) => pattern.test(what));
    return { place, text: words ? t(words[1]) : what };
}

/** The index in a list of the definition that a place is in, or undefined. */
export function indexIn(place, list) {
    const found = new RegExp(`^${list}\\[(\\d+)\\]`).exec(place);
    return found ? Number(found[1]) : undefined;
}

function memberWords(member) {
    const [name, language] = member.split(".");
    const key = `forms.member.${name}`;
    const words = hasText(key) ? t(key) : name;
    return language ? t("forms.in_language", { label: words, language: codeText("language", language) }) : words;
}

/** "Field 4, condition 1, answer" in words. */
export function placeWords(place) {
    const words = [];
    let rest = place;
    if (rest.startsWith("fee.waived_when[")) rest = rest.slice("fee.".length);
    for (const list of ["fields", "next_levels", "choices", "show_when", "waived_when"]) {
        const at = indexIn(rest, list);
        if (at === undefined) continue;
        words.push(t(`forms.one.${list}`, { number: at + 1 }));
        rest = rest.replace(/^[^\]]*\]\.?/, "");
    }
    for (const member of rest.startsWith("fee.") ? [rest.slice(4)] : [rest])
        if (member) words.push(memberWords(member));
    return words.join(", ");
}
