// Writing a notice: in each language, for whom, from when until when, and how it is to be read.
import { useState } from "preact/hooks";
import { toLocalInput } from "../base/calendar.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useOnce } from "../parts/draft.js";
import { Choice, Field, LongField, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { ScopeFields, scopeFault, wholeFacility } from "../parts/scope.js";
import { bodyOf, emptyTexts, faultsOf, LANGUAGES, MOST_TEXT, MOST_TITLE } from "./notices_model.js";
import { NoticePreview } from "./notice_preview.js";

const DAY_MS = 24 * 3_600_000;

function whomFor({ scope, unit, resident }) {
    if (scope === "unit") return { unit_id: unit };
    return scope === "resident" ? { resident_id: resident.id } : {};
}

function Texts({ form, language, wrong, onLanguage, onInput }) {
    const choices = LANGUAGES.map((each) => ({ value: each, text: codeText("notices.language", each) }));
    const set = (member) => (value) =>
        onInput({ ...form.texts, [language]: { ...form.texts[language], [member]: value } });
    const fault = (member) => wrong[`${language}.${member}`] && t(`notices.${wrong[`${language}.${member}`]}`);
    return html`<fieldset>
        <legend>${t("notices.words")}</legend>
        <${Choice} label=${t("notices.language_label")} help=${t("notices.language_help")} value=${language} choices=${choices} onInput=${onLanguage} />
        <${Field} label=${t("notices.title_label")} value=${form.texts[language].title} error=${fault("title")} maxlength=${MOST_TITLE} lang=${language} onInput=${set("title")} />
        <${LongField} label=${t("notices.text_label")} rows=${6} value=${form.texts[language].text} error=${fault("text")} maxlength=${MOST_TEXT} lang=${language} onInput=${set("text")} />
    </fieldset>`;
}

function Times({ form, wrong, set }) {
    return html`<div>
        <${Field} label=${t("notices.from")} help=${t("notices.from_help")} type="datetime-local" value=${form.from} onInput=${(from) => set({ from })} />
        <${Field} label=${t("notices.until")} error=${wrong.until && t("notices.until_past")} type="datetime-local" value=${form.until} onInput=${(until) => set({ until })} />
        <${Field} label=${t("notices.keep")} help=${t("notices.keep_help")} error=${wrong.keep && t("notices.keep_wrong")} inputmode="numeric" value=${form.keep} onInput=${(keep) => set({ keep })} />
        <${Tick} label=${t("notices.must")} checked=${form.must} onInput=${(must) => set({ must })} />
        <${Tick} label=${t("notices.public")} checked=${form.public} onInput=${(shown) => set({ public: shown })} />
        ${form.emergency && html`<${Note} icon="triangle-alert">${t("notices.emergency_note")}<//>`}
    </div>`;
}

/** `emergency`: it stands over every screen; it begins at once and needs no reading first. */
export function NoticeForm({ emergency, onClose, onDone }) {
    const action = useAction();
    const once = useOnce(emergency ? "new-emergency" : "new-notice");
    const [language, setLanguage] = useState("en");
    const [wrong, setWrong] = useState({});
    const [form, setForm] = useState(() => ({
        scope: wholeFacility,
        texts: emptyTexts(),
        from: "",
        until: toLocalInput(Date.now() + (emergency ? DAY_MS / 6 : 7 * DAY_MS)),
        keep: "14",
        must: false,
        public: emergency,
        emergency,
    }));
    const set = (change) => setForm((before) => ({ ...before, ...change }));
    const send = async () => {
        const found = faultsOf(form, Date.now());
        const scope = scopeFault(form.scope);
        setWrong({ ...found, ...(scope && { scope }) });
        const first = LANGUAGES.find((each) => found[`${each}.title`] || found[`${each}.text`]);
        if (first) setLanguage(first);
        if (scope || Object.keys(found).length > 0) return;
        const body = { ...whomFor(form.scope), ...bodyOf(form) };
        const sent = await action.run(() =>
            api.post("/api/v1/notices", { ...body, idempotency_key: once.keyFor(body) }),
        );
        if (!sent) return;
        once.done();
        say(t(emergency ? "notices.emergency_made" : "notices.made"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind=${emergency ? "danger" : "primary"} busy=${action.busy} onClick=${send}>${t(emergency ? "notices.emergency_send" : "notices.send")}<//>`;
    return html`<${Dialog} wide title=${t(emergency ? "notices.emergency_new" : "notices.new")} onClose=${onClose} actions=${actions}>
        <${ScopeFields} value=${form.scope} error=${wrong.scope} onInput=${(scope) => set({ scope })} />
        <${Texts} form=${form} language=${language} wrong=${wrong} onLanguage=${setLanguage} onInput=${(texts) => set({ texts })} />
        <${Times} form=${form} wrong=${wrong} set=${set} />
        <${NoticePreview} words=${form.texts[language]} language=${language} emergency=${form.emergency} must=${form.must} />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}
