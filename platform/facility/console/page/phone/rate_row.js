// One rate in the editor: what has begun shows its price and takes an end or a next price; what is to come is written freely.
import { money } from "../base/amount.js";
import { fullMoment } from "../base/format.js";
import { codeText, t } from "../base/text.js";
import { Button, Tag } from "../parts/basics.js";
import { CodeField, Field, LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { millsText } from "./phone_model.js";
import { LANGUAGES } from "./rates_model.js";

const MOST_NAME = 80;
const MOST_PREFIXES = 400 * 17;
const amount = { inputmode: "decimal", autocomplete: "off", spellcheck: false, maxlength: 20 };

function Names({ row, faultOf, onChange }) {
    return LANGUAGES.map(
        (language, index) =>
            html`<${Field} key=${language} label=${t("phone.name_in", { language: codeText("language", language) })} error=${index === 0 ? faultOf("name") : undefined} value=${row.name[language] ?? ""} onInput=${(text) => onChange({ name: { ...row.name, [language]: text } })} maxlength=${MOST_NAME} autocomplete="off" lang=${language} />`,
    );
}

function Facts({ rate }) {
    const rows = [
        ["prefixes", rate.prefixes.join(" ")],
        ["minute", millsText(rate.minute_mills)],
        ["connection", money(rate.connection_cents)],
        ["cap", rate.most_cents === 0 ? "–" : money(rate.most_cents)],
        ["longest", rate.most_minutes === 0 ? "–" : t("phone.minutes", { count: rate.most_minutes })],
        ["from", rate.valid_from_ms === 0 ? t("phone.always") : fullMoment(rate.valid_from_ms)],
    ];
    return html`<dl class="facts-list">${rows.map(([key, text]) => html`<div key=${key}><dt>${t(`phone.column.${key}`)}</dt><dd><bdi>${text}</bdi></dd></div>`)}</dl>`;
}

function Prices({ row, faultOf, onChange }) {
    const field = (member, key, help) =>
        html`<${Field} ...${amount} label=${t(`phone.column.${key}`)} help=${help && t(help)} error=${faultOf(member)} value=${row[member]} onInput=${(text) => onChange({ [member]: text })} />`;
    return html`
        <${CodeField} label=${t("phone.code")} error=${faultOf("code")} value=${row.code} onInput=${(code) => onChange({ code })} />
        <${LongField} label=${t("phone.column.prefixes")} help=${t("phone.prefixes_help")} error=${faultOf("prefixes")} rows=${2} value=${row.prefixes} onInput=${(prefixes) => onChange({ prefixes })} maxlength=${MOST_PREFIXES} spellcheck=${false} />
        <div class="rate-prices">
            ${field("minute_mills", "minute", "phone.mills_help")}
            ${field("connection_cents", "connection")}
            ${field("most_cents", "cap", "phone.empty_no_limit")}
            ${field("most_minutes", "longest", "phone.empty_no_limit")}
        </div>
        <${Field} label=${t("phone.column.from")} error=${faultOf("valid_from_ms")} type="datetime-local" value=${row.valid_from_ms} onInput=${(valid_from_ms) => onChange({ valid_from_ms })} />`;
}

/** `wrong`: {member: key}; `next`: a next price stands already, which says when this one ends. */
export function RateRow({ row, number, wrong = {}, next, onChange, onNext, onRemove }) {
    const faultOf = (member) => wrong[member] && t(wrong[member]);
    const title = row.name.en?.trim() || t("phone.rate_number", { number });
    const begun = row.state === "begun";
    return html`<fieldset class="card rate-row">
        <legend>${title}</legend>
        <p><${Tag} tone=${begun ? "good" : "neutral"} icon=${begun ? "check" : "calendar-clock"}>${t(begun ? "phone.rate.in_force" : "phone.rate.coming")}<//></p>
        <${Names} row=${row} faultOf=${faultOf} onChange=${onChange} />
        ${begun ? html`<${Facts} rate=${row.before} />` : html`<${Prices} row=${row} faultOf=${faultOf} onChange=${onChange} />`}
        <${Field} label=${t("phone.column.until")} help=${t(next ? "phone.until_next" : "phone.until_help")} error=${faultOf("valid_to_ms")} type="datetime-local" value=${row.valid_to_ms} readonly=${next} onInput=${(valid_to_ms) => onChange({ valid_to_ms })} />
        ${["minute_mills", "code", "valid_from_ms", "prefixes"].some((member) => begun && wrong[member]) && html`<p class="field-error">${t("phone.fault_of.price_backwards")}</p>`}
        <div class="row">
            ${begun && !next && html`<${Button} icon="calendar-clock" onClick=${onNext}>${t("phone.next_price")}<span class="sr"> ${title}</span><//>`}
            ${!begun && html`<${Button} icon="trash" onClick=${onRemove}>${t("phone.remove_rate")}<span class="sr"> ${title}</span><//>`}
        </div>
    </fieldset>`;
}
