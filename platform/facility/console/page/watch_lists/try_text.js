// Try a text against all lists, as the hub would read it.
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText, useAction } from "../parts/load.js";
import { ResidentPicker } from "../parts/resident_picker.js";
import { MarkedText } from "../review/letter.js";

function Hits({ tried }) {
    return html`<div class="try-result" role="status">
        ${tried.hits.length === 0 && html`<${Note} icon="circle-check">${t("watch.no_hits")}<//>`}
        ${
            tried.hits.length > 0 &&
            html`<p>${t("watch.hits", { count: tried.hits.length })}</p>
            <${MarkedText} text=${tried.text} heldFor=${tried.hits} />
            <ul class="hit-list">${tried.hits.map((hit, index) => html`<li key=${index}><bdi class="pattern">${hit.pattern}</bdi> <span class="about"><bdi>${hit.list}</bdi></span></li>`)}</ul>`
        }
    </div>`;
}

export function TryText() {
    const [text, setText] = useState("");
    const [resident, setResident] = useState(undefined);
    const [tried, setTried] = useState(undefined);
    const action = useAction();
    const send = async () => {
        const answer = await action.run(() =>
            api.post("/api/v1/watch-lists/try", { text, ...(resident && { resident_id: resident.id }) }),
        );
        if (answer) setTried({ text, hits: answer.hits });
    };
    return html`<section class="card" aria-labelledby="try-title">
        <h2 id="try-title">${t("watch.try_title")}</h2>
        <${LongField} label=${t("watch.try_text")} help=${t("watch.try_help")} value=${text} onInput=${setText} rows=${3} />
        <${ResidentPicker} label=${t("watch.try_resident")} value=${resident} onInput=${setResident} />
        <div class="row"><${Button} icon="flask-conical" busy=${action.busy} disabled=${text.trim() === ""} onClick=${send}>${t("watch.try")}<//></div>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        ${tried && html`<${Hits} tried=${tried} />`}
    </section>`;
}
