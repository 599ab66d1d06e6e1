// The proof of the books. #/books[/flows|/bank|/months]
import { hashOf } from "../base/route.js";
import { mayChange } from "../base/screen_choice.js";
import { session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Screen } from "../shell/screen.js";
import { BankView } from "./bank.js";
import { FlowsView } from "./flows.js";
import { MonthsView } from "./months.js";
import { TieOutView } from "./tie_out.js";

const VIEWS = { proof: TieOutView, flows: FlowsView, bank: BankView, months: MonthsView };

export function BooksScreen({ parts }) {
    const view = parts[0] in VIEWS ? parts[0] : "proof";
    const change = mayChange(useStore(session).role, "money");
    return html`<${Screen} wide title=${t("books.title")} intro=${t(`books.intro.${view}`)}>
        <nav class="tabs" aria-label=${t("books.title")}>${Object.keys(VIEWS).map((each) => html`<a key=${each} href=${hashOf("books", each)} aria-current=${each === view ? "page" : undefined}>${t(`books.view.${each}`)}</a>`)}</nav>
        <${VIEWS[view]} change=${change} />
    <//>`;
}
