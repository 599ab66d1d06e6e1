// The money desk: residents with their balances, and one resident's account. #/money, #/money/NUMBER[/deposit|/charge|/withdraw|/obligations[/ID]|/release]
import { mayChange } from "../base/screen_choice.js";
import { session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { ResidentFinder } from "../parts/residents.js";
import { Screen } from "../shell/screen.js";
import { AccountPage } from "./account_page.js";

const COLUMNS = ["number", "unit", "spendable", "held", "owed"];

export function MoneyScreen({ parts }) {
    const { role } = useStore(session);
    const [number, view, open] = parts;
    if (number)
        return html`<${AccountPage} key=${number} number=${number} view=${view} open=${open} change=${mayChange(role, "money")} />`;
    return html`<${Screen} wide title=${t("money.title")} intro=${t("money.intro")}><${ResidentFinder} to="money" columns=${COLUMNS} /><//>`;
}
