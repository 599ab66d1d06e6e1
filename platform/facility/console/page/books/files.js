// Accounts and entries as files, for an auditor's or a county's own programs. The hub gives them a page at a time; here they become one file.
import { useState } from "preact/hooks";
import { dayOf } from "../base/calendar.js";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { saveFile } from "../parts/download.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { joinPages, lastDays, rangeFault } from "./books_model.js";
import { DayRange } from "./flows.js";

const DAYS = 31;
const PAGE = 1_000;

/** One file at a time; how far it is is said while it comes. */
function FileButton({ what, path, query, name, disabled }) {
    const action = useAction();
    const [got, setGot] = useState(0);
    const save = async () => {
        setGot(0);
        const whole = await action.run(() =>
            joinPages(
                (after) => api.get(path, { ...query, limit: PAGE, after }),
                what,
                (many) => setGot(many),
            ),
        );
        if (!whole) return;
        saveFile(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }), name);
        say(t("books.file_saved", { count: whole[what].length }));
    };
    return html`<div class="row"><${Button} icon="download" busy=${action.busy} disabled=${disabled} onClick=${save}>${t(`books.save.${what}`)}<//>
            <span class="small" role="status">${action.busy ? t("books.file_coming", { count: count(got) }) : ""}</span></div>
        ${action.error && html`<${Fault}>${faultText(action.error, "books")}<//>`}`;
}

export function FilesView() {
    const [range, setRange] = useState(() => lastDays(Date.now(), DAYS));
    const good = rangeFault(range) === undefined;
    const today = dayOf(Date.now());
    return html`
        <section class="card" aria-label=${t("books.files.accounts")}>
            <h2>${t("books.files.accounts")}</h2>
            <p>${t("books.files.accounts_what")}</p>
            <${FileButton} what="accounts" path="/api/v1/exports/accounts" query=${{}} name=${`accounts-${today}.json`} />
        </section>
        <section class="card" aria-label=${t("books.files.transactions")}>
            <h2>${t("books.files.transactions")}</h2>
            <p>${t("books.files.transactions_what")}</p>
            <${DayRange} range=${range} onInput=${setRange} />
            <${FileButton} key=${`${range.from} ${range.to}`} what="transactions" path="/api/v1/exports/transactions" query=${range} name=${`transactions-${range.from}-${range.to}.json`} disabled=${!good} />
        </section>
        <p class="small">${t("books.files.format")}</p>`;
}
