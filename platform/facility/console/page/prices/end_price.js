// Taking a price off, at once or at a moment: what that means is said before.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Button, Fault, Name, Note } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { meaningOfEnd, readEnd } from "./prices_model.js";

/** `later`: how many prices of this code are set for later. */
export function EndPrice({ price, later, onClose, onDone }) {
    const now = useNow();
    const [at, setAt] = useState("");
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const send = async () => {
        const read = readEnd(at, now);
        setWrong(read.wrong);
        if (!read.body) return;
        const path = `/api/v1/prices/${encodeURIComponent(price.code)}/end`;
        if (!(await action.run(() => api.post(path, read.body)))) return;
        say(t(at === "" ? "prices.ended" : "prices.will_end"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("prices.end")}<//>`;
    return html`<${Dialog} title=${t("prices.end_title")} onClose=${onClose} actions=${actions}>
        <p><${Name}>${localText(price.name, price.code)}<//> <code>${price.code}</code></p>
        <p>${t(`prices.end_means.${meaningOfEnd(price.code)}`)}</p>
        <${Field} label=${t("prices.end_at")} help=${t("prices.end_help")} error=${wrong && t(wrong)} type="datetime-local" value=${at} onInput=${setAt} />
        ${later > 0 && html`<${Note}>${t("prices.end_later", { count: later })}<//>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "prices")}<//>`}
    <//>`;
}
