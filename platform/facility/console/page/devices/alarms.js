// What about a terminal needs somebody, as words with an icon.
import { codeText, t } from "../base/text.js";
import { Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";

const LOOKS = {
    certificate_over: ["bad", "circle-alert"],
    silent: ["bad", "wifi-off"],
    never_seen: ["warning", "wifi-off"],
    clock: ["warning", "clock-alert"],
    outbox: ["warning", "inbox"],
    faults: ["warning", "triangle-alert"],
    image: ["warning", "package"],
    certificate_soon: ["warning", "clock"],
    other_version: ["info", "package"],
};

/** A tag each; one that is in order says so, one that is cut off says nothing here. */
export function Alarms({ of, active }) {
    if (!active) return null;
    if (of.length === 0) return html`<${Tag} tone="good" icon="check">${t("devices.alarm.none")}<//>`;
    return of.map((alarm) => {
        const [tone, icon] = LOOKS[alarm] ?? ["warning", "triangle-alert"];
        return html`<${Tag} key=${alarm} tone=${tone} icon=${icon}>${codeText("devices.alarm", alarm)}<//>`;
    });
}
