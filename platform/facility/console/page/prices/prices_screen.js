// What things cost: prices in force, and those that were set for later. The trust office sets and ends them. #/prices
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Button, Empty, Name } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { EndPrice } from "./end_price.js";
import { NewPrice } from "./new_price.js";
import { newPrice, priceLike } from "./prices_model.js";

const COLUMNS = ["what", "code", "money", "credits", "from", "until"];

function Row({ price, onChange, onEnd }) {
    const name = localText(price.name, price.code);
    const action = (label, press) =>
        html`<button type="button" class="button small" onClick=${press}>${t(label)}<span class="sr"> ${name}</span></button>`;
    return html`<tr>
        <th scope="row" class="wrap"><${Name}>${name}<//></th>
        <td><code>${price.code}</code></td>
        <td class="number">${money(price.cents)}</td>
        <td class="number">${count(price.credits)}</td>
        <td>${fullMoment(price.valid_from_ms)}</td>
        <td>${price.valid_to_ms ? fullMoment(price.valid_to_ms) : t("prices.no_end")}</td>
        ${onEnd && html`<td class="row-actions">${action("prices.change", onChange)}${action("prices.end", onEnd)}</td>`}
    </tr>`;
}

function PriceTable({ caption, prices, change, open }) {
    return html`<${Table} caption=${caption} heading=${(column) => t(`prices.column.${column}`)} columns=${change ? [...COLUMNS, "do"] : COLUMNS} numbers=${["money", "credits"]} still=${!change}>
        ${prices.map((price) => html`<${Row} key=${`${price.code} ${price.valid_from_ms}`} price=${price} onChange=${change && (() => open({ like: price }))} onEnd=${change && (() => open({ ending: price }))} />`)}
    <//>`;
}

export function PricesScreen() {
    const change = useMayChange("prices");
    const load = useLoad((how) => api.get("/api/v1/prices", {}, how), "prices");
    const [form, setForm, forget] = useDraft("new price", { open: false, known: false, ...newPrice });
    const [ending, setEnding] = useState(undefined);
    const open = ({ like, ending: of }) => {
        if (of) setEnding(of);
        else setForm({ ...(like ? priceLike(like) : newPrice), known: like !== undefined, open: true });
    };
    const close = () => {
        forget();
        setEnding(undefined);
    };
    const done = () => {
        close();
        load.again();
    };
    const aside =
        change && html`<${Button} kind="primary" icon="plus" onClick=${() => open({})}>${t("prices.new")}<//>`;
    return html`<${Screen} wide title=${t("prices.title")} intro=${t("prices.intro")} aside=${aside}>
        <${Loaded} of=${load}>${({ prices, coming }) => html`
            ${
                prices.length === 0
                    ? html`<${Empty} icon="badge-dollar-sign" title=${t("prices.none")} />`
                    : html`<${PriceTable} caption=${t("prices.title")} prices=${prices} change=${change} open=${open} />`
            }
            ${
                coming.length > 0 &&
                html`<section class="part">
                    <h2>${t("prices.coming")}</h2>
                    <${PriceTable} caption=${t("prices.coming")} prices=${coming} change=${change} open=${open} />
                </section>`
            }
            ${ending && html`<${EndPrice} key=${ending.code} price=${ending} later=${coming.filter((each) => each.code === ending.code).length} onClose=${close} onDone=${done} />`}`}<//>
        ${form.open && html`<${NewPrice} form=${form} setForm=${setForm} known=${form.known} onClose=${close} onDone=${done} />`}
    <//>`;
}
