// Video visits. #/visits/day[/2026-12-01], #/visits/people, #/visits/of/NUMBER, #/visits/suspended, #/visits/apart, #/visits/plan
import { hashOf } from "../base/route.js";
import { session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { Apart } from "./apart.js";
import { Suspended } from "./suspended.js";
import { VisitDay } from "./visit_day.js";
import { VisitPlan } from "./visit_plan.js";
import { People, VisitorsOf } from "./visitors.js";
import { tabOf, tabsOf } from "./visits_model.js";

const TABS = { people: People, suspended: Suspended, apart: Apart, plan: VisitPlan };

export function VisitsScreen({ parts }) {
    const tabs = tabsOf(useStore(session).role);
    const of = parts[0] === "of" && parts[1];
    const tab = of ? "people" : tabOf(tabs, parts[0]);
    const Shown = TABS[tab];
    return html`<${Screen} wide title=${t("visits.title")} intro=${t("visits.intro")}>
        <${Tabs} label=${t("visits.title")} of=${tabs} current=${tab} to=${(each) => hashOf("visits", each)} text=${(each) => t(`visits.tab.${each}`)} />
        ${of ? html`<${VisitorsOf} key=${of} number=${of} apart=${tabs.includes("apart")} />` : Shown ? html`<${Shown} />` : html`<${VisitDay} day=${parts[1]} />`}
    <//>`;
}
