// What waits and what is done, the oldest deadline first, found by form, housing unit, resident or receipt code.
import { useRef, useState } from "preact/hooks";
import { fullMoment, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { Button, Empty, Name } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { ResidentPicker } from "../parts/resident_picker.js";
import { rowKeys, Table } from "../parts/table.js";
import { Tabs } from "../parts/tabs.js";
import { UnitChoice, useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { ClockTag, RequestTag, UrgentTag } from "./request_tags.js";
import { bareCode, deskText, queryOf, VIEWS } from "./requests_model.js";

const EVERY_MS = 30_000;
const COLUMNS = ["what", "resident", "unit", "filed", "clock", "desk", "state"];

/** {forms, formName(code)}: those that are retired too, because requests from them stay. */
function useForms() {
    const load = useLoad((how) => api.get("/api/v1/forms", { retired: "true" }, how), "forms");
    const forms = (load.data?.forms ?? []).map((form) => ({
        value: form.code,
        text: localText(form.name, codeText("form", form.code)),
    }));
    return { forms, formName: (code) => forms.find((form) => form.value === code)?.text ?? codeText("form", code) };
}

function FindReceipt() {
    const [typed, setTyped] = useState("");
    const find = (event) => {
        event.preventDefault();
        const code = bareCode(typed);
        if (code !== "") go("receipts", code);
    };
    return html`<form class="find" onSubmit=${find}>
        <${Field} label=${t("receipts.code")} value=${typed} onInput=${setTyped} maxlength=${24} autocomplete="off" spellcheck=${false} />
        <${Button} type="submit" icon="search">${t("receipts.find")}<//>
    </form>`;
}

/** Of what is at another desk: that it is there, where, and until when. */
function WithheldRow({ request, now }) {
    return html`<tr class="taken">
        <th scope="row">${t("requests.withheld")}</th>
        <td>–</td>
        <td>–</td>
        <td title=${fullMoment(request.submitted_ms)}>${moment(request.submitted_ms, now)}</td>
        <td><${ClockTag} request=${request} now=${now} /></td>
        <td>${deskText(request.role)}</td>
        <td><${RequestTag} state=${request.state} /></td>
    </tr>`;
}

function Row({ request, name, unit, now }) {
    return html`<tr>
        <th scope="row"><a class="row-link" href=${hashOf("requests", "one", request.id)}><span class="name">${name}</span></a>${request.urgent && html` <${UrgentTag} />`}</th>
        <td><${Name}>${request.resident_name}<//> <span class="about">${request.resident_number}</span></td>
        <td>${unit}</td>
        <td title=${fullMoment(request.submitted_ms)}>${moment(request.submitted_ms, now)}</td>
        <td><${ClockTag} request=${request} now=${now} /></td>
        <td>${deskText(request.role)}</td>
        <td><${RequestTag} state=${request.state} /></td>
    </tr>`;
}

function Filters({ of, set, forms, units }) {
    const every = { value: "", text: t("requests.every_form") };
    return html`<div class="filters">
        <${Choice} label=${t("requests.form")} value=${of.form} choices=${[every, ...forms]} onInput=${(form) => set({ form })} />
        <${UnitChoice} units=${units} value=${of.unit} onInput=${(unit) => set({ unit })} />
        <${ResidentPicker} label=${t("requests.resident")} value=${of.resident} onInput=${(resident) => set({ resident })} />
    </div>`;
}

export function RequestList({ view }) {
    const now = useNow();
    const table = useRef(null);
    const { forms, formName } = useForms();
    const { units, nameOf } = useUnits();
    const [filter, setFilter] = useDraft("requests", { form: "", unit: "", resident: undefined });
    const query = {
        ...queryOf(view),
        form_code: filter.form,
        unit_id: filter.unit,
        resident_id: filter.resident?.id ?? "",
    };
    const { list, rows, pager } = usePaged("/api/v1/requests", query, "requests", { every: EVERY_MS });
    useKeys(rowKeys(table));
    return html`<${Screen} wide title=${t("requests.title")} intro=${t("requests.intro")} aside=${html`<${FindReceipt} />`}>
        <${Tabs} label=${t("requests.title")} of=${VIEWS} current=${view} to=${(each) => hashOf("requests", each)} text=${(each) => t(`requests.view.${each}`)} />
        <${Filters} of=${filter} set=${setFilter} forms=${forms} units=${units} />
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="circle-check" title=${t(`requests.none.${view}`)} />`
                : html`<${Table} caption=${t(`requests.view.${view}`)} heading=${(column) => t(`requests.column.${column}`)} columns=${COLUMNS} tableRef=${table}>
                      ${rows.map((request) =>
                          request.withheld
                              ? html`<${WithheldRow} key=${request.id} request=${request} now=${now} />`
                              : html`<${Row} key=${request.id} request=${request} name=${formName(request.form_code)} unit=${nameOf(request.unit_id)} now=${now} />`,
                      )}
                  <//>`}<//>
        ${pager}
    <//>`;
}
