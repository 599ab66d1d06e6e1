// What one resident may not order, and how much they may still spend. #/standing, #/standing/NUMBER
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Button, Empty, Fault, Name, Note } from "../parts/basics.js";
import { Figures } from "../parts/amount_field.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { fullName, ResidentFinder, useResident } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { Screen } from "../shell/screen.js";
import { categoryName } from "../catalog/catalog_model.js";
import { Barred, itemText } from "./barred.js";
import { formOf, readForm } from "./standing_model.js";

function figuresOf(standing) {
    const left = Math.max(0, standing.limit_cents - standing.used_cents);
    const inForce = standing.class_in_force === "" ? t("standing.no_class") : standing.class_in_force;
    return [
        { label: t("standing.left"), text: money(left), strong: true },
        {
            label: t("standing.limit"),
            text: money(standing.limit_cents),
            note: t("standing.class_is", { code: inForce }),
        },
        { label: t("standing.used"), text: money(standing.used_cents) },
    ];
}

function Form({ resident, standing, classes, catalog, onSaved }) {
    const id = `standing ${resident.id}`;
    const [form, setForm, forget] = useDraft(id, formOf(standing));
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const faultOf = (member) => (wrong?.member === member ? t(wrong.key) : undefined);
    const save = async () => {
        const read = readForm(form, Date.now());
        setWrong(read.wrong);
        if (read.wrong) return;
        const path = `/api/v1/residents/${encodeURIComponent(resident.id)}/commissary`;
        const answer = await action.run(() => api.put(path, read.body));
        if (!answer) return;
        forget(formOf(answer));
        say(t("standing.saved"));
        onSaved();
    };
    const classChoices = [
        { value: "", text: t("standing.default_class") },
        ...classes.map((one) => ({ value: one.code, text: `${one.code} (${money(one.limit_cents)})` })),
    ];
    return html`<div class="editor">
        <section class="card">
            <h2>${t("standing.spending")}</h2>
            <${Choice} label=${t("standing.class")} value=${form.spending_class} choices=${classChoices} onInput=${(spending_class) => setForm({ spending_class })} />
            <${Tick} label=${t("standing.barred")} checked=${form.barred} onInput=${(barred) => setForm({ barred })} />
            ${form.barred && html`<${Field} label=${t("standing.until")} help=${t("standing.until_help")} error=${faultOf("until")} type="datetime-local" value=${form.until} onInput=${(until) => setForm({ until })} />`}
            <${Field} label=${t("standing.diets")} help=${t("standing.diets_help")} error=${faultOf("diets")} value=${form.diets} onInput=${(diets) => setForm({ diets })} maxlength=${400} autocomplete="off" spellcheck=${false} />
        </section>
        <${Barred} form=${form} catalog=${catalog} onChange=${setForm} />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div class="row"><${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("standing.save")}<//></div>
        <${Unsaved} before=${formOf(standing)} form=${form} onReset=${forget} />
    </div>`;
}

/** Who may not change it reads it. */
function Shown({ standing, catalog }) {
    const rows = [
        ["class", standing.spending_class === "" ? t("standing.default_class") : standing.spending_class],
        ["barred_short", standing.barred ? t("standing.yes") : t("standing.no")],
        ["diets", standing.diets.map((code) => codeText("diet", code)).join(", ")],
        ["items", standing.barred_items.map((code) => itemText(catalog, code)).join(", ")],
        ["categories", standing.barred_categories.map((code) => categoryName(catalog.categories, code)).join(", ")],
    ];
    return html`<section class="card"><dl class="facts-list">${rows.map(([key, text]) => html`<div key=${key}><dt>${t(`standing.${key}`)}</dt><dd>${text === "" ? "–" : text}</dd></div>`)}</dl></section>`;
}

function One({ number }) {
    const change = useMayChange("standing");
    const { load: found, resident } = useResident(number);
    const load = useLoad(async (how) => {
        if (!resident) return undefined;
        const [standing, { classes }, catalog] = await Promise.all([
            api.get(`/api/v1/residents/${encodeURIComponent(resident.id)}/commissary`, {}, how),
            api.get("/api/v1/commissary/classes", {}, how),
            api.get("/api/v1/commissary/catalog", {}, how),
        ]);
        return { standing, classes, catalog };
    }, `standing ${resident?.id}`);
    const title = resident ? t("standing.of", { number }) : t("standing.title");
    const intro = resident && html`<span><${Name}>${fullName(resident)}<//> · ${resident.unit}</span>`;
    return html`<${Screen} title=${title} intro=${intro}>
        <a class="back" href=${hashOf("standing")}><${Icon} name="arrow-left" /><span>${t("standing.title")}</span></a>
        <${Loaded} of=${found}>${() => (resident ? null : html`<${Empty} icon="user" title=${t("residents.unknown", { number })} />`)}<//>
        ${
            resident &&
            html`<${Loaded} of=${load}>${(data) => html`
                <${Figures} of=${figuresOf(data.standing)} />
                ${data.standing.barred && html`<${Note} icon="ban">${t("standing.barred_now")}<//>`}
                ${change ? html`<${Form} resident=${resident} standing=${data.standing} classes=${data.classes} catalog=${data.catalog} onSaved=${load.again} />` : html`<${Shown} standing=${data.standing} catalog=${data.catalog} />`}
            `}<//>`
        }
    <//>`;
}

export function StandingScreen({ parts }) {
    if (parts[0]) return html`<${One} key=${parts[0]} number=${parts[0]} />`;
    return html`<${Screen} title=${t("standing.title")} intro=${t("standing.intro")}><${ResidentFinder} to="standing" columns=${["number", "unit"]} /><//>`;
}
