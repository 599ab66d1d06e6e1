// A file from this computer, read as soon as it is chosen.
import { useId } from "preact/hooks";
import { t } from "../base/text.js";
import { html } from "./html.js";
import { Icon } from "./icon.js";

/** `name`: of the file that was read before, shown again after a sign-in. `onFile(name, text)`; `binary`: (name, ArrayBuffer). While it is read the field is busy. */
export function FileField({ label, help, error, accept, name, onFile, binary = false }) {
    const id = useId();
    const read = async (event) => {
        const field = event.currentTarget;
        const [file] = field.files;
        if (!file) return;
        field.setAttribute("aria-busy", "true");
        const content = await (binary ? file.arrayBuffer() : file.text());
        if (field.files[0] !== file) return; // another was chosen meanwhile
        onFile(file.name, content);
        field.removeAttribute("aria-busy");
    };
    /** The same file can be chosen again after it was changed: the browser tells only of another choice. */
    const forget = (event) => {
        event.currentTarget.value = "";
        event.currentTarget.removeAttribute("aria-busy");
    };
    return html`<div class=${error ? "field wrong" : "field"}>
        <label for=${id}>${label}</label>
        <p class="help" id=${`${id}-help`}>${help}</p>
        <input id=${id} type="file" accept=${accept} aria-invalid=${error ? "true" : undefined} aria-describedby=${error ? `${id}-help ${id}-error` : `${id}-help`} onClick=${forget} onChange=${read} />
        ${name !== "" && html`<p class="small" role="status">${t("file.chosen", { name })}</p>`}
        ${error && html`<p class="field-error" id=${`${id}-error`}><${Icon} name="circle-alert" size=${16} />${error}</p>`}
    </div>`;
}
