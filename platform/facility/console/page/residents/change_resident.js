// What IT does with one resident: each asks once more, and says what it means.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { UnitChoice, useUnits } from "../parts/units.js";
import { openThings } from "../release/release_model.js";

const pathOf = (resident, what) => `/api/v1/residents/${encodeURIComponent(resident.id)}/${what}`;

/** Asks once more; `of`: of useReason, without a reason. `what`: "pin", "release", "move" or "return". */
function Question({ of, resident, what, kind, children }) {
    return html`<${ReasonDialog} of=${of} area="residents" kind=${kind} title=${t(`residents.ask.${what}`, { name: fullName(resident) })} send=${t(`residents.do.${what}`)}>
        <p>${t(`residents.what.${what}`)}</p>
        ${children}
    <//>`;
}
const useQuestion = (resident, what, how) => useReason(`${what} ${resident.id}`, { ...how, needed: false });

export function GivePin({ resident, onClose, onPin }) {
    const asking = useQuestion(resident, "pin", {
        post: (body) => api.post(pathOf(resident, "pin-reset"), body),
        done: (answer) => onPin(answer.one_time_pin),
        onClose,
    });
    return html`<${Question} of=${asking} resident=${resident} what="pin" />`;
}

export function Release({ resident, onClose, onDone }) {
    const load = useLoad((how) => api.get(pathOf(resident, "release"), {}, how), `leaving ${resident.id}`);
    const asking = useQuestion(resident, "release", {
        post: (body) => api.post(pathOf(resident, "release"), body),
        done() {
            say(t("residents.released", { name: fullName(resident) }));
            onDone();
        },
        onClose,
    });
    return html`<${Question} of=${asking} resident=${resident} what="release" kind="danger">
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
    const asking = useQuestion(resident, what, {
        async post() {
            const same = what === "move" && unit === resident.unit_id;
            const key = unit === "" ? "residents.unit_missing" : same ? "residents.same_unit" : undefined;
            setWrong(key);
            return key ? undefined : api.post(pathOf(resident, what), { unit_id: unit });
        },
        done() {
            const said = what === "move" ? "residents.moved" : "residents.returned";
            say(t(said, { name: fullName(resident), unit: nameOf(unit) }));
            onDone();
        },
        onClose,
    });
    return html`<${Question} of=${asking} resident=${resident} what=${what}>
        <${UnitChoice} units=${units} every=${t("residents.choose_unit")} error=${wrong && t(wrong)} value=${unit} onInput=${setUnit} />
    <//>`;
}
