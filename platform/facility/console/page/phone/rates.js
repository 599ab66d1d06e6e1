// What calls cost and how lists may change; the trust office changes it in an editor, or by a file. #/phone/rates[/change]
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { saveFile } from "../parts/download.js";
import { Icon } from "../parts/icon.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { millsText, rateState, readTermsFile } from "./phone_model.js";
import { RatesEditor } from "./rates_editor.js";

const PATH = "/api/v1/phone/terms";
const COLUMNS = ["kind", "prefixes", "minute", "connection", "cap", "longest", "valid"];
const TONES = { in_force: ["good", "check"], coming: ["neutral", "calendar-clock"], over: ["neutral", "circle-slash"] };

function RateShown({ rate, now }) {
    const state = rateState(rate, now);
    const [tone, icon] = TONES[state];
    const when = (ms) => (ms === 0 ? t("phone.no_end") : fullMoment(ms));
    return html`<tr>
        <th scope="row">${localText(rate.name)}<p class="small"><bdi>${rate.code}</bdi></p></th>
        <td class="wrap"><bdi>${rate.prefixes.join(" ")}</bdi></td>
        <td class="number">${millsText(rate.minute_mills)}</td>
        <td class="number">${money(rate.connection_cents)}</td>
        <td class="number">${rate.most_cents === 0 ? "–" : money(rate.most_cents)}</td>
        <td class="number">${rate.most_minutes === 0 ? "–" : t("phone.minutes", { count: rate.most_minutes })}</td>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`phone.rate.${state}`)}<//><p class="small">${rate.valid_from_ms === 0 ? "" : fullMoment(rate.valid_from_ms)} – ${when(rate.valid_to_ms)}</p></td>
    </tr>`;
}

function Replace({ terms, onDone }) {
    const [file, setFile] = useState({ name: "", body: undefined, fault: undefined });
    const action = useAction();
    const choose = (name, text) => setFile({ name, ...readTermsFile(name, text) });
    const replace = async () => {
        if (!file.body) return setFile({ ...file, fault: file.fault ?? "import.file_missing" });
        const answer = await action.run(() => api.put(PATH, file.body));
        if (!answer) return undefined;
        setFile({ name: "", body: undefined });
        say(t("phone.terms_done", { count: answer.rates.length }));
        return onDone();
    };
    const keep = () =>
        saveFile(new Blob([`${JSON.stringify(terms, null, 1)}\n`], { type: "application/json" }), "phone-rates.json");
    return html`<section class="card" aria-label=${t("phone.replace")}>
        <${FileField} label=${t("phone.terms_file")} help=${t("phone.terms_help")} error=${file.fault && t(file.fault)} accept=".json" name=${file.name} onFile=${choose} />
        <div class="row"><${Button} icon="download" onClick=${keep}>${t("phone.keep_file")}<//><${Button} kind="primary" icon="check" busy=${action.busy} onClick=${replace}>${t("phone.replace")}<//></div>
        ${action.error && html`<${Fault}>${faultText(action.error, "phone")}<//>`}
    </section>`;
}

function Editor({ list }) {
    const saved = () => {
        list.again();
        go("phone", "rates");
    };
    return html`<a class="back" href=${hashOf("phone", "rates")}><${Icon} name="arrow-left" /><span>${t("phone.tab.rates")}</span></a>
        <h2>${t("phone.change_rates")}</h2>
        <${Loaded} of=${list}>${(terms) => html`<${RatesEditor} terms=${terms} onSaved=${saved} />`}<//>`;
}

export function Rates({ editing }) {
    const now = useNow();
    const change = useMayChange("phone-terms");
    const list = useLoad((how) => api.get(PATH, {}, how), "phone terms");
    const figures = (terms) => [
        { label: t("phone.figure.numbers"), text: terms.numbers_max === 0 ? "–" : count(terms.numbers_max) },
        {
            label: t("phone.figure.changes"),
            text:
                terms.changes_max * terms.change_days === 0
                    ? "–"
                    : t("phone.changes", { count: terms.changes_max, days: terms.change_days }),
        },
    ];
    if (change && editing) return html`<${Editor} list=${list} />`;
    return html`<${Loaded} of=${list}>${(terms) => html`
        ${change && html`<div class="row"><a class="button primary" href=${hashOf("phone", "rates", "change")}><${Icon} name="pencil" /><span>${t("phone.change_rates")}</span></a></div>`}
        <${Figures} of=${figures(terms)} />
        ${
            terms.rates.length === 0
                ? html`<${Empty} icon="phone-off" title=${t("phone.no_rates")} />`
                : html`<${Table} caption=${t("phone.tab.rates")} heading=${(column) => t(`phone.column.${column}`)} columns=${COLUMNS} numbers=${["minute", "connection", "cap", "longest"]} still>
                      ${terms.rates.map((rate, index) => html`<${RateShown} key=${index} rate=${rate} now=${now} />`)}
                  <//>`
        }
        ${change && html`<${Replace} terms=${terms} onDone=${list.again} />`}`}<//>`;
}
