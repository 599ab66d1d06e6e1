// The calendar of one day: each place with its visits, who comes, how it stands.
import { dayStart } from "../base/calendar.js";
import { calendarDay } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { VisitTable } from "./visit_table.js";
import { byPlace, dayOfRoute, daysFrom, queryOf } from "./visits_model.js";

const READ_EVERY_MS = 30_000;

export function VisitDay({ day: named }) {
    const now = useNow();
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
    const inOrder = (visits, plan) => byPlace(visits, plan.resources).flatMap((place) => place.visits);
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
                    : html`<${VisitTable} caption=${t("visits.tab.day")} visits=${inOrder(visits, offered)} whose before=${offered.check_in_before_minutes} again=${list.again} />`}<//>`}<//>`;
}
