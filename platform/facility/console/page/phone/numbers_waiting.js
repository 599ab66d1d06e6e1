// Numbers that residents ask to add or to take off, who asks longest first; and the whole list of one resident.
import { useRef } from "preact/hooks";
import { moment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Empty, Name, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePaged } from "../parts/paged.js";
import { rowKeys, Table } from "../parts/table.js";
import { AddNumber } from "./add_number.js";
import { CallList } from "./calls_list.js";
import { DecideNumber } from "./decide_number.js";

const TONES = { requested: "warning", approved: "good", refused: "bad" };
const ICONS = { requested: "hourglass", approved: "phone", refused: "circle-x" };

function actionsOf(number) {
    if (number.state === "requested" || number.removal_asked) return ["approve", "refuse"];
    return number.state === "approved" ? ["remove"] : [];
}

function Actions({ number, onAsk }) {
    return html`<td class="row-actions">${actionsOf(number).map(
        (
            what,
        ) => html`<button key=${what} type="button" class=${`button small ${what === "approve" ? "row-link" : "danger-plain"}`} onClick=${() => onAsk(what)}>
            ${t(`phone.${what}`)}<span class="sr"> ${number.name}, ${number.resident_number}</span>
        </button>`,
    )}</td>`;
}

function Row({ number, whose, change, now, onAsk }) {
    const wish = number.removal_asked ? "removal" : number.state;
    return html`<tr>
        ${whose && html`<th scope="row"><a href=${hashOf("phone", "of", number.resident_id)}><${Name}>${number.resident_name}<//></a> <span class="about">${number.resident_number}</span></th>`}
        <td><${Name}>${number.name}<//><p class="small">${codeText("relationship", number.relationship)}</p></td>
        <td class="keep"><bdi>${number.number}</bdi>${number.not_recorded && html`<p class="small">${t("phone.not_recorded")}</p>`}</td>
        <td><${Tag} tone=${TONES[wish] ?? "warning"} icon=${ICONS[wish] ?? "hourglass"}>${t(`phone.wish.${wish}`)}<//>${number.reason && html`<p class="small" dir="auto">${number.reason}</p>`}</td>
        <td class="keep">${moment(number.asked_ms, now)}</td>
        ${change && html`<${Actions} number=${number} onAsk=${onAsk} />`}
    </tr>`;
}

function List({ numbers, whose, again }) {
    const now = useNow();
    const table = useRef(null);
    const change = useMayChange("phone-numbers");
    const [open, setOpen, close] = useDraft("phone numbers", { id: "", what: "" });
    useKeys(rowKeys(table));
    const asked = change && numbers.find((each) => each.id === open.id && actionsOf(each).includes(open.what));
    const done = () => {
        close();
        again();
    };
    const columns = [...(whose ? ["resident"] : []), "name", "number", "wish", "asked", ...(change ? ["decide"] : [])];
    return html`
        <${Table} caption=${t("phone.tab.numbers")} heading=${(column) => t(`phone.column.${column}`)} columns=${columns} tableRef=${table}>
            ${numbers.map((each) => html`<${Row} key=${each.id} number=${each} whose=${whose} change=${change} now=${now} onAsk=${(what) => setOpen({ id: each.id, what })} />`)}
        <//>
        ${asked && html`<${DecideNumber} key=${`${open.what} ${open.id}`} number=${asked} what=${open.what} onClose=${close} onDone=${done} />`}`;
}

export function NumbersWaiting() {
    const { list, rows, pager } = usePaged("/api/v1/phone/numbers", {}, "numbers");
    return html`
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="circle-check" title=${t("phone.none_waiting")} />`
                : html`<${List} numbers=${rows} whose again=${list.again} />`}<//>
        ${pager}`;
}

/** One resident's phone page: the list, and the calls for those who may read them. */
export function PhoneOf({ id, calls }) {
    const change = useMayChange("phone-numbers");
    const list = useLoad(
        (how) => api.get(`/api/v1/residents/${encodeURIComponent(id)}/phone-numbers`, {}, how),
        `numbers of ${id}`,
    );
    return html`
        <a class="back" href=${hashOf("phone", "numbers")}><${Icon} name="arrow-left" /><span>${t("phone.tab.numbers")}</span></a>
        <${Loaded} of=${list}>${({ numbers }) =>
            numbers.length === 0
                ? html`<${Empty} icon="phone-off" title=${t("phone.no_numbers")} />`
                : html`<h2>${numbers[0].resident_name}, ${numbers[0].resident_number}</h2><${List} numbers=${numbers} whose=${false} again=${list.again} />`}<//>
        ${change && html`<${AddNumber} resident=${id} onDone=${list.again} />`}
        ${calls && html`<h2>${t("phone.tab.calls")}</h2><${CallList} query=${{ resident_id: id }} />`}`;
}
