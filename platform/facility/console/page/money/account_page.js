// One resident's account: what is there, what happened, and what the trust office books.
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { Figures } from "../parts/amount_field.js";
import { Empty, Name, Tag } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded } from "../parts/load.js";
import { fullName, useResident } from "../parts/residents.js";
import { ObligationsPanel } from "../obligations/obligations_panel.js";
import { ReleasePanel } from "../release/release_panel.js";
import { Screen } from "../shell/screen.js";
import { WithdrawForm } from "../withdrawals/withdraw_form.js";
import { ChargeForm } from "./charge_form.js";
import { DepositForm } from "./deposit_form.js";
import { Statement } from "./statement.js";

const LOOKING = ["statement", "obligations", "release"];
const VIEWS = ["statement", "deposit", "charge", "withdraw", "obligations", "release"];

function Views({ number, view, change }) {
    const views = change ? VIEWS : LOOKING;
    return html`<nav class="tabs no-print" aria-label=${t("money.views")}>
        ${views.map((each) => html`<a key=${each} href=${each === "statement" ? hashOf("money", number) : hashOf("money", number, each)} aria-current=${each === view ? "page" : undefined}>${t(`money.view.${each}`)}</a>`)}
        <a href=${hashOf("standing", number)}>${t("money.view.standing")}</a>
    </nav>`;
}

function Balances({ of }) {
    return html`<${Figures} of=${[
        { label: t("money.spendable"), text: money(of.spendable_cents), strong: true },
        { label: t("money.on_hold"), text: money(of.held_cents), note: t("money.on_hold_note") },
        { label: t("money.savings"), text: money(of.savings_cents) },
        { label: t("money.phone"), text: money(of.phone_cents) },
        { label: t("money.credits"), text: count(of.credits) },
        { label: t("money.owed"), text: money(of.owed_cents) },
    ]} />`;
}

export function AccountPage({ number, view, open, change }) {
    const shown = (change ? VIEWS : LOOKING).includes(view) ? view : "statement";
    const { load, resident } = useResident(number);
    const title = resident ? fullName(resident) : t("money.title");
    const intro =
        resident &&
        html`<span><${Name}>${resident.number}<//> · ${resident.unit} ${resident.state !== "here" && html`<${Tag} tone="warning" icon="door-open">${t("money.released")}<//>`}</span>`;
    return html`<${Screen} wide title=${title} intro=${intro}>
        <a class="back no-print" href=${hashOf("money")}><${Icon} name="arrow-left" /><span>${t("money.title")}</span></a>
        <${Loaded} of=${load}>${() =>
            resident
                ? html`
                      <${Balances} of=${resident} />
                      <${Views} number=${number} view=${shown} change=${change} />
                      ${shown === "statement" && html`<${Statement} resident=${resident} change=${change} onVoided=${load.again} />`}
                      ${shown === "deposit" && html`<${DepositForm} resident=${resident} onBooked=${load.again} />`}
                      ${shown === "charge" && html`<${ChargeForm} resident=${resident} onBooked=${load.again} />`}
                      ${shown === "withdraw" && html`<${WithdrawForm} resident=${resident} onBooked=${load.again} />`}
                      ${shown === "obligations" && html`<${ObligationsPanel} resident=${resident} open=${open} change=${change} onBooked=${load.again} />`}
                      ${shown === "release" && html`<${ReleasePanel} resident=${resident} change=${change} onBooked=${load.again} />`}
                  `
                : html`<${Empty} icon="user" title=${t("residents.unknown", { number })} />`}<//>
    <//>`;
}
