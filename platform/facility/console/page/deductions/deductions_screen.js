// What is taken from deposits: the rules in force, those before, other rules tried on past deposits. #/deductions[/REVISION]
import { fullMoment } from "../base/format.js";
import { go } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Note } from "../parts/basics.js";
import { Choice } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Screen } from "../shell/screen.js";
import { RulesEditor } from "./rules_editor.js";
import { RulesShown } from "./rules_shown.js";

const MOST = 500;

export function DeductionsScreen({ parts }) {
    const change = useMayChange("money");
    const revision = /^\d+$/.test(parts[0] ?? "") ? parts[0] : "";
    const load = useLoad((how) => api.get("/api/v1/deduction-rules", { revision }, how), `deductions ${revision}`);
    const before = useLoad(
        (how) => api.get("/api/v1/deduction-rules/revisions", { limit: MOST }, how),
        "deduction revisions",
    );
    const choices = [
        { value: "", text: t("deductions.now") },
        ...(before.data?.revisions ?? []).map((each) => ({
            value: String(each.revision),
            text: t("deductions.revision", { number: each.revision, when: fullMoment(each.made_ms) }),
        })),
    ];
    const saved = () => {
        load.again();
        before.again();
    };
    return html`<${Screen} title=${t("deductions.title")} intro=${t("deductions.intro")}>
        <div class="list-head"><${Choice} label=${t("deductions.which")} value=${revision} choices=${choices} onInput=${(next) => (next === "" ? go("deductions") : go("deductions", next))} /></div>
        <${Loaded} of=${load}>${(data) => html`
            ${data.reason && html`<${Note}>${t("deductions.reason_was", { when: fullMoment(data.made_ms), reason: data.reason })}<//>`}
            ${change && revision === "" ? html`<${RulesEditor} before=${data.rules} onSaved=${saved} />` : html`<${RulesShown} rules=${data.rules} />`}
        `}<//>
    <//>`;
}
