// One request: what was filed word for word, what happened since, and what staff may do next.
import { money } from "../base/amount.js";
import { fullMoment } from "../base/format.js";
import { useKeys } from "../base/keys.js";
import { hashOf } from "../base/route.js";
import { mayChange } from "../base/screen_choice.js";
import { api, session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { localText, t } from "../base/text.js";
import { Button, Empty, Fault, Name } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { download, saveFile } from "../parts/download.js";
import { say } from "../parts/say.js";
import { useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { Attached } from "./attachments.js";
import { TakeStep } from "./request_decide.js";
import { ClockTag, RequestTag, UrgentTag, Verbatim } from "./request_tags.js";
import {
    actorText,
    answerText,
    codeOnPaper,
    deskText,
    isOpen,
    levelText,
    MESSAGE_PRINT,
    nextText,
    STEPS,
    stepsOf,
    stepText,
} from "./requests_model.js";

function Facts({ request }) {
    const { form } = request;
    const level = levelText(form, request.level);
    const facts = [
        ["receipt", html`<code>${codeOnPaper(request.receipt_code)}</code>`],
        ["filed", fullMoment(request.submitted_ms)],
        ["desk", level === "" ? deskText(request.role) : `${deskText(request.role)} (${level})`],
        ["version", `${request.form_code}, ${request.form_revision}`],
    ];
    if (request.fee_cents > 0)
        facts.push([
            "fee",
            `${money(request.fee_cents)}, ${t(request.fee_charged ? "requests.fee_state.charged" : request.fee_is_obligation ? "requests.fee_state.owed" : isOpen(request) ? "requests.fee_state.held" : "requests.fee_state.released")}`,
        ]);
    if (request.answer_by_ms > 0) facts.push(["answer_by", fullMoment(request.answer_by_ms)]);
    const next = nextText(request);
    if (next !== "") facts.push(["next", next]);
    return html`<dl class="facts-list">${facts.map(([name, text]) => html`<div key=${name}><dt>${t(`requests.fact.${name}`)}</dt><dd>${text}</dd></div>`)}</dl>`;
}

const Heading = ({ before, children }) => (before ? html`<h3>${children}</h3>` : html`<h2>${children}</h2>`);

/** `before`: of what an appeal is about. */
function Answers({ request, before = false }) {
    const title = t(before ? "requests.filed_before" : "requests.filed");
    return html`<section aria-label=${title} class="filed">
        <${Heading} before=${before}>${title}<//>
        <dl>${request.answers.map((answer) => html`<div key=${answer.field}><dt dir="auto">${answer.label}</dt><dd><${Verbatim}>${answerText(request.form, answer)}<//></dd></div>`)}</dl>
        ${request.answers.length === 0 && html`<p>${t("requests.no_answers")}</p>`}
    </section>`;
}

function Steps({ request, before = false }) {
    const title = t(before ? "requests.steps_before" : "requests.steps");
    return html`<section aria-label=${title} class="request-steps">
        <${Heading} before=${before}>${title}<//>
        <ol>${request.steps.map(
            (step, at) => html`<li key=${at}>
                <p><b>${stepText(request.steps, at, request.form)}</b> <span class="about">${fullMoment(step.at_ms)} · ${actorText(step)}</span></p>
                ${step.text !== "" && html`<${Verbatim}>${step.text}<//>`}
                <${Attached} request=${request.id} attachments=${step.attachments ?? []} mayLook=${!before} />
            </li>`,
        )}</ol>
    </section>`;
}

/** What an appeal is about: it came with it. */
function Appealed({ of }) {
    const what = of.form ? localText(of.form.name, of.form_code) : "";
    return html`<section aria-label=${t("requests.said_before")} class="said-before card">
        <h2>${t("requests.said_before")}</h2>
        <p class="row"><span>${what}</span> <a href=${hashOf("requests", "one", of.id)}><code>${codeOnPaper(of.receipt_code)}</code></a> <${RequestTag} state=${of.state} /></p>
        ${of.withheld ? html`<p>${t("requests.said_before_health")}</p>` : html`<${Answers} request=${of} before /><${Steps} request=${of} before />`}
    </section>`;
}

function Appeals({ appeals }) {
    return html`<ul class="appeals">${appeals.map(
        (appeal) =>
            html`<li key=${appeal.id}><a href=${hashOf("requests", "one", appeal.id)}>${t("requests.appealed", { when: fullMoment(appeal.submitted_ms) })}</a> <${RequestTag} state=${appeal.state} /></li>`,
    )}</ul>`;
}

function Doing({ request, steps, onStep, onDone }) {
    const action = useAction();
    const take = async () => {
        const answer = await action.run(() => api.post(`/api/v1/requests/${encodeURIComponent(request.id)}/start`));
        if (!answer) return;
        say(t("requests.done.take"));
        onDone();
    };
    return html`<div class="no-print">
        <div class="row">
            ${request.state === "received" && html`<${Button} kind="primary" icon="hand" busy=${action.busy} onClick=${take}>${t("requests.do.take")}<//>`}
            ${steps.map((step) => {
                const { kind, icon, key } = STEPS[step];
                const quiet = request.state === "received" && kind === "primary"; // taking it comes first
                return html`<${Button} key=${step} kind=${quiet ? "plain" : kind} icon=${icon} hint=${key?.toUpperCase()} onClick=${() => onStep(step)}>${t(`requests.do.${step}`)}<//>`;
            })}
        </div>
        ${action.error && html`<${Fault}>${faultText(action.error, "requests")}<//>`}
    </div>`;
}

/** One page with all of it and its proof, as a file. */
export function RecordButton({ id }) {
    const action = useAction();
    const save = async () => {
        const answer = await action.run(() => api.get(`/api/v1/requests/${encodeURIComponent(id)}/record`));
        if (!answer) return;
        saveFile(new Blob([answer.html], { type: "text/html" }), answer.name);
        say(t("requests.done.record"));
    };
    return html`<div class="no-print">
        <${Button} icon="file-check" busy=${action.busy} onClick=${save}>${t("requests.do.record")}<//>
        <p class="small">${t("requests.record_what")}</p>
        ${action.error && html`<${Fault}>${faultText(action.error, "requests")}<//>`}
    </div>`;
}

/** Of a form that asks for one message on paper: that message, which nobody at this desk reads otherwise. */
function MessagePaper({ request }) {
    const action = useAction();
    const path = `/api/v1/requests/${encodeURIComponent(request.id)}/message.pdf`;
    const save = async () => {
        if (await action.run(() => download(path, {}, `message-${request.receipt_code}.pdf`)))
            say(t("requests.done.message"));
    };
    return html`<div class="no-print">
        <${Button} icon="printer" busy=${action.busy} onClick=${save}>${t("requests.do.message")}<//>
        <p class="small">${t("requests.message_what")}</p>
        ${action.error && html`<${Fault}>${action.error.code === "not_found" ? t("requests.message_unknown") : faultText(action.error, "requests")}<//>`}
    </div>`;
}

export function RequestPage({ id }) {
    const now = useNow();
    const { role } = useStore(session);
    const { nameOf } = useUnits();
    const [open, setOpen, closeOpen] = useDraft(`request ${id}`, { step: "" });
    const load = useLoad((how) => api.get(`/api/v1/requests/${encodeURIComponent(id)}`, {}, how), id);
    const request = load.data;
    const steps = request ? stepsOf(request, mayChange(role, "assign")) : [];
    const step = steps.includes(open.step) ? open.step : "";
    const onStep = (next) => setOpen({ step: next });
    const done = () => {
        closeOpen();
        load.again();
    };
    const keyed = steps.filter((name) => STEPS[name].key);
    useKeys(keyed.map((name) => ({ keys: [STEPS[name].key], label: `requests.do.${name}`, run: () => onStep(name) })));
    const title = request ? localText(request.form.name, request.form_code) : t("requests.one");
    const intro =
        request &&
        html`<span><${Name}>${request.resident_name}<//> ${request.resident_number} · ${nameOf(request.unit_id)}</span>`;
    return html`<${Screen} title=${title} intro=${intro}>
        <a class="back no-print" href=${hashOf("requests")}><${Icon} name="arrow-left" /><span>${t("requests.back")}</span></a>
        ${
            load.error?.code === "other_desk"
                ? html`<${Empty} icon="lock" title=${t("requests.other_desk")}>${t("requests.other_desk_do")}<//>`
                : html`<${Loaded} of=${load}>${() => html`
                  <p class="row"><${RequestTag} state=${request.state} />${request.urgent && html`<${UrgentTag} />`}${isOpen(request) && html`<${ClockTag} request=${request} now=${now} />`}</p>
                  <${Doing} request=${request} steps=${steps} onStep=${onStep} onDone=${load.again} />
                  <${Facts} request=${request} />
                  <${Answers} request=${request} />
                  ${request.form_code === MESSAGE_PRINT && isOpen(request) && html`<${MessagePaper} request=${request} />`}
                  <${Steps} request=${request} />
                  ${request.appeals.length > 0 && html`<${Appeals} appeals=${request.appeals} />`}
                  ${request.appeal_of && html`<${Appealed} of=${request.appeal_of} />`}
                  ${request.may_save_record && html`<${RecordButton} id=${id} />`}
                  ${step !== "" && html`<${TakeStep} key=${step} request=${request} step=${step} onClose=${closeOpen} onDone=${done} />`}
              `}<//>`
        }
    <//>`;
}
