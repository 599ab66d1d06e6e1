// What an auditor sees of an item: everything, and nothing to press.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useKeys } from "../base/keys.js";
import { hashOf, goInstead } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { Loaded, useLoad } from "../parts/load.js";
import { Zoom } from "../parts/zoom.js";
import { ItemBody, ItemHead } from "./item_view.js";
import { beginning } from "./review_model.js";

const LIST = 200;

function Item({ item, kind, me, onNext }) {
    const now = useNow();
    const letter = useRef(null);
    const [zoom, setZoom] = useState(undefined);
    useLayoutEffect(() => {
        document.title = t("app.title", { screen: t("review.title") });
        letter.current.focus();
    }, [item.id]);
    useKeys(onNext ? [{ keys: ["n"], label: "keys.next", run: onNext }] : []);
    const photos = { kept: beginning(item).kept, onZoom: setZoom, mayDecide: false };
    return html`<div class="review">
        <${ItemHead} item=${item} kind=${kind} now=${now} />
        <${ItemBody} item=${item} me=${me} now=${now} letterRef=${letter} photos=${photos} />
        <div class="deck"><div class="deck-row">
            <p class="small">${t("review.look_only")}</p>
            ${onNext && html`<${Button} icon="skip-forward" hint="N" onClick=${onNext}>${t("review.next")}<//>`}
        </div></div>
        ${zoom !== undefined && html`<${Zoom} photos=${item.photos} at=${zoom} onMove=${setZoom} onClose=${() => setZoom(undefined)} />`}
    </div>`;
}

export function Looking({ kind, id, me }) {
    const list = useLoad(() => api.get("/api/v1/review/queue", { kind, limit: LIST }), kind);
    return html`<${Loaded} of=${list}>${(data) => {
        const index = data.items.findIndex((item) => item.id === id);
        if (index < 0) {
            return html`<div class="screen"><h1>${t("review.title")}</h1><${Empty} icon="circle-check" title=${t("review.gone")}><a href=${hashOf("queue", kind)}>${t("review.to_list")}</a><//></div>`;
        }
        const next = data.items[index + 1];
        return html`<${Item} item=${data.items[index]} kind=${kind} me=${me} onNext=${next && (() => goInstead("review", kind, next.id))} />`;
    }}<//>`;
}
