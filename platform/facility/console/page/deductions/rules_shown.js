// Rules for deductions to read, in the order in which they take.
import { money } from "../base/amount.js";
import { calendarDay } from "../base/format.js";
import { codeText, localText, t } from "../base/text.js";
import { Empty } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { percent } from "../money/statement_model.js";

function limitsOf(rule) {
    return [
        rule.cap_cents > 0 && t("deductions.cap_is", { amount: money(rule.cap_cents) }),
        rule.keep_at_least_cents > 0 && t("deductions.keep_is", { amount: money(rule.keep_at_least_cents) }),
        rule.sources?.length > 0 &&
            t("deductions.only_from", { codes: rule.sources.map((code) => codeText("money.source", code)).join(", ") }),
        rule.exempt_sources?.length > 0 &&
            t("deductions.not_from", {
                codes: rule.exempt_sources.map((code) => codeText("money.source", code)).join(", "),
            }),
        rule.needs_obligation && t("deductions.needs"),
        rule.into_savings && t("money.into_savings"),
        rule.valid_from_ms > 0 && t("deductions.from_day", { day: calendarDay(rule.valid_from_ms) }),
        rule.valid_to_ms > 0 && t("deductions.to_day", { day: calendarDay(rule.valid_to_ms) }),
    ].filter(Boolean);
}

export function RulesShown({ rules }) {
    if (rules.length === 0) return html`<${Empty} icon="landmark" title=${t("deductions.none")} />`;
    return html`<div class="table-scroll"><table class="list">
        <caption class="sr">${t("deductions.title")}</caption>
        <thead><tr><th scope="col">${t("deductions.rule_column")}</th><th scope="col" class="number">${t("deductions.takes")}</th><th scope="col">${t("deductions.when_column")}</th></tr></thead>
        <tbody>${rules.map((rule, index) => html`<tr key=${index}><th scope="row"><bdi>${localText(rule.name, codeText("money.part", rule.code))}</bdi><p class="small">${localText(rule.legal_basis, "")}</p></th><td class="number">${rule.fixed_cents > 0 ? money(rule.fixed_cents) : percent(rule.basis_points)}</td><td>${limitsOf(rule).join(". ") || "–"}</td></tr>`)}</tbody>
    </table></div>`;
}
