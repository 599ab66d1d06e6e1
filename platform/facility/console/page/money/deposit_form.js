// A deposit: typed, shown with everything that the rules take, then booked.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice, CodeField, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { MOST_DETAIL, newDeposit, readDeposit, SOURCES } from "./booking_model.js";
import { Waterfall } from "./waterfall.js";

/** What was asked, and what the hub said it would come to. */
function Preview({ resident, shown, busy, onBook, onChange }) {
    const { asked, answer } = shown;
    const after = answer.spendable_cents + answer.left_cents;
    return html`<section class="card preview" aria-label=${t("money.preview")}>
        <h2>${t("money.preview_of", { name: fullName(resident), number: resident.number })}</h2>
        <p>${t("money.from_whom", { source: codeText("money.source", asked.source), detail: asked.detail ?? "–" })}</p>
        <${Waterfall} gross=${asked.cents} fee=${asked.fee_cents} parts=${answer.parts} />
        <p><b>${t("money.can_spend_after", { before: money(answer.spendable_cents), after: money(after) })}</b></p>
        <div class="row"><${Button} onClick=${onChange}>${t("money.change_it")}<//><${Button} kind="primary" icon="check" busy=${busy} onClick=${onBook} autofocus>${t("money.book_deposit", { amount: money(asked.cents) })}<//></div>
    </section>`;
}

function Fields({ form, wrong, onChange }) {
    const set = (member) => (value) => onChange({ [member]: value });
    return html`
        <div class="fields">
            <${AmountField} label=${t("money.amount")} help=${t("money.amount_help")} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${AmountField} label=${t("money.fee")} help=${t("money.fee_help")} least=${0} wrong=${wrong.fee} value=${form.fee} onInput=${set("fee")} />
            <${Choice} label=${t("money.source")} help=${t("money.source_help")} value=${form.source} choices=${SOURCES.map((each) => ({ value: each, text: t(`money.source.${each}`) }))} onInput=${set("source")} />
            ${form.source === "other" && html`<${CodeField} label=${t("money.source_code")} error=${wrong.code && t(wrong.code)} value=${form.code} onInput=${set("code")} />`}
            <${Field} label=${t("money.sender")} help=${t("money.sender_help")} value=${form.detail} onInput=${set("detail")} maxlength=${MOST_DETAIL} autocomplete="off" dir="auto" />
        </div>`;
}

export function DepositForm({ resident, onBooked }) {
    const id = `deposit ${resident.id}`;
    const [form, setForm, forget] = useDraft(id, newDeposit);
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const checked = useChecked(id, Object.values(form));
    const { action, shown } = checked;
    const preview = (event) => {
        event.preventDefault();
        const read = readDeposit(form);
        setWrong(read.wrong);
        if (!read.asked) return;
        const asked = { resident_id: resident.id, ...read.asked };
        const detail = read.detail === "" ? {} : { detail: read.detail };
        checked.check({ ...asked, ...detail }, () => api.post("/api/v1/deposits/preview", asked));
    };
    const book = async () => {
        const { asked } = shown;
        const answer = await action.run(() =>
            api.post("/api/v1/deposits", { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        checked.forget();
        say(t("money.deposited", { amount: money(asked.cents), name: fullName(resident) }));
        onBooked();
    };
    const back = () => {
        action.clear();
        checked.forget();
    };
    const fault = action.error && html`<${Fault}>${faultText(action.error, "money")}<//>`;
    if (shown) {
        return html`<${Preview} resident=${resident} shown=${shown} busy=${action.busy} onBook=${book} onChange=${back} />${fault}`;
    }
    return html`<form class="card" onSubmit=${preview} aria-label=${t("money.view.deposit")} novalidate>
        <${Fields} form=${form} wrong=${wrong} onChange=${setForm} />
        ${fault}
        <div class="row"><${Button} type="submit" kind="primary" icon="calculator" busy=${action.busy}>${t("money.show_preview")}<//><p class="small">${t("money.nothing_yet")}</p></div>
    </form>`;
}
