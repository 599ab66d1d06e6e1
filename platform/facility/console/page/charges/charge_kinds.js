// What the facility charges for: a row each.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { MOST_NAME } from "../base/names.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { AmountField } from "../parts/amount_field.js";
import { Button, Empty, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { CodeField, Field, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { say } from "../parts/say.js";
import { Table } from "../parts/table.js";
import { Unsaved } from "../parts/unsaved.js";
import { kindRow, MOST_KINDS, newKind, readKinds } from "./charges_model.js";

const COLUMNS = ["kind", "code", "amount", "owed"];

function KindRow({ kind, number, wrong, onChange, onRemove }) {
    const set = (member) => (value) => onChange({ ...kind, [member]: value });
    const fault = (member) => (wrong?.member === member ? wrong.key : undefined);
    const faultOf = (member) => fault(member) && t(fault(member));
    return html`<fieldset class="card">
        <legend>${t("charges.kind_number", { number })}</legend>
        <div class="fields">
            <${Field} label=${t("names.en")} help=${t("names.help")} error=${faultOf("name_en")} value=${kind.name_en} onInput=${set("name_en")} maxlength=${MOST_NAME} autocomplete="off" />
            <${Field} label=${t("names.es")} value=${kind.name_es} onInput=${set("name_es")} maxlength=${MOST_NAME} autocomplete="off" lang="es" />
            <${CodeField} label=${t("charges.code")} error=${faultOf("code")} value=${kind.code} onInput=${set("code")} />
            <${AmountField} label=${t("money.amount")} help=${t("charges.amount_help")} wrong=${fault("amount")} value=${kind.amount} onInput=${set("amount")} />
        </div>
        <${Tick} label=${t("charges.may_be_owed")} checked=${kind.may_be_owed} onInput=${set("may_be_owed")} />
        <div class="row"><${Button} icon="trash" onClick=${onRemove}>${t("shop.remove")}<span class="sr"> ${t("charges.kind_number", { number })}</span><//></div>
    </fieldset>`;
}

export function KindsForm({ before, onSaved }) {
    const [form, setForm, forget] = useDraft("charge kinds", { rows: before.map(kindRow) });
    const [wrong, setWrong] = useState(undefined);
    const action = useAction();
    const { rows } = form;
    const save = async () => {
        const read = readKinds(rows);
        setWrong(read.wrong);
        if (read.wrong) return;
        const answer = await action.run(() => api.put("/api/v1/charge-kinds", { kinds: read.kinds }));
        if (!answer) return;
        forget({ rows: answer.kinds.map(kindRow) });
        say(t("charges.kinds_saved"));
        onSaved();
    };
    const replace = (index, row) => setForm({ rows: rows.map((each, at) => (at === index ? row : each)) });
    return html`<div class="editor">
        ${rows.length === 0 && html`<${Empty} icon="tag" title=${t("charges.no_kinds")} />`}
        ${rows.map((kind, index) => html`<${KindRow} key=${index} kind=${kind} number=${index + 1} wrong=${wrong?.row === index ? wrong : undefined} onChange=${(row) => replace(index, row)} onRemove=${() => setForm({ rows: rows.filter((_, at) => at !== index) })} />`)}
        ${action.error && html`<${Fault}>${faultText(action.error, "charges")}<//>`}
        <div class="row">
            <${Button} icon="plus" disabled=${rows.length >= MOST_KINDS} onClick=${() => setForm({ rows: [...rows, newKind] })}>${t("charges.add_kind")}<//>
            <${Button} kind="primary" icon="save" busy=${action.busy} onClick=${save}>${t("shop.save")}<//>
        </div>
        <${Unsaved} before=${{ rows: before.map(kindRow) }} form=${form} onReset=${forget} />
    </div>`;
}

export function KindsTable({ kinds }) {
    if (kinds.length === 0) return html`<${Empty} icon="tag" title=${t("charges.no_kinds")} />`;
    return html`<${Table} caption=${t("charges.view.kinds")} heading=${(column) => t(`charges.column.${column}`)} columns=${COLUMNS} numbers=${["amount"]}>
        ${kinds.map((kind) => html`<tr key=${kind.code}><th scope="row"><bdi>${localText(kind.name, kind.code)}</bdi></th><td><code>${kind.code}</code></td><td class="number">${kind.cents > 0 ? money(kind.cents) : t("charges.each_time")}</td><td>${t(kind.may_be_owed ? "standing.yes" : "standing.no")}</td></tr>`)}
    <//>`;
}
