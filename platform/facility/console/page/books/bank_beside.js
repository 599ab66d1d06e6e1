// The books' cash beside the bank: what of the last days has no counterpart on either side.
import { useState } from "preact/hooks";
import { change, money } from "../base/amount.js";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { besideOf, lastDays } from "./books_model.js";

const DAYS = 31;
const ROWS = ["bank", "books", "matched", "unmatched_bank", "unmatched_books"];

function Row({ name, side }) {
    return html`<tr>
        <th scope="row">${t(`books.beside.${name}`)}</th>
        <td class="number">${count(side.many)}</td>
        <td class="number">${money(side.in_cents)}</td>
        <td class="number">${money(side.out_cents)}</td>
        <td class="number">${change(side.in_cents - side.out_cents)}</td>
    </tr>`;
}

/** `cash`: what the last proof worked out for cash, if there was one. */
export function BankBeside({ cash }) {
    const [range] = useState(() => lastDays(Date.now(), DAYS));
    const load = useLoad(
        (how) => api.get("/api/v1/bank-reconciliation", range, how),
        `beside ${range.from} ${range.to}`,
    );
    return html`<section class="part" aria-label=${t("books.beside")}><h2>${t("books.beside")}</h2>
        <p class="small">${t("books.beside_what", { days: DAYS })} <a href=${hashOf("books", "bank")}>${t("books.beside_open")}</a></p>
        <${Loaded} of=${load}>${(data) => {
            const sides = besideOf(data);
            const settled = sides.unmatched_bank.many + sides.unmatched_books.many === 0;
            return html`<p class="row">
                    ${cash !== undefined && html`<span>${t("books.beside_cash", { amount: money(cash) })}</span>`}
                    ${settled ? html`<${Tag} tone="good" icon="check">${t("books.beside_settled")}<//>` : html`<${Tag} tone="warning" icon="circle-alert">${t("books.beside_left", { count: sides.unmatched_bank.many + sides.unmatched_books.many })}<//>`}
                </p>
                <div class="table-scroll" tabindex="0" role="region" aria-label=${t("books.beside_table")}><table class="list small">
                    <caption class="sr">${t("books.beside_table")}</caption>
                    <thead><tr><th scope="col">${t("books.beside_side")}</th><th scope="col" class="number">${t("books.beside_many")}</th><th scope="col" class="number">${t("money.direction.in")}</th><th scope="col" class="number">${t("money.direction.out")}</th><th scope="col" class="number">${t("books.beside_net")}</th></tr></thead>
                    <tbody>${ROWS.map((name) => html`<${Row} key=${name} name=${name} side=${sides[name]} />`)}</tbody>
                </table></div>
                ${data.truncated && html`<p class="small">${t("books.truncated")}</p>`}`;
        }}<//>
    </section>`;
}
