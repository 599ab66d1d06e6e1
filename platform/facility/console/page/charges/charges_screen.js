// What the facility charges for, charging many residents at once, and what was charged. #/charges[/made|/kinds]
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Empty } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { KindsForm, KindsTable } from "./charge_kinds.js";
import { ChargesMade } from "./charges_made.js";
import { SiteCharge } from "./site_charge.js";

const VIEWS = ["charge", "made", "kinds"];

export function ChargesScreen({ parts }) {
    const change = useMayChange("money");
    const views = change ? VIEWS : VIEWS.slice(1);
    const view = views.includes(parts[0]) ? parts[0] : views[0];
    const load = useLoad((how) => api.get("/api/v1/charge-kinds", {}, how), "charge kinds");
    const shown = ({ kinds }) => {
        if (view === "made") return html`<${ChargesMade} kinds=${kinds} change=${change} />`;
        if (!change) return html`<${KindsTable} kinds=${kinds} />`;
        if (view === "kinds") return html`<${KindsForm} before=${kinds} onSaved=${load.again} />`;
        if (kinds.length > 0) return html`<${SiteCharge} kinds=${kinds} />`;
        return html`<${Empty} icon="tag" title=${t("charges.no_kinds")}><a href=${hashOf("charges", "kinds")}>${t("charges.add_kind")}</a><//>`;
    };
    return html`<${Screen} wide=${view === "made"} title=${t("charges.title")} intro=${t(`charges.intro.${view}`)}>
        <${Tabs} label=${t("charges.title")} of=${views} current=${view} to=${(each) => hashOf("charges", each)} text=${(each) => t(`charges.view.${each}`)} />
        <${Loaded} key=${view} of=${load}>${shown}<//>
    <//>`;
}
