// When a visit began and ended, where the provider of the video did not say so: what it costs is shown before it counts.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { fullMoment, moment } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Name, Note } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { readTimes, timesOf, useOfVisit } from "./visits_model.js";

export function RecordVisit({ visit, onClose, onDone }) {
    const now = useNow();
    const [form, setForm, forget] = useDraft(`record visit ${visit.id}`, timesOf(visit, now));
    const [tried, setTried] = useState(false);
    const action = useAction();
    const read = readTimes(form, visit, now);
    const used = read.body?.ended_ms && useOfVisit(visit, read.body);
    const faultOf = (member) => (tried && read.wrong[member] ? t(read.wrong[member]) : undefined);
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (!read.body) return;
        const path = `/api/v1/visits/${encodeURIComponent(visit.id)}/${used ? "end" : "begin"}`;
        const answer = await action.run(() => api.post(path, read.body));
        if (!answer) return;
        forget();
        say(
            used
                ? t("visits.end_done", { amount: money(answer.charged_cents), back: money(answer.given_back_cents) })
                : t("visits.begin_done"),
        );
        onDone();
    };
    const label = used ? t("visits.end_do", { amount: money(used.charged) }) : t("visits.begin_do");
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${label}<//>`;
    return html`<${Dialog} title=${t("visits.record_title")} onClose=${close} actions=${actions}>
        <dl class="facts-list">
            <div><dt>${t("visits.column.resident")}</dt><dd><${Name}>${visit.resident_name}<//>, ${visit.resident_number}</dd></div>
            <div><dt>${t("visits.column.visitor")}</dt><dd><${Name}>${visit.visitor}<//></dd></div>
            <div><dt>${t("visits.column.time")}</dt><dd>${fullMoment(visit.from_ms)} – ${moment(visit.to_ms, visit.from_ms)}, <bdi>${visit.place}</bdi></dd></div>
            ${visit.began_ms > 0 && html`<div><dt>${t("visits.began")}</dt><dd>${fullMoment(visit.began_ms)}</dd></div>`}
        </dl>
        ${visit.began_ms === 0 && html`<${Field} label=${t("visits.began")} error=${faultOf("began")} type="datetime-local" value=${form.began} onInput=${(began) => setForm({ began })} />`}
        <${Field} label=${t("visits.ended")} help=${t("visits.ended_help")} error=${faultOf("ended")} type="datetime-local" value=${form.ended} onInput=${(ended) => setForm({ ended })} />
        <div role="status">${used && html`<${Note}>${t("visits.use", { count: used.minutes, amount: money(used.charged), back: money(used.back) })}<//>`}</div>
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
    <//>`;
}
