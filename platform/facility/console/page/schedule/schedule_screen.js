// Hours of the housing units, and what residents have to go to. #/schedule/hours/UNIT, #/schedule/days/UNIT[/DATE],
// #/schedule/appointments[/UNIT]
import { fullMoment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Empty, Waiting } from "../parts/basics.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Tabs } from "../parts/tabs.js";
import { useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { Appointments } from "./appointments.js";
import { DifferentDay, DifferentDays } from "./schedule_days.js";
import { Entries } from "./schedule_entries.js";
import { bodyWith } from "./schedule_model.js";

const TABS = ["hours", "days", "appointments"];

function Schedule({ tab, unit, date, change }) {
    const path = `/api/v1/units/${encodeURIComponent(unit)}/schedule`;
    const load = useLoad((how) => api.get(path, {}, how), `schedule ${unit}`);
    const putWith = (shown) => async (what) => {
        try {
            const put = await api.put(path, bodyWith(shown, what));
            load.set(() => put);
            return put;
        } catch (error) {
            if (error.code === "changed_since") load.again();
            throw error;
        }
    };
    return html`<${Loaded} of=${load}>${(schedule) => {
        const put = putWith(schedule);
        return html`
            ${schedule.revision > 0 && html`<p class="small">${t("schedule.as_of", { when: fullMoment(schedule.changed_ms), role: codeText("role", schedule.by_role) })}</p>`}
            ${tab === "hours" && html`<${Entries} entries=${schedule.entries} ofWeek=${true} caption=${t("schedule.tab.hours")} change=${change} put=${(entries) => put({ entries })} />`}
            ${tab === "days" && !date && html`<${DifferentDays} schedule=${schedule} unit=${unit} change=${change} put=${put} />`}
            ${tab === "days" && date && html`<${DifferentDay} schedule=${schedule} unit=${unit} date=${date} change=${change} put=${put} />`}`;
    }}<//>`;
}

export function ScheduleScreen({ parts }) {
    const change = useMayChange("schedule");
    const { units, known } = useUnits();
    const tab = TABS.includes(parts[0]) ? parts[0] : TABS[0];
    const chosen = units.find((each) => each.id === parts[1])?.id;
    const unit = chosen ?? units[0]?.id;
    const go = (id) => {
        location.hash = hashOf("schedule", tab, id);
    };
    const choices = units.map((each) => ({ value: each.id, text: each.name }));
    const ofUnit = unit
        ? html`<div class="filters"><${Choice} label=${t("units.label")} value=${unit} choices=${choices} onInput=${go} /></div>
              <${Schedule} key=${unit} tab=${tab} unit=${unit} date=${tab === "days" ? parts[2] : undefined} change=${change} />`
        : known
          ? html`<${Empty} icon="calendar-x" title=${t("schedule.no_units")} />`
          : html`<${Waiting} />`;
    return html`<${Screen} wide title=${t("schedule.title")} intro=${t("schedule.intro")}>
        <${Tabs} label=${t("schedule.title")} of=${TABS} current=${tab} to=${(each) => (chosen ? hashOf("schedule", each, chosen) : hashOf("schedule", each))} text=${(each) => t(`schedule.tab.${each}`)} />
        ${tab === "appointments" ? html`<${Appointments} units=${units} unit=${chosen ?? ""} change=${change} onUnit=${go} />` : ofUnit}
    <//>`;
}
