// The audit log: what was done, by whom and when, newest first; and its proof. #/audit
import { useState } from "preact/hooks";
import { count, fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Name, Note, Tag } from "../parts/basics.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { Older } from "../parts/pager.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { actorText, eventText, everything, nextOf, queryOf } from "./audit_model.js";

const COLUMNS = ["number", "when", "event", "who", "about", "code"];
const OUTCOMES = { refused: ["warning", "ban"], failed: ["bad", "circle-alert"] };

function Outcome({ outcome }) {
    const [tone, icon] = OUTCOMES[outcome] ?? [];
    if (!tone) return null;
    return html` <${Tag} tone=${tone} icon=${icon}>${codeText("audit.outcome", outcome)}<//>`;
}

function Row({ entry, names }) {
    return html`<tr>
        <td class="number">${count(entry.sequence)}</td>
        <td class="keep">${fullMoment(entry.at_ms)}</td>
        <th scope="row">${eventText(entry.event)}<${Outcome} outcome=${entry.outcome} /></th>
        <td><${Name}>${actorText(entry, names)}<//>${entry.actor_id && html`<p class="small"><code>${entry.actor_id}</code></p>`}</td>
        <td>${entry.subject_id && html`<code class="small">${entry.subject_id}</code>`}</td>
        <td class="wrap"><bdi>${[entry.code, entry.detail].filter(Boolean).join(" · ")}</bdi></td>
    </tr>`;
}

/** The whole chain is walked: it takes a while at a hub of years. */
function Verify() {
    const action = useAction();
    const [proof, setProof] = useState(undefined);
    const verify = async () => {
        const answer = await action.run(() => api.post("/api/v1/audit/verify", {}));
        setProof(answer);
    };
    return html`<section class="card no-print" aria-label=${t("audit.proof")}>
        <div class="row"><${Button} kind="primary" icon="shield-check" busy=${action.busy} onClick=${verify}>${t("audit.verify")}<//><p class="small">${t("audit.verify_what")}</p></div>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div role="status">${proof?.whole && html`<${Note} icon="circle-check">${t("audit.whole", { count: count(proof.sequence) })}<//>`}</div>
        ${proof && !proof.whole && html`<${Fault}>${t("audit.broken", { detail: proof.detail })}<//>`}
    </section>`;
}

function Log({ filter, names }) {
    const [back, setBack] = useState([0]);
    const query = queryOf(filter, back.at(-1));
    const load = useLoad((how) => api.get("/api/v1/audit/search", query, how), `audit ${JSON.stringify(query)}`);
    return html`<${Loaded} of=${load}>${({ events }) => html`
        ${
            events.length === 0
                ? html`<${Empty} icon="scroll-text" title=${t("audit.none")} />`
                : html`<${Table} caption=${t("audit.title")} heading=${(column) => t(`audit.column.${column}`)} columns=${COLUMNS} numbers=${["number"]} still>
                      ${events.map((entry) => html`<${Row} key=${entry.sequence} entry=${entry} names=${names} />`)}
                  <//>`
        }
        <${Older} back=${back} next=${nextOf(events)} onTurn=${setBack} />`}<//>`;
}

export function AuditScreen() {
    const [filter, setFilter] = useState(everything);
    const kinds = useLoad((how) => api.get("/api/v1/audit/search", { limit: 1 }, how), "audit kinds");
    const staff = useLoad((how) => api.get("/api/v1/staff", {}, how), "audit staff");
    const names = new Map((staff.data?.staff ?? []).map((account) => [account.id, account.name]));
    const set = (member) => (value) => setFilter({ ...filter, [member]: value });
    const events = (kinds.data?.kinds ?? []).map((value) => ({ value, text: eventText(value) }));
    const choices = [{ value: "", text: t("audit.all") }, ...events.sort((a, b) => a.text.localeCompare(b.text))];
    return html`<${Screen} wide title=${t("audit.title")} intro=${t("audit.intro")}>
        <${Verify} />
        <div class="filters no-print">
            <${Choice} label=${t("audit.event")} value=${filter.event} choices=${choices} onInput=${set("event")} />
            <${Field} label=${t("audit.from")} type="date" value=${filter.from} onInput=${set("from")} />
            <${Field} label=${t("audit.to")} type="date" value=${filter.to} onInput=${set("to")} />
        </div>
        <${Log} key=${JSON.stringify(filter)} filter=${filter} names=${names} />
    <//>`;
}
