// One more look before a number is put on a list, taken off, or refused with a reason.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Name } from "../parts/basics.js";
import { Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";

/** `what`: approve, refuse or remove. */
export function DecideNumber({ number, what, onClose, onDone }) {
    const [unrecorded, setUnrecorded] = useState(number.relationship === "attorney");
    const adds = what === "approve" && !number.removal_asked;
    const asking = useReason(`phone number ${number.id}`, {
        needed: what !== "approve",
        post: (body) =>
            api.post(`/api/v1/phone/numbers/${encodeURIComponent(number.id)}/${what}`, {
                ...body,
                ...(adds && { not_recorded: unrecorded }),
            }),
        done() {
            say(t(`phone.done.${number.removal_asked && what === "approve" ? "remove" : what}`, { name: number.name }));
            onDone();
        },
        onClose,
    });
    const wish = number.removal_asked ? "removal" : "number";
    return html`<${ReasonDialog} of=${asking} area="phone" title=${t(`phone.ask.${what}.${wish}`)} send=${t(`phone.send.${what}`)} help=${t("phone.reason_help")}>
        <dl class="facts-list">
            <div><dt>${t("phone.column.resident")}</dt><dd><${Name}>${number.resident_name}<//>, ${number.resident_number}</dd></div>
            <div><dt>${t("phone.column.name")}</dt><dd><${Name}>${number.name}<//>, ${codeText("relationship", number.relationship)}</dd></div>
            <div><dt>${t("phone.column.number")}</dt><dd><bdi>${number.number}</bdi></dd></div>
        </dl>
        ${adds && html`<${Tick} label=${t("phone.not_recorded_tick")} checked=${unrecorded} onInput=${setUnrecorded} />`}
    <//>`;
}
