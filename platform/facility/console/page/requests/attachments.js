// Documents that go with what is said to a resident: chosen, drawn by the hub, looked at as the resident will see them, taken away again.
import { useEffect, useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { saveFile } from "../parts/download.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { say } from "../parts/say.js";
import { base64Of, bytesOf, documentName, MOST_DOCUMENTS, MOST_FILE_BYTES, silentPages } from "./attachments_model.js";

const pathOf = (request, id, rest = "") =>
    `/api/v1/requests/${encodeURIComponent(request)}/attachments/${encodeURIComponent(id)}${rest}`;

/** Whoever does not send a step leaves no document behind; one that stays by mishap is gone after a day. */
export function dropUnsent(request, attachments) {
    for (const each of attachments) api.remove(pathOf(request, each.id)).catch(() => {});
}

/** One strip of a page; its address lives as long as it is on the screen. */
function Strip({ strip }) {
    const [url, setUrl] = useState("");
    useEffect(() => {
        const made = URL.createObjectURL(new Blob([bytesOf(strip.webp)], { type: "image/webp" }));
        setUrl(made);
        return () => URL.revokeObjectURL(made);
    }, [strip]);
    return url === "" ? null : html`<img src=${url} alt="" width=${strip.width} height=${strip.height} />`;
}

function PageShown({ page, number, count }) {
    return html`<div class="document-page" role="img" aria-label=${t("attachments.page", { number, count })}>
            ${page.strips.map((strip, at) => html`<${Strip} key=${at} strip=${strip} />`)}
        </div>
        ${page.text === "" ? html`<${Note} icon="volume-x">${t("attachments.page_silent")}<//>` : html`<details><summary>${t("attachments.words")}</summary><div class="verbatim" dir="auto">${page.text}</div></details>`}`;
}

/** A document, page by page. */
export function DocumentDialog({ request, attachment, onClose }) {
    const [number, setNumber] = useState(1);
    const count = attachment.pages.length;
    const load = useLoad((how) => api.get(pathOf(request, attachment.id, `/pages/${number}`), {}, how), number);
    const turn = (by) => setNumber(Math.min(count, Math.max(1, number + by)));
    const commands = [
        { keys: ["ArrowLeft"], label: "keys.page_before", run: () => turn(-1), repeats: true },
        { keys: ["ArrowRight"], label: "keys.page_after", run: () => turn(1), repeats: true },
    ];
    const actions = html`
        ${count > 1 && html`<${Button} icon="chevron-left" onClick=${() => turn(-1)}>${t("pager.before")}<//>`}
        ${count > 1 && html`<${Button} icon="chevron-right" onClick=${() => turn(1)}>${t("pager.after")}<//>`}
        <${Button} onClick=${onClose}>${t("dialog.close")}<//>`;
    return html`<${Dialog} wide title=${attachment.name} onClose=${onClose} actions=${actions} commands=${commands}>
        <p role="status">${t("attachments.page", { number, count })}</p>
        <${Loaded} of=${load}>${(page) => html`<${PageShown} page=${page} number=${number} count=${count} />`}<//>
    <//>`;
}

function Document({ attachment, onLook, onRemove }) {
    const silent = silentPages(attachment);
    return html`<li>
        <p class="row"><${Icon} name="file-text" /><span dir="auto">${attachment.name}</span> <span class="about">${t("attachments.pages", { count: attachment.pages.length })}</span></p>
        ${silent.length > 0 && html`<p class="small">${t("attachments.silent", { pages: silent.join(", ") })}</p>`}
        <div class="row"><${Button} icon="eye" onClick=${onLook}>${t("attachments.look")}<//>${onRemove && html`<${Button} icon="x" onClick=${onRemove}>${t("attachments.remove")}<//>`}</div>
    </li>`;
}

/** What goes with a step that is being written. `chosen`: attachments as the hub named them. */
export function Attaching({ request, chosen, onChange, onLook }) {
    const action = useAction();
    const [wrong, setWrong] = useState("");
    const put = async (name, bytes) => {
        setWrong(bytes.byteLength > MOST_FILE_BYTES ? "attachments.fault.size" : "");
        if (bytes.byteLength > MOST_FILE_BYTES) return;
        const body = { name: documentName(name), pdf: base64Of(bytes) };
        const made = await action.run(() =>
            api.post(`/api/v1/requests/${encodeURIComponent(request.id)}/attachments`, body),
        );
        if (made) onChange([...chosen, made]);
    };
    const remove = async (attachment) => {
        await action.run(() => api.remove(pathOf(request.id, attachment.id)));
        onChange(chosen.filter((each) => each.id !== attachment.id));
    };
    const full = chosen.length >= MOST_DOCUMENTS;
    return html`<div class="attaching" aria-busy=${action.busy ? "true" : undefined}>
        ${chosen.length > 0 && html`<ul class="attached" aria-label=${t("attachments.title")}>${chosen.map((attachment) => html`<${Document} key=${attachment.id} attachment=${attachment} onLook=${() => onLook(attachment)} onRemove=${() => remove(attachment)} />`)}</ul>`}
        ${!full && html`<${FileField} binary label=${t("attachments.add")} help=${t("attachments.add_help")} error=${wrong === "" ? undefined : t(wrong)} accept="application/pdf,.pdf" name="" onFile=${put} />`}
        ${action.busy && html`<p role="status">${t("attachments.busy")}</p>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "attachments")}<//>`}
    </div>`;
}

/** Of a step that was taken. */
export function Attached({ request, attachments, mayLook = true }) {
    const [looked, setLooked] = useState(undefined);
    const action = useAction();
    const save = async (attachment) => {
        const file = await action.run(() => api.file(pathOf(request, attachment.id, "/file"), {}));
        if (!file) return;
        saveFile(file, `${attachment.name}.pdf`);
        say(t("attachments.saved"));
    };
    if (attachments.length === 0) return null;
    return html`<ul class="attached" aria-label=${t("attachments.title")}>${attachments.map(
        (attachment) => html`<li key=${attachment.id}>
                <p class="row"><${Icon} name="file-text" /><span dir="auto">${attachment.name}</span> <span class="about">${t("attachments.pages", { count: attachment.pages.length })}</span></p>
                ${mayLook && html`<div class="row no-print"><${Button} icon="eye" onClick=${() => setLooked(attachment)}>${t("attachments.look")}<//><${Button} icon="download" onClick=${() => save(attachment)}>${t("attachments.save")}<//></div>`}
            </li>`,
    )}</ul>
        ${action.error && html`<${Fault}>${faultText(action.error, "attachments")}<//>`}
        ${looked && html`<${DocumentDialog} request=${request} attachment=${looked} onClose=${() => setLooked(undefined)} />`}`;
}
