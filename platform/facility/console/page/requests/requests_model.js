// Requests of residents: what may be done with one, its clock, and its answers as words. Pure.
import { money } from "../base/amount.js";
import { deadline, fullMoment } from "../base/format.js";
import { codeText, hasText, localText, t } from "../base/text.js";

export const VIEWS = ["open", "late", "mine", "returned", "closed"];
/** What the hub is asked for by each. */
export const queryOf = (view) => (view === "mine" ? { view: "open", mine: "true" } : { view });

export const isOpen = (request) => ["received", "in_progress", "returned"].includes(request.state);

/** The code of the form that asks for one message on paper. */
export const MESSAGE_PRINT = "message_print";
export const MOST_TEXT = 4_000;
/** Steps that a dialog asks about, by the last part of their address in the API. needed: the resident must be told something; key: its letter; attaches: documents may go with it. */
export const STEPS = {
    answer: { needed: true, kind: "primary", icon: "check", key: "a", attaches: true },
    say: { needed: true, kind: "plain", icon: "message-square", key: "w", attaches: true },
    triage: { needed: false, kind: "primary", icon: "stethoscope", key: "t" },
    ordinary: { needed: true, kind: "plain", icon: "arrow-down" },
    return: { needed: true, kind: "plain", icon: "undo-2", key: "r", attaches: true },
    assign: { needed: false, kind: "plain", icon: "forward" },
    decline: { needed: true, kind: "danger-plain", icon: "ban", key: "d", attaches: true },
};

/** Names of steps that somebody may take now. `may`: of the role, to assign. */
export function stepsOf(request, mayAssign) {
    if (!isOpen(request)) return [];
    return Object.keys(STEPS).filter((step) => {
        if (step === "assign") return mayAssign;
        if (step === "triage") return request.waits_for_triage === true;
        if (step === "ordinary") return request.urgent === true;
        return step !== "return" || request.state !== "returned";
    });
}

/** The desk that it is at. */
export const deskText = (role) => (role === "" ? t("requests.desk.all") : codeText("desk", role));

/** Whose turn it is until when: {tone, icon, text}. */
export function clockOf(request, now) {
    if (!isOpen(request)) return { tone: "neutral", icon: "check", text: t("requests.clock.over") };
    if (request.state === "returned")
        return {
            tone: "info",
            icon: "hourglass",
            text:
                request.reply_by_ms > 0
                    ? t("requests.clock.reply", { when: fullMoment(request.reply_by_ms) })
                    : t("requests.clock.resident"),
        };
    if (request.answer_by_ms === 0) return { tone: "neutral", icon: "minus", text: t("requests.clock.none") };
    const { late, soon, text } = deadline(request.answer_by_ms, false, now);
    if (late) return { tone: "bad", icon: "triangle-alert", text };
    return { tone: soon ? "warning" : "neutral", icon: "clock", text };
}

const WORDS = { yes: "requests.yes", no: "requests.no" };

/** What the resident read as their answer. `form`: the version that it was filled from. */
export function answerText(form, answer) {
    if (answer.words !== "") return answer.words;
    const kind = form.fields.find((field) => field.code === answer.field)?.kind;
    if (kind === "money") return money(Number(answer.value));
    if ((kind === "check" || kind === "yes_no") && WORDS[answer.value]) return t(WORDS[answer.value]);
    return answer.value;
}

/** The name of the level that it is at, or went to; "" for the first. */
export const levelText = (form, level) =>
    level > 0 ? localText(form.next_levels?.[level - 1]?.name, String(level)) : "";

/** What the hub does by itself when nobody does anything: the next level, or the end; "" for nothing. */
export function nextText(request) {
    if (!isOpen(request)) return "";
    if (request.state === "returned")
        return request.reply_by_ms > 0 ? t("requests.next_withdrawn", { when: fullMoment(request.reply_by_ms) }) : "";
    if (request.answer_by_ms === 0) return "";
    const next = request.form.next_levels?.[request.level];
    if (!next) return t("requests.next_none");
    const level = levelText(request.form, request.level + 1);
    return t("requests.next", { when: fullMoment(request.answer_by_ms), level, desk: deskText(next.role ?? "") });
}

/** What one step was. `at`: its place among them; the first is the filing. */
export function stepText(steps, at, form) {
    const step = steps[at];
    if (at === 0) return t("requests.step.filed");
    if (step.level > 0) return t("requests.step.level", { level: levelText(form, step.level) });
    if (step.act) return t(`requests.step.${step.act}`);
    if (step.by_role === "resident")
        return t(step.state === "withdrawn" ? "requests.step.withdrawn" : "requests.step.replied");
    if (step.by_role === "system") return t("requests.step.no_reply");
    if (step.state === steps[at - 1].state) return t("requests.step.wrote");
    return t(`requests.step.${step.state}`);
}

/** A role of an account, or the desk that took it. */
const roleText = (role) => (hasText(`role.${role}`) ? t(`role.${role}`) : codeText("desk", role));

/** Who took it: the account's name with its role, or the role alone. */
export const actorText = (step) =>
    step.by_name ? `${step.by_name}, ${roleText(step.by_role)}` : roleText(step.by_role);

/** What a step does to the fee, in words; "" where it does nothing to it. */
export function feeText(request, step) {
    const outcome = { answer: request.fee_when_answered, decline: request.fee_when_declined }[step] ?? "";
    if (request.fee_cents === 0 || outcome === "") return "";
    return t(`requests.fee.${outcome}`, { amount: money(request.fee_cents) });
}

/** "wkxm-r6xe " as somebody copies it from paper: "WKXMR6XE"; and as it stands there: "WKXM-R6XE". */
export const bareCode = (typed) => typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
export const codeOnPaper = (code) => `${code.slice(0, 4)}-${code.slice(4)}`;
