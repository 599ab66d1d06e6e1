// What the facility's policy says about residents' money. #/money-policy[/leaving]
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Tabs } from "../parts/tabs.js";
import { Unsaved } from "../parts/unsaved.js";
import { ReleasePolicy } from "../release/release_policy.js";
import { Screen } from "../shell/screen.js";
import { MOST_HOURS, policyForm, readPolicy } from "./policy_model.js";

const PATH = "/api/v1/money-policy";

function Form({ policy, onSaved }) {
    const before = policyForm(policy);
    const [form, setForm, forget] = useDraft("money policy", before);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const save = async (event) => {
        event.preventDefault();
        const read = readPolicy(form);
        setWrong(read.wrong);
        if (!read.body) return;
        const answer = await action.run(() => api.put(PATH, read.body));
        if (!answer) return;
        forget(policyForm(answer));
        say(t("policy.saved"));
        onSaved();
    };
    return html`<form class="card" onSubmit=${save} novalidate>
        <${Tick} label=${t("policy.send_money")} checked=${form.send_money} onInput=${(send_money) => setForm({ send_money })} />
        <${Field} label=${t("policy.hours")} help=${t("policy.hours_help")} error=${wrong.hours && t(wrong.hours, { least: 0, most: count(MOST_HOURS) })} value=${form.hours} onInput=${(hours) => setForm({ hours })} inputmode="numeric" autocomplete="off" maxlength=${5} />
        <${Tick} label=${t("policy.braked")} checked=${form.braked} onInput=${(braked) => setForm({ braked })} />
        ${form.braked && html`<${AmountField} label=${t("policy.brake")} help=${t("policy.brake_help")} wrong=${wrong.brake} value=${form.brake} onInput=${(brake) => setForm({ brake })} />`}
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div class="row"><${Button} type="submit" kind="primary" icon="save" busy=${action.busy}>${t("policy.save")}<//></div>
        <${Unsaved} before=${before} form=${form} onReset=${forget} />
    </form>`;
}

function Shown({ policy }) {
    const facts = [
        ["send_money", t(policy.send_money ? "standing.yes" : "standing.no")],
        ["hours", count(policy.cooling_off_hours)],
        ["brake", policy.daily_brake_cents > 0 ? money(policy.daily_brake_cents) : t("policy.no_brake")],
    ];
    return html`<section class="card"><dl class="facts-list">${facts.map(([key, text]) => html`<div key=${key}><dt>${t(`policy.${key}`)}</dt><dd>${text}</dd></div>`)}</dl></section>`;
}

function SendingPolicy() {
    const change = useMayChange("money");
    const load = useLoad((how) => api.get(PATH, {}, how), "money policy");
    return html`<${Loaded} of=${load}>${(policy) => (change ? html`<${Form} policy=${policy} onSaved=${load.again} />` : html`<${Shown} policy=${policy} />`)}<//>`;
}

export function MoneyPolicyScreen({ parts }) {
    const view = parts[0] === "leaving" ? "leaving" : "sending";
    return html`<${Screen} title=${t("policy.title")} intro=${t(view === "leaving" ? "policy.intro.leaving" : "policy.intro")}>
        <${Tabs} label=${t("policy.title")} of=${["sending", "leaving"]} current=${view} to=${(each) => hashOf("money-policy", each)} text=${(each) => t(`policy.view.${each}`)} />
        ${view === "leaving" ? html`<${ReleasePolicy} />` : html`<${SendingPolicy} />`}
    <//>`;
}
