// A charge for a whole housing unit, or for residents who are chosen: shown with what it does to each of them, then booked at once.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { AmountField, Figures } from "../parts/amount_field.js";
import { Button, Fault, Name, Note, Tag } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText } from "../parts/load.js";
import { usePages } from "../parts/pager.js";
import { ReasonField } from "../parts/reason.js";
import { ResidentPicker } from "../parts/resident_picker.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { UnitChoice, useUnits } from "../parts/units.js";
import { applyOf, MOST_RESIDENTS, newSiteCharge, readSiteCharge } from "./charges_model.js";

const PATH = "/api/v1/site-charges";
const PAGE = 50;
const TONES = { charged: ["good", "check"], owed: ["warning", "clock"], refused: ["bad", "circle-alert"] };

function Lines({ lines }) {
    const { shown, pager } = usePages(lines, PAGE);
    return html`<${Table} caption=${t("charges.lines")} heading=${(column) => t(`charges.column.${column}`)} columns=${["resident", "state"]}>
            ${shown.map((line) => {
                const [tone, icon] = TONES[line.state];
                return html`<tr key=${line.resident_id}><th scope="row"><a href=${hashOf("money", line.resident_number)}>${line.resident_number}</a></th><td><${Tag} tone=${tone} icon=${icon}>${t(`charges.state.${line.state}`)}<//>${line.problem && html`<p class="small">${line.problem}</p>`}</td></tr>`;
            })}
        <//>
        ${pager}`;
}

function Report({ report, busy, onApply }) {
    const apply = applyOf(report);
    const sum = { count: report.charged + report.owed, amount: money(report.charged_cents + report.owed_cents) };
    return html`<section class="report" aria-label=${t("charges.report")}>
        <${Figures} of=${[
            {
                label: t("charges.figure.charged"),
                text: money(report.charged_cents),
                note: t("charges.residents", { count: report.charged }),
                strong: true,
            },
            {
                label: t("charges.figure.owed"),
                text: money(report.owed_cents),
                note: t("charges.residents", { count: report.owed }),
            },
            { label: t("charges.figure.refused"), text: count(report.refused) },
        ]} />
        <${Lines} lines=${report.lines} />
        ${apply === "valid_lines" && html`<${Note} icon="triangle-alert">${t("charges.some_refused", { count: report.refused })}<//>`}
        ${apply ? html`<${Button} kind="danger" icon="check" busy=${busy} onClick=${() => onApply(apply)}>${t(apply === "all_lines" ? "charges.apply" : "charges.apply_valid", sum)}<//>` : html`<p role="status">${t("charges.nobody")}</p>`}
    </section>`;
}

/** Residents are added one by one, each once. */
function Chosen({ residents, error, onChange }) {
    const add = (resident) => {
        if (resident && !residents.some((each) => each.id === resident.id)) onChange([...residents, resident]);
    };
    return html`
        ${residents.length < MOST_RESIDENTS && html`<${ResidentPicker} key=${residents.length} label=${t("charges.add_resident")} error=${error} onInput=${add} />`}
        ${residents.length > 0 && html`<ul class="chips" aria-label=${t("charges.to.residents")}>${residents.map((resident) => html`<li key=${resident.id}><span><${Name}>${fullName(resident)}<//> ${resident.number}</span><button type="button" class="button small" onClick=${() => onChange(residents.filter((each) => each.id !== resident.id))}>${t("standing.take_off")}<span class="sr"> ${resident.number}</span></button></li>`)}</ul>`}`;
}

function Fields({ form, kinds, wrong, onChange }) {
    const set = (member) => (value) => onChange({ [member]: value });
    const { units } = useUnits();
    const faultOf = (member) => wrong[member] && t(wrong[member]);
    const price = (kind) => (kind.cents > 0 ? money(kind.cents) : t("charges.each_time"));
    const kindChoices = [
        { value: "", text: t("money.choose_reason") },
        ...kinds.map((kind) => ({ value: kind.code, text: `${localText(kind.name, kind.code)} (${price(kind)})` })),
    ];
    const tos = ["unit", "residents"].map((to) => ({ value: to, text: t(`charges.to.${to}`) }));
    return html`<div class="fields">
            <${Choice} label=${t("money.what_for")} error=${faultOf("kind")} value=${form.kind} choices=${kindChoices} onInput=${set("kind")} />
            ${kinds.find((kind) => kind.code === form.kind)?.cents === 0 && html`<${AmountField} label=${t("money.amount")} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />`}
            <${Choice} label=${t("charges.to")} value=${form.to} choices=${tos} onInput=${set("to")} />
            ${form.to === "unit" && html`<${UnitChoice} units=${units} value=${form.unit} every=${t("scope.choose_unit")} error=${faultOf("unit")} onInput=${set("unit")} />`}
        </div>
        ${form.to === "residents" && html`<${Chosen} residents=${form.residents} error=${faultOf("residents")} onChange=${set("residents")} />`}
        <${ReasonField} help=${t("charges.reason_help")} error=${faultOf("reason")} value=${form.reason} onInput=${set("reason")} rows=${2} />`;
}

export function SiteCharge({ kinds }) {
    const [form, setForm, forget] = useDraft("site charge", newSiteCharge);
    const once = useOnce("site charge");
    const [wrong, setWrong] = useState({});
    const checked = useChecked("site charge", Object.values(form));
    const { action, shown } = checked;
    const check = (event) => {
        event.preventDefault();
        const read = readSiteCharge(form, kinds);
        setWrong(read.wrong);
        if (read.asked) checked.check(read.asked, (asked) => api.post(PATH, { ...asked, dry_run: true }));
    };
    const apply = async (which) => {
        const asked = { ...shown.asked, apply: which };
        const answer = await action.run(() => api.post(PATH, { ...asked, idempotency_key: once.keyFor(asked) }));
        if (!answer) return;
        once.done();
        forget();
        checked.forget();
        say(
            t("charges.done", {
                count: answer.charged + answer.owed,
                amount: money(answer.charged_cents),
                owed: money(answer.owed_cents),
            }),
        );
    };
    return html`<form class="card" onSubmit=${check} aria-label=${t("charges.view.charge")} novalidate>
            <${Fields} form=${form} kinds=${kinds} wrong=${wrong} onChange=${setForm} />
            ${action.error && html`<${Fault}>${faultText(action.error, "charges")}<//>`}
            <div class="row"><${Button} type="submit" kind=${shown ? "plain" : "primary"} icon="list-checks" busy=${action.busy}>${t("charges.check")}<//><p class="small">${t("money.nothing_yet")}</p></div>
        </form>
        ${shown && html`<${Report} report=${shown.answer} busy=${action.busy} onApply=${apply} />`}`;
}
