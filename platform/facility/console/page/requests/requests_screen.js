// Requests of residents. #/requests/VIEW, #/requests/one/REQUEST
import { html } from "../parts/html.js";
import { RequestList } from "./request_list.js";
import { RequestPage } from "./request_page.js";
import { VIEWS } from "./requests_model.js";

export function RequestsScreen({ parts }) {
    const [view, id] = parts;
    if (view === "one" && id) return html`<${RequestPage} key=${id} id=${id} />`;
    return html`<${RequestList} view=${VIEWS.includes(view) ? view : "open"} />`;
}
