// The whole catalogue from a file: checked first, with a report, and applied only when no line is wrong.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Figures } from "../parts/amount_field.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText } from "../parts/load.js";
import { usePages } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { Screen } from "../shell/screen.js";
import { isClean, readFile } from "./catalog_model.js";
import { CatalogPictures } from "./catalog_pictures.js";

const PATH = "/api/v1/commissary/catalog";
const PAGE = 50;
const FIGURES = ["items", "categories", "added", "changed", "withdrawn"];

function Problems({ problems }) {
    const { shown, pager } = usePages(problems, PAGE);
    return html`<section class="card" aria-label=${t("import.problems")}>
        <h2>${t("import.problem_count", { count: problems.length })}</h2>
        <div class="table-scroll"><table class="list small">
            <caption class="sr">${t("import.problems")}</caption>
            <thead><tr><th scope="col" class="number">${t("import.line")}</th><th scope="col">${t("import.code")}</th><th scope="col">${t("import.problem")}</th></tr></thead>
            <tbody>${shown.map((each, index) => html`<tr key=${index}><td class="number">${each.line > 0 ? count(each.line) : "–"}</td><td><bdi>${each.code}</bdi></td><td><bdi>${each.problem}</bdi></td></tr>`)}</tbody>
        </table></div>
        ${pager}
    </section>`;
}

function Report({ report, busy, onApply }) {
    const clean = isClean(report);
    return html`<section class="report" aria-label=${t("import.report")}>
        <${Figures} of=${FIGURES.map((each) => ({ label: t(`import.figure.${each}`), text: count(report[each]) }))} />
        ${report.withdrawn > 0 && html`<${Note} icon="triangle-alert">${t("import.withdrawn_what", { count: report.withdrawn })}<//>`}
        ${report.problems.length > 0 && html`<${Problems} problems=${report.problems} />`}
        ${clean ? html`<p>${t("import.clean")}</p><${Button} kind="primary" icon="check" busy=${busy} onClick=${onApply}>${t("import.apply", { count: report.items })}<//>` : html`<p role="status">${t("import.not_clean")}</p>`}
    </section>`;
}

export function CatalogImport() {
    const [form, setForm, forget] = useDraft("catalog file", { name: "", body: undefined });
    const once = useOnce("catalog file");
    const [wrong, setWrong] = useState(undefined);
    const checked = useChecked("catalog file", [form.body]);
    const { action, shown } = checked;
    const choose = (name, text) => {
        const read = readFile(name, text);
        setWrong(read.fault && t(read.fault));
        setForm({ name, body: read.body });
        action.clear();
    };
    const check = () => {
        setWrong(form.body ? undefined : t("import.file_missing"));
        if (form.body) checked.check(form.body, (asked) => api.post(PATH, { ...asked, dry_run: true }));
    };
    const apply = async () => {
        const { asked } = shown;
        const answer = await action.run(() => api.post(PATH, { ...asked, idempotency_key: once.keyFor(asked) }));
        if (!answer) return;
        once.done();
        forget();
        checked.forget();
        say(t("import.done", { count: answer.items }));
        go("catalog");
    };
    return html`<${Screen} title=${t("import.title")} intro=${t("import.intro")}>
        <a class="back" href=${hashOf("catalog")}><${Icon} name="arrow-left" /><span>${t("catalog.title")}</span></a>
        <section class="card">
            <${FileField} label=${t("import.file")} help=${t("import.file_help")} error=${wrong} accept=".csv,.json" name=${form.name} onFile=${choose} />
            <div class="row"><${Button} kind=${shown ? "plain" : "primary"} icon="list-checks" busy=${action.busy} onClick=${check}>${t("import.check")}<//><p class="small">${t("import.check_what")}</p></div>
            ${action.error && html`<${Fault}>${faultText(action.error, "catalog")}<//>`}
        </section>
        ${shown && html`<${Report} report=${shown.answer} busy=${action.busy} onApply=${apply} />`}
        <${CatalogPictures} />
    <//>`;
}
