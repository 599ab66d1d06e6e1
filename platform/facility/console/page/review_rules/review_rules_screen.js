// How messages are reviewed: what passes unread, what needs two people, and which rules a rejection names. IT changes it. #/review-rules
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { useDraft } from "../parts/draft.js";
import { Choice, Tick } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { say } from "../parts/say.js";
import { Unsaved } from "../parts/unsaved.js";
import { Screen } from "../shell/screen.js";
import { TWO_PERSON } from "./review_rules_model.js";
import { RulesForm, RulesTable } from "./rules_list.js";

const POLICY = "/api/v1/review/policy";

function PolicyForm({ before, onSaved }) {
    const [form, setForm, forget] = useDraft("review policy", before);
    const action = useAction();
    const set = (member) => (value) => setForm({ [member]: value });
    const save = async (event) => {
        event.preventDefault();
        const answer = await action.run(() => api.put(POLICY, form));
        if (!answer) return;
        forget(answer);
        say(t("review_rules.policy_saved"));
        onSaved();
    };
    const choices = TWO_PERSON.map((value) => ({ value, text: t(`review_rules.two_person.${value}`) }));
    return html`<form class="card" onSubmit=${save} novalidate>
        <h2>${t("review_rules.policy")}</h2>
        <${Tick} label=${t("review_rules.pass_inbound")} checked=${form.auto_pass_inbound} onInput=${set("auto_pass_inbound")} />
        <${Tick} label=${t("review_rules.pass_outbound")} checked=${form.auto_pass_outbound} onInput=${set("auto_pass_outbound")} />
        <p class="small">${t("review_rules.pass_what")}</p>
        <${Choice} label=${t("review_rules.two_person")} value=${form.two_person} choices=${choices} onInput=${set("two_person")} />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div class="row"><${Button} type="submit" kind="primary" icon="save" busy=${action.busy}>${t("review_rules.save_policy")}<//></div>
        <${Unsaved} before=${before} form=${form} onReset=${forget} />
    </form>`;
}

function PolicyShown({ policy }) {
    const says = (flag) => t(flag ? "review_rules.passes" : "review_rules.waits");
    return html`<section class="card" aria-label=${t("review_rules.policy")}>
        <h2>${t("review_rules.policy")}</h2>
        <dl class="facts-list">
            <div><dt>${t("review_rules.inbound")}</dt><dd>${says(policy.auto_pass_inbound)}</dd></div>
            <div><dt>${t("review_rules.outbound")}</dt><dd>${says(policy.auto_pass_outbound)}</dd></div>
            <div><dt>${t("review_rules.two_person")}</dt><dd>${t(`review_rules.two_person.${policy.two_person}`)}</dd></div>
        </dl>
    </section>`;
}

export function ReviewRulesScreen() {
    const change = useMayChange("facility");
    const policy = useLoad((how) => api.get(POLICY, {}, how), "review policy");
    const list = useLoad((how) => api.get("/api/v1/review/rules", {}, how), "review rules");
    return html`<${Screen} title=${t("review_rules.title")} intro=${t("review_rules.intro")}>
        <${Loaded} of=${policy}>${(data) => (change ? html`<${PolicyForm} before=${data} onSaved=${policy.again} />` : html`<${PolicyShown} policy=${data} />`)}<//>
        <h2>${t("review_rules.list")}</h2>
        <p class="small">${t("review_rules.list_what")}</p>
        <${Loaded} of=${list}>${({ rules }) => (change ? html`<${RulesForm} before=${rules} onSaved=${list.again} />` : html`<${RulesTable} rules=${rules} />`)}<//>
    <//>`;
}
