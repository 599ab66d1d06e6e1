// A signed policy, brought in from a file of this computer to be tried out. The hub believes the signature alone.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field } from "../parts/field.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { canaryChoices, MOST_POLICY, MOST_WATCH_HOURS, readWatch } from "./devices_model.js";

export function BringPolicy({ devices, onClose, onDone }) {
    const [form, setForm] = useState({ name: "", file: "", canary: "", hours: "24" });
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const change = (part) => setForm((before) => ({ ...before, ...part }));
    const choose = (name, file) => {
        const large = file.length > MOST_POLICY;
        setWrong(large ? { file: t("devices.policy.file_large") } : {});
        change(large ? { name, file: "" } : { name, file });
        action.clear();
    };
    const send = async () => {
        const hours = readWatch(form.hours);
        const file = form.file === "" ? (wrong.file ?? t("devices.policy.file_missing")) : undefined;
        setWrong({
            file,
            hours: hours === undefined ? t("devices.policy.hours_wrong", { most: MOST_WATCH_HOURS }) : undefined,
        });
        if (file !== undefined || hours === undefined) return;
        const canaries = form.canary === "" ? [] : [form.canary];
        const body = { file: form.file, canaries, watch_hours: hours };
        const answer = await action.run(() => api.post("/api/v1/policy", body));
        if (!answer) return;
        say(t("devices.policy.done.bring", { version: answer.version }));
        onDone();
    };
    const nobody = { value: "", text: t("devices.policy.canary_none") };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("devices.policy.bring")}<//>`;
    return html`<${Dialog} title=${t("devices.policy.bring_title")} onClose=${onClose} actions=${actions}>
        <${FileField} label=${t("devices.policy.file")} help=${t("devices.policy.file_help")} error=${wrong.file} name=${form.name} onFile=${choose} />
        <${Choice} label=${t("devices.policy.canary")} help=${t("devices.policy.canary_help")} value=${form.canary} choices=${[nobody, ...canaryChoices(devices)]} onInput=${(canary) => change({ canary })} />
        <${Field} label=${t("devices.policy.hours")} help=${t("devices.policy.hours_help")} error=${wrong.hours} value=${form.hours} onInput=${(hours) => change({ hours })} inputmode="numeric" maxlength=${3} autocomplete="off" />
        ${action.error && html`<${Fault}>${faultText(action.error, "devices")}<//>`}
    <//>`;
}
