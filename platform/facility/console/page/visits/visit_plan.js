// How visits are offered: rules, prices, places with their hours; the trust office replaces all of it by a file.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Empty, Fault, Note } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { saveFile } from "../parts/download.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { millsText, rateState } from "../phone/phone_model.js";
import { readPlanFile } from "./visits_model.js";

const PATH = "/api/v1/visits/plan";
const COLUMNS = ["place", "room", "hours", "near"];
const POINTS = 100; // in a percent

const clockOf = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
const weekdaysOf = (bits) =>
    [0, 1, 2, 3, 4, 5, 6]
        .filter((day) => bits & (1 << day))
        .map((day) => t(`visits.weekday.${day}`))
        .join(" ");

function figuresOf(plan, now) {
    const price = plan.prices.find((each) => rateState(each, now) === "in_force");
    const hours = (minutes) => t("visits.hours", { count: Math.round(minutes / 6) / 10 });
    return [
        {
            label: t("visits.figure.lengths"),
            text: t("visits.minutes", { list: plan.lengths.map((each) => each.minutes).join(", ") }),
        },
        { label: t("visits.figure.minute"), text: price ? millsText(price.minute_mills) : "–", strong: true },
        { label: t("visits.figure.notice"), text: hours(plan.notice_minutes) },
        { label: t("visits.figure.ahead"), text: t("visits.days", { count: plan.ahead_days }) },
        { label: t("visits.figure.week"), text: plan.visits_a_week === 0 ? "–" : count(plan.visits_a_week) },
        { label: t("visits.figure.free"), text: hours(plan.full_refund_minutes) },
        { label: t("visits.figure.late"), text: `${plan.late_refund_points / POINTS} %` },
        { label: t("visits.figure.missed"), text: `${plan.missed_refund_points / POINTS} %` },
    ];
}

function PlaceRow({ place }) {
    return html`<tr>
        <th scope="row"><bdi>${place.name}</bdi><p class="small"><bdi>${place.code}</bdi></p></th>
        <td><bdi>${place.room || "–"}</bdi></td>
        <td>${place.hours.map((each) => html`<p key=${`${each.weekdays} ${each.from_minute}`}>${weekdaysOf(each.weekdays)}, ${clockOf(each.from_minute)} – ${clockOf(each.to_minute)}</p>`)}</td>
        <td><bdi>${place.neighbours.join(", ") || "–"}</bdi></td>
    </tr>`;
}

function ReplacePlan({ plan, onDone }) {
    const [file, setFile] = useState({ name: "", body: undefined, fault: undefined });
    const action = useAction();
    const choose = (name, text) => setFile({ name, ...readPlanFile(name, text) });
    const replace = async () => {
        if (!file.body) return setFile({ ...file, fault: file.fault ?? "import.file_missing" });
        const answer = await action.run(() => api.put(PATH, file.body));
        if (!answer) return undefined;
        setFile({ name: "", body: undefined });
        say(t("visits.plan_done", { count: answer.resources.length }));
        return onDone();
    };
    const keep = () =>
        saveFile(new Blob([`${JSON.stringify(plan, null, 1)}\n`], { type: "application/json" }), "visit-plan.json");
    return html`<section class="card" aria-label=${t("visits.replace")}>
        <${FileField} label=${t("visits.plan_file")} help=${t("visits.plan_help")} error=${file.fault && t(file.fault)} accept=".json" name=${file.name} onFile=${choose} />
        <div class="row"><${Button} icon="download" onClick=${keep}>${t("visits.keep_file")}<//><${Button} kind="primary" icon="check" busy=${action.busy} onClick=${replace}>${t("visits.replace")}<//></div>
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
    </section>`;
}

export function VisitPlan() {
    const now = useNow();
    const change = useMayChange("visit-plan");
    const list = useLoad((how) => api.get(PATH, {}, how), "visits plan");
    return html`<${Loaded} of=${list}>${(plan) => html`
        ${plan.lengths.length > 0 && html`<${Figures} of=${figuresOf(plan, now)} />`}
        ${Object.keys(plan.note).length > 0 && html`<${Note}>${localText(plan.note)}<//>`}
        ${
            plan.resources.length === 0
                ? html`<${Empty} icon="calendar-clock" title=${t("visits.no_plan")} />`
                : html`<${Table} caption=${t("visits.tab.plan")} heading=${(column) => t(`visits.column.${column}`)} columns=${COLUMNS} still>
                      ${plan.resources.map((each) => html`<${PlaceRow} key=${each.code} place=${each} />`)}
                  <//>`
        }
        ${plan.closed.length > 0 && html`<p>${t("visits.closed", { list: plan.closed.join(", ") })}</p>`}
        ${change && html`<${ReplacePlan} plan=${plan} onDone=${list.again} />`}`}<//>`;
}
