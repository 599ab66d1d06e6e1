// The whole catalogue from a file: checked first, with a report, and applied only when no line is wrong.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Figures } from "../parts/amount_field.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, useAction } from "../parts/load.js";
import { Pager } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { Screen } from "../shell/screen.js";
import { isClean, readFile } from "./catalog_model.js";

const PATH = "/api/v1/commissary/catalog";
const PAGE = 50;
const FIGURES = ["items", "categories", "added", "changed", "withdrawn"];

function Problems({ problems }) {
    const [page, setPage] = useState(0);
    return html`<section class="card" aria-label=${t("import.problems")}>
        <h2>${t("import.problem_count", { count: problems.length })}</h2>
        <div class="table-scroll"><table class="list small">
            <caption class="sr">${t("import.problems")}</caption>
            <thead><tr><th scope="col" class="number">${t("import.line")}</th><th scope="col">${t("import.code")}</th><th scope="col">${t("import.problem")}</th></tr></thead>
            <tbody>${problems.slice(page * PAGE, (page + 1) * PAGE).map((each, index) => html`<tr key=${index}><td class="number">${each.line > 0 ? count(each.line) : "–"}</td><td><bdi>${each.code}</bdi></td><td><bdi>${each.problem}</bdi></td></tr>`)}</tbody>
        </table></div>
        <${Pager} total=${problems.length} page=${page} size=${PAGE} onPage=${setPage} />
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
    const [form, setForm, forget] = useDraft("catalog file", { name: "", body: undefined, report: undefined });
    const once = useOnce("catalog file");
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const choose = (name, text) => {
        const read = readFile(name, text);
        setWrong(read.fault && t(read.fault));
        setForm({ name, body: read.body, report: undefined });
        action.clear();
    };
    const check = async () => {
        setWrong(form.body ? undefined : t("import.file_missing"));
        if (!form.body) return;
        const report = await action.run(() => api.post(PATH, { ...form.body, dry_run: true }));
        if (report) setForm({ report });
    };
    const apply = async () => {
        const answer = await action.run(() =>
            api.post(PATH, { ...form.body, idempotency_key: once.keyFor(form.body) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(t("import.done", { count: answer.items }));
        go("catalog");
    };
    return html`<${Screen} title=${t("import.title")} intro=${t("import.intro")}>
        <a class="back" href=${hashOf("catalog")}><${Icon} name="arrow-left" /><span>${t("catalog.title")}</span></a>
        <section class="card">
            <${FileField} label=${t("import.file")} help=${t("import.file_help")} error=${wrong} accept=".csv,.json" name=${form.name} onFile=${choose} />
            <div class="row"><${Button} kind=${form.report ? "plain" : "primary"} icon="list-checks" busy=${action.busy} onClick=${check}>${t("import.check")}<//><p class="small">${t("import.check_what")}</p></div>
            ${action.error && html`<${Fault}>${faultText(action.error, "catalog")}<//>`}
        </section>
        ${form.report && html`<${Report} report=${form.report} busy=${action.busy} onApply=${apply} />`}
    <//>`;
}
