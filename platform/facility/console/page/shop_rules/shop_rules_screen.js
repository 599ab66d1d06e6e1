// When orders are taken, and how much a class may spend. #/shop-rules, #/shop-rules/classes
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { Tabs } from "../parts/tabs.js";
import { useMayChange } from "../parts/may.js";
import { useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { ClassesForm, ClassesTable } from "./classes.js";
import { RulesForm, RulesTable } from "./window_rules.js";

const VIEWS = ["windows", "classes"];
const PATHS = { windows: "/api/v1/commissary/window-rules", classes: "/api/v1/commissary/classes" };

export function ShopRulesScreen({ parts }) {
    const view = VIEWS.includes(parts[0]) ? parts[0] : "windows";
    const change = useMayChange("shop-rules");
    const { units, nameOf } = useUnits();
    const load = useLoad((how) => api.get(PATHS[view], {}, how), view);
    const shown = (data) => {
        if (view === "classes")
            return change
                ? html`<${ClassesForm} before=${data.classes} onSaved=${load.again} />`
                : html`<${ClassesTable} classes=${data.classes} />`;
        return change
            ? html`<${RulesForm} before=${data.rules} units=${units} onSaved=${load.again} />`
            : html`<${RulesTable} rules=${data.rules} nameOf=${nameOf} />`;
    };
    return html`<${Screen} title=${t("shop.title")} intro=${t(`shop.intro.${view}`)}>
        <${Tabs} label=${t("shop.title")} of=${VIEWS} current=${view} to=${(each) => hashOf("shop-rules", each)} text=${(each) => t(`shop.view.${each}`)} />
        <${Loaded} key=${view} of=${load}>${shown}<//>
    <//>`;
}
