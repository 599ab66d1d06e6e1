// The facility's housing units: a choice of them, and their names.
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Choice } from "./field.js";
import { html } from "./html.js";
import { useLoad } from "./load.js";

/** {units, known, nameOf(id)}; `known`: whether the hub has told them. A unit that is not known yet has no name. */
export function useUnits() {
    const load = useLoad(() => api.get("/api/v1/units"), "units");
    const units = load.data?.units ?? [];
    return { units, known: load.data !== undefined, nameOf: (id) => units.find((unit) => unit.id === id)?.name ?? "" };
}

export function UnitChoice({ units, value, onInput, every = t("units.every"), label = t("units.label"), ...rest }) {
    const choices = [{ value: "", text: every }, ...units.map((unit) => ({ value: unit.id, text: unit.name }))];
    return html`<${Choice} ...${rest} label=${label} value=${value} choices=${choices} onInput=${onInput} />`;
}
