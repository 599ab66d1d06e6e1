// A price from now or a later moment on, for good or until a moment.
import { MOST_NAME } from "../base/names.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Fault } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { Dialog } from "../parts/dialog.js";
import { useOnce } from "../parts/draft.js";
import { CodeField, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { useState } from "preact/hooks";
import { readPrice } from "./prices_model.js";

/** `form`, `setForm`: a draft of the page. `known`: another price of the same code, which keeps its code. */
export function NewPrice({ form, setForm, known, onClose, onDone }) {
    const now = useNow();
    const once = useOnce("new price");
    const [wrong, setWrong] = useState({});
    const action = useAction();
    const set = (member) => (value) => setForm({ [member]: value });
    const faultOf = (member) => wrong[member] && t(wrong[member]);
    const send = async () => {
        const read = readPrice(form, now);
        setWrong(read.wrong);
        if (!read.asked) return;
        const body = { ...read.asked, idempotency_key: once.keyFor(read.asked) };
        if (!(await action.run(() => api.post("/api/v1/prices", body)))) return;
        once.done();
        say(t("prices.set"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("prices.set_it")}<//>`;
    return html`<${Dialog} wide title=${t(known ? "prices.change_title" : "prices.new")} onClose=${onClose} actions=${actions}>
        <div class="fields">
            ${
                known
                    ? html`<p>${t("prices.code")}: <code>${form.code}</code></p>`
                    : html`<${CodeField} label=${t("prices.code")} help=${t("prices.code_help")} error=${faultOf("code")} value=${form.code} onInput=${set("code")} autofocus />`
            }
            <${Field} label=${t("names.en")} error=${faultOf("name_en")} value=${form.name_en} onInput=${set("name_en")} maxlength=${MOST_NAME} autocomplete="off" />
            <${Field} label=${t("names.es")} value=${form.name_es} onInput=${set("name_es")} maxlength=${MOST_NAME} autocomplete="off" lang="es" />
            <${AmountField} label=${t("prices.money")} help=${t("prices.money_help")} least=${0} wrong=${wrong.amount} value=${form.amount} onInput=${set("amount")} />
            <${Field} label=${t("prices.credits")} help=${t("prices.credits_help")} error=${faultOf("credits")} value=${form.credits} onInput=${set("credits")} inputmode="numeric" autocomplete="off" maxlength=${6} />
            <${Field} label=${t("prices.from")} help=${t("prices.from_help")} error=${faultOf("from")} type="datetime-local" value=${form.from} onInput=${set("from")} />
            <${Field} label=${t("prices.until")} help=${t("prices.until_help")} error=${faultOf("until")} type="datetime-local" value=${form.until} onInput=${set("until")} />
        </div>
        ${action.error && html`<${Fault}>${faultText(action.error, "prices")}<//>`}
    <//>`;
}
