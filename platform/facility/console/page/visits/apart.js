// Residents who are kept apart: they never have visits near each other at one time, and are never told why.
import { useState } from "preact/hooks";
import { moment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Name, Note } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePaged } from "../parts/paged.js";
import { ReasonDialog, ReasonField, useReason } from "../parts/reason.js";
import { ResidentPicker } from "../parts/resident_picker.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { readApart } from "./visits_model.js";

const PATH = "/api/v1/separations";
const COLUMNS = ["one", "other", "reason", "made"];

/** `resident`: one of the two; without one both are chosen. */
function KeepApart({ resident, onClose, onDone }) {
    const [form, setForm, forget] = useDraft(`keep apart ${resident?.id ?? ""}`, {
        one: resident,
        other: undefined,
        reason: "",
    });
    const [tried, setTried] = useState(false);
    const action = useAction();
    const read = readApart(form);
    const faultOf = (member) => (tried && read.wrong[member] ? t(read.wrong[member]) : undefined);
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        setTried(true);
        if (!read.body) return;
        const answer = await action.run(() => api.post(PATH, read.body));
        if (!answer) return;
        forget();
        say(t("visits.apart_done"));
        onDone(answer.conflicts);
    };
    const actions = html`<${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("visits.do.apart")}<//>`;
    return html`<${Dialog} title=${t("visits.ask.apart")} onClose=${close} actions=${actions}>
        ${
            resident
                ? html`<p><${Name}>${fullName(resident)}<//>, ${resident.number}</p>`
                : html`<${ResidentPicker} label=${t("visits.column.one")} value=${form.one} onInput=${(one) => setForm({ one })} error=${faultOf("one")} />`
        }
        <${ResidentPicker} label=${t("visits.column.other")} value=${form.other} onInput=${(other) => setForm({ other })} error=${faultOf("other")} />
        <${ReasonField} help=${t("visits.apart_reason_help")} value=${form.reason} onInput=${(reason) => setForm({ reason })} error=${faultOf("reason")} />
        <${Note}>${t("visits.apart_what")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "visits")}<//>`}
    <//>`;
}

function EndApart({ pair, onClose, onDone }) {
    const asking = useReason(`end apart ${pair.one_id} ${pair.other_id}`, {
        needed: false,
        post: () => api.post(`${PATH}/remove`, { one_id: pair.one_id, other_id: pair.other_id }),
        done() {
            say(t("visits.apart_ended"));
            onDone();
        },
        onClose,
    });
    return html`<${ReasonDialog} of=${asking} area="visits" kind="danger" title=${t("visits.ask.end_apart")} send=${t("visits.do.end_apart")}>
        <p><${Name}>${pair.one_name}<//> ${pair.one_number}, <${Name}>${pair.other_name}<//> ${pair.other_number}</p>
        <p dir="auto">${pair.reason}</p>
        <p>${t("visits.what.end_apart")}</p>
    <//>`;
}

const Who = ({ name, number }) =>
    html`<a class="row-link" href=${hashOf("visits", "of", number)}><${Name}>${name}<//></a> <span class="about">${number}</span>`;

function Row({ pair, now, change, onEnd }) {
    return html`<tr>
        <th scope="row"><${Who} name=${pair.one_name} number=${pair.one_number} /></th>
        <td><${Who} name=${pair.other_name} number=${pair.other_number} /></td>
        <td class="wrap" dir="auto">${pair.reason}</td>
        <td>${moment(pair.made_ms, now)}${pair.by && html`<p class="small"><${Name}>${pair.by}<//></p>`}</td>
        ${change && html`<td class="row-actions"><button type="button" class="button small danger-plain" onClick=${onEnd}>${t("visits.do.end_apart")}<span class="sr"> ${pair.one_number}, ${pair.other_number}</span></button></td>`}
    </tr>`;
}

function Pairs({ query, resident, empty }) {
    const now = useNow();
    const change = useMayChange("visits");
    const { list, rows, pager } = usePaged(PATH, query, "separations");
    const [open, setOpen, close] = useDraft(`apart ${resident?.id ?? ""}`, { making: false, pair: "" });
    const [conflicts, setConflicts] = useState(0);
    const ended = change && rows.find((each) => `${each.one_id} ${each.other_id}` === open.pair);
    const done = (found = 0) => {
        close();
        setConflicts(found);
        list.again();
    };
    return html`
        ${change && html`<div class="row"><${Button} icon="plus" onClick=${() => setOpen({ making: true })}>${t("visits.keep_two_apart")}<//></div>`}
        ${conflicts > 0 && html`<${Note} icon="triangle-alert">${t("visits.apart_conflicts", { count: conflicts })}<//>`}
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<p>${empty}</p>`
                : html`<${Table} caption=${t("visits.tab.apart")} heading=${(column) => t(`visits.column.${column}`)} columns=${change ? [...COLUMNS, "do"] : COLUMNS}>
                      ${rows.map((each) => html`<${Row} key=${`${each.one_id} ${each.other_id}`} pair=${each} now=${now} change=${change} onEnd=${() => setOpen({ pair: `${each.one_id} ${each.other_id}` })} />`)}
                  <//>`}<//>
        ${pager}
        ${change && open.making && html`<${KeepApart} resident=${resident} onClose=${close} onDone=${done} />`}
        ${ended && html`<${EndApart} key=${open.pair} pair=${ended} onClose=${close} onDone=${done} />`}`;
}

export const Apart = () => html`<${Pairs} query=${{}} empty=${t("visits.none_apart")} />`;
export const ApartOf = ({ resident }) =>
    html`<${Pairs} query=${{ resident_id: resident.id }} resident=${resident} empty=${t("visits.apart_from_none")} />`;
