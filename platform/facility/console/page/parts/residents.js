// Residents as a list to choose from, and one of them by number.
import { useRef, useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Empty, Name } from "./basics.js";
import { Field } from "./field.js";
import { html } from "./html.js";
import { Loaded, useLoad } from "./load.js";
import { usePaged } from "./paged.js";
import { useSettled } from "./settled.js";
import { rowKeys, Table } from "./table.js";
import { UnitChoice, useUnits } from "./units.js";

export const fullName = (resident) => `${resident.given_name} ${resident.family_name}`;

/** {load, resident}: undefined while it is on its way, or when there is none. */
export function useResident(number) {
    const load = useLoad((how) => api.get("/api/v1/residents", { number }, how), `resident ${number}`);
    return { load, resident: load.data?.residents[0] };
}

const CELLS = {
    number: (resident) => resident.number,
    unit: (resident) => (resident.state === "here" ? resident.unit : t("residents.gone")),
    spendable: (resident) => money(resident.spendable_cents),
    held: (resident) => money(resident.held_cents),
    owed: (resident) => money(resident.owed_cents),
};
const NUMBERS = ["spendable", "held", "owed"];

/** `to`: the screen that shows one, or the parts of its address; `columns`: names of CELLS. */
export function ResidentFinder({ to, columns }) {
    const [search, setSearch] = useState("");
    const [unit, setUnit] = useState("");
    const { units } = useUnits();
    const table = useRef(null);
    const query = { search: useSettled(search.trim()), unit_id: unit };
    const { list, rows, pager } = usePaged("/api/v1/residents", query, "residents");
    useKeys(rowKeys(table));
    return html`
        <div class="filters">
            <${Field} label=${t("residents.search")} help=${t("picker.help")} type="search" value=${search} onInput=${setSearch} autocomplete="off" spellcheck=${false} maxlength=${60} />
            <${UnitChoice} units=${units} value=${unit} onInput=${setUnit} />
        </div>
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="user" title=${t("residents.none")} />`
                : html`<${Table} caption=${t("residents.title")} heading=${(column) => t(`residents.column.${column}`)} columns=${["name", ...columns]} numbers=${NUMBERS} tableRef=${table}>
                      ${rows.map(
                          (resident) => html`<tr key=${resident.id}>
                              <th scope="row"><a class="row-link" href=${hashOf(...[to].flat(), resident.number)}><${Name}>${fullName(resident)}<//></a></th>
                              ${columns.map((column) => html`<td key=${column} class=${NUMBERS.includes(column) ? "number" : undefined}>${CELLS[column](resident)}</td>`)}
                          </tr>`,
                      )}
                  <//>`}<//>
        ${pager}`;
}
