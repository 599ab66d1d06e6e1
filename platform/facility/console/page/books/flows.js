// Money into and out of all residents' accounts together, by day and by kind.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, namedDay } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { BarChart } from "../statistics/chart.js";
import { byKind, everyDay, lastDays, rangeFault } from "./books_model.js";

const DAYS = 30;
const whole = (cents) => money(cents).replace(/\.00$/, "");

export function DayRange({ range, onInput, children }) {
    const fault = rangeFault(range);
    return html`<div class="filters">
        <${Field} label=${t("money.from")} type="date" error=${fault && t(fault)} value=${range.from} onInput=${(from) => onInput({ ...range, from })} />
        <${Field} label=${t("money.to")} type="date" value=${range.to} onInput=${(to) => onInput({ ...range, to })} />
        ${children}
    </div>`;
}

function Kinds({ kinds }) {
    return html`<section class="card" aria-label=${t("books.by_kind")}><h2>${t("books.by_kind")}</h2><div class="table-scroll"><table class="list small">
        <caption class="sr">${t("books.by_kind")}</caption>
        <thead><tr><th scope="col">${t("money.kind")}</th><th scope="col" class="number">${t("money.direction.in")}</th><th scope="col" class="number">${t("money.direction.out")}</th><th scope="col" class="number">${t("books.entries")}</th></tr></thead>
        <tbody>${kinds.map((kind) => html`<tr key=${kind.kind}><th scope="row">${codeText("money.kind", kind.kind)}</th><td class="number">${money(kind.in_cents)}</td><td class="number">${money(kind.out_cents)}</td><td class="number">${count(kind.count)}</td></tr>`)}</tbody>
    </table></div></section>`;
}

export function FlowsView() {
    const [range, setRange] = useState(() => lastDays(Date.now(), DAYS));
    const good = rangeFault(range) === undefined;
    const load = useLoad(
        async (how) => (good ? api.get("/api/v1/money-flows", range, how) : { days: [] }),
        `flows ${range.from} ${range.to}`,
    );
    return html`
        <${DayRange} range=${range} onInput=${setRange} />
        ${
            good &&
            html`<${Loaded} of=${load}>${({ days }) => html`
            <div class="charts">
                <${BarChart}
                    broad
                    title=${t("books.flows")}
                    help=${t("books.flows_help")}
                    groups=${everyDay(range, days).map((day) => ({ label: namedDay(day.day), values: [day.in_cents, day.out_cents] }))}
                    series=${[t("money.direction.in"), t("money.direction.out")]}
                    first=${t("statistics.day_column")}
                    show=${whole}
                    left=${76}
                />
            </div>
            <${Kinds} kinds=${byKind(days)} />
        `}<//>`
        }`;
}
