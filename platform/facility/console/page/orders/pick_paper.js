// The pick list on paper: a page a housing unit, what to take from the shelves in the facility's language, then the slip
// of each bag in its resident's, with a line to sign. The words are the hub's (assets/paper), as on other paper.
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { html } from "../parts/html.js";
import { byUnit, lineName, paperText } from "./orders_model.js";

function Shelves({ totals, unit, language, words }) {
    const word = (key, values) => paperText(words, key, values);
    return html`<table class="list small pick-totals" lang=${language}>
        <caption>${word("pick.from_shelves", { unit })}</caption>
        <thead><tr><th scope="col" class="number">${word("pick.pieces")}</th><th scope="col">${word("pick.item")}</th><th scope="col">${word("pick.code")}</th><th scope="col" class="number">${word("pick.bags")}</th></tr></thead>
        <tbody>${totals.map((total) => html`<tr key=${total.item}><td class="number"><b>${count(total.units)}</b></td><th scope="row">${lineName(total, language)}</th><td>${total.item}</td><td class="number">${count(total.orders)}</td></tr>`)}</tbody>
    </table>`;
}

/** Whoever fills the bag reads the item in the facility's language beside the resident's. */
function SlipLine({ line, language, picking, words }) {
    const name = lineName(line, language);
    const other = lineName(line, picking);
    return html`<li>
        <span class="box" aria-hidden="true"></span><b>${count(line.units - line.short)}</b> ${name} <span class="about">${other !== name && html`<span lang=${picking}>${other}</span> `}${line.item}</span>
        ${line.short > 0 && html` <span class="short">${paperText(words, "bag.missing", { count: line.short })}</span>`}
    </li>`;
}

function Slip({ order, picking, words }) {
    const word = (key, values) => paperText(words, key, values);
    return html`<article class="bag slip" lang=${order.language}>
        <header>
            <h3>${word("bag.title")} · ${word("bag.number", { number: order.resident_number })}</h3>
            <span>${word("bag.receipt", { code: order.receipt_code })}</span>
            <span class="bag-total">${word("bag.total", { amount: money(order.total_cents) })}</span>
        </header>
        <ul>${order.lines.map((line) => html`<${SlipLine} key=${line.item} line=${line} language=${order.language} picking=${picking} words=${words} />`)}</ul>
        <p class="signature">${word("bag.received")}</p>
    </article>`;
}

/** `paper`: of the hub's answer. Hidden but on paper. */
export function PickPaper({ orders, paper, nameOf }) {
    return html`<div class="only-print">
        ${byUnit(orders, nameOf).map(
            (group) => html`<section key=${group.unit} class="pick-unit">
                <h2>${group.name}</h2>
                <${Shelves} totals=${group.totals} unit=${group.name} language=${paper.language} words=${paper.words[paper.language]} />
                <div class="bags">${group.orders.map((order) => html`<${Slip} key=${order.id} order=${order} picking=${paper.language} words=${paper.words[order.language]} />`)}</div>
            </section>`,
        )}
    </div>`;
}
