// What is owed to others, one payment of it, and what became of each. #/remittances[/owed/ACCOUNT|/list/STATE]
import { hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { useMayChange } from "../parts/may.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { Owed } from "./owed.js";
import { RemittanceList } from "./remittance_list.js";

const VIEWS = ["owed", "list"];

export function RemittancesScreen({ parts }) {
    const change = useMayChange("money");
    const view = parts[0] === "list" ? "list" : "owed";
    return html`<${Screen} wide title=${t("remittances.title")} intro=${t(`remittances.intro.${view}`)}>
        <${Tabs} label=${t("remittances.title")} of=${VIEWS} current=${view} to=${(each) => hashOf("remittances", each)} text=${(each) => t(`remittances.view.${each}`)} />
        ${view === "list" ? html`<${RemittanceList} wanted=${parts[1]} change=${change} />` : html`<${Owed} account=${parts[1]} change=${change} />`}
    <//>`;
}
