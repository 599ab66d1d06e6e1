// Items and whole categories that one resident may not order.
import { useState } from "preact/hooks";
import { localText, t } from "../base/text.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { categoryName, findItems } from "../catalog/catalog_model.js";
import { withEntry, without } from "./standing_model.js";

const MOST_FOUND = 8;

export function itemText(catalog, code) {
    const item = catalog.items.find((each) => each.code === code);
    return item ? `${localText(item.name, code)} (${code})` : code;
}

function Entries({ entries, textOf, onRemove, none }) {
    if (entries.length === 0) return html`<p class="small">${none}</p>`;
    return html`<ul class="chips">${entries.map((code) => html`<li key=${code}><span>${textOf(code)}</span><button type="button" class="button small" onClick=${() => onRemove(code)}>${t("standing.take_off")}<span class="sr"> ${textOf(code)}</span></button></li>`)}</ul>`;
}

export function Barred({ form, catalog, onChange }) {
    const [words, setWords] = useState("");
    const found =
        words.trim() === ""
            ? []
            : findItems(catalog.items, { category: "", shown: "sold", words }).slice(0, MOST_FOUND);
    const categories = catalog.categories.filter((each) => !form.barred_categories.includes(each.code));
    const choices = [
        { value: "", text: t("standing.choose_category") },
        ...categories.map((each) => ({ value: each.code, text: localText(each.name, each.code) })),
    ];
    const add = (item) => {
        onChange({ barred_items: withEntry(form.barred_items, item.code) });
        setWords("");
    };
    return html`<section class="card">
        <h2>${t("standing.not_allowed")}</h2>
        <h3>${t("standing.items")}</h3>
        <${Entries} entries=${form.barred_items} textOf=${(code) => itemText(catalog, code)} onRemove=${(code) => onChange({ barred_items: without(form.barred_items, code) })} none=${t("standing.no_items")} />
        <div class="picker">
            <${Field} label=${t("standing.find_item")} type="search" value=${words} onInput=${setWords} autocomplete="off" maxlength=${60} />
            ${found.length > 0 && html`<ul class="picker-list">${found.map((item) => html`<li key=${item.code}><button type="button" onClick=${() => add(item)}>${itemText(catalog, item.code)}</button></li>`)}</ul>`}
        </div>
        <h3>${t("standing.categories")}</h3>
        <${Entries} entries=${form.barred_categories} textOf=${(code) => categoryName(catalog.categories, code)} onRemove=${(code) => onChange({ barred_categories: without(form.barred_categories, code) })} none=${t("standing.no_categories")} />
        <${Choice} label=${t("standing.add_category")} value="" choices=${choices} onInput=${(code) => code !== "" && onChange({ barred_categories: withEntry(form.barred_categories, code) })} />
    </section>`;
}
