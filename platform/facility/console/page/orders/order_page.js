// One order: what was ordered, what became of it, and what staff may do next.
import { money } from "../base/amount.js";
import { calendarDay, count, fullMoment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { mayChange } from "../base/screen_choice.js";
import { api, session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { hasText, localText, t } from "../base/text.js";
import { Button } from "../parts/basics.js";
import { Figures } from "../parts/amount_field.js";
import { useNow } from "../parts/clock.js";
import { useDraft } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useUnits } from "../parts/units.js";
import { Screen } from "../shell/screen.js";
import { CancelOrder, OrderEntry } from "./order_entry.js";
import { OrderTag } from "./order_tags.js";
import { isOpen, stepsOf } from "./orders_model.js";

const COLUMNS = ["item", "units", "price", "short", "refused", "delivered", "sum"];
const some = (number) => (number > 0 ? count(number) : "–");

function Lines({ order }) {
    return html`<div class="table-scroll"><table class="list">
        <caption class="sr">${t("orders.lines")}</caption>
        <thead><tr>${COLUMNS.map((column) => html`<th key=${column} scope="col" class=${column === "item" ? undefined : "number"}>${t(`orders.line.${column}`)}</th>`)}</tr></thead>
        <tbody>
            ${order.lines.map(
                (line) => html`<tr key=${line.item}>
                    <th scope="row">${localText(line.name, line.item)} <span class="about">${line.item}</span></th>
                    <td class="number">${count(line.units)}</td>
                    <td class="number">${money(line.price_cents)}</td>
                    <td class="number">${some(line.short)}</td>
                    <td class="number">${some(line.refused)}</td>
                    <td class="number">${some(line.delivered)}</td>
                    <td class="number">${money(line.price_cents * line.units)}</td>
                </tr>`,
            )}
        </tbody>
    </table></div>`;
}

/** What was held and not charged, and what of the charge was given back later, are two things. */
function figuresOf(order) {
    const figure = (name, text) => ({ label: t(`orders.figure.${name}`), text });
    const figures = [{ ...figure("total", money(order.total_cents)), strong: true }];
    if (!isOpen(order))
        figures.push(figure("charged", money(order.charged_cents)), figure("released", money(order.given_back_cents)));
    if (order.refunded_cents > 0) figures.push(figure("refunded", money(order.refunded_cents)));
    return figures;
}

const TIMES = ["submitted", "changed", "cut_off", "delivery", "handed_over"];

function Facts({ order }) {
    const times = TIMES.filter((each) => order[`${each}_ms`] > 0);
    return html`<dl class="facts-list">
        ${times.map((each) => html`<div key=${each}><dt>${t(`orders.time.${each}`)}</dt><dd>${each === "delivery" ? calendarDay(order.delivery_ms) : fullMoment(order[`${each}_ms`])}</dd></div>`)}
        <div><dt>${t("orders.time.revision")}</dt><dd>${count(order.revision)}</dd></div>
        ${order.reason !== "" && html`<div><dt>${t("orders.time.reason")}</dt><dd dir="auto">${hasText(`orders.reason.${order.reason}`) ? t(`orders.reason.${order.reason}`) : order.reason}</dd></div>`}
    </dl>`;
}

function Steps({ steps, onStep }) {
    const kinds = { short: "plain", refused: "primary", cancel: "danger-plain", refund: "danger-plain" };
    const icons = { short: "package-minus", refused: "hand", cancel: "ban", refund: "undo-2" };
    return html`<div class="row">${steps.map((step) => html`<${Button} key=${step} kind=${kinds[step]} icon=${icons[step]} onClick=${() => onStep(step)}>${t(`orders.do.${step}`)}<//>`)}</div>`;
}

export function OrderPage({ window, id }) {
    const now = useNow();
    const { role } = useStore(session);
    const { nameOf } = useUnits();
    const [open, setOpen, closeOpen] = useDraft(`order ${id}`, { step: "" });
    const load = useLoad((how) => api.get(`/api/v1/commissary/orders/${encodeURIComponent(id)}`, {}, how), id);
    const order = load.data;
    const steps = order ? stepsOf(order, (what) => mayChange(role, what), now) : [];
    const step = steps.includes(open.step) ? open.step : "";
    const done = () => {
        closeOpen();
        load.again();
    };
    const title = order ? t("orders.order_of", { number: order.resident_number }) : t("orders.order");
    const intro =
        order && html`<span>${nameOf(order.unit_id)} · ${t("orders.code")} <code>${order.receipt_code}</code></span>`;
    return html`<${Screen} title=${title} intro=${intro}>
        <a class="back" href=${hashOf("orders", window)}><${Icon} name="arrow-left" /><span>${t("orders.window_back")}</span></a>
        <${Loaded} of=${load}>${() => html`
            <p class="row"><${OrderTag} state=${order.state} /></p>
            <${Figures} of=${figuresOf(order)} />
            <${Facts} order=${order} />
            ${step === "" && html`<${Lines} order=${order} />`}
            ${step === "" && steps.length > 0 && html`<${Steps} steps=${steps} onStep=${(next) => setOpen({ step: next })} />`}
            ${step === "cancel" && html`<${CancelOrder} order=${order} onClose=${closeOpen} onDone=${done} />`}
            ${step !== "" && step !== "cancel" && html`<${OrderEntry} key=${step} entry=${step} order=${order} onClose=${closeOpen} onDone=${done} />`}
        `}<//>
    <//>`;
}
