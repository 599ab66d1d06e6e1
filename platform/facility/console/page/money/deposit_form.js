// A deposit: typed, shown with everything that the rules take, then booked.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { MOST_DETAIL, newDeposit, readDeposit, SOURCES } from "./booking_model.js";
import { Waterfall } from "./waterfall.js";

/** What was asked, and what the hub said it would come to. */
function Preview({ resident, shown, busy, onBook, onChange }) {
    const { asked, detail, answer } = shown;
    const after = answer.spendable_cents + answer.left_cents;
    return html`<section class="card preview" aria-label=${t("money.preview")}>
        <h2>${t("money.preview_of", { name: fullName(resident), number: resident.number })}</h2>
        <p>${t("money.from_whom", { source: codeText("money.source", asked.source), detail: detail === "" ? "–" : detail })}</p>
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
            ${form.source === "other" && html`<${Field} label=${t("money.source_code")} help=${t("money.code_help")} error=${wrong.code && t(wrong.code)} value=${form.code} onInput=${set("code")} maxlength=${48} autocomplete="off" spellcheck=${false} />`}
            <${Field} label=${t("money.sender")} help=${t("money.sender_help")} value=${form.detail} onInput=${set("detail")} maxlength=${MOST_DETAIL} autocomplete="off" dir="auto" />
        </div>`;
}

export function DepositForm({ resident, onBooked }) {
    const id = `deposit ${resident.id}`;
    const [form, setForm, forget] = useDraft(id, newDeposit);
    const once = useOnce(id);
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const shown = form.previewed;
    const preview = async (event) => {
        event.preventDefault();
        const read = readDeposit(form);
        setWrong(read.wrong);
        if (!read.asked) return;
        const answer = await action.run(() =>
            api.post("/api/v1/deposits/preview", { resident_id: resident.id, ...read.asked }),
        );
        if (answer) setForm({ previewed: { asked: read.asked, detail: read.detail, answer } });
    };
    const book = async () => {
        const asked = {
            resident_id: resident.id,
            ...shown.asked,
            ...(shown.detail !== "" && { detail: shown.detail }),
        };
        const answer = await action.run(() =>
            api.post("/api/v1/deposits", { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        say(t("money.deposited", { amount: money(shown.asked.cents), name: fullName(resident) }));
        onBooked();
    };
    const fault = action.error && html`<${Fault}>${faultText(action.error, "money")}<//>`;
    if (shown) {
        return html`<${Preview} resident=${resident} shown=${shown} busy=${action.busy} onBook=${book} onChange=${() => setForm({ previewed: undefined })} />${fault}`;
    }
    return html`<form class="card" onSubmit=${preview} aria-label=${t("money.view.deposit")} novalidate>
        <${Fields} form=${form} wrong=${wrong} onChange=${setForm} />
        ${fault}
        <div class="row"><${Button} type="submit" kind="primary" icon="calculator" busy=${action.busy}>${t("money.show_preview")}<//><p class="small">${t("money.nothing_yet")}</p></div>
    </form>`;
}
