// One more look before a visit is cancelled: who is told, and what goes back.
import { money } from "../base/amount.js";
import { fullMoment } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Name } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { ReasonDialog, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";

export function CancelVisit({ visit, onClose, onDone }) {
    const asking = useReason(`cancel visit ${visit.id}`, {
        post: (body) => api.post(`/api/v1/visits/${encodeURIComponent(visit.id)}/cancel`, body),
        done(answer) {
            say(t("visits.cancelled", { amount: money(answer.given_back_cents) }));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="visits" title=${t("visits.ask_cancel")} send=${t("visits.cancel_do")} help=${t("visits.reason_help")}>
        <dl class="facts-list">
            <div><dt>${t("visits.column.resident")}</dt><dd><${Name}>${visit.resident_name}<//>, ${visit.resident_number}</dd></div>
            <div><dt>${t("visits.column.visitor")}</dt><dd><${Name}>${visit.visitor}<//></dd></div>
            <div><dt>${t("visits.column.time")}</dt><dd>${fullMoment(visit.from_ms)}, <bdi>${visit.place}</bdi></dd></div>
            <div><dt>${t("visits.goes_back")}</dt><dd>${money(visit.held_cents)}</dd></div>
        </dl>
    <//>`;
}
