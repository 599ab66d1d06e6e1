// What is to be agreed to, in words: who gets the money and how, or the line of the account that is to be undone.
import { fullMoment } from "../base/format.js";
import { t } from "../base/text.js";
import { Name } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { lineText } from "../money/statement_model.js";
import { meansText } from "../withdrawals/withdrawals_model.js";

export function What({ kind, entry }) {
    if (kind === "voids")
        return html`<span dir="auto">${lineText(entry.line)}</span><p class="small">${fullMoment(entry.line.at_ms)}</p>`;
    const cleared = entry.cleared_ms > 0 ? `, ${t("approvals.cleared")}` : "";
    return html`<${Name}>${entry.payee}<//><p class="small">${meansText(entry)}${cleared}</p>`;
}
