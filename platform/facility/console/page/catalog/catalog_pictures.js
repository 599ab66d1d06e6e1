// A folder of pictures of what is sold: each file is named after its item and is sent by itself.
import { useId, useState } from "preact/hooks";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { asBase64 } from "../parts/base64.js";
import { html } from "../parts/html.js";
import { faultText } from "../parts/load.js";
import { pictureOf } from "./catalog_model.js";

const PATH = "/api/v1/commissary/pictures";

/** Nothing when the hub has it, else what is wrong. */
async function send(file) {
    const { item, fault } = pictureOf(file.name, file.size);
    if (fault) return t(fault);
    try {
        await api.post(PATH, { item, picture: await asBase64(file) });
        return undefined;
    } catch (error) {
        return faultText(error, "catalog");
    }
}

function Wrong({ wrong }) {
    if (wrong.length === 0) return null;
    return html`<ul class="small">${wrong.map(({ name, what }) => html`<li key=${name}><bdi>${name}</bdi>: ${what}</li>`)}</ul>`;
}

export function CatalogPictures() {
    const id = useId();
    const [state, setState] = useState({ done: 0, of: 0, wrong: [] });
    const busy = state.done < state.of;
    const choose = async (event) => {
        const files = [...event.currentTarget.files];
        const wrong = [];
        for (let done = 0; done <= files.length; ++done) {
            setState({ done, of: files.length, wrong: [...wrong] });
            if (done === files.length) break;
            const what = await send(files[done]);
            if (what) wrong.push({ name: files[done].name, what });
        }
    };
    return html`<section class="card" aria-label=${t("pictures.title")}>
        <h2>${t("pictures.title")}</h2>
        <div class="field">
            <label for=${id}>${t("pictures.files")}</label>
            <p class="help" id=${`${id}-help`}>${t("pictures.help")}</p>
            <input id=${id} type="file" multiple accept="image/jpeg,image/png,image/webp" aria-describedby=${`${id}-help`} disabled=${busy} onChange=${choose} />
        </div>
        ${state.of > 0 && html`<p role="status">${t(busy ? "pictures.going" : "pictures.done", { done: count(state.done - state.wrong.length), of: count(state.of) })}</p>`}
        <${Wrong} wrong=${state.wrong} />
    </section>`;
}
