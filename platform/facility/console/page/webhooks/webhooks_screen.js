// Receivers of webhooks: added, tried, given a new key, stopped. A secret is shown once.
import { useState } from "preact/hooks";
import { count, moment } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Name, Note, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Screen } from "../shell/screen.js";

const EVERY_MS = 5_000;
const TOPICS = ["provider", "alarms"];
const TONES = { active: ["good", "check"], disabled: ["neutral", "ban"], given_up: ["bad", "circle-alert"] };

function Secret({ keyId, secret, onClose }) {
    const actions = html`<${Button} kind="primary" onClick=${onClose} autofocus>${t("one_time.noted")}<//>`;
    return html`<${Dialog} title=${t("webhooks.secret_title", { key: keyId })} onClose=${onClose} actions=${actions}>
        <p><code class="secret">${secret}</code></p>
        <${Note} icon="eye-off">${t("webhooks.secret_what")}<//>
    <//>`;
}

function NewWebhook({ onClose, onMade }) {
    const [url, setUrl] = useState("");
    const [topic, setTopic] = useState(TOPICS[0]);
    const [authority, setAuthority] = useState("");
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const send = async () => {
        setWrong(url.trim() === "" ? t("webhooks.url_missing") : undefined);
        if (url.trim() === "") return;
        const own = authority.trim() === "" ? {} : { ca_pem: authority.trim() + "\n" };
        const answer = await action.run(() => api.post("/api/v1/webhooks", { url: url.trim(), topic, ...own }));
        if (answer) onMade(answer);
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("webhooks.add")}<//>`;
    return html`<${Dialog} title=${t("webhooks.new")} onClose=${onClose} actions=${actions}>
        <${Field} label=${t("webhooks.url")} help=${t("webhooks.url_help")} error=${wrong} value=${url} onInput=${setUrl} maxlength=${500} autocomplete="off" autofocus />
        <${Choice} label=${t("webhooks.topic")} help=${t("webhooks.topic_help")} value=${topic} choices=${TOPICS.map((value) => ({ value, text: t(`webhooks.topic.${value}`) }))} onInput=${setTopic} />
        <${LongField} label=${t("webhooks.authority")} help=${t("webhooks.authority_help")} value=${authority} onInput=${setAuthority} />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

const CALLS = {
    rotate: (path) => api.post(`${path}/rotate`, {}),
    disabled: (path) => api.post(`${path}/state`, { state: "disabled" }),
    active: (path) => api.post(`${path}/state`, { state: "active" }),
    remove: (path) => api.remove(path),
};

/** what: a name of CALLS. */
function Ask({ webhook, what, onClose, onDone }) {
    const action = useAction();
    const send = async () => {
        const answer = await action.run(() => CALLS[what](`/api/v1/webhooks/${encodeURIComponent(webhook.id)}`));
        if (!answer) return;
        if (what !== "rotate") say(t(`webhooks.done.${what}`));
        onDone(what === "rotate" ? answer : undefined);
    };
    const kind = what === "active" || what === "rotate" ? "primary" : "danger";
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind=${kind} busy=${action.busy} onClick=${send}>${t(`webhooks.do.${what}`)}<//>`;
    return html`<${Dialog} title=${t(`webhooks.ask.${what}`)} onClose=${onClose} actions=${actions}>
        <p><${Name}>${webhook.url}<//></p>
        <p>${t(`webhooks.what.${what}`)}</p>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

/** What the receiver said the last time: a status of HTTP, or why there was none. */
function LastTry({ webhook, now }) {
    if (webhook.last_try_ms === 0) return t("staff.never");
    const result = webhook.last_result;
    const [words, tone, icon] = /^2\d\d$/.test(result)
        ? ["taken", "good", "check"]
        : [/^\d+$/.test(result) ? "refused" : "silent", "bad", "circle-alert"];
    return html`${moment(webhook.last_try_ms, now)} <${Tag} tone=${tone} icon=${icon}>${t(`webhooks.result.${words}`, { result })}<//>`;
}

function Row({ webhook, now, change, onAsk, onTest }) {
    const [tone, icon] = TONES[webhook.state];
    const action = (what, press = () => onAsk({ webhook, what })) =>
        html`<button type="button" class="button small" onClick=${press}>${t(`webhooks.do.${what}`)}<span class="sr"> ${webhook.url}</span></button>`;
    return html`<tr>
        <th scope="row" class="wrap"><${Name}>${webhook.url}<//><p class="small">${t(`webhooks.topic.${webhook.topic}`)}</p></th>
        <td>
            <${Tag} tone=${tone} icon=${icon}>${t(`webhooks.state.${webhook.state}`)}<//>
            ${webhook.failing_since_ms > 0 && html`<p class="about">${t("webhooks.failing_since", { when: moment(webhook.failing_since_ms, now) })}</p>`}
        </td>
        <td>${count(webhook.waiting)}</td>
        <td><${LastTry} webhook=${webhook} now=${now} /></td>
        <td class="row-actions">${webhook.keys.map((key) => key.key_id).join(", ")}</td>
        ${
            change &&
            html`<td class="row-actions">
            ${action("test", () => onTest(webhook))}
            ${action("rotate")}
            ${action(webhook.state === "active" ? "disabled" : "active")}
            ${action("remove")}
        </td>`
        }
    </tr>`;
}

const COLUMNS = ["url", "state", "waiting", "last", "keys"];

export function WebhooksScreen() {
    const change = useMayChange("facility");
    const now = useNow();
    const list = useLoad(() => api.get("/api/v1/webhooks"), "webhooks", { every: EVERY_MS });
    const [open, setOpen] = useState({});
    const testing = useAction();
    const close = () => setOpen({});
    const done = (shown) => {
        setOpen(shown?.secret ? { shown } : {});
        list.again();
    };
    const test = async (webhook) => {
        const answer = await testing.run(() => api.post(`/api/v1/webhooks/${encodeURIComponent(webhook.id)}/test`, {}));
        if (answer) say(t("webhooks.done.test"));
        list.again();
    };
    const columns = change ? [...COLUMNS, "change"] : COLUMNS;
    const aside =
        change &&
        html`<${Button} kind="primary" icon="plus" onClick=${() => setOpen({ making: true })}>${t("webhooks.new")}<//>`;
    return html`<${Screen} title=${t("webhooks.title")} intro=${t("webhooks.intro")} aside=${aside}>
        ${testing.error && html`<${Fault}>${faultText(testing.error)}<//>`}
        <${Loaded} of=${list}>${({ webhooks = [] }) =>
            webhooks.length === 0
                ? html`<${Empty} title=${t("webhooks.empty")} />`
                : html`<div class="table-scroll"><table class="list">
                      <caption class="sr">${t("webhooks.title")}</caption>
                      <thead><tr>${columns.map((column) => html`<th key=${column} scope="col">${t(`webhooks.column.${column}`)}</th>`)}</tr></thead>
                      <tbody>${webhooks.map((webhook) => html`<${Row} key=${webhook.id} webhook=${webhook} now=${now} change=${change} onTest=${test} onAsk=${(ask) => setOpen({ ask })} />`)}</tbody>
                  </table></div>`}<//>
        ${open.making && html`<${NewWebhook} onClose=${close} onMade=${done} />`}
        ${open.ask && html`<${Ask} ...${open.ask} onClose=${close} onDone=${done} />`}
        ${open.shown && html`<${Secret} keyId=${open.shown.key_id} secret=${open.shown.secret} onClose=${close} />`}
    <//>`;
}
