// The terminals as they hang: unit by unit, each with what about it needs somebody.
import { count, moment } from "../base/format.js";
import { t } from "../base/text.js";
import { Empty, Name } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { usePages } from "../parts/pager.js";
import { Alarms } from "./alarms.js";
import { floorOf } from "./devices_model.js";

const UNITS = 24; // at a time

function Terminal({ device, now }) {
    return html`<li class=${device.alarms.length > 0 ? "floor-terminal troubled" : "floor-terminal"}>
        <strong><${Name}>${device.name}<//></strong>
        <span class="tags"><${Alarms} of=${device.alarms} active=${true} /></span>
        <span class="small">${device.health.seen_ms > 0 ? t("devices.seen", { when: moment(device.health.seen_ms, now) }) : t("devices.no_report")}</span>
    </li>`;
}

function Unit({ of, now }) {
    const all = of.devices.length;
    return html`<section class="card floor-unit" aria-label=${of.unit}>
        <h2><bdi>${of.unit}</bdi></h2>
        <p>${t("devices.floor_good", { good: count(of.good), all: count(all) })}</p>
        <meter class="floor-bar" aria-label=${t("devices.floor_bar", { unit: of.unit })} min="0" max=${all} value=${of.good}></meter>
        <ul class="floor-terminals">${of.devices.map((device) => html`<${Terminal} key=${device.id} device=${device} now=${now} />`)}</ul>
    </section>`;
}

export function Floor({ devices }) {
    const now = useNow();
    const { shown, pager } = usePages(floorOf(devices), UNITS);
    if (shown.length === 0)
        return html`<${Empty} icon="monitor" title=${t("devices.none")}>${t("devices.none_do")}<//>`;
    return html`<div class="floor">${shown.map((of) => html`<${Unit} key=${of.unit} of=${of} now=${now} />`)}</div>${pager}`;
}
