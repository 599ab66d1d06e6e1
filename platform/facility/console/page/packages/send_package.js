// What somebody who left has goes to another facility, as a signed file; as a part of the account page, beside the pay-out.
import { money } from "../base/amount.js";
import { dayOf } from "../base/calendar.js";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Asking, GoOn, useAsking } from "../parts/asking.js";
import { saveFile } from "../parts/download.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { useLoad } from "../parts/load.js";
import { fullName } from "../parts/residents.js";
import { say } from "../parts/say.js";
import { payOutAt } from "../release/pay_out_call.js";
import { fileName } from "./packages_model.js";

function Form({ resident, leaving, roots, onLook, onDone }) {
    const nameOf = (id) => roots.find((root) => root.facility_id === id)?.name;
    const asking = useAsking(
        `package ${resident.id}`,
        { to: "" },
        {
            read: ({ to }) =>
                nameOf(to)
                    ? { wrong: {}, asked: { to_facility_id: to, cents: leaving.pay_out_cents } }
                    : { wrong: { to: "packages.to_missing" } },
            post: (body) => payOutAt("transfer-package", resident, body, onLook),
            done(file, asked) {
                const blob = new Blob([JSON.stringify(file)], { type: "application/json" });
                saveFile(blob, fileName(resident.number, dayOf(Date.now())));
                say(t("packages.sent", { name: nameOf(asked.to_facility_id) }));
                onDone();
            },
        },
    );
    const choices = [
        { value: "", text: t("packages.choose_facility") },
        ...roots.map((root) => ({ value: root.facility_id, text: root.name })),
    ];
    const about = { amount: money(leaving.pay_out_cents), credits: count(leaving.credits) };
    return html`<form class="card" onSubmit=${asking.onSubmit} aria-label=${t("packages.send")} novalidate>
        <h2>${t("packages.send")}</h2>
        <p class="small">${t("packages.send_what")}</p>
        <${Choice} label=${t("packages.to")} error=${asking.faultOf("to")} value=${asking.form.to} choices=${choices} onInput=${asking.set("to")} />
        <${GoOn} of=${asking} area="packages" />
        ${
            asking.asked &&
            html`<${Asking} of=${asking} area="packages" title=${t("packages.ask", { name: nameOf(asking.asked.to_facility_id) })} send=${t("packages.do_send", about)}>
            <p>${t("packages.ask_what", { ...about, name: fullName(resident), number: resident.number })}</p>
        <//>`
        }
    </form>`;
}

/** Nothing where no other facility is known. */
export function SendPackage({ resident, leaving, onLook, onDone }) {
    const { data } = useLoad((how) => api.get("/api/v1/facility-roots", {}, how), "facility roots");
    if (!data || data.roots.length === 0) return null;
    return html`<${Form} resident=${resident} leaving=${leaving} roots=${data.roots} onLook=${onLook} onDone=${onDone} />`;
}
