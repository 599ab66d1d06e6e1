// What staff enter for one order: what is short, what was refused at the hand-over, what is given back, or why it is cancelled.
// The sums are shown before anything is sent.
import { useState } from "preact/hooks";
import { money } from "../base/amount.js";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { useDraft, useOnce } from "../parts/draft.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, useAction } from "../parts/load.js";
import { ReasonField, ReasonForm, useReason } from "../parts/reason.js";
import { say } from "../parts/say.js";
import { beginEntry, entryBody, entrySums, mostOf, pathOf, readEntry } from "./orders_model.js";

const pathTo = (order, step) => `/api/v1/commissary/orders/${encodeURIComponent(order.id)}/${step}`;

function Line({ entry, line, typed, wrong, onInput }) {
    const name = localText(line.name, line.item);
    const most = mostOf(entry, line);
    const id = `wrong-${line.item}`;
    return html`<tr>
        <th scope="row">${name} <span class="about">${line.item}</span></th>
        <td class="number">${count(most)}</td>
        <td class="number">${money(line.price_cents)}</td>
        <td class="number units-cell">
            <input
                class=${wrong ? "units-input wrong" : "units-input"}
                aria-label=${t(`orders.entry.${entry}.of`, { item: name, most: count(most) })}
                aria-invalid=${wrong ? "true" : undefined}
                aria-describedby=${wrong ? id : undefined}
                inputmode="numeric"
                autocomplete="off"
                maxlength="4"
                placeholder="0"
                disabled=${most === 0}
                value=${typed}
                onInput=${(event) => onInput(event.currentTarget.value)}
            />
            ${wrong && html`<p class="field-error" id=${id}><${Icon} name="circle-alert" size=${16} />${t(wrong, { least: 0, most: count(most) })}</p>`}
        </td>
    </tr>`;
}

/** What the numbers come to; nothing as long as one of them cannot be. */
function Sums({ entry, sums }) {
    if (!sums) return null;
    const { paid, back } = sums;
    return html`<p class="sums" role="status">
        <span>${t(`orders.entry.${entry}.paid`, { amount: money(paid) })}</span>
        <span>${t(`orders.entry.${entry}.back`, { amount: money(back) })}</span>
    </p>`;
}

function Head({ entry }) {
    return html`<thead><tr>
        <th scope="col">${t("orders.line.item")}</th>
        <th scope="col" class="number">${t(`orders.entry.${entry}.most`)}</th>
        <th scope="col" class="number">${t("orders.line.price")}</th>
        <th scope="col" class="number">${t(`orders.entry.${entry}.column`)}</th>
    </tr></thead>`;
}

export function OrderEntry({ entry, order, onClose, onDone }) {
    const id = `order ${order.id} ${entry}`;
    const [form, setForm, forget] = useDraft(id, { typed: beginEntry(entry, order), reason: "" });
    const once = useOnce(id);
    const [tried, setTried] = useState("");
    const action = useAction();
    const { units, wrong } = readEntry(entry, order, form.typed);
    const sums = Object.keys(wrong).length === 0 ? entrySums(entry, order, units) : undefined;
    const sending = sums
        ? t(`orders.entry.${entry}.send`, { amount: money(entry === "refund" ? sums.back : sums.paid) })
        : t(`orders.do.${entry}`);
    const nothing = entry === "refund" && Object.values(units).every((each) => each === 0);
    const noReason = entry === "refund" && form.reason.trim() === "";
    const close = () => {
        forget();
        onClose();
    };
    const send = async () => {
        const fault = !sums ? "orders.entry_wrong" : nothing ? "orders.refund_nothing" : "";
        setTried(fault === "" && noReason ? "reason" : fault);
        if (fault !== "" || noReason) return;
        let body = entryBody(entry, order, units);
        if (entry === "refund") body = { ...body, reason: form.reason.trim() };
        const asked = entry === "refund" ? { ...body, idempotency_key: once.keyFor(body) } : body;
        const answer = await action.run(() => api.post(pathTo(order, pathOf(entry)), asked));
        if (!answer) return;
        once.done();
        forget();
        say(t(`orders.entry.${entry}.done`, { amount: money(sums.back) }));
        onDone();
    };
    return html`<section class="card" aria-label=${t(`orders.do.${entry}`)}>
        <h2>${t(`orders.entry.${entry}.title`)}</h2>
        <p class="small">${t(`orders.entry.${entry}.what`)}</p>
        <div class="table-scroll"><table class="list">
            <caption class="sr">${t("orders.lines")}</caption>
            <${Head} entry=${entry} />
            <tbody>${order.lines.map((line) => html`<${Line} key=${line.item} entry=${entry} line=${line} typed=${form.typed[line.item]} wrong=${wrong[line.item]} onInput=${(text) => setForm({ typed: { ...form.typed, [line.item]: text } })} />`)}</tbody>
        </table></div>
        <${Sums} entry=${entry} sums=${sums} />
        ${entry === "refund" && html`<${ReasonField} help=${t("orders.refund_reason_help")} error=${tried === "reason" && noReason ? t("reasons.missing") : undefined} value=${form.reason} onInput=${(reason) => setForm({ reason })} />`}
        ${tried !== "" && tried !== "reason" && (nothing || !sums) && html`<${Fault}>${t(tried)}<//>`}
        ${action.error && html`<${Fault}>${faultText(action.error, "orders")}<//>`}
        <div class="row"><${Button} onClick=${close}>${t("dialog.back")}<//><${Button} kind=${entry === "refund" ? "danger" : "primary"} busy=${action.busy} onClick=${send}>${sending}<//></div>
    </section>`;
}

export function CancelOrder({ order, onClose, onDone }) {
    const amount = money(order.total_cents);
    const asking = useReason(`order ${order.id} cancel`, {
        post: (body) => api.post(pathTo(order, "cancel"), body),
        done() {
            say(t("orders.cancel_done", { amount }));
            onDone();
        },
        onClose,
    });
    return html`<section class="card" aria-label=${t("orders.do.cancel")}>
        <h2>${t("orders.cancel_title")}</h2>
        <${ReasonForm} of=${asking} area="orders" send=${t("orders.do.cancel")} help=${t("orders.cancel_reason_help")}><${Note}>${t("orders.cancel_what", { amount })}<//><//>
    </section>`;
}
