// Visits as a table, in a day's calendar or on one resident's page: checked in, cancelled, and what was used recorded from there.
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { fullMoment, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Fault, Name, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { CancelVisit } from "./cancel_visit.js";
import { RecordVisit } from "./record_visit.js";
import { isOpen, mayCheckIn, mayRecord, moneyOf } from "./visits_model.js";

const COLUMNS = ["time", "place", "resident", "visitor", "state", "money"];
const TONES = {
    booked: ["neutral", "calendar-clock"],
    checked_in: ["info", "log-in"],
    ended: ["good", "check"],
    cancelled: ["neutral", "circle-slash"],
    missed: ["warning", "circle-alert"],
};

function Money({ visit }) {
    const { held, charged, back } = moneyOf(visit);
    if (held !== undefined) return held === 0 ? "–" : t("visits.held", { amount: money(held) });
    return html`${t("visits.charged", { amount: money(charged) })}${back > 0 && html`<p class="small">${t("visits.back", { amount: money(back) })}</p>`}`;
}

function State({ visit }) {
    const [tone, icon] = TONES[visit.state];
    const used = visit.state === "ended" && visit.minutes_used > 0;
    const running = isOpen(visit) && visit.began_ms > 0;
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`visits.state.${visit.state}`)}<//>
        ${running && html`<p class="small">${t("visits.began_at", { when: moment(visit.began_ms, visit.from_ms) })}</p>`}
        ${used && html`<p class="small">${t("visits.used", { count: visit.minutes_used })}</p>`}
        ${visit.reason && html`<p class="small" dir="auto">${codeText("visits.reason", visit.reason)}</p>`}`;
}

function Actions({ visit, now, before, busy, onCheckIn, onAsk }) {
    const who = html`<span class="sr"> ${visit.resident_number}, ${visit.visitor}</span>`;
    const off = busy ? "true" : undefined;
    return html`<td class="row-actions">
        ${mayCheckIn(visit, now, before) && html`<button type="button" class="button small row-link" aria-disabled=${off} onClick=${busy ? undefined : onCheckIn}>${t("visits.check_in")}${who}</button>`}
        ${mayRecord(visit, now, before) && html`<button type="button" class="button small row-link" onClick=${() => onAsk("record")}>${t("visits.record")}${who}</button>`}
        ${isOpen(visit) && html`<button type="button" class="button small danger-plain row-link" onClick=${() => onAsk("cancel")}>${t("visits.cancel")}${who}</button>`}
    </td>`;
}

function Row({ visit, whose, children }) {
    const time = whose ? moment(visit.from_ms, visit.from_ms) : fullMoment(visit.from_ms);
    return html`<tr>
        <th scope="row" class=${whose ? "keep" : undefined}>${time} – ${moment(visit.to_ms, visit.from_ms)}</th>
        <td><bdi>${visit.place}</bdi></td>
        ${whose && html`<td><a href=${hashOf("visits", "of", visit.resident_number)}><${Name}>${visit.resident_name}<//></a> <span class="about">${visit.resident_number}</span></td>`}
        <td><${Name}>${visit.visitor}<//></td>
        <td><${State} visit=${visit} /></td>
        <td class="number"><${Money} visit=${visit} /></td>
        ${children}
    </tr>`;
}

/** `whose`: of many residents, on one day; else of one, on any. `before`: minutes of checking in before a visit begins. */
export function VisitTable({ caption, visits, whose, before, again }) {
    const now = useNow();
    const change = useMayChange("visits");
    const table = useRef(null);
    const action = useAction();
    const [open, setOpen, close] = useDraft("a visit", { id: "", what: "" });
    useKeys(rowKeys(table));
    const asked = change && visits.find((each) => each.id === open.id && isOpen(each));
    const columns = COLUMNS.filter((each) => whose || each !== "resident");
    const checkIn = async (visit) => {
        const answer = await action.run(() => api.post(`/api/v1/visits/${encodeURIComponent(visit.id)}/check-in`, {}));
        if (!answer) return;
        say(t("visits.checked_in", { number: visit.resident_number }));
        again();
    };
    const done = () => {
        close();
        again();
    };
    const dialog = { visit: asked, onClose: close, onDone: done };
    const actions = (each) =>
        html`<${Actions} visit=${each} now=${now} before=${before} busy=${action.busy} onCheckIn=${() => checkIn(each)} onAsk=${(what) => setOpen({ id: each.id, what })} />`;
    return html`
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
        <${Table} caption=${caption} heading=${(column) => t(`visits.column.${column}`)} columns=${change ? [...columns, "do"] : columns} numbers=${["money"]} still=${!change && !whose} tableRef=${table}>
            ${visits.map((each) => html`<${Row} key=${each.id} visit=${each} whose=${whose}>${change && actions(each)}<//>`)}
        <//>
        ${asked && open.what === "cancel" && html`<${CancelVisit} key=${asked.id} ...${dialog} />`}
        ${asked && open.what === "record" && html`<${RecordVisit} key=${asked.id} ...${dialog} />`}`;
}
