// Somebody new.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { UnitChoice, useUnits } from "../parts/units.js";
import { LANGUAGES, MOST_NAME, newResident, readResident } from "./residents_model.js";

export function NewResident({ onClose, onMade }) {
    const [form, setForm, forget] = useDraft("new resident", newResident);
    const [wrong, setWrong] = useState({});
    const { units } = useUnits();
    const action = useAction();
    const set = (member) => (value) => setForm({ [member]: value });
    const faultOf = (member) => wrong[member] && t(wrong[member]);
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        const read = readResident(form);
        setWrong(read.wrong);
        if (!read.body) return;
        if (!(await action.run(() => api.post("/api/v1/residents", read.body)))) return;
        forget();
        say(t("residents.made", { name: fullName(read.body) }));
        onMade(read.body.number);
    };
    const languages = LANGUAGES.map((value) => ({ value, text: codeText("language", value) }));
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("residents.make")}<//>`;
    return html`<${Dialog} title=${t("residents.new")} onClose=${close} actions=${actions}>
        <p>${t("residents.new_what")}</p>
        <${Field} label=${t("residents.number")} help=${t("residents.number_help")} error=${faultOf("number")} value=${form.number} onInput=${set("number")} maxlength=${24} autocomplete="off" spellcheck=${false} autofocus />
        <${Field} label=${t("residents.given")} error=${faultOf("given_name")} value=${form.given_name} onInput=${set("given_name")} maxlength=${MOST_NAME} autocomplete="off" />
        <${Field} label=${t("residents.family")} error=${faultOf("family_name")} value=${form.family_name} onInput=${set("family_name")} maxlength=${MOST_NAME} autocomplete="off" />
        <${UnitChoice} units=${units} every=${t("residents.choose_unit")} error=${faultOf("unit_id")} value=${form.unit_id} onInput=${set("unit_id")} />
        <${Choice} label=${t("residents.language")} value=${form.language} choices=${languages} onInput=${set("language")} />
        ${action.error && html`<${Fault}>${faultText(action.error, "residents")}<//>`}
    <//>`;
}
