// Handbook and rules: what is in force, in which languages.
import { moment } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Empty, Tag } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Table } from "../parts/table.js";
import { Screen } from "../shell/screen.js";
import { DocumentImport } from "./document_import.js";
import { DocumentPage } from "./document_page.js";

const COLUMNS = ["title", "language", "revision", "from", "shown"];

function List() {
    const now = useNow();
    const change = useMayChange("documents");
    const list = useLoad(() => api.get("/api/v1/documents"), "documents");
    const aside =
        change &&
        html`<a class="button primary" href=${hashOf("documents", "file")}><${Icon} name="upload" /><span>${t("documents.take_in")}</span></a>`;
    return html`<${Screen} title=${t("documents.title")} intro=${t("documents.intro")} aside=${aside}>
        <${Loaded} of=${list}>${({ documents = [] }) =>
            documents.length === 0
                ? html`<${Empty} icon="book-open" title=${t("documents.empty")}>${t("documents.empty_do")}<//>`
                : html`<${Table} caption=${t("documents.title")} heading=${(column) => t(`documents.column.${column}`)} columns=${COLUMNS}>
                      ${documents.map(
                          (each) => html`<tr key=${each.id}>
                              <th scope="row"><a class="row-link" href=${hashOf("documents", each.id)} dir="auto">${each.title}</a></th>
                              <td>${each.language}</td>
                              <td>${each.revision}</td>
                              <td>${moment(each.from_ms, now)}</td>
                              <td>${each.public ? html`<${Tag} tone="info">${t("documents.everybody")}<//>` : t("documents.signed_in")}</td>
                          </tr>`,
                      )}
                  <//>`}<//>
    <//>`;
}

export function DocumentsScreen({ parts }) {
    if (parts[0] === "file") return html`<${DocumentImport} />`;
    return parts[0] ? html`<${DocumentPage} key=${parts[0]} id=${parts[0]} />` : html`<${List} />`;
}
