// A step that is taken once it was looked at: what is written to the resident, to which desk it goes, and what becomes of the fee.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { Choice, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction, useLoad } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Attaching, DocumentDialog, dropUnsent } from "./attachments.js";
import { deskText, feeText, MOST_TEXT, STEPS } from "./requests_model.js";

function DeskChoice({ now, filedFor, value, error, onInput }) {
    const load = useLoad((how) => api.get("/api/v1/desks", {}, how), "desks");
    const desks = (load.data?.desks ?? []).filter((desk) => desk !== now);
    const choices = [{ value: "", text: t("requests.choose_desk") }];
    if (now !== "" && filedFor === "") choices.push({ value: "*", text: deskText("") });
    for (const desk of desks) choices.push({ value: desk, text: deskText(desk) });
    return html`<${Choice} label=${t("requests.to_desk")} help=${t("requests.to_desk_help")} error=${error} value=${value} choices=${choices} onInput=${onInput} />`;
}

/** `step`: a name of STEPS. */
export function TakeStep({ request, step, onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`request ${request.id} ${step}`, { text: "", desk: "", attached: [] });
    const [tried, setTried] = useState(false);
    const [looked, setLooked] = useState(undefined);
    const action = useAction();
    const text = form.text.trim();
    const wrongText = STEPS[step].needed && text === "";
    const wrongDesk = step === "assign" && form.desk === "";
    const close = () => {
        dropUnsent(request.id, form.attached);
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (wrongText || wrongDesk) return;
        const body = text === "" ? {} : { text };
        if (step === "assign" && form.desk !== "*") body.role = form.desk;
        if (form.attached.length > 0) body.attachments = form.attached.map((each) => each.id);
        const answer = await action.run(() =>
            api.post(`/api/v1/requests/${encodeURIComponent(request.id)}/${step}`, body),
        );
        if (!answer) return;
        forget();
        say(t(`requests.done.${step}`));
        onDone();
    };
    const fee = feeText(request, step);
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//>
        <${Button} kind=${step === "decline" ? "danger" : "primary"} busy=${action.busy} onClick=${send}>${t(`requests.do.${step}`)}<//>`;
    return html`<${Dialog} title=${t(`requests.ask.${step}`)} onClose=${close} actions=${actions}>
        <p>${t(`requests.what.${step}`)}</p>
        ${fee !== "" && html`<${Note} icon="coins">${fee}<//>`}
        ${step === "assign" && html`<${DeskChoice} now=${request.role} filedFor=${request.form.role ?? ""} value=${form.desk} error=${tried && wrongDesk ? t("requests.desk_missing") : undefined} onInput=${(desk) => setForm({ desk })} />`}
        <${LongField} label=${t(STEPS[step].needed ? "requests.text" : "requests.text_optional")} help=${t("requests.text_help")} error=${tried && wrongText ? t("requests.text_missing") : undefined} value=${form.text} onInput=${(next) => setForm({ text: next })} rows=${5} maxlength=${MOST_TEXT} autofocus=${step !== "assign"} />
        ${STEPS[step].attaches && html`<${Attaching} request=${request} chosen=${form.attached} onChange=${(attached) => setForm({ attached })} onLook=${setLooked} />`}
        ${action.error && html`<${Fault}>${faultText(action.error, "requests")}<//>`}
        ${looked && html`<${DocumentDialog} request=${request.id} attachment=${looked} onClose=${() => setLooked(undefined)} />`}
    <//>`;
}
