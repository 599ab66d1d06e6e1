// The phone account. #/phone/numbers, #/phone/calls[/file], #/phone/files[/ID], #/phone/rates[/change],
// #/phone/of/RESIDENT
import { hashOf } from "../base/route.js";
import { session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { useMayChange } from "../parts/may.js";
import { Tabs } from "../parts/tabs.js";
import { Screen } from "../shell/screen.js";
import { CallFile } from "./call_file.js";
import { CallFiles } from "./call_files.js";
import { CallList } from "./calls_list.js";
import { NumbersWaiting, PhoneOf } from "./numbers_waiting.js";
import { tabOf, tabsOf } from "./phone_model.js";
import { Rates } from "./rates.js";

function Calls({ file, change }) {
    if (file && change) return html`<${CallFile} />`;
    return html`
        ${change && html`<div class="row"><a class="button primary" href=${hashOf("phone", "calls", "file")}><${Icon} name="file-up" /><span>${t("phone.book_file")}</span></a></div>`}
        <${CallList} query=${{}} />`;
}

export function PhoneScreen({ parts }) {
    const { role } = useStore(session);
    const change = useMayChange("money");
    const calls = tabsOf(role).includes("calls");
    const of = parts[0] === "of" && parts[1];
    const tab = tabOf(role, parts[0]);
    return html`<${Screen} wide title=${t("phone.title")} intro=${t("phone.intro")}>
        <${Tabs} label=${t("phone.title")} of=${tabsOf(role)} current=${of ? "numbers" : tab} to=${(each) => hashOf("phone", each)} text=${(each) => t(`phone.tab.${each}`)} />
        ${of ? html`<${PhoneOf} key=${of} id=${of} calls=${calls} />` : tab === "calls" ? html`<${Calls} file=${parts[1] === "file"} change=${change} />` : tab === "files" ? html`<${CallFiles} id=${parts[1]} />` : tab === "rates" ? html`<${Rates} editing=${parts[1] === "change"} />` : html`<${NumbersWaiting} />`}
    <//>`;
}
