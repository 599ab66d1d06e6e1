// One order window: its orders, its pick list, everything picked at once, and the export for a vendor.
import { useRef, useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { dayOf } from "../base/calendar.js";
import { calendarDay, count, fullMoment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { mayChange } from "../base/screen_choice.js";
import { api, session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { download } from "../parts/download.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { Tabs } from "../parts/tabs.js";
import { UnitChoice, useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { OrderTag, WindowTag } from "./order_tags.js";
import { STATES, unitsOf } from "./orders_model.js";
import { PickList } from "./pick_list.js";
import { PickPaper } from "./pick_paper.js";

const VIEWS = ["pick", "list"];

const COLUMNS = ["resident", "unit", "code", "units", "total", "paid", "state"];

function OrderRow({ order, unit }) {
    return html`<tr>
        <th scope="row"><a class="row-link" href=${hashOf("orders", order.window_id, "order", order.id)}><span class="name">${order.resident_number}</span></a></th>
        <td>${unit}</td>
        <td><code>${order.receipt_code}</code></td>
        <td class="number">${count(unitsOf(order))}</td>
        <td class="number">${money(order.total_cents)}</td>
        <td class="number">${order.state === "delivered" ? money(order.charged_cents - order.refunded_cents) : "–"}</td>
        <td><${OrderTag} state=${order.state} /></td>
    </tr>`;
}

function OrderList({ window, unit, nameOf }) {
    const [state, setState] = useState("");
    const table = useRef(null);
    const { list, rows, pager } = usePaged(
        "/api/v1/commissary/orders",
        { window_id: window, unit_id: unit, state },
        "orders",
    );
    useKeys(rowKeys(table));
    const choices = [
        { value: "", text: t("orders.every_state") },
        ...STATES.map((each) => ({ value: each, text: t(`orders.state.${each}`) })),
    ];
    return html`
        <div class="list-head"><${Choice} label=${t("orders.column.state")} value=${state} choices=${choices} onInput=${setState} /></div>
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="package" title=${t("orders.none")} />`
                : html`<${Table} caption=${t("orders.title")} heading=${(column) => t(`orders.column.${column}`)} columns=${COLUMNS} numbers=${["units", "total", "paid"]} tableRef=${table}>
                      ${rows.map((order) => html`<${OrderRow} key=${order.id} order=${order} unit=${nameOf(order.unit_id)} />`)}
                  <//>`}<//>
        ${pager}`;
}

/** One more look before a whole list is marked. */
function AskPicked({ window, unit, unitName, orders, onClose, onDone }) {
    const action = useAction();
    const send = async () => {
        const body = unit === "" ? {} : { unit_id: unit };
        const answer = await action.run(() =>
            api.post(`/api/v1/commissary/windows/${encodeURIComponent(window)}/pick`, body),
        );
        if (!answer) return;
        say(t("orders.picked_done", { count: answer.picked }));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//>
        <${Button} kind="primary" busy=${action.busy} onClick=${send} autofocus>${t("orders.pick_all")}<//>`;
    return html`<${Dialog} title=${t("orders.pick_title", { count: orders.length })} onClose=${onClose} actions=${actions}>
        <p>${unitName}</p>
        <p>${t("orders.pick_what")}</p>
        ${action.error && html`<${Fault}>${faultText(action.error, "orders")}<//>`}
    <//>`;
}

function Export({ window: { id, delivery_ms } }) {
    const action = useAction();
    const save = (format) =>
        action.run(() =>
            download(
                `/api/v1/commissary/windows/${encodeURIComponent(id)}/export`,
                { format },
                `orders-${dayOf(delivery_ms)}.${format}`,
            ),
        );
    return html`<div class="row">
        <${Button} icon="download" busy=${action.busy} onClick=${() => save("csv")}>${t("orders.export_csv")}<//>
        <${Button} icon="download" busy=${action.busy} onClick=${() => save("json")}>${t("orders.export_json")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    </div>`;
}

export function WindowPage({ id, view }) {
    const shown = VIEWS.includes(view) ? view : "pick";
    const { role } = useStore(session);
    const [unit, setUnit] = useState("");
    const [asking, setAsking] = useState(false);
    const { units, nameOf } = useUnits();
    const list = useLoad(
        (how) => api.get(`/api/v1/commissary/windows/${encodeURIComponent(id)}/pick-list`, { unit_id: unit }, how),
        `pick ${id} ${unit}`,
        { every: 60_000 },
    );
    const window = list.data?.window;
    const waiting = (list.data?.orders ?? []).filter((order) => order.state === "submitted");
    const picking =
        mayChange(role, "orders") && window?.state !== "open" && window?.state !== "waits" && waiting.length > 0;
    const done = () => {
        setAsking(false);
        list.again();
    };
    const title = window ? t("orders.delivery_on", { day: calendarDay(window.delivery_ms) }) : t("orders.title");
    const aside = html`<div class="row no-print">
        ${shown === "pick" && html`<${Button} icon="printer" onClick=${() => globalThis.print()}>${t("orders.print")}<//>`}
        ${picking && html`<${Button} kind="primary" icon="package" onClick=${() => setAsking(true)}>${t("orders.pick_all")}<//>`}
    </div>`;
    return html`<${Screen} title=${title} aside=${aside}>
        <a class="back no-print" href=${hashOf("orders")}><${Icon} name="arrow-left" /><span>${t("orders.windows")}</span></a>
        <div class="list-head no-print"><${Tabs} label=${t("orders.views")} of=${VIEWS} current=${shown} to=${(each) => hashOf("orders", id, each)} text=${(each) => t(`orders.view.${each}`)} /><${UnitChoice} units=${units} value=${unit} onInput=${setUnit} /></div>
        <${Loaded} of=${list}>${(data) => html`
            <p class="row"><${WindowTag} state=${data.window.state} /><span>${t("orders.cut_off_at", { when: fullMoment(data.window.cut_off_ms) })}</span></p>
            ${shown === "pick" ? html`<${PickList} orders=${data.orders} nameOf=${nameOf} /><${PickPaper} orders=${data.orders} paper=${data.paper} nameOf=${nameOf} />` : html`<${OrderList} window=${id} unit=${unit} nameOf=${nameOf} />`}
            <div class="no-print"><${Export} window=${data.window} /></div>
        `}<//>
        ${asking && html`<${AskPicked} window=${id} unit=${unit} unitName=${unit === "" ? t("units.every") : nameOf(unit)} orders=${waiting} onClose=${() => setAsking(false)} onDone=${done} />`}
    <//>`;
}
