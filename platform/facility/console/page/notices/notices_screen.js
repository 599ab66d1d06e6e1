// Notices to residents: what stands, what is to come, what is over; and the emergency call.
import { useState } from "preact/hooks";
import { moment } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { ScopeText } from "../parts/scope.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { NoticeForm } from "./notice_form.js";
import { NoticePage } from "./notice_page.js";

const COLUMNS = ["title", "who", "until", "state", "read", "open"];
const TONES = { waits: "neutral", in_force: "good", over: "neutral" };
const READ_EVERY_MS = 30_000;

function Row({ notice, now, onOpen }) {
    return html`<tr>
        <th scope="row" class="wrap" dir="auto">${notice.title.en}</th>
        <td><${ScopeText} scope=${notice.scope} name=${notice.scope_name} /></td>
        <td>${moment(notice.state === "waits" ? notice.valid_from_ms : notice.valid_to_ms, now)}</td>
        <td>${notice.emergency && notice.state !== "over" ? html`<${Tag} tone="bad" icon="triangle-alert">${t("notices.emergency")}<//>` : html`<${Tag} tone=${TONES[notice.state]}>${t(`notices.state.${notice.state}`)}<//>`}</td>
        <td>${notice.must_acknowledge ? t("notices.read_of", { read: notice.read, people: notice.people }) : "–"}</td>
        <td class="row-actions"><button type="button" class="button small" aria-label=${t("notices.open_name", { title: notice.title.en })} onClick=${() => onOpen(notice)}>${t("notices.open")}</button></td>
    </tr>`;
}

export function NoticesScreen() {
    const now = useNow();
    const change = useMayChange("notices");
    const [over, setOver] = useState(false);
    const [shown, setShown] = useState(undefined); // "notice", "emergency", or the one that is open
    const list = useLoad(() => api.get("/api/v1/notices", over ? { over: "true" } : {}), `notices ${over}`, {
        every: READ_EVERY_MS,
    });
    const done = () => {
        setShown(undefined);
        list.again();
    };
    const aside =
        change &&
        html`<${Button} kind="danger" icon="triangle-alert" onClick=${() => setShown("emergency")}>${t("notices.emergency_new")}<//><${Button} kind="primary" icon="plus" onClick=${() => setShown("notice")}>${t("notices.new")}<//>`;
    return html`<${Screen} title=${t("notices.title")} intro=${t("notices.intro")} aside=${aside}>
        <${Tick} label=${t("notices.with_over")} checked=${over} onInput=${setOver} />
        <${Loaded} of=${list}>${({ notices = [] }) =>
            notices.length === 0
                ? html`<${Empty} icon="megaphone" title=${t("notices.empty")} />`
                : html`<${Table} caption=${t("notices.title")} heading=${(column) => t(`notices.column.${column}`)} columns=${COLUMNS}>
                      ${notices.map((each) => html`<${Row} key=${each.id} notice=${each} now=${now} onOpen=${setShown} />`)}
                  <//>`}<//>
        ${shown === "notice" && html`<${NoticeForm} emergency=${false} onClose=${() => setShown(undefined)} onDone=${done} />`}
        ${shown === "emergency" && html`<${NoticeForm} emergency=${true} onClose=${() => setShown(undefined)} onDone=${done} />`}
        ${shown?.id && html`<${NoticePage} notice=${shown} change=${change} onClose=${() => setShown(undefined)} onDone=${done} />`}
    <//>`;
}
