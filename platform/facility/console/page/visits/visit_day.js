// The calendar of one day: each place with its visits, who comes, how it stands; checked in or cancelled from there.
import { useRef } from "preact/hooks";
import { money } from "../base/amount.js";
import { dayStart } from "../base/calendar.js";
import { calendarDay, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Name, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { CancelVisit } from "./cancel_visit.js";
import { byPlace, dayOfRoute, daysFrom, isOpen, mayCheckIn, moneyOf, queryOf } from "./visits_model.js";

const READ_EVERY_MS = 30_000;
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
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`visits.state.${visit.state}`)}<//>
        ${used && html`<p class="small">${t("visits.used", { count: visit.minutes_used })}</p>`}
        ${visit.reason && html`<p class="small" dir="auto">${codeText("visits.reason", visit.reason)}</p>`}`;
}

function Row({ visit, change, now, before, busy, onCheckIn, onCancel }) {
    const who = `${visit.resident_number}, ${visit.visitor}`;
    return html`<tr>
        <th scope="row" class="keep">${moment(visit.from_ms, visit.from_ms)} – ${moment(visit.to_ms, visit.from_ms)}</th>
        <td><bdi>${visit.place}</bdi></td>
        <td><${Name}>${visit.resident_name}<//> <span class="about">${visit.resident_number}</span></td>
        <td><${Name}>${visit.visitor}<//></td>
        <td><${State} visit=${visit} /></td>
        <td class="number"><${Money} visit=${visit} /></td>
        ${
            change &&
            html`<td class="row-actions">
            ${mayCheckIn(visit, now, before) && html`<button type="button" class="button small row-link" aria-disabled=${busy ? "true" : undefined} onClick=${busy ? undefined : onCheckIn}>${t("visits.check_in")}<span class="sr"> ${who}</span></button>`}
            ${isOpen(visit) && html`<button type="button" class="button small danger-plain row-link" onClick=${onCancel}>${t("visits.cancel")}<span class="sr"> ${who}</span></button>`}
        </td>`
        }
    </tr>`;
}

function Day({ visits, plan, change, again }) {
    const now = useNow();
    const table = useRef(null);
    const action = useAction();
    const [open, setOpen, close] = useDraft("cancel a visit", { id: "" });
    useKeys(rowKeys(table));
    const asked = change && visits.find((each) => each.id === open.id && isOpen(each));
    const rows = byPlace(visits, plan.resources).flatMap((place) => place.visits);
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
    return html`
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
        <${Table} caption=${t("visits.tab.day")} heading=${(column) => t(`visits.column.${column}`)} columns=${change ? [...COLUMNS, "do"] : COLUMNS} numbers=${["money"]} still=${!change} tableRef=${table}>
            ${rows.map((each) => html`<${Row} key=${each.id} visit=${each} change=${change} now=${now} before=${plan.check_in_before_minutes} busy=${action.busy} onCheckIn=${() => checkIn(each)} onCancel=${() => setOpen({ id: each.id })} />`)}
        <//>
        ${asked && html`<${CancelVisit} key=${asked.id} visit=${asked} onClose=${close} onDone=${done} />`}`;
}

export function VisitDay({ day: named }) {
    const now = useNow();
    const change = useMayChange("visits");
    const day = dayOfRoute(named, now);
    const [show, setShow] = useDraft("visits shown", { open: false });
    const plan = useLoad((how) => api.get("/api/v1/visits/plan", {}, how), "visits plan");
    const list = useLoad(
        (how) => api.get("/api/v1/visits", queryOf(day, show.open), how),
        `visits ${day} ${show.open}`,
        { every: READ_EVERY_MS },
    );
    const to = (days) => hashOf("visits", "day", daysFrom(day, days));
    const choose = (chosen) => dayStart(chosen) > 0 && go("visits", "day", chosen);
    return html`
        <div class="list-head">
            <${Tick} label=${t("visits.only_open")} checked=${show.open} onInput=${(open) => setShow({ open })} />
            <a class="button" href=${to(-1)} aria-label=${t("visits.day_before")}><${Icon} name="chevron-left" /></a>
            <${Field} label=${t("visits.day")} type="date" value=${day} onInput=${choose} />
            <a class="button" href=${to(1)} aria-label=${t("visits.day_after")}><${Icon} name="chevron-right" /></a>
            <${Button} icon="calendar-clock" onClick=${() => go("visits", "day")}>${t("visits.today")}<//>
        </div>
        <h2>${calendarDay(dayStart(day) + 1)}</h2>
        <${Loaded} of=${plan}>${(offered) =>
            html`<${Loaded} of=${list}>${({ visits = [] }) =>
                visits.length === 0
                    ? html`<${Empty} icon="calendar-clock" title=${t("visits.none")} />`
                    : html`<${Day} visits=${visits} plan=${offered} change=${change} again=${list.again} />`}<//>`}<//>`;
}
