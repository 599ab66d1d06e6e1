// One debt: what it is, what happened to it, and what is done next, each step after one more look.
import { useState } from "preact/hooks";
import { change, money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { AmountField, Figures } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { ReasonField } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { beginStep, hasAmount, hasReason, owedAfter, readStep, stepsOf } from "./obligations_model.js";

const KINDS = { pay: "primary", forgive: "danger-plain" };

function StepForm({ step, debt, resident, onClose, onDone }) {
    const id = `obligation ${debt.id} ${step}`;
    const [form, setForm, forget] = useDraft(id, beginStep(step, debt));
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const read = readStep(step, form, debt, resident.spendable_cents);
    const set = (member) => (value) => setForm({ [member]: value });
    const send = async (event) => {
        event.preventDefault();
        setWrong(read.wrong);
        if (!read.asked) return;
        const body = read.once ? { ...read.asked, idempotency_key: once.keyFor(read.asked) } : read.asked;
        const path = `/api/v1/obligations/${encodeURIComponent(debt.id)}/${read.path}`;
        if (!(await action.run(() => api.post(path, body)))) return;
        once.done();
        forget();
        say(t(`obligations.done.${step}`));
        onDone();
    };
    const close = () => {
        forget();
        onClose();
    };
    const after =
        read.asked &&
        t("obligations.after", { before: money(debt.owed_cents), after: money(owedAfter(step, read.asked, debt)) });
    return html`<form class="card" onSubmit=${send} aria-label=${t(`obligations.do.${step}`)} novalidate>
        <h2>${t(`obligations.do.${step}`)}</h2>
        <p class="small">${t(`obligations.what.${step}`, { amount: money(resident.spendable_cents) })}</p>
        ${hasAmount(step) && html`<${AmountField} label=${t("money.amount")} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />`}
        ${step === "priority" && html`<${Field} label=${t("obligations.column.priority")} error=${wrong.priority && t(wrong.priority, { least: 1, most: 999 })} value=${form.priority} onInput=${set("priority")} inputmode="numeric" maxlength=${3} autocomplete="off" />`}
        ${hasReason(step) && html`<${ReasonField} error=${wrong.reason && t(wrong.reason)} value=${form.reason} onInput=${set("reason")} />`}
        <p class="sums" role="status">${after}</p>
        ${action.error && html`<${Fault}>${faultText(action.error, "obligations")}<//>`}
        <div class="row"><${Button} onClick=${close}>${t("dialog.back")}<//><${Button} type="submit" kind=${step === "forgive" ? "danger" : "primary"} busy=${action.busy}>${t(`obligations.do.${step}`)}<//></div>
    </form>`;
}

function Steps({ steps }) {
    return html`<section aria-label=${t("obligations.history")}><div class="table-scroll"><table class="list small">
        <caption class="sr">${t("obligations.history")}</caption>
        <thead><tr><th scope="col">${t("money.column.when")}</th><th scope="col">${t("money.column.what")}</th><th scope="col" class="number">${t("obligations.column.change")}</th><th scope="col" class="number">${t("obligations.column.owed")}</th><th scope="col">${t("reasons.label")}</th></tr></thead>
        <tbody>${steps.map((step, index) => html`<tr key=${index}><td class="keep">${fullMoment(step.at_ms)}</td><th scope="row">${codeText("obligations.step", step.what)}</th><td class="number">${step.change_cents === 0 ? "–" : change(step.change_cents)}</td><td class="number">${money(step.owed_cents)}</td><td class="wrap" dir="auto">${step.reason}</td></tr>`)}</tbody>
    </table></div></section>`;
}

function figuresOf(debt) {
    return [
        { label: t("obligations.column.owed"), text: money(debt.owed_cents), strong: true },
        { label: t("obligations.column.set"), text: money(debt.set_cents) },
        { label: t("obligations.column.paid"), text: money(debt.paid_cents) },
        { label: t("obligations.forgiven"), text: money(debt.forgiven_cents) },
        { label: t("obligations.column.priority"), text: count(debt.priority) },
    ];
}

export function OneDebt({ resident, id, change: changing, onDone }) {
    const [open, setOpen, close] = useDraft(`obligation ${id}`, { step: "" });
    const load = useLoad(
        (how) => api.get(`/api/v1/obligations/${encodeURIComponent(id)}`, {}, how),
        `obligation ${id}`,
    );
    const steps = load.data && changing ? stepsOf(load.data) : [];
    const step = steps.includes(open.step) ? open.step : "";
    const done = () => {
        close();
        load.again();
        onDone();
    };
    return html`
        <a class="back" href=${hashOf("money", resident.number, "obligations")}><${Icon} name="arrow-left" /><span>${t("obligations.all")}</span></a>
        <${Loaded} of=${load}>${(debt) => html`
            <h2><bdi>${localText(debt.name, codeText("money.part", debt.code))}</bdi> <span class="about">${debt.legal_basis} · ${t(`obligations.state.${debt.state}`)}</span></h2>
            <${Figures} of=${figuresOf(debt)} />
            ${step === "" && steps.length > 0 && html`<div class="row">${steps.map((each) => html`<${Button} key=${each} kind=${KINDS[each] ?? "plain"} onClick=${() => setOpen({ step: each })}>${t(`obligations.do.${each}`)}<//>`)}</div>`}
            ${step !== "" && html`<${StepForm} key=${step} step=${step} debt=${debt} resident=${resident} onClose=${() => close()} onDone=${done} />`}
            <${Steps} steps=${debt.steps} />
        `}<//>`;
}
