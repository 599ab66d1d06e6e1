// Which debts are paid before anything is paid out to somebody who leaves, in their order.
import { useState } from "preact/hooks";
import { isCode } from "../base/code.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Choice, CodeField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { CODES } from "../obligations/obligations_model.js";
import { MOST_FIRST, moveCode } from "./release_model.js";

const PATH = "/api/v1/release-policy";
const nameOf = (code) => codeText("money.part", code);

function Codes({ codes, children }) {
    if (codes.length === 0) return html`<${Empty} icon="door-open" title=${t("release.policy_none")} />`;
    return html`<ol class="ranked" aria-label=${t("release.policy_order")}>${codes.map((code, index) => html`<li key=${code}><span><b>${nameOf(code)}</b> <code>${code}</code></span>${children?.(code, index)}</li>`)}</ol>`;
}

/** A code is added from the list, or typed. */
function Add({ codes, onAdd }) {
    const [chosen, setChosen] = useState("");
    const [typed, setTyped] = useState("");
    const [wrong, setWrong] = useState(undefined);
    const left = CODES.filter((code) => code !== "other" && !codes.includes(code));
    const choices = [
        { value: "", text: t("release.policy_choose") },
        ...left.map((code) => ({ value: code, text: nameOf(code) })),
        { value: "other", text: t("obligations.other") },
    ];
    const add = () => {
        const code = chosen === "other" ? typed.trim() : chosen;
        const fault = !isCode(code) ? "money.code_form" : codes.includes(code) ? "release.policy_twice" : undefined;
        setWrong(chosen === "" ? "release.policy_missing" : fault);
        if (chosen === "" || fault) return;
        onAdd(code);
        setChosen("");
        setTyped("");
    };
    return html`<div class="fields">
            <${Choice} label=${t("release.policy_debt")} error=${wrong && chosen !== "other" ? t(wrong) : undefined} value=${chosen} choices=${choices} onInput=${setChosen} />
            ${chosen === "other" && html`<${CodeField} label=${t("obligations.code")} error=${wrong && t(wrong)} value=${typed} onInput=${setTyped} />`}
        </div>
        <div class="row"><${Button} icon="plus" disabled=${codes.length >= MOST_FIRST} onClick=${add}>${t("release.policy_add")}<//></div>`;
}

function Form({ before, onSaved }) {
    const beginning = { codes: before };
    const [form, setForm, forget] = useDraft("release policy", beginning);
    const action = useAction();
    const { codes } = form;
    const save = async () => {
        const answer = await action.run(() => api.put(PATH, { pay_obligations: codes }));
        if (!answer) return;
        forget({ codes: answer.pay_obligations });
        say(t("policy.saved"));
        onSaved();
    };
    const move = (index, step) => setForm({ codes: moveCode(codes, index, step) });
    const about = (code) => html`<span class="sr"> ${nameOf(code)}</span>`;
    return html`<div class="editor">
        <section class="card">
            <${Codes} codes=${codes}>${(code, index) => html`<span class="row">
                <${Button} icon="arrow-up" disabled=${index === 0} onClick=${() => move(index, -1)}>${t("deductions.earlier")}${about(code)}<//>
                <${Button} icon="arrow-down" disabled=${index === codes.length - 1} onClick=${() => move(index, 1)}>${t("deductions.later")}${about(code)}<//>
                <${Button} icon="trash" onClick=${() => setForm({ codes: codes.filter((each) => each !== code) })}>${t("shop.remove")}${about(code)}<//>
            </span>`}<//>
            <${Add} codes=${codes} onAdd=${(code) => setForm({ codes: [...codes, code] })} />
        </section>
        ${action.error && html`<${Fault}>${faultText(action.error, "release")}<//>`}
        <div class="row"><${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("policy.save")}<//></div>
        <${Unsaved} before=${beginning} form=${form} onReset=${forget} />
    </div>`;
}

export function ReleasePolicy() {
    const change = useMayChange("money");
    const load = useLoad((how) => api.get(PATH, {}, how), "release policy");
    return html`<${Loaded} of=${load}>${({ pay_obligations }) =>
        change
            ? html`<${Form} before=${pay_obligations} onSaved=${load.again} />`
            : html`<section class="card"><${Codes} codes=${pay_obligations} /></section>`}<//>`;
}
