// A month of an account on paper.
import { useState } from "preact/hooks";
import { lastMonth } from "../base/calendar.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { download } from "../parts/download.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";

export function StatementFile({ resident }) {
    const [month, setMonth] = useState(() => lastMonth(Date.now()));
    const action = useAction();
    const path = `/api/v1/residents/${encodeURIComponent(resident.id)}/statement.pdf`;
    const save = () => action.run(() => download(path, { month }, `statement-${resident.number}-${month}.pdf`));
    return html`<div class="row no-print">
        <${Field} label=${t("statement.month")} type="month" value=${month} onInput=${setMonth} />
        <${Button} icon="file-text" busy=${action.busy} disabled=${!/^\d{4}-\d\d$/.test(month)} onClick=${save}>${t("statement.save")}<//>
        ${action.error && html`<${Fault}>${faultText(action.error, "statement")}<//>`}
    </div>`;
}
