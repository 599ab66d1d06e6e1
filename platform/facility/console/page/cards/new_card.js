// A card for the set: its code, its names and its picture.
import { useId, useState } from "preact/hooks";
import { MOST_NAME } from "../base/names.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { asBase64 } from "../parts/base64.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useOnce } from "../parts/draft.js";
import { CodeField, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { newCard, readCard } from "./cards_model.js";

function PictureField({ error, onFile }) {
    const id = useId();
    const about = error ? `${id}-help ${id}-error` : `${id}-help`;
    return html`<div class=${error ? "field wrong" : "field"}>
        <label for=${id}>${t("cards.file")}</label>
        <p class="help" id=${`${id}-help`}>${t("cards.file_help")}</p>
        <input id=${id} type="file" accept="image/jpeg,image/png,image/webp" aria-invalid=${error ? "true" : undefined} aria-describedby=${about} onChange=${(event) => onFile(event.currentTarget.files[0])} />
        ${error && html`<p class="field-error" id=${`${id}-error`}><${Icon} name="circle-alert" size=${16} />${error}</p>`}
    </div>`;
}

export function NewCard({ onClose, onDone }) {
    const [form, setForm] = useState(newCard);
    const [file, setFile] = useState(undefined);
    const [wrong, setWrong] = useState({});
    const once = useOnce("new card");
    const action = useAction();
    const set = (member) => (value) => setForm({ ...form, [member]: value });
    const faultOf = (member) => wrong[member] && t(wrong[member]);
    const send = async () => {
        const read = readCard(form, file);
        setWrong(read.wrong);
        if (!read.asked) return;
        const answer = await action.run(async () => {
            const asked = { ...read.asked, picture: await asBase64(file) };
            return api.post("/api/v1/cards", { ...asked, idempotency_key: once.keyFor(asked) });
        });
        if (!answer) return;
        once.done();
        say(t("cards.added"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("cards.add")}<//>`;
    return html`<${Dialog} wide title=${t("cards.new")} onClose=${onClose} actions=${actions}>
        <div class="fields">
            <${CodeField} label=${t("cards.code")} error=${faultOf("code")} value=${form.code} onInput=${set("code")} autofocus />
            <${Field} label=${t("cards.position")} help=${t("cards.position_help")} error=${faultOf("position")} value=${form.position} onInput=${set("position")} inputmode="numeric" maxlength=${3} autocomplete="off" />
            <${Field} label=${t("names.en")} error=${faultOf("name_en")} value=${form.name_en} onInput=${set("name_en")} maxlength=${MOST_NAME} autocomplete="off" />
            <${Field} label=${t("names.es")} value=${form.name_es} onInput=${set("name_es")} maxlength=${MOST_NAME} autocomplete="off" lang="es" />
        </div>
        <${PictureField} error=${faultOf("file")} onFile=${setFile} />
        ${action.error && html`<${Fault}>${faultText(action.error, "cards")}<//>`}
    <//>`;
}
