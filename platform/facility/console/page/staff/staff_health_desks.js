// Which desks are those of health staff: what is there is about health (docs/features/requests.md).
import { useState } from "preact/hooks";
import { isCode } from "../base/code.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { say } from "../parts/say.js";

const MOST_HOURS = 168;
const MOST_TYPED = 2_000;

const typedDesks = (desks) => desks.map((desk) => `${desk.role} ${desk.triage_within_hours}`).join("\n");

/** "medical 24", one a line; undefined when a line is none. */
export function readDesks(typed) {
    const desks = [];
    for (const line of typed.split("\n").map((each) => each.trim())) {
        if (line === "") continue;
        const parts = /^(\S+) +([1-9][0-9]{0,2})$/.exec(line);
        const hours = Number(parts?.[2]);
        if (!parts || !isCode(parts[1]) || hours > MOST_HOURS) return undefined;
        if (desks.some((desk) => desk.role === parts[1])) return undefined;
        desks.push({ role: parts[1], triage_within_hours: hours });
    }
    return desks;
}

function SetHealthDesks({ desks, onClose, onDone }) {
    const [typed, setTyped] = useState(typedDesks(desks));
    const [wrong, setWrong] = useState(false);
    const action = useAction();
    const send = async () => {
        const read = readDesks(typed);
        setWrong(!read);
        if (!read || !(await action.run(() => api.put("/api/v1/health-desks", { desks: read })))) return;
        say(t("staff.health_done"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose}>${t("dialog.back")}<//><${Button} kind="primary" busy=${action.busy} onClick=${send}>${t("staff.desks_save")}<//>`;
    return html`<${Dialog} title=${t("staff.health_title")} onClose=${onClose} actions=${actions}>
        <${LongField} label=${t("staff.health_desks")} help=${t("staff.health_help")} error=${wrong ? t("staff.health_wrong", { most: MOST_HOURS }) : undefined} value=${typed} onInput=${setTyped} rows=${5} maxlength=${MOST_TYPED} autofocus />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

export function HealthDesks({ mayChange }) {
    const load = useLoad((how) => api.get("/api/v1/health-desks", {}, how), "health-desks");
    const [open, setOpen] = useState(false);
    const done = () => {
        setOpen(false);
        load.again();
    };
    return html`<section class="card" aria-label=${t("staff.health_title")}>
        <h2>${t("staff.health_title")}</h2>
        <p class="small">${t("staff.health_what")}</p>
        <${Loaded} of=${load}>${({ desks }) => html`
            <p>${desks.length === 0 ? t("staff.no_desks") : desks.map((desk) => t("staff.health_desk", { desk: codeText("desk", desk.role), count: desk.triage_within_hours })).join(" · ")}</p>
            ${mayChange && html`<div class="row"><${Button} icon="stethoscope" onClick=${() => setOpen(true)}>${t("staff.do.health")}<//></div>`}
            ${open && html`<${SetHealthDesks} desks=${desks} onClose=${() => setOpen(false)} onDone=${done} />`}
        `}<//>
    </section>`;
}
