// A handbook from a file: checked first, line by line and shown as it will read, then put in force.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Screen } from "../shell/screen.js";
import { DocumentContent } from "./document_content.js";
import { MOST_FILE, textOf } from "./documents_model.js";

const PATH = "/api/v1/documents";

function Errors({ errors }) {
    return html`<section class="card" aria-label=${t("documents.errors")}>
        <h2>${t("documents.error_count", { count: errors.length })}</h2>
        <div class="table-scroll"><table class="list small">
            <caption class="sr">${t("documents.errors")}</caption>
            <thead><tr><th scope="col" class="number">${t("import.line")}</th><th scope="col">${t("import.problem")}</th></tr></thead>
            <tbody>${errors.map((each, index) => html`<tr key=${index}><td class="number">${each.line > 0 ? count(each.line) : "–"}</td><td><bdi>${each.what}</bdi></td></tr>`)}</tbody>
        </table></div>
    </section>`;
}

function Preview({ answer, busy, onApply }) {
    const shown = { title: answer.title, code: answer.code, language: answer.language, count: answer.chapters };
    return html`<section class="report" aria-label=${t("documents.preview")}>
        <h2 dir="auto">${t("documents.preview_of", shown)}</h2>
        <p>${t(answer.public ? "documents.is_public" : "documents.not_public")}</p>
        <${DocumentContent} content=${answer.content} language=${answer.language} />
        <${Button} kind="primary" icon="check" busy=${busy} onClick=${onApply}>${t("documents.apply")}<//>
    </section>`;
}

export function DocumentImport() {
    const [file, setFile] = useState({ name: "", text: undefined });
    const [wrong, setWrong] = useState(undefined);
    const checked = useChecked("document file", [file.text]);
    const { action, shown } = checked;
    const choose = (name, text) => {
        setWrong(text.length > MOST_FILE ? t("documents.file_large") : undefined);
        setFile({ name, text: text.length > MOST_FILE ? undefined : textOf(text) });
        action.clear();
    };
    const check = () => {
        setWrong(file.text ? undefined : t("import.file_missing"));
        if (file.text) checked.check({ text: file.text }, (asked) => api.post(PATH, { ...asked, dry_run: true }));
    };
    const apply = async () => {
        const answer = await action.run(() => api.post(PATH, shown.asked));
        if (!answer) return;
        checked.forget();
        say(t("documents.applied", { title: answer.title, revision: answer.revision }));
        go("documents");
    };
    const errors = shown?.answer.errors ?? [];
    return html`<${Screen} title=${t("documents.take_in")} intro=${t("documents.take_in_intro")}>
        <a class="back" href=${hashOf("documents")}><${Icon} name="arrow-left" /><span>${t("documents.title")}</span></a>
        <section class="card">
            <${FileField} label=${t("documents.file")} help=${t("documents.file_help")} error=${wrong} accept=".txt,.md" name=${file.name} onFile=${choose} />
            <div class="row"><${Button} kind=${shown ? "plain" : "primary"} icon="list-checks" busy=${action.busy} onClick=${check}>${t("import.check")}<//><p class="small">${t("documents.check_what")}</p></div>
            ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        </section>
        ${errors.length > 0 && html`<${Errors} errors=${errors} />`}
        ${shown && errors.length === 0 && html`<${Preview} answer=${shown.answer} busy=${action.busy} onApply=${apply} />`}
    <//>`;
}
