// The keys that hold on this screen, and the switch for single keys.
import { useMemo } from "preact/hooks";
import { currentCommands, setSingleKeys, singleKeys } from "../base/keys.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { Button, Keys } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { Tick } from "../parts/field.js";
import { html } from "../parts/html.js";

const NAMES = { " ": "Space", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };
const keyName = (key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);

export function HelpDialog({ onClose }) {
    const on = useStore(singleKeys);
    const commands = useMemo(() => currentCommands(), []);
    return html`<${Dialog} title=${t("help.title")} onClose=${onClose} actions=${html`<${Button} onClick=${onClose}>${t("dialog.close")}<//>`}>
        <table class="keys-table">
            <caption class="sr">${t("help.title")}</caption>
            <thead><tr><th scope="col">${t("help.key")}</th><th scope="col">${t("help.does")}</th></tr></thead>
            <tbody>
                ${commands.map(
                    (command) =>
                        html`<tr key=${command.label}><td><${Keys} of=${(command.shown ?? command.keys).map(keyName)} /></td><td>${t(command.label)}</td></tr>`,
                )}
                <tr><td><${Keys} of=${["Tab", "Enter"]} /></td><td>${t("keys.tab")}</td></tr>
                <tr><td><${Keys} of=${["Esc"]} /></td><td>${t("keys.escape")}</td></tr>
            </tbody>
        </table>
        <${Tick} label=${t("help.single_keys")} checked=${on} onInput=${(value) => setSingleKeys(value)} />
        <p class="help">${t("help.single_keys_why")}</p>
    <//>`;
}
