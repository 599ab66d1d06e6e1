// A deposit as arithmetic: what came, what each rule takes and why, what is left.
import { money } from "../base/amount.js";
import { codeText, localText, t } from "../base/text.js";
import { html } from "../parts/html.js";
import { percent, waterfall } from "./statement_model.js";

function Step({ step }) {
    const part = step.part;
    const name = part ? localText(part.name, codeText("money.part", part.code)) : t(step.key);
    const about = part && [percent(part.basis_points), part.legal_basis].filter(Boolean).join(" · ");
    const more =
        part &&
        (part.into_savings
            ? t("money.into_savings")
            : part.still_owed_cents > 0
              ? t("money.still_owed", { amount: money(part.still_owed_cents) })
              : "");
    return html`<tr class=${step.total ? "total" : undefined}>
        <th scope="row">${name}${about && html`<span class="about"> ${about}</span>`}${more && html`<p class="small">${more}</p>`}</th>
        <td class="number">${money(step.cents)}</td>
    </tr>`;
}

/** `parts`: as the hub gives them. */
export function Waterfall({ gross, fee, parts }) {
    return html`<div class="table-scroll"><table class="list small waterfall">
        <caption class="sr">${t("money.split")}</caption>
        <thead class="sr"><tr><th scope="col">${t("money.column.what")}</th><th scope="col">${t("money.column.change")}</th></tr></thead>
        <tbody>${waterfall({ gross, fee, parts }).map((step, index) => html`<${Step} key=${index} step=${step} />`)}</tbody>
    </table></div>`;
}
