// The page: which screen shows, and what surrounds it.
import { useEffect, useRef, useState } from "preact/hooks";
import { watchIdle } from "../base/idle.js";
import { useKeys } from "../base/keys.js";
import { useRoute } from "../base/route.js";
import { chooseScreen } from "../base/screen_choice.js";
import { reachable, session, signOut } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { Empty, Waiting } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { ResultLine } from "../parts/say.js";
import { ApprovalsScreen } from "../approvals/approvals_screen.js";
import { AuditScreen } from "../audit/audit_screen.js";
import { BatchesScreen } from "../batches/batches_screen.js";
import { BooksScreen } from "../books/books_screen.js";
import { CardsScreen } from "../cards/cards_screen.js";
import { CatalogScreen } from "../catalog/catalog_screen.js";
import { ChargesScreen } from "../charges/charges_screen.js";
import { ContactsScreen } from "../contacts/contacts_screen.js";
import { DeductionsScreen } from "../deductions/deductions_screen.js";
import { DevicesScreen } from "../devices/devices_screen.js";
import { DocumentsScreen } from "../documents/documents_screen.js";
import { FormsScreen } from "../forms/forms_screen.js";
import { MoneyScreen } from "../money/money_screen.js";
import { MoneyPolicyScreen } from "../money_policy/money_policy_screen.js";
import { TwoPersonScreen } from "../money_policy/two_person_screen.js";
import { NoticesScreen } from "../notices/notices_screen.js";
import { OrdersScreen } from "../orders/orders_screen.js";
import { PackagesScreen } from "../packages/packages_screen.js";
import { PhoneScreen } from "../phone/phone_screen.js";
import { PhotosScreen } from "../photos/photos_screen.js";
import { PreaScreen } from "../prea/prea_screen.js";
import { PricesScreen } from "../prices/prices_screen.js";
import { QueueScreen } from "../queue/queue_screen.js";
import { RemittancesScreen } from "../remittances/remittances_screen.js";
import { ReceiptsScreen } from "../receipts/receipts_screen.js";
import { RequestsScreen } from "../requests/requests_screen.js";
import { ResidentsScreen } from "../residents/residents_screen.js";
import { ReviewScreen } from "../review/review_screen.js";
import { SickCallScreen } from "../sick_call/sick_call_screen.js";
import { ReviewRulesScreen } from "../review_rules/review_rules_screen.js";
import { ScheduleScreen } from "../schedule/schedule_screen.js";
import { ShopRulesScreen } from "../shop_rules/shop_rules_screen.js";
import { SignInScreen } from "../sign_in/sign_in_screen.js";
import { StaffScreen } from "../staff/staff_screen.js";
import { StandingScreen } from "../standing/standing_screen.js";
import { StatisticsScreen } from "../statistics/statistics_screen.js";
import { SuspensionsScreen } from "../suspensions/suspensions_screen.js";
import { TransfersScreen } from "../transfers/transfers_screen.js";
import { VisitsScreen } from "../visits/visits_screen.js";
import { WatchListsScreen } from "../watch_lists/watch_lists_screen.js";
import { WebhooksScreen } from "../webhooks/webhooks_screen.js";
import { BooksDiffer } from "./books_differ.js";
import { HelpDialog } from "./help.js";
import { IdleDialog } from "./idle_dialog.js";
import { Rail } from "./rail.js";
import { Screen } from "./screen.js";

const SCREENS = {
    queue: QueueScreen,
    review: ReviewScreen,
    photos: PhotosScreen,
    contacts: ContactsScreen,
    "watch-lists": WatchListsScreen,
    suspensions: SuspensionsScreen,
    notices: NoticesScreen,
    schedule: ScheduleScreen,
    documents: DocumentsScreen,
    statistics: StatisticsScreen,
    staff: StaffScreen,
    residents: ResidentsScreen,
    devices: DevicesScreen,
    webhooks: WebhooksScreen,
    "review-rules": ReviewRulesScreen,
    cards: CardsScreen,
    audit: AuditScreen,
    money: MoneyScreen,
    batches: BatchesScreen,
    charges: ChargesScreen,
    transfers: TransfersScreen,
    approvals: ApprovalsScreen,
    remittances: RemittancesScreen,
    packages: PackagesScreen,
    deductions: DeductionsScreen,
    books: BooksScreen,
    prices: PricesScreen,
    "money-policy": MoneyPolicyScreen,
    "two-person": TwoPersonScreen,
    phone: PhoneScreen,
    visits: VisitsScreen,
    orders: OrdersScreen,
    catalog: CatalogScreen,
    "shop-rules": ShopRulesScreen,
    standing: StandingScreen,
    requests: RequestsScreen,
    receipts: ReceiptsScreen,
    "sick-call": SickCallScreen,
    forms: FormsScreen,
    prea: PreaScreen,
};

function Elsewhere({ id, icon }) {
    return html`<${Screen} title=${t(`${id}.title`)}><${Empty} icon=${icon} title=${t(`${id}.what`)}>${t(`${id}.do`)}<//><//>`;
}

function Content({ screen, parts }) {
    if (screen === "nothing") return html`<${Elsewhere} id="nothing" icon="coffee" />`;
    if (screen === "elsewhere") return html`<${Elsewhere} id="elsewhere" icon="map" />`;
    return html`<${SCREENS[screen]} key=${screen} parts=${parts} />`;
}

function Unreachable() {
    const up = useStore(reachable);
    const text = up ? "" : t("unreachable.banner");
    return html`<div class="banner-place" role="status">
        ${text && html`<p class="banner"><${Icon} name="wifi-off" /><span>${text}</span></p>`}
    </div>`;
}

function useIdle(current) {
    const [idle, setIdle] = useState({ warn: false });
    const watch = useRef(null);
    useEffect(() => {
        if (current.state !== "in") return undefined;
        setIdle({ warn: false });
        const watching = watchIdle(window, current.idleLimitS * 1_000, (state) => {
            if (state.over) signOut("idle");
            else setIdle(state);
        });
        watch.current = watching;
        return () => watching.stop();
    }, [current.state, current.csrf]);
    return { idle, stay: () => watch.current?.stay() };
}

export function App() {
    const current = useStore(session);
    const up = useStore(reachable);
    const route = useRoute();
    const [help, setHelp] = useState(false);
    const { idle, stay } = useIdle(current);
    const screen = chooseScreen(current, route, up);
    const signedIn = current.state === "in";
    useKeys(signedIn ? [{ keys: ["?"], label: "keys.help", run: () => setHelp(true), always: true }] : []);
    useEffect(() => {
        if (!signedIn) setHelp(false);
    }, [signedIn]);

    if (screen === "starting") return html`<main class="plain"><${Waiting} /></main>`;
    if (screen === "unreachable") {
        return html`<main class="plain"><${Empty} icon="wifi-off" title=${t("unreachable.title")}>${t("unreachable.do")}<//></main>`;
    }
    if (screen === "sign-in") return html`<${SignInScreen} why=${current.why} />`;
    return html`<div class="frame">
        <a class="skip" href="#main" onClick=${skipToMain}>${t("app.skip")}</a>
        <${Rail} session=${current} route=${route} screen=${screen} onHelp=${() => setHelp(true)} />
        <div class="page">
            <${Unreachable} />
            ${signedIn && html`<${BooksDiffer} role=${current.role} />`}
            <main id="main" tabindex="-1"><${Content} screen=${screen} parts=${route.screen === "" ? [] : route.parts} /></main>
            <${ResultLine} />
        </div>
        ${help && html`<${HelpDialog} onClose=${() => setHelp(false)} />`}
        ${idle.warn && html`<${IdleDialog} leftS=${idle.leftS} onStay=${stay} />`}
    </div>`;
}

/** The address after "#" is the place (base/route.js): the skip link moves the focus and leaves it alone. */
function skipToMain(event) {
    event.preventDefault();
    document.getElementById("main").focus();
}
