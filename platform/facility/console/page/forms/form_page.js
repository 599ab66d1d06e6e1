// One form: changed in the editor beside its preview, published as a new version, or withdrawn. Who only looks sees the preview.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Refusal } from "../base/api.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, useAction } from "../parts/load.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { FormRules, FormWords } from "./form_about.js";
import { differences } from "./form_changes.js";
import { blankForm, feeAfter, languagesOf, readDefinition, typedForm } from "./form_definition.js";
import { FieldsEditor } from "./form_fields.js";
import { indexIn, placeOf, placeWords } from "./form_places.js";
import { FormPreview } from "./form_preview.js";
import { Differences } from "./form_versions.js";

const pathOf = (code) => `/api/v1/forms/${encodeURIComponent(code)}`;

/** Closing the page or loading it anew would lose what was typed: the browser asks, from the moment that a change is shown. */
function useGuard(changed) {
    useLayoutEffect(() => {
        if (!changed) return undefined;
        const ask = (event) => event.preventDefault();
        window.addEventListener("beforeunload", ask);
        return () => window.removeEventListener("beforeunload", ask);
    }, [changed]);
}

/** Asks once more, with everything that will be different. */
function Publish({ form, inForce, nameOf, action, onSend, onClose }) {
    const found = inForce && differences(inForce, form, nameOf);
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//>
        <${Button} kind="primary" busy=${action.busy} onClick=${onSend}>${t("forms.publish")}<//>`;
    return html`<${Dialog} wide title=${t("forms.publish_ask", { name: localText(form.name, form.code) })} onClose=${onClose} actions=${actions}>
        <p>${t("forms.publish_what")}</p>
        ${found ? html`<${Differences} of=${found} />` : html`<p>${t("forms.publish_new")}</p>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "forms")}<//>`}
    <//>`;
}

function Withdraw({ code, name, onClose, onDone }) {
    const asking = useReason(`withdraw form ${code}`, {
        needed: false,
        post: (body) => api.post(`${pathOf(code)}/retire`, body),
        done() {
            say(t("forms.withdrawn"));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="forms" kind="danger" title=${t("forms.withdraw_ask", { name })} send=${t("forms.withdraw")}>
        <p>${t("forms.withdraw_what")}</p>
    <//>`;
}

/**
 * {wrongs: Map of place → text, show(list), clear()}: what is wrong, and the first of it comes into sight. What the hub found stands until
 * something is changed; what cannot be read (`unread`) until it can.
 */
function useWrongs(root, row, unread, onOpen) {
    const [found, setFound] = useState({ list: [], row: undefined, times: 0 });
    useEffect(() => {
        const first =
            root.current?.querySelector('[aria-invalid="true"]') ?? root.current?.querySelector(".editor .field-error");
        if (found.list.length > 0) first?.focus();
    }, [found.times]);
    const stands = ({ place }) => found.row === row || unread.some((each) => each.place === place);
    return {
        wrongs: new Map(found.list.filter(stands).map(({ place, text }) => [place, text])),
        show(list) {
            const field = indexIn(list[0].place, "fields");
            if (field !== undefined) onOpen(field);
            setFound({ list, row, times: found.times + 1 });
        },
        clear: () => setFound({ ...found, list: [] }),
    };
}

function Summary({ wrongs }) {
    if (wrongs.size === 0) return null;
    return html`<${Fault}><p>${t("forms.not_published")}</p><ul>${[...wrongs].map(([place, text]) => html`<li key=${place}>${place === "" ? text : `${placeWords(place)}: ${text}`}</li>`)}</ul><//>`;
}

function Moved({ base, revision, onKeep, onTake }) {
    return html`<${Note} icon="triangle-alert">
        <p>${t("forms.moved", { base, revision })}</p>
        <div class="row"><${Button} onClick=${onKeep}>${t("forms.moved_keep")}<//><${Button} onClick=${onTake}>${t("forms.moved_take")}<//></div>
    <//>`;
}

/** `before`: {form, revision, active} of the hub, revision 0 for one that is new; form: what it begins with. */
export function FormEditor({ before, inForce, prices, units, nameOf, onChanged }) {
    const isNew = before.revision === 0;
    const beginning = { row: before.form ? typedForm(before.form) : blankForm, base: before.revision, languages: [] };
    const [state, setState, forget] = useDraft(isNew ? "form new" : `form ${before.form.code}`, beginning);
    const [open, setOpen] = useState(-1);
    const [asking, setAsking] = useState("");
    const root = useRef(null);
    const action = useAction();
    const { row, base } = state;
    const { form, wrongs: unread } = readDefinition(row);
    const { wrongs, show, clear } = useWrongs(root, row, unread, setOpen);
    useGuard(JSON.stringify(row) !== JSON.stringify(beginning.row));

    const languages = [...new Set([...languagesOf(row), ...state.languages])];
    const at = { languages, faultAt: (place) => wrongs.get(place) };
    const set = (member) => (value) => setState({ row: { ...row, [member]: value } });
    const setFields = (fields, opened) => {
        if (opened !== undefined) setOpen(opened);
        setState({ row: { ...row, fields, fee: feeAfter(row.fee, row.fields, fields) } });
    };
    const ask = () => {
        action.clear();
        clear();
        if (unread.length > 0) return show(unread.map(({ place, key }) => ({ place, text: t(key) })));
        if (form.code === "") return show([{ place: "code", text: t("forms.wrong.missing") }]);
        return setAsking("publish");
    };
    const publish = async () => {
        const answer = await action.run(async () => {
            try {
                return await api.put(pathOf(form.code), { replaces_revision: base, form });
            } catch (error) {
                const placed = error instanceof Refusal && ["invalid", "too_large", "conflict"].includes(error.code);
                if (!placed) throw error;
                return { wrong: placeOf(error.detail) };
            }
        });
        if (!answer) return onChanged();
        setAsking("");
        if (answer.wrong) return show([answer.wrong]);
        forget({ ...state, base: answer.revision });
        say(t("forms.published", { name: localText(form.name, form.code), revision: answer.revision }));
        if (isNew) go("forms", "form", form.code);
        else onChanged();
    };
    const take = () => forget({ ...beginning });
    return html`<div class="form-editor" ref=${root}>
        <div class="editor">
            ${!isNew && base !== before.revision && html`<${Moved} base=${base} revision=${before.revision} onKeep=${() => setState({ base: before.revision })} onTake=${take} />`}
            ${!before.active && html`<${Note} icon="archive">${t("forms.is_withdrawn")}<//>`}
            <${FormWords} row=${row} set=${set} at=${at} isNew=${isNew} onLanguage=${(language) => setState({ languages: [...state.languages, language] })} />
            <${FieldsEditor} fields=${row.fields} open=${open} at=${at} onChange=${setFields} onOpen=${setOpen} />
            <${FormRules} row=${row} set=${set} at=${at} prices=${prices} units=${units} />
            <${Summary} wrongs=${wrongs} />
            <div class="row">
                <${Button} kind="primary" icon="upload" disabled=${!isNew && base !== before.revision} onClick=${ask}>${t("forms.publish")}<//>
                ${!isNew && before.active && html`<${Button} kind="danger-plain" icon="archive" onClick=${() => setAsking("withdraw")}>${t("forms.withdraw")}<//>`}
            </div>
            <${Unsaved} before=${beginning.row} form=${row} onReset=${() => (clear(), forget(beginning))} />
        </div>
        <${FormPreview} form=${form} prices=${prices} languages=${languages} />
        ${asking === "publish" && html`<${Publish} form=${form} inForce=${inForce} nameOf=${nameOf} action=${action} onSend=${publish} onClose=${() => setAsking("")} />`}
        ${asking === "withdraw" && html`<${Withdraw} code=${form.code} name=${localText(form.name, form.code)} onClose=${() => setAsking("")} onDone=${() => (setAsking(""), onChanged())} />`}
    </div>`;
}

/** The way back to the list, and the ways on from one form. */
export function FormLinks({ code, change, onExport }) {
    return html`<div class="row no-print">
        <a class="back" href=${hashOf("forms")}><${Icon} name="arrow-left" /><span>${t("forms.title")}</span></a>
        ${code && html`<a href=${hashOf("forms", "form", code, "versions")}>${t("forms.versions")}</a>`}
        ${code && change && html`<a href=${hashOf("forms", "new", code)}>${t("forms.copy_form")}</a>`}
        ${onExport && html`<${Button} icon="download" onClick=${onExport}>${t("forms.save_one")}<//>`}
    </div>`;
}
