// Terminals: where they stand, what they last said, until when their certificates are good; cut off when one is lost.
import { useRef } from "preact/hooks";
import { count, fullMoment, moment } from "../base/format.js";
import { hashOf, useRoute } from "../base/route.js";
import { useKeys } from "../base/keys.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Empty, Name, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePages } from "../parts/pager.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { Alarms } from "./alarms.js";
import { certificateOf, diagnosticsOf, inOrder, troublesOf } from "./devices_model.js";
import { Floor } from "./floor.js";
import { Policies } from "./policies.js";

const EVERY_MS = 30_000;
const PAGE = 50;
const MOST_WHY = 200;
const VIEWS = ["list", "floor", "policy"];
const COLUMNS = ["name", "unit", "state", "seen", "outbox", "diagnostics", "certificate"];
const TONES = {
    good: ["good", "check"],
    given: ["info", "refresh-cw"],
    soon: ["warning", "clock"],
    over: ["bad", "circle-alert"],
    revoked: ["neutral", "ban"],
};

function Revoke({ device, onClose, onDone }) {
    const asking = useReason(`device ${device.id}`, {
        post: (body) => api.post(`/api/v1/devices/${encodeURIComponent(device.id)}/revoke`, body),
        done() {
            say(t("devices.revoked", { name: device.name }));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="devices" title=${t("devices.ask", { name: device.name })} send=${t("devices.revoke")} most=${MOST_WHY}>
        <p>${t("devices.what")}</p>
        ${device.health.outbox_depth > 0 && html`<p><b>${t("devices.waiting", { count: device.health.outbox_depth })}</b></p>`}
    <//>`;
}

function Certificate({ device, now }) {
    const state = certificateOf(device, now);
    const [tone, icon] = TONES[state];
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`devices.certificate.${state}`)}<//>
        ${
            state === "revoked"
                ? html`<p class="small"><span>${fullMoment(device.revoked_ms)}</span> <bdi>${device.revoked_why}</bdi></p>`
                : html`<p class="small">${t("devices.good_until", { when: fullMoment(device.certificate_not_after_ms) })}</p>`
        }
        ${state === "given" && html`<p class="small">${t("devices.next_until", { when: fullMoment(device.next_certificate_not_after_ms) })}</p>`}`;
}

const DIAGNOSED = { untested: ["neutral", "wrench"], failed: ["bad", "circle-alert"], passed: ["good", "check"] };

/** What a technician's last visit came to, when it was, and whose it was. */
function Diagnostics({ health, now }) {
    const came = diagnosticsOf(health);
    if (came === "never") return t("devices.never");
    const [tone, icon] = DIAGNOSED[came];
    const at = came === "untested" ? health.serviced_ms : health.tested_ms;
    const counts = { passed: count(health.tests_passed), failed: count(health.tests_failed) };
    return html`<${Tag} tone=${tone} icon=${icon}>${t(`devices.diagnosed.${came}`, counts)}<//>
        <p class="small"><span title=${fullMoment(at)}>${moment(at, now)}</span> <bdi>${health.serviced_by === "phone" ? t("devices.by_phone") : t("devices.by_technician", { serial: health.serviced_by })}</bdi></p>
        ${came === "failed" && html`<p class="small"><bdi>${health.failed_tests.replaceAll(",", ", ")}</bdi></p>`}`;
}

/** What it said of itself, and what its TPM proved when it was enrolled. */
function Keys({ device }) {
    const { attested, attested_why: why, attested_maker: maker, health } = device;
    return html`
        ${health.assurance && html`<p class="small">${codeText("devices.keys", health.assurance)}</p>`}
        ${attested && html`<p class="small">${t(`devices.attested.${attested}`, { maker })}${why && html` <span>${codeText("devices.attested_why", why)}</span>`}</p>`}`;
}

function Row({ device, now, change, onRevoke }) {
    const { health } = device;
    return html`<tr>
        <th scope="row"><${Name}>${device.name}<//><p class="small">${codeText("devices.kind", device.kind)} <bdi>${device.serial}</bdi></p></th>
        <td>${device.unit}</td>
        <td class="tags"><${Alarms} of=${troublesOf(device)} active=${device.state === "active"} /></td>
        <td>${health.seen_ms > 0 ? html`<span title=${fullMoment(health.seen_ms)}>${moment(health.seen_ms, now)}</span>` : t("devices.never")}${health.version && html`<p class="small"><bdi>${health.version}</bdi></p>`}</td>
        <td class="number">${count(health.outbox_depth)}</td>
        <td><${Diagnostics} health=${health} now=${now} /></td>
        <td><${Certificate} device=${device} now=${now} /><${Keys} device=${device} /></td>
        ${change && html`<td class="row-actions">${device.state === "active" && html`<button type="button" class="button small danger-plain row-link" onClick=${onRevoke}>${t("devices.revoke")}<span class="sr"> ${device.name}</span></button>`}</td>`}
    </tr>`;
}

function List({ devices, change, onRevoke }) {
    const now = useNow();
    const table = useRef(null);
    const { shown, pager } = usePages(inOrder(devices, now), PAGE);
    useKeys(rowKeys(table));
    if (devices.length === 0)
        return html`<${Empty} icon="monitor" title=${t("devices.none")}>${t("devices.none_do")}<//>`;
    const columns = change ? [...COLUMNS, "change"] : COLUMNS;
    return html`
        <${Table} caption=${t("devices.title")} heading=${(column) => t(`devices.column.${column}`)} columns=${columns} numbers=${["outbox"]} tableRef=${table}>
            ${shown.map((device) => html`<${Row} key=${device.id} device=${device} now=${now} change=${change} onRevoke=${() => onRevoke(device.id)} />`)}
        <//>
        ${pager}`;
}

function Summary({ fleet }) {
    const figures = [
        { label: t("devices.figure.troubled"), text: count(fleet.troubled), strong: fleet.troubled > 0 },
        { label: t("devices.figure.active"), text: count(fleet.active) },
        { label: t("devices.figure.waiting"), text: count(fleet.waiting) },
        { label: t("devices.figure.version"), text: fleet.version || "–" },
    ];
    return html`<${Figures} of=${figures} />`;
}

export function DevicesScreen() {
    const { parts } = useRoute();
    const view = VIEWS.includes(parts[0]) ? parts[0] : "list";
    const change = useMayChange("devices");
    const [open, setOpen, close] = useDraft("devices", { id: "" });
    const list = useLoad((how) => api.get("/api/v1/devices", {}, how), "devices", { every: EVERY_MS });
    const asked = change && list.data?.devices.find((device) => device.id === open.id && device.state === "active");
    const done = () => {
        close();
        list.again();
    };
    return html`<${Screen} wide title=${t("devices.title")} intro=${t("devices.intro")}>
        <div class="list-head"><${Tabs} label=${t("devices.title")} of=${VIEWS} current=${view} to=${(each) => (each === "list" ? hashOf("devices") : hashOf("devices", each))} text=${(each) => t(`devices.view.${each}`)} /></div>
        ${view === "policy" && html`<${Policies} devices=${list.data?.devices ?? []} change=${change} />`}
        ${
            view !== "policy" &&
            html`<${Loaded} of=${list}>${({ devices, fleet }) => html`
            <${Summary} fleet=${fleet} />
            ${view === "floor" ? html`<${Floor} devices=${devices} />` : html`<${List} devices=${devices} change=${change} onRevoke=${(id) => setOpen({ id })} />`}`}<//>`
        }
        ${asked && html`<${Revoke} key=${asked.id} device=${asked} onClose=${() => close()} onDone=${done} />`}
    <//>`;
}
