// Whether the books tie out: the last proof, its control totals, its differences with the accounts named, and the proofs before.
import { useState } from "preact/hooks";
import { change, money } from "../base/amount.js";
import { Refusal } from "../base/api.js";
import { count, fullMoment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { Figures } from "../parts/amount_field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { Older, usePages } from "../parts/pager.js";
import { say } from "../parts/say.js";
import { BankBeside } from "./bank_beside.js";

const PAGE = 30;

/** A sum in its unit: money, or a count of credits or of something else. */
const sumText = (value, unit) => (unit === "cents" ? money(value) : count(value));

/** The same of a difference: which way it goes stands in front. */
function signedText(value, unit) {
    if (unit === "cents") return change(value);
    return value > 0 ? `+${count(value)}` : count(value).replace("-", "\u2212");
}

function ControlTotals({ control }) {
    return html`<section class="part" aria-label=${t("books.control")}><h2>${t("books.control")}</h2><div class="table-scroll"><table class="list">
        <caption class="sr">${t("books.control")}</caption>
        <thead><tr><th scope="col">${t("books.account_kind")}</th><th scope="col" class="number">${t("books.accounts")}</th><th scope="col" class="number">${t("books.stored")}</th><th scope="col" class="number">${t("books.computed")}</th><th scope="col">${t("orders.column.state")}</th></tr></thead>
        <tbody>${control.map(
            (row) => html`<tr key=${`${row.kind} ${row.unit}`}>
                <th scope="row">${codeText("books.kind", row.kind)}</th>
                <td class="number">${count(row.accounts)}</td>
                <td class="number">${sumText(row.stored, row.unit)}</td>
                <td class="number">${sumText(row.computed, row.unit)}</td>
                <td>${row.stored === row.computed ? html`<${Tag} tone="good" icon="check">${t("books.equal")}<//>` : html`<${Tag} tone="bad" icon="circle-alert">${t("books.differs", { amount: signedText(row.computed - row.stored, row.unit) })}<//>`}</td>
            </tr>`,
        )}</tbody>
    </table></div></section>`;
}

function Differences({ differences }) {
    const { shown, pager } = usePages(differences, PAGE);
    if (differences.length === 0)
        return html`<p class="row"><${Tag} tone="good" icon="circle-check">${t("books.no_differences")}<//></p>`;
    return html`<section class="part" aria-label=${t("books.differences")}><h2>${t("books.difference_count", { count: differences.length })}</h2>
        <div class="table-scroll"><table class="list">
            <caption class="sr">${t("books.differences")}</caption>
            <thead><tr><th scope="col">${t("money.column.what")}</th><th scope="col">${t("books.account")}</th><th scope="col" class="number">${t("books.stored")}</th><th scope="col" class="number">${t("books.computed")}</th><th scope="col" class="number">${t("deductions.difference")}</th></tr></thead>
            <tbody>${shown.map(
                (each, index) => html`<tr key=${index}>
                    <th scope="row">${each.what.replaceAll("_", " ")}${each.transfer_id && html`<p class="small">${each.transfer_id}</p>`}</th>
                    <td>${each.resident_number ? html`<a href=${hashOf("money", each.resident_number)}>${each.resident_number}</a> ` : ""}${each.kind ? codeText("books.kind", each.kind) : each.account}${each.code && ` ${each.code}`}</td>
                    <td class="number">${sumText(each.stored, each.unit)}</td><td class="number">${sumText(each.computed, each.unit)}</td><td class="number">${signedText(each.computed - each.stored, each.unit)}</td>
                </tr>`,
            )}</tbody>
        </table></div>
        ${pager}
    </section>`;
}

function Proof({ proof }) {
    const figures = [
        {
            label: t("books.result"),
            text: t(proof.ties ? "books.ties" : "books.ties_not"),
            strong: proof.ties,
            note: fullMoment(proof.at_ms),
        },
        { label: t("books.differences"), text: count(proof.differences.length) },
        { label: t("books.entries"), text: count(proof.entries) },
    ];
    return html`
        ${!proof.ties && html`<${Fault}>${t("books.alarm", { count: proof.differences.length })}<//>`}
        <${Figures} of=${figures} />
        <${Differences} differences=${proof.differences} />
        <${ControlTotals} control=${proof.control} />`;
}

function History({ onOpen, open }) {
    const [before, setBefore] = useState([0]);
    const load = useLoad(
        (how) => api.get("/api/v1/tie-outs", { limit: PAGE, before_ms: before.at(-1) || undefined }, how),
        `tie-outs ${before.at(-1)}`,
    );
    return html`<section class="part" aria-label=${t("books.history")}><h2>${t("books.history")}</h2>
        <${Loaded} of=${load}>${({ tie_outs, next_before_ms }) => html`
            <div class="table-scroll"><table class="list small">
                <caption class="sr">${t("books.history")}</caption>
                <thead><tr><th scope="col">${t("money.column.when")}</th><th scope="col">${t("books.result")}</th><th scope="col" class="number">${t("books.differences")}</th><th scope="col" class="number">${t("books.entries")}</th></tr></thead>
                <tbody>${tie_outs.map((each) => html`<tr key=${each.at_ms}><th scope="row"><button type="button" class="link-button" aria-pressed=${each.at_ms === open ? "true" : "false"} onClick=${() => onOpen(each.at_ms)}>${fullMoment(each.at_ms)}</button></th><td>${each.ties ? html`<${Tag} tone="good" icon="check">${t("books.ties")}<//>` : html`<${Tag} tone="bad" icon="circle-alert">${t("books.ties_not")}<//>`}</td><td class="number">${count(each.differences)}</td><td class="number">${count(each.entries)}</td></tr>`)}</tbody>
            </table></div>
            <${Older} back=${before} next=${next_before_ms} onTurn=${setBefore} />
        `}<//>
    </section>`;
}

/** The proof that was chosen, or the last one; none before the first. */
async function readProof(at, how) {
    try {
        return await api.get(at ? `/api/v1/tie-outs/${at}` : "/api/v1/tie-out", {}, how);
    } catch (error) {
        if (error instanceof Refusal && error.status === 404) return { none: true };
        throw error;
    }
}

/** What the proof worked out for cash; before the first proof nothing. */
const cashOf = (proof) => proof?.control?.find((row) => row.kind === "cash" && row.unit === "cents")?.computed;

export function TieOutView() {
    const [at, setAt] = useState(undefined);
    const [runs, setRuns] = useState(0);
    const action = useAction();
    const load = useLoad((how) => readProof(at, how), `proof ${at} ${runs}`);
    const run = async () => {
        const answer = await action.run(() => api.post("/api/v1/tie-out", {}));
        if (!answer) return;
        setAt(undefined);
        setRuns(runs + 1);
        say(t(answer.ties ? "books.ran" : "books.ran_not"), answer.ties ? "good" : "warning");
    };
    return html`
        <div class="row"><${Button} kind="primary" icon="scale" busy=${action.busy} onClick=${run}>${t("books.run")}<//><p class="small">${t("books.run_what")}</p></div>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <${Loaded} of=${load}>${(proof) => (proof.none ? html`<${Empty} icon="scale" title=${t("books.none")} />` : html`<${Proof} key=${proof.at_ms} proof=${proof} />`)}<//>
        <${BankBeside} key=${`bank ${runs}`} cash=${cashOf(load.data)} />
        <${History} key=${runs} open=${load.data?.at_ms} onOpen=${setAt} />`;
}
