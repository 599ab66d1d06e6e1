// What is different between two versions of a form, line by line, for people to read. Pure.
import { money } from "../base/amount.js";
import { codeText, localText, t } from "../base/text.js";

const texts = (path, of, lines) => {
    for (const [language, text] of Object.entries(of ?? {}))
        lines.set([...path, language].join("/"), { language, text, path });
};

/** A condition as a sentence. `fields`: of its definition. */
export function conditionWords(condition, fields) {
    const about = fields.find((field) => field.code === condition.field);
    const label = localText(about?.label, condition.field);
    const compare = ["is", "is_not", "answered", "at_least", "at_most"].find((each) => each in condition);
    const named = (value) => {
        const choice = about?.choices?.find((each) => each.code === value);
        return choice ? localText(choice.label, value) : codeText("forms.answer", value);
    };
    const limit = (number) => (about?.kind === "money" ? money(number) : String(number));
    const value = Array.isArray(condition[compare])
        ? condition[compare].map(named).join(t("forms.or"))
        : compare === "answered"
          ? ""
          : limit(condition[compare]);
    return t(`forms.condition.${compare}`, { label, value });
}

function limitWords(field, limit) {
    if (limit === undefined) return "";
    if (field.kind === "money") return money(limit);
    return field.kind === "date" ? t("forms.days", { count: limit }) : String(limit);
}

const yes = (flag) => (flag ? t("forms.yes") : "");

function fieldLines(field, fields, lines) {
    const at = (member) => [`fields.${field.code}`, member];
    const put = (member, text) => text !== "" && lines.set(at(member).join("/"), { path: at(member), text });
    put("kind", t(`forms.kind.${field.kind}`));
    texts(at("label"), field.label, lines);
    texts(at("help"), field.help, lines);
    put("required", yes(field.required));
    put("max_characters", field.max_characters ? String(field.max_characters) : "");
    put("least", limitWords(field, field.least));
    put("most", limitWords(field, field.most));
    put("choices", (field.choices ?? []).map((choice) => choice.code).join(", "));
    for (const choice of field.choices ?? []) {
        const path = [`fields.${field.code}`, `choices.${choice.code}`];
        texts(path, choice.label, lines);
        if (choice.icon) lines.set([...path, "icon"].join("/"), { path: [...path, "icon"], text: choice.icon });
    }
    put("show_when", (field.show_when ?? []).map((each) => conditionWords(each, fields)).join(t("forms.and")));
}

/** Everything that the definition says, a line each: "where" → {path, language?, text}. */
function linesOf(form, unitName) {
    const lines = new Map();
    const put = (member, text) => text && lines.set(member, { path: [member], text });
    put("icon", form.icon);
    for (const member of ["name", "explanation", "warning"]) texts([member], form[member], lines);
    put("order", form.fields.map((field) => field.code).join(", "));
    for (const field of form.fields) fieldLines(field, form.fields, lines);
    if (form.fee) {
        put("when", t(`forms.fee.${form.fee.when}`));
        put("price", form.fee.price);
        put("may_owe", yes(form.fee.may_owe));
        put("when_declined", yes(form.fee.when_declined));
        const waivers = (form.fee.waived_when ?? []).map((each) => conditionWords(each, form.fields));
        put("waived_when", waivers.join(t("forms.or_else")));
    }
    put("role", form.role && codeText("desk", form.role));
    put("answer_within_hours", form.answer_within_hours && t("forms.hours", { count: form.answer_within_hours }));
    put(
        "weekend_answer_within_hours",
        form.weekend_answer_within_hours && t("forms.hours", { count: form.weekend_answer_within_hours }),
    );
    put(
        "urgent_answer_within_hours",
        form.urgent_answer_within_hours && t("forms.hours", { count: form.urgent_answer_within_hours }),
    );
    put("reply_within_hours", form.reply_within_hours && t("forms.hours", { count: form.reply_within_hours }));
    put("units", (form.units ?? []).map(unitName).sort().join(", "));
    for (const [at, level] of (form.next_levels ?? []).entries()) {
        const words = [
            level.role && codeText("desk", level.role),
            t("forms.hours", { count: level.answer_within_hours }),
            level.urgent_answer_within_hours && t("forms.urgent_hours", { count: level.urgent_answer_within_hours }),
        ];
        lines.set(`level${at}`, { path: [`level.${at}`], text: words.filter(Boolean).join(", ") });
        texts([`level.${at}`, "name"], level.name, lines);
    }
    put("appeals", form.appeals);
    put("appeal_within_days", form.appeal_within_days && String(form.appeal_within_days));
    return lines;
}

function whereWords(path, language, forms) {
    const words = path.map((part) => {
        const [list, ...code] = part.split(".");
        const name = code.join(".");
        if (list === "fields") {
            const field = forms.flatMap((form) => form.fields).find((each) => each.code === name);
            return t("forms.field_named", { label: localText(field?.label, name) });
        }
        if (list === "choices" && name) return t("forms.choice_named", { code: name });
        if (list === "level") return t("forms.one.next_levels", { number: Number(name) + 1 });
        return t(`forms.member.${part}`);
    });
    const where = words.join(", ");
    return language ? t("forms.in_language", { label: where, language: codeText("language", language) }) : where;
}

/** A field that is there on one side only is one line. */
function wholeFields(from, to, forms, as) {
    const gone = from.fields.filter((field) => !to.fields.some((each) => each.code === field.code));
    return gone.map((field) => ({
        where: whereWords([`fields.${field.code}`], undefined, forms),
        ...as(t(`forms.kind.${field.kind}`)),
    }));
}

/** The codes that both have, in the order of `form`. */
const common = (form, other) =>
    form.fields.map((field) => field.code).filter((code) => other.fields.some((each) => each.code === code));

/**
 * [{where, before, after}], in the order of the definition; a side that does not say it is "". `unitName(id)`: of a housing unit.
 */
export function differences(before, after, unitName = (id) => id) {
    const forms = [after, before];
    const [old, now] = [linesOf(before, unitName), linesOf(after, unitName)];
    const both = new Set(common(before, after));
    const order = [common(before, after), common(after, before)].map((codes) => codes.join(", "));
    const found = [
        ...wholeFields(before, after, forms, (kind) => ({ before: kind, after: t("forms.gone") })),
        ...wholeFields(after, before, forms, (kind) => ({ before: t("forms.not_there"), after: kind })),
    ];
    for (const key of new Set([...now.keys(), ...old.keys()])) {
        const { path, language } = now.get(key) ?? old.get(key);
        const code = /^fields\.(.+)$/.exec(path[0])?.[1];
        if (code !== undefined && !both.has(code)) continue;
        const [was, is] = key === "order" ? order : [old.get(key)?.text ?? "", now.get(key)?.text ?? ""];
        if (was !== is) found.push({ where: whereWords(path, language, forms), before: was, after: is });
    }
    return found;
}
