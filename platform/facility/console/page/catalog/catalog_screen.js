// What the commissary sells: found, its stock corrected, and the whole of it imported. #/catalog, #/catalog/file
import { useRef, useState } from "preact/hooks";
import { money, parseCount } from "../base/amount.js";
import { count } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePages } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { CatalogImport } from "./catalog_import.js";
import { categoryName, findItems, MOST_STOCK, SHOWN } from "./catalog_model.js";

const PAGE = 50;
const COLUMNS = ["code", "name", "category", "price", "most", "stock"];

function Stock({ item }) {
    if (item.stock < 0) return html`<span class="none">${t("catalog.uncounted")}</span>`;
    if (item.stock === 0) return html`<${Tag} tone="bad" icon="circle-off">${t("catalog.sold_out")}<//>`;
    return html`${count(item.stock)}`;
}

function About({ item }) {
    const codes = [
        ...item.allergens.map((code) => t("catalog.allergen", { code })),
        ...item.diets.map((code) => t("catalog.diet", { code })),
        ...(item.exempt_from_limit ? [t("catalog.exempt")] : []),
    ];
    return html`<p class="small">${[localText(item.note, ""), ...codes].filter(Boolean).join(" · ")}</p>`;
}

function Row({ item, category, onStock }) {
    const name = localText(item.name, item.code);
    return html`<tr>
        <td><code>${item.code}</code></td>
        <th scope="row">${name}<${About} item=${item} /></th>
        <td>${category}</td>
        <td class="number">${money(item.price_cents)}</td>
        <td class="number">${item.max_units > 0 ? count(item.max_units) : "–"}</td>
        <td class="number"><${Stock} item=${item} /></td>
        ${onStock && html`<td class="row-actions"><button type="button" class="button small row-link" onClick=${() => onStock(item)}>${t("catalog.set_stock")}<span class="sr"> ${name}</span></button></td>`}
    </tr>`;
}

/** How many can still be ordered, or that nobody counts. */
function StockDialog({ item, onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`stock ${item.code}`, { typed: item.stock < 0 ? "" : String(item.stock) });
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const close = () => {
        forget();
        onClose();
    };
    const send = async (stock) => {
        const answer = await action.run(() => api.post("/api/v1/commissary/stock", { item: item.code, stock }));
        if (!answer) return;
        forget();
        say(stock < 0 ? t("catalog.stock_uncounted") : t("catalog.stock_set", { count: stock }));
        onDone();
    };
    const set = () => {
        const read = parseCount(form.typed, 0, MOST_STOCK);
        setWrong(read.fault && t(read.fault, { least: 0, most: count(MOST_STOCK) }));
        if (read.count !== undefined) send(read.count);
    };
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//>
        ${item.stock >= 0 && html`<${Button} busy=${action.busy} onClick=${() => send(-1)}>${t("catalog.do_not_count")}<//>`}
        <${Button} kind="primary" busy=${action.busy} onClick=${set}>${t("catalog.set_stock")}<//>`;
    return html`<${Dialog} title=${localText(item.name, item.code)} onClose=${close} actions=${actions}>
        <${Field} label=${t("catalog.stock")} help=${t("catalog.stock_help")} error=${wrong} value=${form.typed} onInput=${(typed) => setForm({ typed })} inputmode="numeric" autocomplete="off" maxlength=${7} autofocus />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

function Items({ data, onStock }) {
    const [filter, setFilter] = useState({ category: "", shown: "sold", words: "" });
    const table = useRef(null);
    useKeys(rowKeys(table));
    const found = findItems(data.items, filter);
    const { shown, pager, first } = usePages(found, PAGE);
    const change = (some) => {
        setFilter({ ...filter, ...some });
        first();
    };
    const categories = [
        { value: "", text: t("catalog.every_category") },
        ...data.categories.map((category) => ({ value: category.code, text: localText(category.name, category.code) })),
    ];
    const columns = onStock ? [...COLUMNS, "change"] : COLUMNS;
    return html`
        <div class="filters">
            <${Field} label=${t("catalog.search")} type="search" value=${filter.words} onInput=${(words) => change({ words })} autocomplete="off" maxlength=${60} />
            <${Choice} label=${t("catalog.column.category")} value=${filter.category} choices=${categories} onInput=${(category) => change({ category })} />
            <${Choice} label=${t("catalog.shown")} value=${filter.shown} choices=${SHOWN.map((each) => ({ value: each, text: t(`catalog.shown.${each}`) }))} onInput=${(shown) => change({ shown })} />
        </div>
        <p class="small" role="status">${t("catalog.found", { count: found.length })}</p>
        ${
            found.length === 0
                ? html`<${Empty} icon="package" title=${t("catalog.none")} />`
                : html`<${Table} caption=${t("catalog.title")} heading=${(column) => t(`catalog.column.${column}`)} columns=${columns} numbers=${["price", "most", "stock"]} tableRef=${table}>
                      ${shown.map((item) => html`<${Row} key=${item.id} item=${item} category=${categoryName(data.categories, item.category)} onStock=${onStock} />`)}
                  <//>`
        }
        ${pager}`;
}

function CatalogList() {
    const imports = useMayChange("catalog");
    const counts = useMayChange("stock");
    const load = useLoad((how) => api.get("/api/v1/commissary/catalog", {}, how), "catalog");
    const [open, setOpen, close] = useDraft("catalog", { item: "" });
    const item = load.data?.items.find((each) => each.code === open.item);
    const done = () => {
        close();
        load.again();
    };
    const aside =
        imports &&
        html`<a class="button primary" href=${hashOf("catalog", "file")}><${Icon} name="file-up" /><span>${t("catalog.from_file")}</span></a>`;
    const onStock = counts ? (each) => setOpen({ item: each.code }) : undefined;
    return html`<${Screen} wide title=${t("catalog.title")} intro=${t("catalog.intro")} aside=${aside}>
        <${Loaded} of=${load}>${(data) => html`<${Items} data=${data} onStock=${onStock} />`}<//>
        ${item && onStock && html`<${StockDialog} key=${item.code} item=${item} onClose=${close} onDone=${done} />`}
    <//>`;
}

export function CatalogScreen({ parts }) {
    const imports = useMayChange("catalog");
    if (parts[0] === "file" && imports) return html`<${CatalogImport} />`;
    return html`<${CatalogList} />`;
}
