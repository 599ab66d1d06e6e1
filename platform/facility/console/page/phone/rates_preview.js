// What a balance pays at a moment, with the rates as they stand in the form: a resident reads the same at a terminal.
import { useState } from "preact/hooks";
import { money, parseAmount } from "../base/amount.js";
import { fromLocalInput, toLocalInput } from "../base/calendar.js";
import { localText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Empty } from "../parts/basics.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Table } from "../parts/table.js";
import { millsText } from "./phone_model.js";
import { callsFor } from "./rates_model.js";

const COLUMNS = ["kind", "minute", "pays", "cost"];

/** `rates`: those of the form that can be read; `now`: of the facility. */
export function RatesPreview({ rates, now }) {
    const [form, setForm] = useState({ amount: "5.00", at: toLocalInput(now) });
    const [tried, setTried] = useState(false);
    const set = (change) => {
        setTried(true);
        setForm({ ...form, ...change });
    };
    const { cents, fault } = parseAmount(form.amount);
    const at = fromLocalInput(form.at);
    const calls = fault || Number.isNaN(at) ? [] : callsFor(rates, cents, at);
    const minutes = (count) => (count === 0 ? t("phone.pays_none") : t("phone.minutes", { count }));
    return html`<section class="card" aria-labelledby="rates-preview">
        <h3 id="rates-preview">${t("phone.preview")}</h3>
        <p class="small">${t("phone.preview_what")}</p>
        <div class="rate-prices">
            <${AmountField} label=${t("phone.preview_balance")} wrong=${tried ? fault : undefined} value=${form.amount} onInput=${(amount) => set({ amount })} />
            <${Field} label=${t("phone.preview_at")} error=${Number.isNaN(at) ? t("phone.moment_wrong") : undefined} type="datetime-local" value=${form.at} onInput=${(typed) => set({ at: typed })} />
        </div>
        ${
            calls.length === 0
                ? html`<${Empty} icon="phone-off" title=${t("phone.preview_none")} />`
                : html`<${Table} caption=${t("phone.preview_table")} heading=${(column) => t(`phone.column.${column}`)} columns=${COLUMNS} numbers=${["minute", "pays", "cost"]} still>
                      ${calls.map(({ rate, minutes: count, cost }, index) => html`<tr key=${index}><th scope="row">${localText(rate.name, rate.code)}</th><td class="number">${millsText(rate.minute_mills)}</td><td class="number">${minutes(count)}</td><td class="number">${money(cost)}</td></tr>`)}
                  <//>`
        }
    </section>`;
}
