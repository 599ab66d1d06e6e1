// One notice: its words in every language, who has read it and who has not, and its end.
import { useState } from "preact/hooks";
import { fullMoment, moment } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Name } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { NoticePreview } from "./notice_preview.js";
import { languagesOf } from "./notices_model.js";

const COLUMNS = ["number", "name", "unit", "at"];
const WHO = ["all", "read", "not_read"];

function Readers({ notice }) {
    const now = useNow();
    const [who, setWho] = useState("not_read");
    const { list, rows, pager } = usePaged(
        `/api/v1/notices/${encodeURIComponent(notice.id)}/readers`,
        { who },
        "people",
    );
    const choices = WHO.map((each) => ({ value: each, text: t(`notices.who.${each}`) }));
    return html`<h3>${t("notices.readers", { read: notice.read, people: notice.people })}</h3>
        <${Choice} label=${t("notices.who_label")} value=${who} choices=${choices} onInput=${setWho} />
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="users-round" title=${t("notices.nobody")} />`
                : html`<${Table} caption=${t("notices.who_label")} heading=${(column) => t(`notices.reader.${column}`)} columns=${COLUMNS}>
                      ${rows.map(
                          (each) => html`<tr key=${each.resident_id}>
                              <th scope="row">${each.resident_number}</th>
                              <td><${Name}>${each.name}<//></td>
                              <td>${each.unit}</td>
                              <td>${each.at_ms ? moment(each.at_ms, now) : t("notices.not_yet")}</td>
                          </tr>`,
                      )}
                  <//>`}<//>
        ${pager}`;
}

export function NoticePage({ notice, change, onClose, onDone }) {
    const action = useAction();
    const [language, setLanguage] = useState("en");
    const choices = languagesOf(notice).map((each) => ({ value: each, text: codeText("notices.language", each) }));
    const ends = change && (notice.state === "waits" || notice.state === "in_force");
    const end = async () => {
        if (!(await action.run(() => api.post(`/api/v1/notices/${encodeURIComponent(notice.id)}/end`)))) return;
        say(t("notices.ended"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.close")}<//>${ends && html`<${Button} kind="danger" busy=${action.busy} onClick=${end}>${t("notices.end")}<//>`}`;
    const words = { title: notice.title[language], text: notice.text[language] };
    return html`<${Dialog} wide title=${t("notices.one")} onClose=${onClose} actions=${actions}>
        ${choices.length > 1 && html`<${Choice} label=${t("notices.language_label")} value=${language} choices=${choices} onInput=${setLanguage} />`}
        <${NoticePreview} words=${words} language=${language} emergency=${notice.emergency} must=${notice.must_acknowledge} />
        <p>${t("notices.stands", { from: fullMoment(notice.valid_from_ms), until: fullMoment(notice.valid_to_ms) })}</p>
        ${notice.must_acknowledge && html`<${Readers} notice=${notice} />`}
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}
