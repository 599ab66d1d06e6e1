// Word and watch lists: what stops a message, for everybody, a unit or one person.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { ScopeFields, ScopeText, scopeBody, scopeFault, wholeFacility } from "../parts/scope.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { ListEditor } from "./list_editor.js";
import { TryText } from "./try_text.js";

function NewList({ onClose, onDone }) {
    const [name, setName] = useState("");
    const [kind, setKind] = useState("word");
    const [scope, setScope] = useState(wholeFacility);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const send = async () => {
        const found = { name: name.trim() === "" ? t("watch.name_missing") : undefined, scope: scopeFault(scope) };
        setWrong(found);
        if (found.name || found.scope) return;
        const answer = await action.run(() =>
            api.post("/api/v1/watch-lists", { name: name.trim(), kind, ...scopeBody(scope) }),
        );
        if (!answer) return;
        say(t("watch.made", { name: name.trim() }));
        onDone();
    };
    const kinds = ["word", "watch"].map((value) => ({ value, text: t(`watch.kind.${value}`) }));
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("watch.make")}<//>`;
    return html`<${Dialog} title=${t("watch.new_title")} onClose=${onClose} actions=${actions}>
        <${Field} label=${t("watch.name")} value=${name} onInput=${setName} error=${wrong.name} maxlength=${64} autofocus />
        <${Choice} label=${t("watch.kind_label")} help=${t(`watch.kind_help.${kind}`)} value=${kind} choices=${kinds} onInput=${setKind} />
        <${ScopeFields} value=${scope} onInput=${setScope} error=${wrong.scope} />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

function Remove({ list, onClose, onDone }) {
    const action = useAction();
    const send = async () => {
        if (!(await action.run(() => api.remove(`/api/v1/watch-lists/${encodeURIComponent(list.id)}`)))) return;
        say(t("watch.removed", { name: list.name }));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("watch.remove")}<//>`;
    return html`<${Dialog} title=${t("watch.remove_title", { name: list.name })} onClose=${onClose} actions=${actions}>
        <p>${t("watch.remove_what", { count: list.patterns })}</p>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

function Row({ list, change, onRemove }) {
    return html`<tr>
        <th scope="row"><a href=${hashOf("watch-lists", list.id)}><bdi>${list.name}</bdi></a></th>
        <td><${Tag} tone=${list.kind === "watch" ? "info" : "neutral"} icon=${list.kind === "watch" ? "eye" : "text-search"}>${codeText("watch.kind", list.kind)}<//></td>
        <td><${ScopeText} scope=${list.scope} name=${list.scope_name} /></td>
        <td class="number">${count(list.patterns)}</td>
        ${
            change &&
            html`<td class="row-actions">
            <a class="button small" href=${hashOf("watch-lists", list.id)}><${Icon} name="pencil" size=${16} /><span>${t("watch.edit")}</span><span class="sr"> ${list.name}</span></a>
            <button type="button" class="button small danger-plain" onClick=${() => onRemove(list)}>${t("watch.remove")}<span class="sr"> ${list.name}</span></button>
        </td>`
        }
    </tr>`;
}

function Lists({ change }) {
    const lists = useLoad(() => api.get("/api/v1/watch-lists"), "watch-lists");
    const [making, setMaking] = useState(false);
    const [removing, setRemoving] = useState(undefined);
    const done = () => {
        setMaking(false);
        setRemoving(undefined);
        lists.again();
    };
    const columns = ["name", "kind", "scope", "patterns", ...(change ? ["change"] : [])];
    const aside =
        change && html`<${Button} kind="primary" icon="plus" onClick=${() => setMaking(true)}>${t("watch.new")}<//>`;
    return html`<${Screen} title=${t("watch.title")} intro=${t("watch.intro")} aside=${aside}>
        <${Loaded} of=${lists}>${({ lists: all = [] }) =>
            all.length === 0
                ? html`<${Empty} icon="list-filter" title=${t("watch.empty")} />`
                : html`<${Table} caption=${t("watch.title")} heading=${(column) => t(`watch.column.${column}`)} columns=${columns} numbers=${["patterns"]}>
                      ${all.map((list) => html`<${Row} key=${list.id} list=${list} change=${change} onRemove=${setRemoving} />`)}
                  <//>`}<//>
        ${change && html`<${TryText} />`}
        ${making && html`<${NewList} onClose=${() => setMaking(false)} onDone=${done} />`}
        ${removing && html`<${Remove} list=${removing} onClose=${() => setRemoving(undefined)} onDone=${done} />`}
    <//>`;
}

export function WatchListsScreen({ parts }) {
    const change = useMayChange("messages");
    if (parts[0]) return html`<${ListEditor} key=${parts[0]} id=${parts[0]} change=${change} />`;
    return html`<${Lists} change=${change} />`;
}
