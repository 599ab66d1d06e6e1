// A line of the bank that was entered by mistake: it stays, struck out, with a reason.
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { MOST_TEXT } from "./books_model.js";

export function StrikeLine({ line, onClose, onDone }) {
    const asking = useReason(`strike ${line.id}`, {
        post: (body) => api.post(`/api/v1/bank-lines/${encodeURIComponent(line.id)}/strike`, body),
        done() {
            say(t("books.struck"));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="books" title=${t("books.strike_ask", { reference: line.reference, amount: money(line.cents) })} send=${t("books.strike")} most=${MOST_TEXT}>
        <p>${t("books.strike_what")}</p>
    <//>`;
}
