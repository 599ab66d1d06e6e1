// Finds one resident by number or the beginning of a name.
import { useEffect, useId, useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Name } from "./basics.js";
import { Field } from "./field.js";
import { html } from "./html.js";
import { faultText, useAction } from "./load.js";

const MOST = 8;
const PAUSE_MS = 200;
const nameOf = (resident) => `${resident.given_name} ${resident.family_name}`;

/** `value`: a resident of the hub's list or undefined. */
export function ResidentPicker({ label, value, onInput, error }) {
    const name = useId();
    const [search, setSearch] = useState("");
    const [found, setFound] = useState(undefined);
    const action = useAction();
    useEffect(() => {
        if (search.trim() === "") return setFound(undefined);
        const timer = setTimeout(async () => {
            const answer = await action.run(() => api.get("/api/v1/residents", { search: search.trim(), limit: MOST }));
            if (answer) setFound(answer.residents);
        }, PAUSE_MS);
        return () => clearTimeout(timer);
    }, [search]);
    if (value) {
        return html`<div class="field picked"><span class="label">${label}</span>
            <p><${Name}>${nameOf(value)}<//> <span class="about">${value.number} ${value.unit}</span></p>
            <${Button} icon="x" onClick=${() => onInput(undefined)}>${t("picker.change")}<//>
        </div>`;
    }
    return html`<div class="picker">
        <${Field} label=${label} help=${t("picker.help")} error=${error} value=${search} onInput=${setSearch} type="search" autocomplete="off" spellcheck=${false} />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div role="status">${found && html`<p class="small">${t("picker.found", { count: found.length })}</p>`}</div>
        ${
            found?.length > 0 &&
            html`<ul class="picker-list" id=${name}>
            ${found.map((each) => html`<li key=${each.id}><button type="button" onClick=${() => onInput(each)}><${Name}>${nameOf(each)}<//> <span class="about">${each.number} ${each.unit}</span></button></li>`)}
        </ul>`
        }
    </div>`;
}
