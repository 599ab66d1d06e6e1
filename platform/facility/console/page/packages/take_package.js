// A package from another facility: looked at, and then taken in by the trust office, once.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count, fullMoment } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { codeText, t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Button, Fault, Name, Note } from "../parts/basics.js";
import { useChecked } from "../parts/checked.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { Field } from "../parts/field.js";
import { FileField } from "../parts/file_field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { UnitChoice, useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { MOST_NUMBER, newArrival, readArrival, readPackage } from "./packages_model.js";

const PATH = "/api/v1/transfer-packages/";

function Shown({ of }) {
    const figures = [
        { label: t("packages.sum"), text: money(of.cents), strong: true },
        { label: t("money.spendable"), text: money(of.spendable_cents) },
        { label: t("money.savings"), text: money(of.savings_cents) },
        { label: t("money.phone"), text: money(of.phone_cents) },
        { label: t("money.credits"), text: count(of.credits) },
    ];
    return html`
        <h2><${Name}>${fullName(of.resident)}<//> <span class="about">${of.resident.number}</span></h2>
        <p>${t("packages.from", { name: of.facility_name, when: fullMoment(of.made_ms) })}</p>
        <${Figures} of=${figures} />
        ${of.obligations.length > 0 && html`<h3>${t("packages.debts")}</h3><ul>${of.obligations.map((each, index) => html`<li key=${index}>${codeText("money.part", each.code)}: <b>${money(each.owed_cents)}</b> <span class="about">${each.legal_basis}</span></li>`)}</ul>`}
        ${of.imported && html`<${Note} icon="circle-check">${t("packages.fault.imported_before")}<//>`}`;
}

function Arrival({ form, wrong, busy, onChange, onTake }) {
    const { units } = useUnits();
    const faultOf = (member) => wrong[member] && t(wrong[member]);
    return html`<div class="fields">
            <${UnitChoice} units=${units} value=${form.unit} every=${t("scope.choose_unit")} error=${faultOf("unit")} onInput=${(unit) => onChange({ unit })} />
            <${Field} label=${t("packages.number")} help=${t("packages.number_help")} error=${faultOf("number")} value=${form.number} onInput=${(number) => onChange({ number })} maxlength=${MOST_NUMBER} autocomplete="off" spellcheck=${false} />
        </div>
        <div class="row"><${Button} kind="primary" icon="check" busy=${busy} onClick=${onTake}>${t("packages.take")}<//></div>`;
}

export function TakePackage() {
    const change = useMayChange("money");
    const [form, setForm, forget] = useDraft("package", newArrival);
    const once = useOnce("package");
    const [wrong, setWrong] = useState({});
    const checked = useChecked("package", [form.text]);
    const { action, shown } = checked;
    const choose = (name, text) => {
        const read = readPackage(name, text);
        setWrong({ file: read.fault });
        setForm({ name, text: read.text ?? "" });
        action.clear();
    };
    const check = () => {
        setWrong({ file: form.text === "" ? "import.file_missing" : undefined });
        if (form.text !== "") checked.check({ package: form.text }, (asked) => api.post(`${PATH}check`, asked));
    };
    const take = async () => {
        const read = readArrival(form);
        setWrong(read.wrong);
        if (!read.asked) return;
        const asked = { ...shown.asked, ...read.asked };
        const answer = await action.run(() =>
            api.post(`${PATH}import`, { ...asked, idempotency_key: once.keyFor(asked) }),
        );
        if (!answer) return;
        once.done();
        forget();
        checked.forget();
        say(t("packages.taken", { amount: money(answer.cents), number: asked.number }));
        go("money", asked.number);
    };
    return html`<${Screen} title=${t("packages.look")} intro=${t("packages.look_what")}>
        <a class="back" href=${hashOf("packages")}><${Icon} name="arrow-left" /><span>${t("packages.title")}</span></a>
        <section class="card">
            <${FileField} label=${t("packages.file")} help=${t("packages.file_help")} error=${wrong.file && t(wrong.file)} accept=".json" name=${form.name} onFile=${choose} />
            <div class="row"><${Button} kind=${shown ? "plain" : "primary"} icon="list-checks" busy=${action.busy} onClick=${check}>${t("import.check")}<//><p class="small">${t("money.nothing_yet")}</p></div>
            ${action.error && html`<${Fault}>${faultText(action.error, "packages")}<//>`}
        </section>
        ${
            shown &&
            html`<section class="card report" aria-label=${t("packages.report")}>
            <${Shown} of=${shown.answer} />
            ${change && !shown.answer.imported && html`<${Arrival} form=${form} wrong=${wrong} busy=${action.busy} onChange=${setForm} onTake=${take} />`}
        </section>`
        }
    <//>`;
}
