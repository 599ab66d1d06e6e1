// The proof of the books. #/books[/flows|/bank[/matched|struck/DAY]|/months|/files]
import { hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Tabs } from "../parts/tabs.js";
import { useMayChange } from "../parts/may.js";
import { Screen } from "../shell/screen.js";
import { BankView } from "./bank.js";
import { FilesView } from "./files.js";
import { FlowsView } from "./flows.js";
import { MonthsView } from "./months.js";
import { TieOutView } from "./tie_out.js";

const VIEWS = { proof: TieOutView, flows: FlowsView, bank: BankView, months: MonthsView, files: FilesView };

export function BooksScreen({ parts }) {
    const view = parts[0] in VIEWS ? parts[0] : "proof";
    const change = useMayChange("money");
    return html`<${Screen} wide title=${t("books.title")} intro=${t(`books.intro.${view}`)}>
        <${Tabs} label=${t("books.title")} of=${Object.keys(VIEWS)} current=${view} to=${(each) => hashOf("books", each)} text=${(each) => t(`books.view.${each}`)} />
        <${VIEWS[view]} key=${parts.join(" ")} change=${change} at=${parts.slice(1)} />
    <//>`;
}
