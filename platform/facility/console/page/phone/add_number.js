// A number that staff put on a resident's list without being asked: a lawyer's, most of the time.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";

const MOST_NAME = 120;
const RELATIONSHIPS = [
    "attorney",
    "mother",
    "father",
    "wife",
    "husband",
    "partner",
    "son",
    "daughter",
    "brother",
    "sister",
    "grandmother",
    "grandfather",
    "friend",
    "pastor",
    "other",
];
const BLANK = { name: "", relationship: "attorney", number: "", not_recorded: true };

export function AddNumber({ resident, onDone }) {
    const [form, setForm, forget] = useDraft(`add number ${resident}`, BLANK);
    const [tried, setTried] = useState(false);
    const action = useAction();
    const typed = { ...form, name: form.name.trim(), number: form.number.trim() };
    const missing = (member) => (tried && typed[member] === "" ? t(`phone.${member}_missing`) : undefined);
    const send = async (event) => {
        event.preventDefault();
        setTried(true);
        if (typed.name === "" || typed.number === "") return;
        const path = `/api/v1/residents/${encodeURIComponent(resident)}/phone-numbers`;
        const answer = await action.run(() => api.post(path, typed));
        if (!answer) return;
        setTried(false);
        forget();
        say(t("phone.done.approve", { name: answer.name }));
        onDone();
    };
    return html`<form class="card" onSubmit=${send} aria-label=${t("phone.add")} novalidate>
        <h2>${t("phone.add")}</h2>
        <${Field} label=${t("phone.column.name")} error=${missing("name")} value=${form.name} onInput=${(name) => setForm({ name })} maxlength=${MOST_NAME} />
        <${Choice} label=${t("phone.relationship")} value=${form.relationship} choices=${RELATIONSHIPS.map((each) => ({ value: each, text: codeText("relationship", each) }))} onInput=${(relationship) => setForm({ relationship, not_recorded: relationship === "attorney" })} />
        <${Field} label=${t("phone.column.number")} help=${t("phone.number_help")} error=${missing("number")} value=${form.number} onInput=${(number) => setForm({ number })} maxlength=${MOST_NAME} />
        <${Tick} label=${t("phone.not_recorded_tick")} checked=${form.not_recorded} onInput=${(not_recorded) => setForm({ not_recorded })} />
        ${action.error && html`<${Fault}>${faultText(action.error, "phone")}<//>`}
        <div class="row"><${Button} type="submit" kind="primary" icon="plus" busy=${action.busy}>${t("phone.add_do")}<//></div>
    </form>`;
}
