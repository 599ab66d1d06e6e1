// The set of cards that residents put on their messages: added with a picture, and taken out. #/cards
import { useState } from "preact/hooks";
import { api } from "../base/session.js";
import { localText, t } from "../base/text.js";
import { Button, Empty, Fault, Name } from "../parts/basics.js";
import { Dialog } from "../parts/dialog.js";
import { html } from "../parts/html.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { Photo } from "../parts/photo.js";
import { say } from "../parts/say.js";
import { Screen } from "../shell/screen.js";
import { NewCard } from "./new_card.js";

const WIDE = 240;
const HIGH = 160;
const pathOf = (card) => `/api/v1/cards/${encodeURIComponent(card.id)}`;

function RemoveCard({ card, onClose, onDone }) {
    const action = useAction();
    const send = async () => {
        if (!(await action.run(() => api.post(`${pathOf(card)}/remove`, {})))) return;
        say(t("cards.removed"));
        onDone();
    };
    const actions = html`<${Button} onClick=${onClose} autofocus>${t("dialog.back")}<//><${Button} kind="danger" busy=${action.busy} onClick=${send}>${t("cards.remove")}<//>`;
    return html`<${Dialog} title=${t("cards.remove_title")} onClose=${onClose} actions=${actions}>
        <p><${Name}>${localText(card.name, card.code)}<//></p>
        <p>${t("cards.remove_what")}</p>
        ${action.error && html`<${Fault}>${faultText(action.error, "cards")}<//>`}
    <//>`;
}

function Card({ card, onRemove }) {
    const name = localText(card.name, card.code);
    const photo = { sha256: card.sha256, path: `${pathOf(card)}/picture`, width: WIDE, height: HIGH };
    return html`<li class="card set-card">
        <${Photo} photo=${photo} alt=${t("cards.picture", { name })} />
        <h2><${Name}>${name}<//></h2>
        <p class="small">${Object.values(card.name).join(" · ")} <code>${card.code}</code></p>
        ${onRemove && html`<div class="row"><button type="button" class="button small" onClick=${onRemove}>${t("cards.remove")}<span class="sr"> ${name}</span></button></div>`}
    </li>`;
}

export function CardsScreen() {
    const change = useMayChange("facility");
    const list = useLoad((how) => api.get("/api/v1/cards", {}, how), "cards");
    const [open, setOpen] = useState({});
    const close = () => setOpen({});
    const done = () => {
        close();
        list.again();
    };
    const aside =
        change &&
        html`<${Button} kind="primary" icon="plus" onClick=${() => setOpen({ making: true })}>${t("cards.new")}<//>`;
    return html`<${Screen} wide title=${t("cards.title")} intro=${t("cards.intro")} aside=${aside}>
        <${Loaded} of=${list}>${({ cards }) =>
            cards.length === 0
                ? html`<${Empty} icon="mail-plus" title=${t("cards.none")} />`
                : html`<ul class="card-set" aria-label=${t("cards.title")}>${cards.map((card) => html`<${Card} key=${card.id} card=${card} onRemove=${change && (() => setOpen({ removing: card }))} />`)}</ul>`}<//>
        ${open.making && html`<${NewCard} onClose=${close} onDone=${done} />`}
        ${open.removing && html`<${RemoveCard} card=${open.removing} onClose=${close} onDone=${done} />`}
    <//>`;
}
