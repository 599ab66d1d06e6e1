// The money desk: residents with their balances, and one resident's account. #/money, #/money/NUMBER[/deposit|/charge|/withdraw|/obligations[/ID]|/release]
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { useMayChange } from "../parts/may.js";
import { ResidentFinder } from "../parts/residents.js";
import { Screen } from "../shell/screen.js";
import { AccountPage } from "./account_page.js";

const COLUMNS = ["number", "unit", "spendable", "held", "owed"];

export function MoneyScreen({ parts }) {
    const change = useMayChange("money");
    const [number, view, open] = parts;
    if (number)
        return html`<${AccountPage} key=${number} number=${number} view=${view} open=${open} change=${change} />`;
    return html`<${Screen} wide title=${t("money.title")} intro=${t("money.intro")}><${ResidentFinder} to="money" columns=${COLUMNS} /><//>`;
}
