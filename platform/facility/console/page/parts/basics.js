// The small parts every screen is made of.
import { hiddenPieces } from "../base/hidden.js";
import { pieces, t } from "../base/text.js";
import { html } from "./html.js";
import { Icon } from "./icon.js";

/** A button; `hint` is its key. While `busy` it says so and takes no second click. */
export function Button({
    children,
    icon,
    hint,
    kind = "plain",
    busy = false,
    disabled = false,
    onClick,
    type = "button",
    inputRef,
    ...rest
}) {
    return html`<button
        ...${rest}
        ref=${inputRef}
        type=${type}
        class=${`button ${kind}`}
        disabled=${disabled}
        aria-disabled=${busy ? "true" : undefined}
        aria-keyshortcuts=${hint}
        onClick=${busy ? (event) => event.preventDefault() : onClick}
    >
        ${icon && html`<${Icon} name=${icon} />`}<span>${children}</span>${hint && html`<kbd aria-hidden="true">${hint}</kbd>`}
    </button>`;
}

/** A short state: word and icon, never colour alone. tone: neutral, info, good, warning, bad. */
export function Tag({ tone = "neutral", icon, children }) {
    return html`<span class=${`tag ${tone}`}>${icon && html`<${Icon} name=${icon} size=${14} />`}<span>${children}</span></span>`;
}

/** A person's name or any other short text from outside: isolated, so that its direction touches nothing around it. */
export function Name({ children }) {
    const shown = hiddenPieces(String(children ?? ""));
    return html`<bdi class="name">${shown.map((piece) => (piece.hidden ? html`<${Hidden} name=${piece.hidden} />` : piece.text))}</bdi>`;
}

/** An invisible character, made visible. */
export function Hidden({ name }) {
    return html`<span class="hidden-character" role="img" aria-label=${t("review.hidden_one", { name })}>${name}</span>`;
}

/** A catalog text whose values are elements. */
export function Text({ id, ...values }) {
    return html`<span>${pieces(id, values)}</span>`;
}

/** What went wrong, beside its cause. Said aloud as it appears. */
export function Fault({ children, id, action }) {
    if (!children) return null;
    return html`<div class="fault" role="alert" id=${id}><${Icon} name="triangle-alert" /><div>${children}</div>${action}</div>`;
}

export function Note({ icon = "info", children }) {
    return html`<div class="note"><${Icon} name=${icon} /><div>${children}</div></div>`;
}

/** Nothing here, and why that is fine or what to do. */
export function Empty({ icon = "inbox", title, children }) {
    return html`<div class="empty"><${Icon} name=${icon} size=${36} /><p class="empty-title">${title}</p>${children && html`<div>${children}</div>`}</div>`;
}

/** Says that something is on its way, to eyes and ears. */
export function Waiting() {
    return html`<p class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>${t("load.waiting")}</p>`;
}

export function Keys({ of }) {
    return of.map((key, index) => html`${index > 0 && " "}<kbd>${key}</kbd>`);
}
