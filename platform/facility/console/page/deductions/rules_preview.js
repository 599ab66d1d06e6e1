// What these rules would have taken from the deposits of a time that has passed, beside what was taken.
import { useState } from "preact/hooks";
import { change, money } from "../base/amount.js";
import { dayOf } from "../base/calendar.js";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText } from "../parts/load.js";
import { readPeriod } from "./deductions_model.js";

const MOST = 50;
const MONTH_MS = 30 * 86_400_000;

function Parts({ before, after }) {
    const names = new Map([...before.parts, ...after.parts].map((part) => [part.code, part.name]));
    const codes = [...names.keys()];
    const centsOf = (side, code) => side.parts.find((part) => part.code === code)?.cents ?? 0;
    const rows = [
        ...codes.map((code) => [
            localText(names.get(code), codeText("money.part", code)),
            centsOf(before, code),
            centsOf(after, code),
        ]),
        [t("money.step.left"), before.left_cents, after.left_cents],
    ];
    return html`<div class="table-scroll"><table class="list small">
        <caption class="sr">${t("deductions.compared")}</caption>
        <thead><tr><th scope="col">${t("deductions.rule_column")}</th><th scope="col" class="number">${t("deductions.was")}</th><th scope="col" class="number">${t("deductions.would_be")}</th><th scope="col" class="number">${t("deductions.difference")}</th></tr></thead>
        <tbody>${rows.map(([name, was, would]) => html`<tr key=${name}><th scope="row">${name}</th><td class="number">${money(was)}</td><td class="number">${money(would)}</td><td class="number">${change(would - was)}</td></tr>`)}</tbody>
    </table></div>`;
}

function Residents({ residents }) {
    if (residents.length === 0) return null;
    return html`<div class="table-scroll"><table class="list small">
        <caption class="sr">${t("deductions.most_changed")}</caption>
        <thead><tr><th scope="col">${t("deductions.most_changed")}</th><th scope="col" class="number">${t("deductions.was")}</th><th scope="col" class="number">${t("deductions.would_be")}</th><th scope="col" class="number">${t("deductions.difference")}</th></tr></thead>
        <tbody>${residents.map((each) => html`<tr key=${each.resident_id}><th scope="row"><a href=${hashOf("money", each.resident_number)}>${each.resident_number}</a></th><td class="number">${money(each.left_before_cents)}</td><td class="number">${money(each.left_after_cents)}</td><td class="number">${change(each.difference_cents)}</td></tr>`)}</tbody>
    </table></div>`;
}

/** `rows`: of the form; `read()`: its rules, or nothing. */
export function RulesPreview({ rows, read }) {
    const [period, setPeriod] = useState(() => ({ from: dayOf(Date.now() - MONTH_MS), to: dayOf(Date.now()) }));
    const [wrong, setWrong] = useState(undefined);
    const checked = useChecked("deduction rules", [rows, period.from, period.to]);
    const { action } = checked;
    const shown = checked.shown?.answer;
    const show = () => {
        const rules = read();
        const asked = readPeriod(period);
        setWrong(asked.fault && t(asked.fault));
        if (rules && asked.body)
            checked.check({ rules, ...asked.body }, (body) =>
                api.post("/api/v1/deduction-rules/preview", { ...body, limit: MOST }),
            );
    };
    return html`<section class="card" aria-label=${t("deductions.try")}>
        <h2>${t("deductions.try")}</h2>
        <p class="small">${t("deductions.try_what")}</p>
        <div class="fields">
            <${Field} label=${t("money.from")} type="date" error=${wrong} value=${period.from} onInput=${(from) => setPeriod({ ...period, from })} />
            <${Field} label=${t("money.to")} type="date" value=${period.to} onInput=${(to) => setPeriod({ ...period, to })} />
        </div>
        <div class="row"><${Button} icon="calculator" busy=${action.busy} onClick=${show}>${t("deductions.show")}<//></div>
        ${action.error && html`<${Fault}>${faultText(action.error, "deductions")}<//>`}
        ${
            shown &&
            html`<div class="report" role="status">
            <${Figures} of=${[
                { label: t("deductions.deposits"), text: count(shown.deposits) },
                { label: t("deductions.gross"), text: money(shown.gross_cents) },
                {
                    label: t("deductions.residents_changed"),
                    text: t("deductions.of", {
                        count: count(shown.residents_changed),
                        total: count(shown.residents_total),
                    }),
                    strong: true,
                },
            ]} />
            <${Parts} before=${shown.before} after=${shown.after} />
            <${Residents} residents=${shown.residents} />
        </div>`
        }
    </section>`;
}
