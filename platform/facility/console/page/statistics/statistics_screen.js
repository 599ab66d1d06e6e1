// How much waits, for how long, and how it has gone lately.
import { count, namedDay, span } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Name } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { Screen } from "../shell/screen.js";
import { BarChart } from "./chart.js";

const REFRESH_MS = 60_000;
const SERIES = ["received", "decided", "auto_passed", "rejected"];

function Number({ id, value, bad }) {
    return html`<div class=${bad ? "figure bad" : "figure"}>
        <dt>${t(`statistics.${id}`)}</dt>
        <dd>${bad && html`<${Icon} name="alarm-clock" size=${22} />`}${value}</dd>
    </div>`;
}

/** [{up_to_hours, count}…] with the last one open-ended; labels "1 h", "1 to 4 h", "more than 120 h". */
export function ageGroups(ages) {
    return ages.map((age, index) => {
        const from = index === 0 ? 0 : ages[index - 1].up_to_hours;
        const open = typeof age.up_to_hours !== "number";
        return {
            label: open ? t("statistics.age_more", { from }) : t("statistics.age", { from, to: age.up_to_hours }),
            values: [age.count],
        };
    });
}

function Reviewers({ reviewers }) {
    const title = html`<h2 id="reviewers-title">${t("statistics.reviewers")}</h2>`;
    if (!reviewers?.length) {
        return html`<section class="card" aria-labelledby="reviewers-title">${title}<p class="small">${t("statistics.nobody")}</p></section>`;
    }
    return html`<section class="card" aria-labelledby="reviewers-title">
        ${title}
        <div class="table-scroll"><table class="list small">
            <thead><tr><th scope="col">${t("statistics.reviewer")}</th><th scope="col" class="number">${t("statistics.decided_today")}</th></tr></thead>
            <tbody>${reviewers.map((each) => html`<tr key=${each.name}><th scope="row"><${Name}>${each.name}<//></th><td class="number">${count(each.decided_today)}</td></tr>`)}</tbody>
        </table></div>
    </section>`;
}

export function StatisticsScreen() {
    const load = useLoad((how) => api.get("/api/v1/review/statistics", {}, how), "statistics", { every: REFRESH_MS });
    return html`<${Screen} wide title=${t("statistics.title")} intro=${t("statistics.intro")}>
        <${Loaded} of=${load}>${(data) => html`
            <dl class="figures">
                <${Number} id="waiting" value=${count(data.waiting)} />
                <${Number} id="late" value=${count(data.late)} bad=${data.late > 0} />
                <${Number} id="oldest" value=${data.waiting > 0 ? span(data.oldest_ms) : "–"} />
                <${Number} id="median" value=${data.waiting > 0 ? span(data.median_age_ms) : "–"} />
            </dl>
            <div class="charts">
                <${BarChart} title=${t("statistics.ages")} help=${t("statistics.ages_help")} groups=${ageGroups(data.ages)} series=${[t("statistics.items")]} first=${t("statistics.age_column")} />
                <${Reviewers} reviewers=${data.reviewers} />
                <${BarChart}
                    broad
                    title=${t("statistics.days")}
                    help=${t("statistics.days_help")}
                    groups=${data.days.map((day) => ({ label: namedDay(day.day), values: SERIES.map((series) => day[series]) }))}
                    series=${SERIES.map((series) => t(`statistics.${series}`))}
                    first=${t("statistics.day_column")}
                />
            </div>
        `}<//>
    <//>`;
}
