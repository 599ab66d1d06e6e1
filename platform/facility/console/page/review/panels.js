// The second step of every decision: what it will do, what it still needs, and one key to send it. Escape goes back and
// nothing has happened.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useKeys } from "../base/keys.js";
import { codeText, t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded } from "../parts/load.js";
import { approvalText, MOST_REASON, ruleOf } from "./review_model.js";

/** Rules that a number key can choose. */
const NUMBERED = 9;

function Panel({ title, decision, fault, busy, onSend, onBack, children, sendRef }) {
    useKeys([{ keys: ["Escape"], run: onBack, whileTyping: true, always: true }]);
    const element = useRef(null);
    useLayoutEffect(() => element.current.scrollIntoView({ block: "nearest" }), []);
    const kind = decision === "reject" || decision === "refuse" ? "danger" : "primary";
    return html`<form
        class="panel"
        ref=${element}
        aria-labelledby="panel-title"
        novalidate
        onSubmit=${(event) => {
            event.preventDefault();
            onSend();
        }}
    >
        <h2 id="panel-title">${title}</h2>
        ${children}
        <${Fault}>${fault}<//>
        <div class="panel-actions">
            <${Button} type="submit" kind=${kind} hint="Enter" busy=${busy} inputRef=${sendRef}>${t(`review.send.${decision}`)}<//>
            <${Button} hint="Esc" onClick=${onBack}>${t("dialog.back")}<//>
        </div>
    </form>`;
}

/** Enter sends from a text field; Shift and Enter begin a new line. */
function sendOnEnter(onSend) {
    return (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.repeat) return;
        event.preventDefault();
        onSend();
    };
}

export function ApprovePanel({ item, state, ...panel }) {
    const send = useRef(null);
    useLayoutEffect(() => send.current.focus(), []);
    const text = approvalText(item, state);
    const second = item.first_approval_by;
    return html`<${Panel} ...${panel} decision="approve" title=${t("review.approve_title")} sendRef=${send}>
        <p>${t(text.key, text)}</p>
        ${second && html`<${Note} icon="user-check">${t("review.approve_second")}<//>`}
    <//>`;
}

function Rules({ rules, chosen, onChoose, first, error }) {
    return html`<fieldset class="rules" aria-describedby=${error ? "rules-error" : undefined}>
        <legend>${t("review.rule")}</legend>
        ${rules.map(
            (rule, index) => html`<label key=${index} class=${index === chosen ? "rule chosen" : "rule"}>
                <input type="radio" name="rule" checked=${index === chosen} ref=${index === (chosen ?? 0) ? first : undefined} onChange=${() => onChoose(index)} />
                ${index < NUMBERED && html`<kbd aria-hidden="true">${index + 1}</kbd>`}
                <b>${rule.rule}</b><span>${rule.text}</span>
            </label>`,
        )}
        ${error && html`<p class="field-error" id="rules-error">${error}</p>`}
    </fieldset>`;
}

/** Rule first (number key or arrows, Enter), then the reason (Enter). */
export function RejectPanel({ state, set, rules, onSend, ...panel }) {
    const first = useRef(null);
    const reason = useRef(null);
    const [wrong, setWrong] = useState(false);
    useLayoutEffect(() => first.current?.focus(), [rules.length > 0, state.rule]);
    const choose = (index) => {
        setWrong(false);
        set({ rule: index });
    };
    const rule = ruleOf(state, rules);
    const toReason = () => (rule ? reason.current.focus() : setWrong(true));
    useKeys([
        {
            keys: Array.from({ length: Math.min(NUMBERED, rules.length) }, (_, index) => String(index + 1)),
            label: "keys.rule",
            always: true,
            run: (event) => choose(Number(event.key) - 1),
        },
        { keys: ["Enter"], run: (event) => (event.target.type === "radio" ? toReason() : event.target.click()) },
    ]);
    const own = rule
        ? t("review.reason_default", { reason: codeText("reason", rule.reason) })
        : t("review.reason_help");
    return html`<${Panel} ...${panel} onSend=${onSend} decision="reject" title=${t("review.reject_title")}>
        ${
            rules.length > 0
                ? html`<${Rules} rules=${rules} chosen=${state.rule} onChoose=${choose} first=${first} error=${wrong && !rule && t("review.rule_missing")} />`
                : html`<${Field} label=${t("review.rule_number")} help=${t("review.rule_number_help")} value=${state.ownRule} onInput=${(ownRule) => set({ ownRule })} inputRef=${first} maxlength=${24} />`
        }
        <${LongField}
            label=${t("review.reason")}
            help=${own}
            value=${state.reason}
            onInput=${(text) => set({ reason: text })}
            inputRef=${reason}
            rows=${2}
            maxlength=${MOST_REASON * 2}
            onKeyDown=${sendOnEnter(onSend)}
        />
    <//>`;
}

function WordsPanel({ decision, value, label, help, onText, onSend, note, ...panel }) {
    const field = useRef(null);
    useLayoutEffect(() => field.current.focus(), []);
    return html`<${Panel} ...${panel} onSend=${onSend} decision=${decision} title=${t(`review.${decision}_title`)}>
        <${LongField} label=${label} help=${help} value=${value} onInput=${onText} inputRef=${field} rows=${2} maxlength=${MOST_REASON * 2} onKeyDown=${sendOnEnter(onSend)} />
        ${note && html`<${Note} icon="user-check">${note}<//>`}
    <//>`;
}

export function InvestigatePanel({ state, set, ...panel }) {
    return html`<${WordsPanel} ...${panel} decision="investigate" value=${state.note} label=${t("review.note")} help=${t("review.note_help")} onText=${(note) => set({ note })} />`;
}

export function AppealPanel({ decision, item, state, set, ...panel }) {
    const help = t("review.appeal_reason_help");
    const note = decision === "grant" && item.first_approval_by && t("review.grant_second");
    return html`<${WordsPanel} ...${panel} decision=${decision} value=${state.reason} label=${t("review.reason")} help=${help} note=${note} onText=${(reason) => set({ reason })} />`;
}

/** The open decision's panel; `rules`: the facility's list as it loads. */
export function DecisionPanel({ item, state, set, rules, action, missingText, onSend, onBack }) {
    const shared = {
        state,
        set,
        onSend,
        onBack,
        busy: action.busy,
        fault: missingText ?? (action.error && faultText(action.error)),
    };
    switch (state.open) {
        case "approve":
            return html`<${ApprovePanel} ...${shared} item=${item} />`;
        case "reject":
            return rules.data
                ? html`<${RejectPanel} ...${shared} rules=${rules.data.rules} />`
                : html`<${Loaded} of=${rules}>${() => null}<//>`;
        case "investigate":
            return html`<${InvestigatePanel} ...${shared} />`;
        default:
            return html`<${AppealPanel} key=${state.open} ...${shared} item=${item} decision=${state.open} />`;
    }
}
