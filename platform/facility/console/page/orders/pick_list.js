// The pick list on the screen: a housing unit after the other, what to take from the shelves, then each bag. What is
// printed of it is pick_paper.js.
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { localText, t } from "../base/text.js";
import { Empty } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { OrderTag } from "./order_tags.js";
import { byUnit } from "./orders_model.js";

function Totals({ totals, unit }) {
    return html`<table class="list small pick-totals">
        <caption>${t("orders.from_shelves", { unit })}</caption>
        <thead><tr><th scope="col" class="number">${t("orders.column.units")}</th><th scope="col">${t("orders.item")}</th><th scope="col">${t("orders.item_code")}</th><th scope="col" class="number">${t("orders.bags")}</th></tr></thead>
        <tbody>${totals.map((total) => html`<tr key=${total.item}><td class="number"><b>${count(total.units)}</b></td><th scope="row">${localText(total.name, total.item)}</th><td>${total.item}</td><td class="number">${count(total.orders)}</td></tr>`)}</tbody>
    </table>`;
}

function Bag({ order }) {
    return html`<article class="bag" aria-label=${t("orders.bag_of", { number: order.resident_number })}>
        <header>
            <h3><a href=${hashOf("orders", order.window_id, "order", order.id)}>${order.resident_number}</a></h3>
            <code>${order.receipt_code}</code>
            ${order.state === "picked" && html`<${OrderTag} state="picked" />`}
            <span class="bag-total">${money(order.total_cents)}</span>
        </header>
        <ul>
            ${order.lines.map(
                (line) => html`<li key=${line.item}>
                    <span class="box" aria-hidden="true"></span><b>${count(line.units - line.short)}</b> ${localText(line.name, line.item)} <span class="about">${line.item}</span>
                    ${line.short > 0 && html` <span class="short">${t("orders.short_of", { count: line.short })}</span>`}
                </li>`,
            )}
        </ul>
    </article>`;
}

export function PickList({ orders, nameOf }) {
    if (orders.length === 0) return html`<${Empty} icon="package" title=${t("orders.nothing_to_pick")} />`;
    return html`<div class="pick-list no-print">
        ${byUnit(orders, nameOf).map(
            (group) => html`<section key=${group.unit} class="pick-unit" aria-label=${group.name}>
                <h2>${group.name} <span class="about">${t("orders.bag_count", { count: group.orders.length })}</span></h2>
                <${Totals} totals=${group.totals} unit=${group.name} />
                <div class="bags">${group.orders.map((order) => html`<${Bag} key=${order.id} order=${order} />`)}</div>
            </section>`,
        )}
    </div>`;
}
