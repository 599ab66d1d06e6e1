// A dialog over the page: the browser's own, which keeps the focus inside and gives it back. Escape is the safe answer.
import { useLayoutEffect, useId, useRef } from "preact/hooks";
import { useKeys } from "../base/keys.js";
import { html } from "./html.js";

export function Dialog({ title, onClose, children, actions, wide = false, commands = [] }) {
    const id = useId();
    const element = useRef(null);
    useKeys(commands, { modal: true });
    useLayoutEffect(() => {
        const dialog = element.current;
        const before = document.activeElement;
        dialog.showModal();
        return () => {
            dialog.close();
            before?.focus?.();
        };
    }, []);
    const onCancel = (event) => {
        event.preventDefault();
        onClose();
    };
    return html`<dialog ref=${element} class=${wide ? "dialog wide" : "dialog"} aria-labelledby=${id} onCancel=${onCancel}>
        <h2 id=${id}>${title}</h2>
        <div class="dialog-body">${children}</div>
        ${actions && html`<div class="dialog-actions">${actions}</div>`}
    </dialog>`;
}
