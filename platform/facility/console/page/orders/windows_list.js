// The order windows, the next delivery first, and one order by its receipt code.
import { useRef, useState } from "preact/hooks";
import { calendarDay, fullMoment, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { rowKeys, Table } from "../parts/table.js";
import { useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { WindowTag } from "./order_tags.js";
import { receiptCode } from "./orders_model.js";

const EVERY_MS = 60_000;
const COLUMNS = ["delivery", "for", "opens", "cut_off", "state"];

function FindOrder() {
    const [typed, setTyped] = useState("");
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const find = async (event) => {
        event.preventDefault();
        const code = receiptCode(typed);
        setWrong(code === "" ? t("orders.code_missing") : undefined);
        if (code === "") return;
        const answer = await action.run(() => api.get("/api/v1/commissary/orders", { receipt_code: code, limit: 1 }));
        if (!answer) return;
        const [order] = answer.orders;
        if (order) go("orders", order.window_id, "order", order.id);
        else setWrong(t("orders.code_unknown", { code }));
    };
    return html`<form class="find" onSubmit=${find}>
        <${Field} label=${t("orders.code")} error=${wrong} value=${typed} onInput=${setTyped} maxlength=${24} autocomplete="off" spellcheck=${false} />
        <${Button} type="submit" icon="search" busy=${action.busy}>${t("orders.find")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    </form>`;
}

function Row({ window, name, now }) {
    return html`<tr>
        <th scope="row"><a class="row-link" href=${hashOf("orders", window.id)}><span class="name">${calendarDay(window.delivery_ms)}</span></a></th>
        <td>${name}</td>
        <td>${moment(window.opens_ms, now)}</td>
        <td title=${fullMoment(window.cut_off_ms)}>${moment(window.cut_off_ms, now)}</td>
        <td><${WindowTag} state=${window.state} /></td>
    </tr>`;
}

export function WindowsList() {
    const now = useNow();
    const table = useRef(null);
    const { nameOf } = useUnits();
    const list = useLoad((how) => api.get("/api/v1/commissary/windows", {}, how), "windows", { every: EVERY_MS });
    useKeys(rowKeys(table));
    const nameFor = (window) => (window.unit_id ? nameOf(window.unit_id) : t("units.every"));
    return html`<${Screen} title=${t("orders.title")} intro=${t("orders.intro")} aside=${html`<${FindOrder} />`}>
        <${Loaded} of=${list}>${({ windows }) =>
            windows.length === 0
                ? html`<${Empty} icon="package" title=${t("orders.no_windows")}>${t("orders.no_windows_do")}<//>`
                : html`<${Table} caption=${t("orders.windows")} heading=${(column) => t(`orders.column.${column}`)} columns=${COLUMNS} tableRef=${table}>
                      ${windows.map((window) => html`<${Row} key=${window.id} window=${window} name=${nameFor(window)} now=${now} />`)}
                  <//>`}<//>
    <//>`;
}
