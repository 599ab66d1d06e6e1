// Money that goes to whom it is owed, or comes from who owes it: typed, or taken from a line of the bank, and shown once more before it
// is booked. From the facility's limit on a second person agrees first.
import { money } from "../base/amount.js";
import { namedDay } from "../base/format.js";
import { go } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField, Figures } from "../parts/amount_field.js";
import { Asking, GoOn, useAsking } from "../parts/asking.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { useLoad } from "../parts/load.js";
import { say } from "../parts/say.js";
import {
    accountText,
    fromLine,
    linesFor,
    MOST_NAME,
    MOST_REFERENCE,
    newRemittance,
    openOf,
    readRemittance,
} from "./remittances_model.js";

/** Newest first; an older line is written off by hand, as before. */
const MOST_LINES = 200;

function Ask({ payable, open, of }) {
    const { asked } = of;
    const { direction } = open;
    const amount = money(asked.cents);
    const sums = { before: money(open.cents), after: money(open.cents - asked.cents) };
    return html`<${Asking} of=${of} area="remittances" title=${t(`remittances.ask.${direction}`, { amount })} send=${t(`remittances.send.${direction}`, { amount })}>
        <p>${t(`remittances.what.${direction}`, { account: accountText(payable.account), who: asked.counterparty, reference: asked.reference })}</p>
        <p><b>${t("remittances.left", sums)}</b></p>
    <//>`;
}

/** Lines of the bank without an entry. A list that does not come is no reason to wait: the fields can be typed. */
function LineChoice({ open, value, onInput }) {
    const load = useLoad(
        (how) => api.get("/api/v1/bank-lines", { state: "unmatched", limit: MOST_LINES }, how),
        "unmatched bank lines",
    );
    const lines = linesFor(open, load.data?.lines ?? []);
    const choices = lines.map((line) => ({
        value: line.id,
        text: t("remittances.line", { day: namedDay(line.day), amount: money(line.cents), reference: line.reference }),
    }));
    return html`<${Choice} label=${t("remittances.bank_line")} help=${t("remittances.bank_line_help")} value=${choices.some((each) => each.value === value) ? value : ""} choices=${[{ value: "", text: t("remittances.no_line") }, ...choices]} onInput=${(id) => onInput(fromLine(id, lines))} />`;
}

function figuresOf(payable, { direction, cents }) {
    return [
        { label: t(`remittances.figure.${direction}`), text: money(cents), strong: true },
        { label: t("remittances.column.waiting"), text: money(Math.abs(payable.waiting_cents)) },
    ];
}

export function NewRemittance({ payable }) {
    const open = openOf(payable);
    const { direction } = open;
    const asking = useAsking(`remittance ${payable.account}`, newRemittance, {
        read: (form) => readRemittance(form, payable),
        post: (body) => api.post("/api/v1/remittances", body),
        done(answer) {
            say(
                t(answer.state === "waiting" ? "remittances.waits" : "remittances.done.made", {
                    amount: money(answer.cents),
                }),
            );
            go("remittances", "list", answer.state);
        },
    });
    const { form, set, wrong, faultOf } = asking;
    const fill = (some) => Object.entries(some).forEach(([member, value]) => set(member)(value));
    return html`
        <h2>${t(`remittances.to.${direction}`, { account: accountText(payable.account) })}</h2>
        <${Figures} of=${figuresOf(payable, open)} />
        <form class="card" onSubmit=${asking.onSubmit} aria-label=${t(`remittances.do.${direction}`)} novalidate>
            <div class="fields">
                <${LineChoice} open=${open} value=${form.line} onInput=${fill} />
                <${AmountField} label=${t("money.amount")} help=${t("remittances.amount_help", { amount: money(open.cents) })} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
                <${Field} label=${t(`remittances.counterparty.${direction}`)} error=${faultOf("counterparty")} value=${form.counterparty} onInput=${set("counterparty")} maxlength=${MOST_NAME} autocomplete="off" dir="auto" />
                <${Field} label=${t("remittances.reference")} help=${t("remittances.reference_help")} error=${faultOf("reference")} value=${form.reference} onInput=${set("reference")} maxlength=${MOST_REFERENCE} autocomplete="off" spellcheck=${false} />
            </div>
            <${GoOn} of=${asking} area="remittances" />
            ${asking.asked && html`<${Ask} payable=${payable} open=${open} of=${asking} />`}
        </form>`;
}
