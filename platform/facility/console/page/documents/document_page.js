// One document: what it says, its versions as files, and taking it away.
import { useState } from "preact/hooks";
import { fullMoment } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Tag } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { saveFile } from "../parts/download.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Screen } from "../shell/screen.js";
import { DocumentContent } from "./document_content.js";
import { fileName } from "./documents_model.js";

function Withdraw({ document, onClose }) {
    const action = useAction();
    const send = async () => {
        if (!(await action.run(() => api.post(`/api/v1/documents/${encodeURIComponent(document.id)}/withdraw`))))
            return;
        say(t("documents.withdrawn_done", { title: document.title }));
        go("documents");
    };
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("documents.withdraw")}<//>`;
    return html`<${Dialog} title=${t("documents.withdraw_title", { title: document.title })} onClose=${onClose} actions=${actions}>
        <p>${t("documents.withdraw_what")}</p>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

function Whole({ document, onRevision }) {
    const change = useMayChange("documents");
    const [withdrawing, setWithdrawing] = useState(false);
    const choices = document.versions.map((each) => ({
        value: String(each.revision),
        text: t("documents.version", { revision: each.revision, from: fullMoment(each.from_ms) }),
    }));
    const save = () => saveFile(new Blob([document.text], { type: "text/plain" }), fileName(document));
    return html`<${Choice} label=${t("documents.version_label")} value=${String(document.revision)} choices=${choices} onInput=${onRevision} />
        <p>${document.public && html`<${Tag} tone="info">${t("documents.is_public")}<//>`}</p>
        <div class="row">
            <${Button} icon="download" onClick=${save}>${t("documents.save")}<//>
            ${change && html`<${Button} kind="danger" onClick=${() => setWithdrawing(true)}>${t("documents.withdraw")}<//>`}
        </div>
        <${DocumentContent} content=${document.content} language=${document.language} />
        ${withdrawing && html`<${Withdraw} document=${document} onClose=${() => setWithdrawing(false)} />`}`;
}

export function DocumentPage({ id }) {
    const [revision, setRevision] = useState(undefined);
    const list = useLoad(
        () => api.get(`/api/v1/documents/${encodeURIComponent(id)}`, { revision }),
        `document ${id} ${revision}`,
    );
    return html`<${Screen} title=${list.data?.title ?? t("documents.title")}>
        <a class="back" href=${hashOf("documents")}><${Icon} name="arrow-left" /><span>${t("documents.title")}</span></a>
        <${Loaded} of=${list}>${(document) => html`<${Whole} document=${document} onRevision=${setRevision} />`}<//>
    <//>`;
}
