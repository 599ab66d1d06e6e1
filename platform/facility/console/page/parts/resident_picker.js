// Finds one resident by number or the beginning of a name.
import { useId, useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Name } from "./basics.js";
import { Field } from "./field.js";
import { html } from "./html.js";
import { Icon } from "./icon.js";
import { faultText, useLoad } from "./load.js";
import { fullName } from "./residents.js";
import { useSettled } from "./settled.js";

const MOST = 8;

/** `value`: a resident of the hub's list or undefined. */
export function ResidentPicker({ label, value, onInput, error }) {
    const name = useId();
    const [search, setSearch] = useState("");
    const settled = useSettled(search.trim());
    const load = useLoad(
        async (how) => (settled === "" ? {} : api.get("/api/v1/residents", { search: settled, limit: MOST }, how)),
        `find ${settled}`,
    );
    const found = load.data?.residents;
    if (value) {
        return html`<div class="field picked"><span class="label">${label}</span>
            <p><${Name}>${fullName(value)}<//> <span class="about">${value.number} ${value.unit}</span></p>
            <${Button} icon="x" onClick=${() => onInput(undefined)}>${t("picker.change")}<//>
            ${error && html`<p class="field-error" role="alert"><${Icon} name="circle-alert" size=${16} />${error}</p>`}
        </div>`;
    }
    return html`<div class="picker">
        <${Field} label=${label} help=${t("picker.help")} error=${error} value=${search} onInput=${setSearch} type="search" autocomplete="off" spellcheck=${false} />
        ${load.error && html`<${Fault}>${faultText(load.error)}<//>`}
        <div role="status">${found && html`<p class="small">${t("picker.found", { count: found.length })}</p>`}</div>
        ${
            found?.length > 0 &&
            html`<ul class="picker-list" id=${name}>
            ${found.map((each) => html`<li key=${each.id}><button type="button" onClick=${() => onInput(each)}><${Name}>${fullName(each)}<//> <span class="about">${each.number} ${each.unit}</span></button></li>`)}
        </ul>`
        }
    </div>`;
}
