// An account on paper: a month of it, and one line.
import { useState } from "preact/hooks";
import { lastMonth } from "../base/calendar.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { download } from "../parts/download.js";
import { Choice, Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";

/** That paper has words in; "": the resident's own. */
const LANGUAGES = ["", "en", "es"];

export function StatementFile({ resident }) {
    const [month, setMonth] = useState(() => lastMonth(Date.now()));
    const [language, setLanguage] = useState("");
    const action = useAction();
    const path = `/api/v1/residents/${encodeURIComponent(resident.id)}/statement.pdf`;
    const save = () =>
        action.run(() => download(path, { month, language }, `statement-${resident.number}-${month}.pdf`));
    return html`<div class="row no-print">
        <${Field} label=${t("statement.month")} type="month" value=${month} onInput=${setMonth} />
        <${Choice} label=${t("statement.language")} value=${language} choices=${LANGUAGES.map((value) => ({ value, text: value === "" ? t("statement.own_language") : t(`language.${value}`) }))} onInput=${setLanguage} />
        <${Button} icon="file-text" busy=${action.busy} disabled=${!/^\d{4}-\d\d$/.test(month)} onClick=${save}>${t("statement.save")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "statement")}<//>`}
    </div>`;
}

/** Of one line; of a deposit with its arithmetic. */
export function LineFile({ resident, line }) {
    const action = useAction();
    const path = `/api/v1/residents/${encodeURIComponent(resident.id)}/transactions/${encodeURIComponent(line.id)}/slip.pdf`;
    const save = () => action.run(() => download(path, {}, `receipt-${resident.number}-${line.id}.pdf`));
    return html`<div class="row no-print">
        <${Button} icon="file-text" busy=${action.busy} onClick=${save}>${t("statement.save_line")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "statement")}<//>`}
    </div>`;
}
