// Forms: the list, one of them in the editor, its versions, files. #/forms, #/forms/form/CODE[/versions], #/forms/new[/CODE], #/forms/file
import { useRef, useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { download, saveFile } from "../parts/download.js";
import { Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { rowKeys, Table } from "../parts/table.js";
import { useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { FormsFile } from "./form_file.js";
import { FormEditor, FormLinks } from "./form_page.js";
import { FormPreview } from "./form_preview.js";
import { FormVersions } from "./form_versions.js";
import { languagesOf, typedForm } from "./form_definition.js";
import { clockWords, formsFile } from "./forms_model.js";

const COLUMNS = ["name", "version", "units", "fee", "role", "clocks"];

function Fee({ form, prices }) {
    if (!form.fee) return html`<span class="none">${t("forms.free")}</span>`;
    const price = prices.find((each) => each.code === form.fee.price);
    return html`${price ? money(price.cents) : form.fee.price}<p class="small">${t(`forms.fee.${form.fee.when}`)}</p>`;
}

function Row({ one, form, prices, nameOf }) {
    const units = form?.units ?? [];
    return html`<tr>
        <th scope="row"><a class="row-link" href=${hashOf("forms", "form", one.code)}><bdi class="name">${localText(one.name, one.code)}</bdi></a><p class="small"><code>${one.code}</code>${!one.active && html` <${Tag} icon="archive">${t("forms.withdrawn_tag")}<//>`}</p></th>
        <td class="number">${one.revision}</td>
        <td>${units.length > 0 ? units.map(nameOf).join(", ") : t("forms.everybody")}</td>
        <td>${form && html`<${Fee} form=${form} prices=${prices} />`}</td>
        <td>${one.role ? codeText("desk", one.role) : t("forms.no_desk")}</td>
        <td>${form && clockWords(form).map((words) => html`<p class="small" key=${words}>${words}</p>`)}</td>
    </tr>`;
}

function FormsList({ change, prices, nameOf }) {
    const [retired, setRetired] = useState(false);
    const table = useRef(null);
    useKeys(rowKeys(table));
    const list = useLoad(
        (how) => api.get("/api/v1/forms", { retired: retired ? "true" : "" }, how),
        `forms ${retired}`,
    );
    const whole = useLoad((how) => api.get("/api/v1/forms-file", {}, how), "forms whole");
    const saving = useAction();
    const find = (code) => whole.data?.forms.find((each) => each.code === code);
    return html`
        <div class="row no-print">
            ${change && html`<a class="button primary" href=${hashOf("forms", "new")}><${Icon} name="plus" /><span>${t("forms.new")}</span></a>`}
            ${change && html`<a class="button" href=${hashOf("forms", "file")}><${Icon} name="upload" /><span>${t("forms.from_file")}</span></a>`}
            <${Button} icon="download" busy=${saving.busy} onClick=${() => saving.run(() => download("/api/v1/forms-file", {}, "dayroom-forms.json"))}>${t("forms.save_all")}<//>
            <${Tick} label=${t("forms.with_withdrawn")} checked=${retired} onInput=${setRetired} />
        </div>
        ${saving.error && html`<${Fault}>${faultText(saving.error)}<//>`}
        <${Loaded} of=${list}>${({ forms }) =>
            forms.length === 0
                ? html`<${Empty} icon="clipboard-list" title=${t("forms.none")} />`
                : html`<${Table} caption=${t("forms.title")} columns=${COLUMNS} numbers=${["version"]} heading=${(column) => t(`forms.column.${column}`)} tableRef=${table}>
                      ${forms.map((one) => html`<${Row} key=${one.code} one=${one} form=${find(one.code)} prices=${prices} nameOf=${nameOf} />`)}
                  <//>`}<//>`;
}

function OneForm({ code, view, change, prices, units, nameOf }) {
    const load = useLoad((how) => api.get(`/api/v1/forms/${encodeURIComponent(code)}`, {}, how), `form ${code}`);
    const save = (form) => saveFile(new Blob([formsFile([form])], { type: "application/json" }), `form-${code}.json`);
    return html`<${Loaded} of=${load}>${(data) => html`
        <${FormLinks} code=${code} change=${change} onExport=${() => save(data.form)} />
        <p class="intro">${t("forms.version_of", { name: localText(data.form.name, code), revision: data.revision })}</p>
        ${view === "versions" && html`<${FormVersions} key=${data.revision} code=${code} inForce=${data} nameOf=${nameOf} />`}
        ${view !== "versions" && change && html`<${FormEditor} key=${code} before=${data} inForce=${data.form} prices=${prices} units=${units} nameOf=${nameOf} onChanged=${load.again} />`}
        ${view !== "versions" && !change && html`<${FormPreview} form=${data.form} prices=${prices} languages=${languagesOf(typedForm(data.form))} />`}
    `}<//>`;
}

/** Begins with a copy of `from`, or with nothing. */
function NewForm({ from, prices, units, nameOf }) {
    const path = `/api/v1/forms/${encodeURIComponent(from ?? "")}`;
    const load = useLoad(async (how) => (from ? api.get(path, {}, how) : { form: undefined }), `copy ${from}`);
    return html`<${FormLinks} /><${Loaded} of=${load}>${({ form }) => html`<${FormEditor} before=${{ form: form && { ...form, code: "" }, revision: 0, active: true }} prices=${prices} units=${units} nameOf=${nameOf} onChanged=${() => {}} />`}<//>`;
}

const VIEWS = ["new", "file", "form"];
export function FormsScreen({ parts }) {
    const [asked, code, view] = parts;
    const change = useMayChange("forms");
    const shown = VIEWS.includes(asked) && (asked === "form" || change) ? asked : "list";
    const { units, nameOf } = useUnits();
    const list = useLoad((how) => api.get("/api/v1/prices", {}, how), "prices");
    const known = { change, prices: list.data?.prices ?? [], units, nameOf };
    return html`<${Screen} key=${`${shown} ${code}`} wide title=${t(`forms.head.${shown}`)} intro=${shown === "form" ? undefined : t(`forms.intro.${shown}`)}>
        ${list.error && html`<${Fault}>${faultText(list.error)}<//>`}
        ${shown === "list" && html`<${FormsList} ...${known} />`}
        ${shown === "form" && html`<${OneForm} key=${code} code=${code} view=${view} ...${known} />`}
        ${shown === "new" && html`<${NewForm} key=${code} from=${code} ...${known} />`}
        ${shown === "file" && html`<${FormLinks} /><${FormsFile} />`}
    <//>`;
}
