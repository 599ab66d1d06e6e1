// Calls as the phone company told them, what was paid of each, and money that is given back for one.
import { useRef } from "preact/hooks";
import { money, parseAmount, typedAmount } from "../base/amount.js";
import { fullMoment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Asking, GoOn, useAsking } from "../parts/asking.js";
import { Empty, Name, Tag } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Loaded } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { usePaged } from "../parts/paged.js";
import { ReasonField } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { rowKeys, Table } from "../parts/table.js";
import { callLength, returnableOf, uncoveredOf } from "./phone_model.js";

const COLUMNS = ["began", "resident", "called", "length", "end", "price", "charged", "back"];

function readReturn(form, call) {
    const wrong = {};
    const amount = parseAmount(form.amount, { most: returnableOf(call) });
    const reason = form.reason.trim();
    if (amount.fault) wrong.amount = amount.fault;
    if (reason === "") wrong.reason = "reasons.missing";
    return Object.keys(wrong).length > 0 ? { wrong } : { wrong, asked: { cents: amount.cents, reason } };
}

function GiveBack({ call, onDone }) {
    const blank = { amount: typedAmount(call.charged_cents), reason: "" };
    const asking = useAsking(`give back ${call.id}`, blank, {
        read: (form) => readReturn(form, call),
        post: (body) => api.post(`/api/v1/phone/calls/${encodeURIComponent(call.id)}/give-back`, body),
        done(answer) {
            say(t("phone.given_back", { amount: money(answer.given_back_cents) }));
            onDone();
        },
    });
    const { form, set, wrong, faultOf } = asking;
    return html`<form class="card" onSubmit=${asking.onSubmit} aria-label=${t("phone.give_back")} novalidate>
        <p>${t("phone.give_back_what", { record: call.record, number: call.resident_number, amount: money(call.charged_cents) })}</p>
        <${AmountField} label=${t("money.amount")} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
        <${ReasonField} help=${t("phone.reason_help")} value=${form.reason} onInput=${set("reason")} error=${faultOf("reason")} />
        <${GoOn} of=${asking} area="phone" />
        ${asking.asked && html`<${Asking} of=${asking} area="phone" kind="primary" title=${t("phone.ask_back")} send=${t("phone.send_back", { amount: money(asking.asked.cents) })}><p>${t("phone.back_what")}</p><//>`}
    </form>`;
}

function Row({ call, change, onBack }) {
    const open = uncoveredOf(call);
    return html`<tr>
        <td class="keep">${fullMoment(call.began_ms)}<p class="small"><bdi>${call.record}</bdi></p></td>
        <th scope="row"><a href=${hashOf("phone", "of", call.resident_id)}>${call.resident_number}</a></th>
        <td>${call.name === "" ? t("phone.not_on_list") : html`<${Name}>${call.name}<//>`}<p class="small"><bdi>${call.number}</bdi></p></td>
        <td class="number">${callLength(call.seconds)}</td>
        <td>${codeText("phone.end", call.end_code)}</td>
        <td class="number">${money(call.price_cents)}</td>
        <td class="number">${money(call.charged_cents)}${open > 0 && html`<p><${Tag} tone="warning" icon="circle-alert">${t("phone.uncovered", { amount: money(open) })}<//></p>`}</td>
        <td class="row-actions">${call.given_back_cents > 0 ? money(call.given_back_cents) : change && returnableOf(call) > 0 && html`<button type="button" class="button small" onClick=${onBack}>${t("phone.give_back")}<span class="sr"> ${call.record}</span></button>`}</td>
    </tr>`;
}

export function CallList({ query }) {
    const table = useRef(null);
    const change = useMayChange("money");
    const { list, rows, pager } = usePaged("/api/v1/phone/calls", query, "calls");
    const [open, setOpen, close] = useDraft("give back", { id: "" });
    useKeys(rowKeys(table));
    const call = change && rows.find((each) => each.id === open.id && returnableOf(each) > 0);
    const done = () => {
        close();
        list.again();
    };
    return html`
        ${call && html`<${GiveBack} key=${call.id} call=${call} onDone=${done} />`}
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="phone" title=${t("phone.no_calls")} />`
                : html`<${Table} caption=${t("phone.tab.calls")} heading=${(column) => t(`phone.column.${column}`)} columns=${COLUMNS} numbers=${["length", "price", "charged"]} tableRef=${table}>
                      ${rows.map((each) => html`<${Row} key=${each.id} call=${each} change=${change} onBack=${() => setOpen({ id: each.id })} />`)}
                  <//>`}<//>
        ${pager}`;
}
