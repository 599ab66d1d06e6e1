// Labelled controls. Label, help and error belong to the control for eyes and ears alike.
import { useId } from "preact/hooks";
import { MOST_CODE } from "../base/code.js";
import { t } from "../base/text.js";
import { html } from "./html.js";
import { Icon } from "./icon.js";

function Frame({ id, label, help, error, children }) {
    return html`<div class=${error ? "field wrong" : "field"}>
        <label for=${id}>${label}</label>
        ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
        ${children}
        ${error && html`<p class="field-error" id=${`${id}-error`}><${Icon} name="circle-alert" size=${16} />${error}</p>`}
    </div>`;
}

const describedBy = (id, help, error) =>
    [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;

export function Field({ label, help, error, value, onInput, inputRef, type = "text", ...rest }) {
    const id = useId();
    return html`<${Frame} id=${id} label=${label} help=${help} error=${error}>
        <input
            ...${rest}
            ref=${inputRef}
            id=${id}
            type=${type}
            value=${value}
            aria-invalid=${error ? "true" : undefined}
            aria-describedby=${describedBy(id, help, error)}
            onInput=${(event) => onInput(event.currentTarget.value)}
        />
    <//>`;
}

/** A code of the facility's rules (base/code.js). */
export function CodeField(rest) {
    return html`<${Field} help=${t("money.code_help")} maxlength=${MOST_CODE} autocomplete="off" spellcheck=${false} ...${rest} />`;
}

export function LongField({ label, help, error, value, onInput, inputRef, rows = 3, ...rest }) {
    const id = useId();
    return html`<${Frame} id=${id} label=${label} help=${help} error=${error}>
        <textarea
            ...${rest}
            ref=${inputRef}
            id=${id}
            rows=${rows}
            dir="auto"
            value=${value}
            aria-invalid=${error ? "true" : undefined}
            aria-describedby=${describedBy(id, help, error)}
            onInput=${(event) => onInput(event.currentTarget.value)}
        ></textarea>
    <//>`;
}

/** `choices`: [{value, text}] */
export function Choice({ label, help, error, value, choices, onInput, inputRef, ...rest }) {
    const id = useId();
    return html`<${Frame} id=${id} label=${label} help=${help} error=${error}>
        <select
            ...${rest}
            ref=${inputRef}
            id=${id}
            aria-invalid=${error ? "true" : undefined}
            aria-describedby=${describedBy(id, help, error)}
            onChange=${(event) => onInput(event.currentTarget.value)}
        >
            ${choices.map((choice) => html`<option key=${choice.value} value=${choice.value} selected=${choice.value === value}>${choice.text}</option>`)}
        </select>
    <//>`;
}

export function Tick({ label, checked, onInput, ...rest }) {
    const id = useId();
    return html`<div class="tick">
        <input ...${rest} id=${id} type="checkbox" checked=${checked} onChange=${(event) => onInput(event.currentTarget.checked)} />
        <label for=${id}>${label}</label>
    </div>`;
}
