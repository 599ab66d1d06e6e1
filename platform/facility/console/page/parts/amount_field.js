// Where an amount of money is typed, and figures side by side.
import { money, parseAmount } from "../base/amount.js";
import { t } from "../base/text.js";
import { Field } from "./field.js";
import { html } from "./html.js";

/** `wrong`: the key of what is wrong with it. What was understood stands beside it before anything is done with it. */
export function AmountField({ label, help, wrong, value, onInput, least = 1, ...rest }) {
    const read = parseAmount(value, { least });
    return html`<div class="amount-field">
        <${Field} ...${rest} label=${label} help=${help} error=${wrong && t(wrong)} value=${value} onInput=${onInput} inputmode="decimal" autocomplete="off" spellcheck=${false} maxlength=${20} />
        <p class="amount-read">${read.fault ? "" : money(read.cents)}</p>
    </div>`;
}

/** Figures side by side: [{label, text, strong, note}]. */
export function Figures({ of }) {
    return html`<dl class="figures money-figures">
        ${of.map(
            (each) => html`<div key=${each.label} class=${each.strong ? "figure strong" : "figure"}>
                <dt>${each.label}</dt>
                <dd>${each.text}</dd>
                ${each.note && html`<dd class="figure-note">${each.note}</dd>`}
            </div>`,
        )}
    </dl>`;
}
