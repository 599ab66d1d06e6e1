// Whether a receipt code on paper is genuine: what was filed under it, and when. #/receipts[/CODE]
import { useState } from "preact/hooks";
import { fullMoment } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api, session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { codeText, localText, t } from "../base/text.js";
import { Button, Empty, Name, Note } from "../parts/basics.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { RecordButton } from "../requests/request_page.js";
import { RequestTag } from "../requests/request_tags.js";
import { bareCode, codeOnPaper, deskText } from "../requests/requests_model.js";
import { Screen } from "../shell/screen.js";

function Ask({ code }) {
    const [typed, setTyped] = useState(code ? codeOnPaper(code) : "");
    const [tried, setTried] = useState(false);
    const find = (event) => {
        event.preventDefault();
        setTried(true);
        if (bareCode(typed) !== "") go("receipts", bareCode(typed));
    };
    const error = tried && bareCode(typed) === "" ? t("receipts.missing") : undefined;
    return html`<form class="find no-print" onSubmit=${find}>
        <${Field} label=${t("receipts.code")} help=${t("receipts.help")} error=${error} value=${typed} onInput=${setTyped} maxlength=${24} autocomplete="off" spellcheck=${false} />
        <${Button} type="submit" kind="primary" icon="search">${t("receipts.find")}<//>
    </form>`;
}

function Filed({ request, names, auditor }) {
    const what = request.withheld
        ? t("receipts.withheld")
        : localText(names.find((form) => form.code === request.form_code)?.name, codeText("form", request.form_code));
    return html`<article class="card receipt" aria-label=${what}>
        <h2>${request.withheld ? what : html`<a href=${hashOf("requests", "one", request.id)}>${what}</a>`}</h2>
        <dl class="facts-list">
            ${!request.withheld && html`<div><dt>${t("requests.column.resident")}</dt><dd><${Name}>${request.resident_name}<//> ${request.resident_number}</dd></div>`}
            <div><dt>${t("requests.fact.filed")}</dt><dd>${fullMoment(request.submitted_ms)}</dd></div>
            <div><dt>${t("requests.column.state")}</dt><dd><${RequestTag} state=${request.state} /></dd></div>
            <div><dt>${t("requests.fact.desk")}</dt><dd>${deskText(request.role)}</dd></div>
        </dl>
        ${auditor && (request.may_save_record ? html`<${RecordButton} id=${request.id} />` : html`<p class="small">${t("receipts.health")}</p>`)}
    </article>`;
}

/** What is no request: whose it is and how it stands is for who works with it. */
function Other({ receipt }) {
    const what = t(`receipts.kind.${receipt.kind}`);
    return html`<article class="card receipt" aria-label=${what}>
        <h2>${what}</h2>
        <dl class="facts-list">
            ${!receipt.withheld && html`<div><dt>${t("requests.column.resident")}</dt><dd>${receipt.resident_number}</dd></div>`}
            <div><dt>${t("receipts.made")}</dt><dd>${fullMoment(receipt.at_ms)}</dd></div>
            ${!receipt.withheld && html`<div><dt>${t("requests.column.state")}</dt><dd>${t(`receipts.state.${receipt.state}`)}</dd></div>`}
        </dl>
        ${receipt.withheld && html`<p class="small">${t("receipts.others_work")}</p>`}
    </article>`;
}

function Verdict({ code }) {
    const { role } = useStore(session);
    const auditor = role === "auditor";
    const load = useLoad((how) => api.get(`/api/v1/receipts/${encodeURIComponent(code)}`, {}, how), code);
    // A reviewer is told of no form.
    const forms = useLoad(
        async (how) => (role === "reviewer" ? {} : api.get("/api/v1/forms", { retired: "true" }, how)),
        "forms",
    );
    return html`<${Loaded} of=${load}>${(answer) => {
        if (!answer.well_formed)
            return html`<${Empty} icon="circle-x" title=${t("receipts.wrong", { code: codeOnPaper(code) })}>${t("receipts.wrong_do")}<//>`;
        const many = answer.requests.length + answer.others.length;
        if (many === 0)
            return html`<${Empty} icon="circle-x" title=${t("receipts.unknown", { code: codeOnPaper(code) })}>${t("receipts.unknown_do")}<//>`;
        return html`<section class="receipts" aria-label=${t("receipts.title")}>
            <div role="status"><${Note} icon="circle-check"><b>${t("receipts.genuine", { code: codeOnPaper(code) })}</b><//></div>
            ${many > 1 && html`<p>${t("receipts.several")}</p>`}
            ${answer.requests.map((request) => html`<${Filed} key=${request.id} request=${request} names=${forms.data?.forms ?? []} auditor=${auditor} />`)}
            ${answer.others.map((receipt) => html`<${Other} key=${`${receipt.kind} ${receipt.at_ms}`} receipt=${receipt} />`)}
            <p class="small">${t("receipts.looked", { when: fullMoment(answer.looked_ms) })}</p>
            <div class="row no-print"><${Button} icon="printer" onClick=${() => window.print()}>${t("receipts.print")}<//></div>
        </section>`;
    }}<//>`;
}

export function ReceiptsScreen({ parts }) {
    const code = parts[0] ? bareCode(parts[0]) : "";
    return html`<${Screen} title=${t("receipts.title")} intro=${t("receipts.intro")}>
        <${Ask} key=${code} code=${code} />
        ${code !== "" && html`<${Verdict} key=${code} code=${code} />`}
    <//>`;
}
