// Photos of many messages side by side: arrows move, space marks what stays back, Enter sends the decisions.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useKeys } from "../base/keys.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Tag } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { Photo } from "../parts/photo.js";
import { say } from "../parts/say.js";
import { Zoom } from "../parts/zoom.js";
import { tallyDecision } from "../review/tally.js";
import { Screen } from "../shell/screen.js";
import { BATCH, decisionsOf, keyOf, moved, toggle } from "./photos_model.js";

function Cell({ photo, index, current, marked, onToggle, onSeen, onFocus }) {
    return html`<li class=${marked ? "cell marked" : "cell"}>
        <button
            type="button"
            class="cell-button"
            tabindex=${current ? 0 : -1}
            data-index=${index}
            onClick=${() => onToggle(index)}
            onFocus=${() => onFocus(index)}
        >
            <${Photo} photo=${photo} alt="" onSeen=${onSeen} retry=${false} />
            <span class="sr">${t("photos.cell", { number: index + 1, name: photo.contact_name, resident: photo.resident_number })} </span>
            <span class="cell-state">
                ${marked ? html`<${Tag} tone="bad" icon="image-off">${t("photos.keep")}<//>` : html`<${Tag} tone="good" icon="check">${t("photos.allow")}<//>`}
            </span>
        </button>
        <p class="cell-foot"><bdi>${photo.contact_name}</bdi><span aria-hidden="true"> → </span><span class="sr">${t("photos.to")}</span><span>${photo.resident_number}</span>
            ${!photo.text_is_clean && html`<span class="small" title=${t("photos.text_waits")}><${Icon} name="text-search" size=${14} /><span class="sr">${t("photos.text_waits")}</span></span>`}
        </p>
    </li>`;
}

/** How many cells stand in a row, from where they lie. */
function columnsOf(grid) {
    const cells = [...grid.children];
    const top = cells[0]?.offsetTop;
    return Math.max(
        1,
        cells.findIndex((cell) => cell.offsetTop !== top) === -1
            ? cells.length
            : cells.findIndex((cell) => cell.offsetTop !== top),
    );
}

function Grid({ photos, onSent }) {
    const grid = useRef(null);
    const [at, setAt] = useState(0);
    const [marked, setMarked] = useState(() => new Set());
    const [seen, setSeen] = useState(() => new Set());
    const [asking, setAsking] = useState(false);
    const [zoom, setZoom] = useState(undefined);
    const action = useAction();
    const decisions = decisionsOf(photos, marked, seen);
    const kept = decisions.filter((decision) => !decision.allow).length;
    const focus = (index) => grid.current.querySelector(`[data-index="${index}"]`)?.focus();
    const flip = (index) => setMarked((before) => toggle(before, photos[index]));
    const move = (event) => focus(moved(at, event.key, photos.length, columnsOf(grid.current)));
    useLayoutEffect(() => focus(0), []);
    useKeys([
        {
            keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"],
            shown: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"],
            label: "keys.photo_move",
            run: move,
            repeats: true,
            always: true,
        },
        { keys: [" ", "p"], label: "keys.photo_mark", run: () => flip(at) },
        { keys: ["z"], label: "keys.zoom", run: () => setZoom(at) },
        {
            keys: ["Enter"],
            label: "keys.photo_send",
            run: (event) => (onButton(event) ? event.target.click() : decisions.length > 0 && setAsking(true)),
        },
    ]);
    const send = async () => {
        const answer = await action.run(() => api.post("/api/v1/photos/decisions", { decisions }));
        if (!answer) return;
        const refused = (answer.messages ?? []).filter((message) => message.code).length;
        if (refused > 0) say(t("photos.refused", { count: refused }), "warning");
        else say(t("photos.done", { count: decisions.length }));
        tallyDecision();
        onSent();
    };
    return html`
        <ul class="grid" ref=${grid} aria-label=${t("photos.grid")}>
            ${photos.map(
                (photo, index) => html`<${Cell}
                    key=${keyOf(photo)}
                    photo=${photo}
                    index=${index}
                    current=${index === at}
                    marked=${marked.has(keyOf(photo))}
                    onToggle=${flip}
                    onFocus=${setAt}
                    onSeen=${(sha256) => setSeen((before) => new Set(before).add(sha256))}
                />`,
            )}
        </ul>
        <div class="deck"><div class="deck-row">
            <${Button} kind="primary" icon="check-check" hint="Enter" disabled=${decisions.length === 0} onClick=${() => setAsking(true)}>${t("photos.send", { count: decisions.length })}<//>
            <p class="small" role="status">${t("photos.tally", { allow: decisions.length - kept, keep: kept, left: photos.length - decisions.length })}</p>
        </div></div>
        ${asking && html`<${Ask} decisions=${decisions} kept=${kept} action=${action} onSend=${send} onClose=${() => setAsking(false)} />`}
        ${zoom !== undefined && html`<${Zoom} photos=${photos} at=${zoom} onMove=${setZoom} onClose=${() => setZoom(undefined)} />`}
    `;
}

/** Enter on any button but a photo presses that button. */
const onButton = (event) => event.target.closest?.("a, button:not(.cell-button)") !== null;

function Ask({ decisions, kept, action, onSend, onClose }) {
    const actions = html`
        <${Button} onClick=${onClose}>${t("dialog.back")}<//>
        <${Button} kind="primary" busy=${action.busy} onClick=${onSend} autofocus>${t("photos.send", { count: decisions.length })}<//>
    `;
    return html`<${Dialog} title=${t("photos.ask")} onClose=${onClose} actions=${actions}>
        <p>${t("photos.ask_allow", { count: decisions.length - kept })}</p>
        <p>${t("photos.ask_keep", { count: kept })}</p>
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
    <//>`;
}

export function PhotosScreen() {
    const [batch, setBatch] = useState(0);
    const list = useLoad(() => api.get("/api/v1/review/photos", { limit: BATCH }), `photos ${batch}`);
    return html`<${Screen} wide title=${t("photos.title")} intro=${t("photos.intro")}>
        <${Loaded} of=${list}>${(data) =>
            data.photos.length === 0
                ? html`<${Empty} icon="circle-check" title=${t("photos.empty")} />`
                : html`<${Grid} key=${batch} photos=${data.photos} onSent=${() => setBatch(batch + 1)} />`}<//>
    <//>`;
}
