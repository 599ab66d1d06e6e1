// What IT does with one resident: each asks once more, and says what it means.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { UnitChoice, useUnits } from "../parts/units.js";
import { openThings } from "../release/release_model.js";

const pathOf = (resident, what) => `/api/v1/residents/${encodeURIComponent(resident.id)}/${what}`;

/** `what`: "pin", "release", "move" or "return"; send() does it and resolves to the answer. */
function Question({ resident, what, kind = "primary", send, onClose, onDone, children }) {
    const action = useAction();
    const press = async () => {
        const answer = await action.run(send);
        if (answer) onDone(answer);
    };
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind=${kind} busy=${action.busy} onClick=${press}>${t(`residents.do.${what}`)}<//>`;
    return html`<${Dialog} title=${t(`residents.ask.${what}`, { name: fullName(resident) })} onClose=${onClose} actions=${actions}>
        <p>${t(`residents.what.${what}`)}</p>
        ${children}
        ${action.error && html`<${Fault}>${faultText(action.error, "residents")}<//>`}
    <//>`;
}

export function GivePin({ resident, onClose, onPin }) {
    const send = () => api.post(pathOf(resident, "pin-reset"), {});
    return html`<${Question} resident=${resident} what="pin" send=${send} onClose=${onClose} onDone=${(answer) => onPin(answer.one_time_pin)} />`;
}

export function Release({ resident, onClose, onDone }) {
    const load = useLoad((how) => api.get(pathOf(resident, "release"), {}, how), `leaving ${resident.id}`);
    const done = () => {
        say(t("residents.released", { name: fullName(resident) }));
        onDone();
    };
    return html`<${Question} resident=${resident} what="release" kind="danger" send=${() => api.post(pathOf(resident, "release"), {})} onClose=${onClose} onDone=${done}>
        <${Loaded} of=${load}>${(leaving) => {
            const open = openThings(leaving).map((each) => `${t(`release.open.${each.what}`)}: ${count(each.count)}`);
            return html`<p>${open.length === 0 ? t("residents.ends_nothing") : html`${t("residents.ends")} <b>${open.join(", ")}</b>`}</p>`;
        }}<//>
    <//>`;
}

/** `what`: "move" or "return". */
export function ToUnit({ resident, what, onClose, onDone }) {
    const [unit, setUnit] = useState("");
    const [wrong, setWrong] = useState(undefined);
    const { units, nameOf } = useUnits();
    const send = async () => {
        const same = what === "move" && unit === resident.unit_id;
        const key = unit === "" ? "residents.unit_missing" : same ? "residents.same_unit" : undefined;
        setWrong(key);
        return key ? undefined : api.post(pathOf(resident, what), { unit_id: unit });
    };
    const done = () => {
        say(
            t(what === "move" ? "residents.moved" : "residents.returned", {
                name: fullName(resident),
                unit: nameOf(unit),
            }),
        );
        onDone();
    };
    return html`<${Question} resident=${resident} what=${what} send=${send} onClose=${onClose} onDone=${done}>
        <${UnitChoice} units=${units} every=${t("residents.choose_unit")} error=${wrong && t(wrong)} value=${unit} onInput=${setUnit} />
    <//>`;
}
