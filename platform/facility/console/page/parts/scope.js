// Whom something is for: the whole facility, one housing unit, one resident.
import { codeText, t } from "../base/text.js";
import { Choice } from "./field.js";
import { html } from "./html.js";
import { ResidentPicker } from "./resident_picker.js";
import { UnitChoice, useUnits } from "./units.js";

export const wholeFacility = { scope: "facility", unit: "", resident: undefined };
const SCOPES = ["facility", "unit", "resident"];

/** The members of a request. */
export function scopeBody({ scope, unit, resident }) {
    if (scope === "unit") return { scope, scope_id: unit };
    return scope === "resident" ? { scope, scope_id: resident.id } : { scope };
}

export function scopeFault({ scope, unit, resident }) {
    if (scope === "unit" && unit === "") return t("scope.unit_missing");
    return scope === "resident" && !resident ? t("scope.resident_missing") : undefined;
}

export function ScopeFields({ value, onInput, error }) {
    const { units } = useUnits();
    const choices = SCOPES.map((scope) => ({ value: scope, text: t(`scope.${scope}`) }));
    return html`
        <${Choice} label=${t("scope.label")} value=${value.scope} choices=${choices} onInput=${(scope) => onInput({ ...value, scope })} />
        ${value.scope === "unit" && html`<${UnitChoice} label=${t("scope.unit")} every=${t("scope.choose_unit")} units=${units} value=${value.unit} error=${error} onInput=${(unit) => onInput({ ...value, unit })} />`}
        ${value.scope === "resident" && html`<${ResidentPicker} label=${t("scope.resident_label")} value=${value.resident} error=${error} onInput=${(resident) => onInput({ ...value, resident })} />`}
    `;
}

/** `name`: as the hub names the unit or resident. */
export function ScopeText({ scope, name }) {
    return html`<span>${codeText("scope", scope)}${name && html`: <bdi>${name}</bdi>`}</span>`;
}
