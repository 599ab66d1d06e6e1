// The board of health staff: who waits to be looked at, and until when. What a resident wrote stands in the request alone. #/sick-call
import { useRef } from "preact/hooks";
import { fullMoment, moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, localText, t } from "../base/text.js";
import { Empty, Name, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { rowKeys, Table } from "../parts/table.js";
import { useUnits } from "../parts/units.js";
import { RequestTag, UrgentTag } from "../requests/request_tags.js";
import { deskText } from "../requests/requests_model.js";
import { Screen } from "../shell/screen.js";
import { boardClock } from "./sick_call_model.js";

const EVERY_MS = 30_000;
const COLUMNS = ["clock", "what", "resident", "unit", "filed", "desk", "state"];

function Row({ request, name, unit, now }) {
    const clock = boardClock(request, now);
    return html`<tr>
        <td><${Tag} tone=${clock.tone} icon=${clock.icon}>${clock.text}<//></td>
        <th scope="row"><a class="row-link" href=${hashOf("requests", "one", request.id)}><span class="name">${name}</span></a>${request.urgent && html` <${UrgentTag} />`}</th>
        <td><${Name}>${request.resident_name}<//> <span class="about">${request.resident_number}</span></td>
        <td>${unit}</td>
        <td title=${fullMoment(request.submitted_ms)}>${moment(request.submitted_ms, now)}</td>
        <td>${deskText(request.role)}</td>
        <td><${RequestTag} state=${request.state} /></td>
    </tr>`;
}

function Board({ board, now, table }) {
    const forms = useLoad((how) => api.get("/api/v1/forms", { retired: "true" }, how), "forms");
    const { nameOf } = useUnits();
    const names = forms.data?.forms ?? [];
    const nameOfForm = (code) => localText(names.find((form) => form.code === code)?.name, codeText("form", code));
    if (board.requests.length === 0) return html`<${Empty} icon="circle-check" title=${t("sick_call.none")} />`;
    return html`<p role="status">${t("sick_call.counts", board)}</p>
        <${Table} caption=${t("sick_call.title")} heading=${(column) => t(`requests.column.${column}`)} columns=${COLUMNS} tableRef=${table}>
            ${board.requests.map((request) => html`<${Row} key=${request.id} request=${request} name=${nameOfForm(request.form_code)} unit=${nameOf(request.unit_id)} now=${now} />`)}
        <//>
        ${board.waiting > board.requests.length && html`<p>${t("sick_call.more")}</p>`}`;
}

export function SickCallScreen() {
    const now = useNow();
    const table = useRef(null);
    const load = useLoad((how) => api.get("/api/v1/sick-call", {}, how), "sick-call", { every: EVERY_MS });
    useKeys(rowKeys(table));
    return html`<${Screen} wide title=${t("sick_call.title")} intro=${t("sick_call.intro")}>
        ${
            load.error?.code === "health_staff_only"
                ? html`<${Empty} icon="lock" title=${t("sick_call.only")}>${t("sick_call.only_do")}<//>`
                : html`<${Loaded} of=${load}>${() => html`<${Board} board=${load.data} now=${now} table=${table} />`}<//>`
        }
    <//>`;
}
