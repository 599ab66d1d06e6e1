// When orders are taken, and how much a class may spend. #/shop-rules, #/shop-rules/classes
import { hashOf } from "../base/route.js";
import { mayChange } from "../base/screen_choice.js";
import { api, session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { ClassesForm, ClassesTable } from "./classes.js";
import { RulesForm, RulesTable } from "./window_rules.js";

const VIEWS = ["windows", "classes"];
const PATHS = { windows: "/api/v1/commissary/window-rules", classes: "/api/v1/commissary/classes" };

export function ShopRulesScreen({ parts }) {
    const view = VIEWS.includes(parts[0]) ? parts[0] : "windows";
    const change = mayChange(useStore(session).role, "shop-rules");
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
        <nav class="tabs" aria-label=${t("shop.title")}>
            ${VIEWS.map((each) => html`<a key=${each} href=${hashOf("shop-rules", each)} aria-current=${each === view ? "page" : undefined}>${t(`shop.view.${each}`)}</a>`)}
        </nav>
        <${Loaded} key=${view} of=${load}>${shown}<//>
    <//>`;
}
