// Whose requests an account works on.
import { useState } from "preact/hooks";
import { codesIn, isCode } from "../base/code.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Name } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";

const MOST_DESKS = 32;

export function SetDesks({ account, onClose, onDone }) {
    const [typed, setTyped] = useState((account.desks ?? []).join(" "));
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const send = async () => {
        const desks = codesIn(typed);
        const good = desks.every(isCode) && desks.length <= MOST_DESKS;
        setWrong(good ? undefined : t("staff.desks_wrong", { most: MOST_DESKS }));
        if (!good) return;
        const answer = await action.run(() =>
            api.put(`/api/v1/staff/${encodeURIComponent(account.id)}/desks`, { desks }),
        );
        if (!answer) return;
        say(t("staff.desks_done", { name: account.name }));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("staff.desks_save")}<//>`;
    return html`<${Dialog} title=${t("staff.desks_title")} onClose=${onClose} actions=${actions}>
        <p><${Name}>${account.name}<//></p>
        <${Field} label=${t("staff.desks")} help=${t("staff.desks_help")} error=${wrong} value=${typed} onInput=${setTyped} autocomplete="off" spellcheck=${false} maxlength=${1_600} autofocus />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}
