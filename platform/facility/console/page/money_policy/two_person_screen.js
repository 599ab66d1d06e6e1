// From which amount on withdrawals and undone lines need a second person: set by IT, so that nobody of the trust office sets it for themselves.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { Screen } from "../shell/screen.js";
import { readTwoPerson, twoPersonForm } from "./policy_model.js";

const PATH = "/api/v1/trust-policy";

function Form({ policy, onSaved }) {
    const before = twoPersonForm(policy);
    const [form, setForm, forget] = useDraft("two person", before);
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const save = async (event) => {
        event.preventDefault();
        const read = readTwoPerson(form);
        setWrong(read.fault);
        if (!read.body) return;
        const answer = await action.run(() => api.put(PATH, read.body));
        if (!answer) return;
        forget(twoPersonForm(answer));
        say(t("policy.saved"));
        onSaved();
    };
    return html`<form class="card" onSubmit=${save} novalidate>
        <${Tick} label=${t("policy.two_person")} checked=${form.on} onInput=${(on) => setForm({ on })} />
        ${form.on && html`<${AmountField} label=${t("policy.two_person_from")} help=${t("policy.two_person_help")} least=${0} wrong=${wrong} value=${form.from} onInput=${(from) => setForm({ from })} />`}
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div class="row"><${Button} type="submit" kind="primary" icon="save" busy=${action.busy}>${t("policy.save")}<//></div>
        <${Unsaved} before=${before} form=${form} onReset=${forget} />
    </form>`;
}

function Shown({ policy }) {
    const from = policy.two_person_from_cents;
    return html`<p class="card">${from === null ? t("policy.two_person_off") : t("policy.two_person_shown", { amount: money(from) })}</p>`;
}

export function TwoPersonScreen() {
    const change = useMayChange("facility");
    const load = useLoad((how) => api.get(PATH, {}, how), "two person");
    return html`<${Screen} title=${t("policy.two_person_title")} intro=${t("policy.two_person_intro")}>
        <${Loaded} of=${load}>${(policy) => (change ? html`<${Form} policy=${policy} onSaved=${load.again} />` : html`<${Shown} policy=${policy} />`)}<//>
    <//>`;
}
