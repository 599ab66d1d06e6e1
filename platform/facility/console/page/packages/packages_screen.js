// Accounts that went to other facilities and came from them, and taking one in. #/packages, #/packages/take
import { money } from "../base/amount.js";
import { dayOf } from "../base/calendar.js";
import { fullMoment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Empty, Fault, Name, Tag } from "../parts/basics.js";
import { download } from "../parts/download.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { usePaged } from "../parts/paged.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { fileName } from "./packages_model.js";
import { TakePackage } from "./take_package.js";

const COLUMNS = ["when", "resident", "direction", "facility", "amount", "file"];
const DIRECTIONS = { out: ["info", "arrow-up-right"], in: ["good", "arrow-down-left"] };

function Row({ one, action }) {
    const [tone, icon] = DIRECTIONS[one.direction];
    const save = () =>
        action.run(() =>
            download(
                `/api/v1/transfer-packages/${encodeURIComponent(one.id)}`,
                {},
                fileName(one.resident_number, dayOf(one.at_ms)),
            ),
        );
    return html`<tr>
        <td class="keep">${fullMoment(one.at_ms)}</td>
        <th scope="row"><a href=${hashOf("money", one.resident_number)}>${one.resident_number}</a></th>
        <td><${Tag} tone=${tone} icon=${icon}>${t(`packages.direction.${one.direction}`)}<//></td>
        <td>${one.facility_name === "" ? t("packages.unknown") : html`<${Name}>${one.facility_name}<//>`}</td>
        <td class="number">${money(one.cents)}</td>
        <td class="row-actions">${one.direction === "out" && html`<button type="button" class="button small" onClick=${save}>${t("packages.save")}<span class="sr"> ${one.resident_number}</span></button>`}</td>
    </tr>`;
}

function Packages() {
    const { list, rows, pager } = usePaged("/api/v1/transfer-packages", {}, "packages");
    const action = useAction();
    return html`
        ${action.error && html`<${Fault}>${faultText(action.error, "packages")}<//>`}
        <${Loaded} of=${list}>${() =>
            rows.length === 0
                ? html`<${Empty} icon="folder-sync" title=${t("packages.none")} />`
                : html`<${Table} caption=${t("packages.title")} heading=${(column) => t(`packages.column.${column}`)} columns=${COLUMNS} numbers=${["amount"]}>
                      ${rows.map((one) => html`<${Row} key=${one.id} one=${one} action=${action} />`)}
                  <//>`}<//>
        ${pager}`;
}

function Facilities() {
    const load = useLoad((how) => api.get("/api/v1/facility-roots", {}, how), "facility roots");
    return html`<section class="part" aria-label=${t("packages.facilities")}>
        <h2>${t("packages.facilities")}</h2>
        <p class="small">${t("packages.facilities_what")}</p>
        <${Loaded} of=${load}>${({ roots }) =>
            roots.length === 0
                ? html`<${Empty} icon="landmark" title=${t("packages.no_facilities")} />`
                : html`<${Table} caption=${t("packages.facilities")} heading=${(column) => t(`packages.root.${column}`)} columns=${["name", "since", "fingerprint"]}>
                      ${roots.map((root) => html`<tr key=${root.facility_id}><th scope="row"><${Name}>${root.name}<//></th><td class="keep">${fullMoment(root.pinned_ms)}</td><td class="wrap"><code>${root.fingerprint}</code></td></tr>`)}
                  <//>`}<//>
    </section>`;
}

export function PackagesScreen({ parts }) {
    if (parts[0] === "take") return html`<${TakePackage} />`;
    const aside = html`<a class="button primary" href=${hashOf("packages", "take")}><${Icon} name="file-up" /><span>${t("packages.look")}</span></a>`;
    return html`<${Screen} wide title=${t("packages.title")} intro=${t("packages.intro")} aside=${aside}>
        <${Packages} />
        <${Facilities} />
    <//>`;
}
