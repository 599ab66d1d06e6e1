// What waits for a decision, oldest deadline first.
import { useRef, useState } from "preact/hooks";
import { count } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { go, hashOf } from "../base/route.js";
import { api, session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Pager } from "../parts/pager.js";
import { DecideBy, KindTag, Person, WhyTag } from "../parts/people.js";
import { rowKeys, Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { endsOf, heldBy, kindOf, PAGE, TABS, whyHeld } from "./queue_model.js";

const REFRESH_MS = 30_000;

function Tabs({ kind, counts }) {
    return html`<nav class="tabs" aria-label=${t("queue.lists")}>
        ${TABS.map(
            (
                each,
            ) => html`<a key=${each} href=${hashOf("queue", each)} aria-current=${each === kind ? "page" : undefined}>
                ${each === "late" && html`<${Icon} name="alarm-clock" size=${16} />`}<span>${t(`queue.kind.${each}`)}</span>
                ${counts?.[each] !== undefined && html`<span class="count">${count(counts[each])}</span>`}
            </a>`,
        )}
    </nav>`;
}

function Row({ item, kind, me, now }) {
    const { from, to } = endsOf(item);
    const other = heldBy(item, me, now);
    return html`<tr class=${other ? "taken" : undefined}>
        <td><${DecideBy} item=${item} now=${now} /></td>
        <td><${KindTag} kind=${item.kind} /></td>
        <td class="who-cell"><a class="row-link" href=${hashOf("review", kind, item.id)}><${Person} who=${from} /><span class="sr"> → ${to.name}</span></a></td>
        <td class="who-cell"><${Person} who=${to} /></td>
        <td class="keep">${item.unit}</td>
        <td class="tags">${whyHeld(item).map((why) => html`<${WhyTag} key=${why} why=${why} />`)}</td>
        <td class="number">${item.photos?.length > 0 ? html`<span class="photo-count"><${Icon} name="image" size=${16} />${count(item.photos.length)}</span>` : html`<span class="none">–</span>`}</td>
        <td class="tags">
            ${item.investigating && html`<${Tag} tone="info" icon="search">${t("queue.investigating")}<//>`}
            ${item.first_approval_by && html`<${Tag} tone="info" icon="user-check">${t("queue.second_needed")}<//>`}
            ${other && html`<${Tag} icon="lock"><bdi>${other}</bdi><//>`}
            ${item.claimed_by === me && html`<${Tag} icon="user">${t("queue.yours")}<//>`}
        </td>
    </tr>`;
}

const COLUMNS = ["decide_by", "kind", "from", "to", "unit", "why", "photos", "state"];

function List({ data, kind, me, table }) {
    const now = useNow();
    if (data.items.length === 0)
        return html`<${Empty} icon="circle-check" title=${t(`queue.empty.${kind === "appeals" ? "appeals" : "other"}`)} />`;
    return html`<${Table} caption=${t("queue.caption", { list: t(`queue.kind.${kind}`) })} heading=${(column) => t(`queue.column.${column}`)} columns=${COLUMNS} numbers=${["photos"]} tableRef=${table}>
        ${data.items.map((item) => html`<${Row} key=${item.id} item=${item} kind=${kind} me=${me} now=${now} />`)}
    <//>`;
}

export function QueueScreen({ parts }) {
    const kind = kindOf(parts[0]);
    const { name: me } = useStore(session);
    const [unit, setUnit] = useState("");
    const [page, setPage] = useState({ of: kind, number: 0 });
    const number = page.of === kind ? page.number : 0;
    const table = useRef(null);
    const units = useLoad(() => api.get("/api/v1/units"), "units");
    const list = useLoad(
        (how) => api.get("/api/v1/review/queue", { kind, unit_id: unit, limit: PAGE, offset: number * PAGE }, how),
        `${kind} ${unit} ${number}`,
        { every: REFRESH_MS },
    );
    const start = useAction();
    const reviewing = useMayChange("messages");
    const begin = async () => {
        const answer = await start.run(() => api.post("/api/v1/review/claim", { kind }));
        if (answer?.item) go("review", kind, answer.item.id);
        else if (answer) list.again();
    };
    useKeys([...(reviewing ? [{ keys: ["s"], label: "keys.start", run: begin }] : []), ...rowKeys(table)]);
    const choices = [
        { value: "", text: t("queue.every_unit") },
        ...(units.data?.units ?? []).map((each) => ({ value: each.id, text: each.name })),
    ];
    const aside =
        reviewing &&
        html`<${Button} kind="primary" icon="play" hint="S" busy=${start.busy} onClick=${begin}>${t("queue.start")}<//>`;
    return html`<${Screen} wide title=${t(kind === "appeals" ? "queue.appeals_title" : "queue.title")} intro=${t(kind === "appeals" ? "queue.appeals_intro" : "queue.intro")} aside=${aside}>
        ${start.error && html`<${Fault}>${faultText(start.error)}<//>`}
        <div class="list-head">
            ${kind !== "appeals" && html`<${Tabs} kind=${kind} counts=${list.data?.counts} />`}
            <${Choice} label=${t("queue.unit")} value=${unit} choices=${choices} onInput=${setUnit} />
        </div>
        <${Loaded} of=${list}>${(data) => html`
            <${List} data=${data} kind=${kind} me=${me} table=${table} />
            <${Pager} total=${data.total} page=${number} size=${PAGE} onPage=${(next) => setPage({ of: kind, number: next })} />
        `}<//>
    <//>`;
}
