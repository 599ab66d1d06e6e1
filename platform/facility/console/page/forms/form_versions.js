// The versions of a form, and what another one says otherwise than the one that is in force.
import { useState } from "preact/hooks";
import { fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Empty, Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { Table } from "../parts/table.js";
import { differences } from "./form_changes.js";

/** `of`: as differences() finds them. */
export function Differences({ of, columns = ["where", "was", "becomes"] }) {
    if (of.length === 0) return html`<p>${t("forms.no_difference")}</p>`;
    return html`<${Table} caption=${t("forms.differences")} columns=${columns} heading=${(column) => t(`forms.column.${column}`)}>
        ${of.map((each) => html`<tr key=${each.where}><th scope="row" class="wrap">${each.where}</th><td class="wrap" dir="auto">${each.before || "–"}</td><td class="wrap" dir="auto">${each.after || "–"}</td></tr>`)}
    <//>`;
}

function Compared({ code, revision, inForce, nameOf }) {
    const path = `/api/v1/forms/${encodeURIComponent(code)}`;
    const load = useLoad((how) => api.get(path, { revision }, how), `form ${code} ${revision}`);
    return html`<section class="card" aria-label=${t("forms.compared", { revision })}>
        <h2>${t("forms.compared", { revision })}</h2>
        <${Loaded} of=${load}>${({ form }) => html`<${Differences} of=${differences(form, inForce, nameOf)} columns=${["where", "then", "now"]} />`}<//>
    </section>`;
}

/** `inForce`: {form, revision} of the hub. */
export function FormVersions({ code, inForce, nameOf }) {
    const [chosen, setChosen] = useState(undefined);
    const load = useLoad(
        (how) => api.get(`/api/v1/forms/${encodeURIComponent(code)}/versions`, {}, how),
        `versions ${code}`,
    );
    return html`<${Loaded} of=${load}>${({ versions }) =>
        html`<${Table} caption=${t("forms.versions")} columns=${["version", "since", "until", "by", "compare"]} heading=${(column) => t(`forms.column.${column}`)} numbers=${["version"]}>
            ${versions.map(
                (each) => html`<tr key=${each.revision}>
                    <th scope="row" class="number">${each.revision}</th>
                    <td>${fullMoment(each.from_ms)}</td>
                    <td>${each.until_ms > 0 ? fullMoment(each.until_ms) : html`<${Tag} tone="good" icon="check">${t("forms.in_force")}<//>`}</td>
                    <td>${codeText("role", each.by_role)}</td>
                    <td class="row-actions">${each.revision !== inForce.revision && html`<button type="button" class="button small" aria-pressed=${chosen === each.revision ? "true" : "false"} onClick=${() => setChosen(each.revision)}>${t("forms.compare")}<span class="sr"> ${t("forms.version", { revision: each.revision })}</span></button>`}</td>
                </tr>`,
            )}
        <//>
        ${versions.length === 1 && html`<${Empty} icon="history" title=${t("forms.only_version")} />`}`}<//>
    ${chosen !== undefined && html`<${Compared} key=${chosen} code=${code} revision=${chosen} inForce=${inForce.form} nameOf=${nameOf} />`}`;
}
