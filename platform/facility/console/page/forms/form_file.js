// Forms from a file: shown first with what each would do, then all of them at once.
import { useState } from "preact/hooks";
import { Refusal } from "../base/api.js";
import { go } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Tag } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { placeOf, placeWords } from "./form_places.js";
import { readFormsFile, whatWouldChange } from "./forms_model.js";

const PATH = "/api/v1/forms-file";
const TONES = { new: ["info", "plus"], changed: ["warning", "pencil"], same: ["neutral", "equal"] };

/** A refusal names the form in the file: "forms[2].fields[0].label: is missing". */
function refusalText(error, forms) {
    if (!(error instanceof Refusal)) return faultText(error, "forms");
    const { place, text } = placeOf(error.detail);
    const inFile = /^forms\[(\d+)\]\.?/.exec(place);
    if (!inFile) return place === "" ? faultText(error, "forms") : `${placeWords(place)}: ${text}`;
    const where = placeWords(place.slice(inFile[0].length));
    return t("forms.file_wrong", { code: forms[Number(inFile[1])]?.code ?? "", where, what: text });
}

function Report({ forms, now, action, onApply }) {
    const would = whatWouldChange(forms, now);
    const count = would.filter((each) => each.what !== "same").length;
    return html`<section class="report" aria-label=${t("forms.file_report")}>
        <${Table} caption=${t("forms.file_report")} columns=${["name", "code", "what"]} heading=${(column) => t(`forms.column.${column}`)}>
            ${would.map(({ code, name, what, count: changes }) => html`<tr key=${code}><th scope="row"><bdi>${name}</bdi></th><td><code>${code}</code></td><td><${Tag} tone=${TONES[what][0]} icon=${TONES[what][1]}>${t(`forms.would.${what}`, { count: changes })}<//></td></tr>`)}
        <//>
        ${action.error && html`<${Fault}>${refusalText(action.error, forms)}<//>`}
        ${count > 0 ? html`<div class="row"><${Button} kind="primary" icon="upload" busy=${action.busy} onClick=${onApply}>${t("forms.file_apply", { count })}<//><p class="small">${t("forms.file_all")}</p></div>` : html`<p role="status">${t("forms.file_same")}</p>`}
    </section>`;
}

export function FormsFile() {
    const [form, setForm, forget] = useDraft("forms file", { name: "", forms: undefined });
    const [wrong, setWrong] = useState(undefined);
    const now = useLoad((how) => api.get(PATH, {}, how), "forms file");
    const action = useAction();
    const choose = (name, text) => {
        const read = readFormsFile(text);
        setWrong(read.fault && t(read.fault));
        setForm({ name, forms: read.forms });
        action.clear();
    };
    const apply = async () => {
        const answer = await action.run(() => api.post(PATH, { format: 1, forms: form.forms }));
        if (!answer) return;
        forget();
        say(t("forms.file_done", { count: answer.forms.filter((each) => each.result !== "unchanged").length }));
        go("forms");
    };
    return html`
        <section class="card"><${FileField} label=${t("forms.file")} help=${t("forms.file_help")} error=${wrong} accept=".json" name=${form.name} onFile=${choose} /></section>
        ${form.forms && html`<${Loaded} of=${now}>${({ forms }) => html`<${Report} forms=${form.forms} now=${forms} action=${action} onApply=${apply} />`}<//>`}`;
}
