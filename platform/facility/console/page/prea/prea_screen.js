// How many reports of sexual abuse went to the outside body. Days and counts are all that the hub knows of them.
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Empty } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { usePages } from "../parts/pager.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { wholeDate } from "./prea_model.js";

const EVERY_MS = 60_000;
const PAGE = 50;
const NUMBERS = ["received", "taken", "answered"];

function Days({ days }) {
    const { shown, pager } = usePages(days, PAGE);
    if (days.length === 0) return html`<${Empty} icon="shield" title=${t("prea.none")}>${t("prea.none_do")}<//>`;
    return html`
        <${Table} caption=${t("prea.title")} heading=${(column) => t(`prea.column.${column}`)} columns=${["day", ...NUMBERS]} numbers=${NUMBERS}>
            ${shown.map((day) => html`<tr key=${day.day}><th scope="row">${wholeDate(day.day)}</th>${NUMBERS.map((column) => html`<td key=${column} class="number">${count(day[column])}</td>`)}</tr>`)}
        <//>
        ${pager}`;
}

export function PreaScreen() {
    const load = useLoad((how) => api.get("/api/v1/prea/counts", {}, how), "prea", { every: EVERY_MS });
    return html`<${Screen} title=${t("prea.title")} intro=${t("prea.intro")}>
        <${Loaded} of=${load}>${({ days, waiting }) => html`
            <p>${t("prea.waiting", { count: waiting })}</p>
            <${Days} days=${days} />`}<//>
    <//>`;
}
