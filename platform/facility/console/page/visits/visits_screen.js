// Video visits. #/visits/day[/2026-12-01], #/visits/plan
import { hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { VisitDay } from "./visit_day.js";
import { VisitPlan } from "./visit_plan.js";
import { tabOf, tabs } from "./visits_model.js";

export function VisitsScreen({ parts }) {
    const tab = tabOf(parts[0]);
    return html`<${Screen} wide title=${t("visits.title")} intro=${t("visits.intro")}>
        <${Tabs} label=${t("visits.title")} of=${tabs} current=${tab} to=${(each) => hashOf("visits", each)} text=${(each) => t(`visits.tab.${each}`)} />
        ${tab === "plan" ? html`<${VisitPlan} />` : html`<${VisitDay} day=${parts[1]} />`}
    <//>`;
}
