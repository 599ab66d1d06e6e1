// The reviewer's way through a list. What is decided is answered by the hub before the next item shows, so that a
// refusal stands beside its item; the next one was claimed and fetched meanwhile.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Refusal } from "../base/api.js";
import { useKeys } from "../base/keys.js";
import { forgetPlace, keepPlace, recallPlace } from "../base/place.js";
import { goInstead, hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Empty, Fault, Note, Waiting } from "../parts/basics.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { faultText, useAction, useLoad } from "../parts/load.js";
import { photoUrl } from "../parts/photo_store.js";
import { say } from "../parts/say.js";
import { Zoom } from "../parts/zoom.js";
import { tallyDecision } from "./tally.js";
import { ItemBody, ItemHead } from "./item_view.js";
import { DecisionPanel } from "./panels.js";
import { beginning, callFor, decisionsFor, missing, saidAfter, togglePhoto } from "./review_model.js";
import { createWalk } from "./walk.js";

const RENEW_MS = 120_000;
const ICONS = { approve: "check", reject: "x", investigate: "search", grant: "check", refuse: "x" };
const KEYS = { approve: "a", reject: "r", investigate: "i", grant: "g", refuse: "r" };

const warm = (item) => (item.photos ?? []).forEach((photo) => photoUrl(photo.sha256).catch(() => {}));

/** The walk and the item in hand. `item`: undefined on the way, null when nothing waits any more. */
function useWalk(kind, id) {
    const walk = useMemo(() => createWalk(api, kind, warm), [kind]);
    const [item, setItem] = useState(undefined);
    const step = useAction();
    const take = (next) => {
        setItem(next);
        if (next) goInstead("review", kind, next.id);
    };
    useEffect(() => {
        if (item && item.id === id) return;
        step.run(() => (id === undefined ? walk.next(true) : walk.open(id))).then(
            (found) => found !== undefined && take(found),
        );
    }, [id]);
    useEffect(() => {
        const leave = () => walk.leave();
        window.addEventListener("pagehide", leave);
        const timer = setInterval(() => walk.renew().catch(() => {}), RENEW_MS);
        return () => {
            window.removeEventListener("pagehide", leave);
            clearInterval(timer);
            leave();
        };
    }, [walk]);
    useEffect(() => {
        if (item) walk.lookAhead();
    }, [item?.id]);
    const next = async (decided) => {
        const found = await step.run(() => walk.next(decided));
        if (found === undefined) return;
        if (found === null && !decided) say(t("review.only_one"), "info");
        else take(found);
    };
    return { item, step, next, retry: () => step.run(() => walk.open(id)).then((found) => found && take(found)) };
}

/** What the reviewer has begun on this item; kept while the session is renewed. */
function useBegun(item) {
    const [state, setState] = useState(() => recallPlace(item.id) ?? beginning(item));
    const set = (change) =>
        setState((before) => ({ ...before, ...(typeof change === "function" ? change(before) : change) }));
    useEffect(() => keepPlace(item.id, state), [state]);
    return [state, set];
}

function usePhotos(item, set) {
    const [current, setCurrent] = useState(0);
    const [zoom, setZoom] = useState(undefined);
    const [seen, setSeen] = useState(() => new Set());
    const photos = item.photos ?? [];
    const toggle = (index) => {
        if (!photos[index]) return;
        setCurrent(index);
        set((before) => togglePhoto(before, photos[index].sha256));
    };
    const move = (by) => setCurrent((before) => (before + by + photos.length) % photos.length);
    const numbers = photos.map((_, index) => String(index + 1)).slice(0, 9);
    const commands =
        photos.length === 0
            ? []
            : [
                  { keys: ["p"], label: "keys.photo", run: () => toggle(current) },
                  { keys: ["z"], label: "keys.zoom", run: () => setZoom(current) },
                  ...(photos.length > 1
                      ? [
                            {
                                keys: numbers,
                                label: "keys.photo_number",
                                run: (event) => toggle(Number(event.key) - 1),
                            },
                            { keys: ["ArrowRight"], label: "keys.photo_after", run: () => move(1), repeats: true },
                            { keys: ["ArrowLeft"], label: "keys.photo_before", run: () => move(-1), repeats: true },
                        ]
                      : []),
              ];
    const onSeen = (sha256) => setSeen((before) => new Set(before).add(sha256));
    return { current, zoom, setZoom, seen, toggle, commands, onSeen };
}

function Deck({ decisions, open, onOpen, onNext, nextBusy, children }) {
    return html`<div class="deck" role="region" aria-label=${t("review.decide")}>
        ${children}
        ${
            !open &&
            html`<div class="deck-row">
            ${decisions.map(
                (decision) => html`<${Button}
                    key=${decision}
                    kind=${decision === "approve" || decision === "grant" ? "primary" : decision === "investigate" ? "plain" : "danger-plain"}
                    icon=${ICONS[decision]}
                    hint=${KEYS[decision].toUpperCase()}
                    onClick=${() => onOpen(decision)}
                >${t(`review.do.${decision}`)}<//>`,
            )}
            <span class="deck-gap"></span>
            <${Button} icon="skip-forward" hint="N" busy=${nextBusy} onClick=${onNext}>${t("review.next")}<//>
        </div>`
        }
    </div>`;
}

function InHand({ item, kind, me, rules, onDecided, onNext, nextStep }) {
    const now = useNow();
    const letter = useRef(null);
    const [state, set] = useBegun(item);
    const [tried, setTried] = useState(false);
    const [done, setDone] = useState(false);
    const action = useAction();
    const photos = usePhotos(item, set);
    const list = rules.data?.rules ?? [];
    const decisions = decisionsFor(item, !done);
    const lack = state.open && missing(state.open, item, state, photos.seen, list);
    useLayoutEffect(() => {
        document.title = t("app.title", { screen: t("review.title") });
        if (!state.open) letter.current.focus();
    }, []);

    const open = (decision) => {
        setTried(false);
        action.clear();
        set({ open: decision });
    };
    const back = () => {
        if (action.busy) return;
        open(undefined);
        letter.current.focus();
    };
    const send = async () => {
        setTried(true);
        if (lack) return;
        const { path, body } = callFor(state.open, item, state, list);
        const answer = await action.run(() => api.post(path, body));
        if (!answer) return;
        forgetPlace(item.id);
        say(t(saidAfter(state.open, answer)));
        tallyDecision();
        setDone(true);
        set({ open: undefined });
        onDecided();
    };
    const goOn = done || isOver(action.error) ? onDecided : onNext;
    useKeys(
        state.open
            ? []
            : [
                  ...decisions.map((decision) => ({
                      keys: [KEYS[decision]],
                      label: `keys.${decision}`,
                      run: () => open(decision),
                  })),
                  { keys: ["n"], label: "keys.next", run: goOn },
                  ...photos.commands,
              ],
    );
    return html`<div class="review">
        <${ItemHead} item=${item} kind=${kind} now=${now} />
        <${ItemBody}
            item=${item}
            me=${me}
            now=${now}
            letterRef=${letter}
            photos=${{ kept: state.kept, current: photos.current, onToggle: photos.toggle, onZoom: photos.setZoom, onSeen: photos.onSeen, mayDecide: !state.open && item.kind !== "appeal" }}
        />
        <${Deck} decisions=${decisions} open=${state.open} onOpen=${open} onNext=${goOn} nextBusy=${nextStep.busy}>
            ${nextStep.error && html`<${Fault}>${faultText(nextStep.error)}<//>`}
            ${state.open && html`<${DecisionPanel} item=${item} state=${state} set=${set} rules=${rules} action=${action} missingText=${tried && lack ? t(lack) : undefined} onSend=${send} onBack=${back} />`}
            ${isOver(action.error) && html`<${Button} kind="primary" icon="skip-forward" onClick=${onDecided}>${t("review.next")}<//>`}
        <//>
        ${photos.zoom !== undefined && html`<${Zoom} photos=${item.photos} at=${photos.zoom} onMove=${photos.setZoom} onClose=${() => photos.setZoom(undefined)} />`}
    </div>`;
}

/** Somebody else was first: there is nothing left to decide here. */
const isOver = (error) => error instanceof Refusal && ["already_decided", "claimed", "not_found"].includes(error.code);

function NotInHand({ kind, step, onNext, onRetry }) {
    const taken = step.error instanceof Refusal && step.error.code === "claimed";
    const text = taken ? t("review.taken", { name: String(step.error.body.by ?? "") }) : faultText(step.error);
    useKeys([{ keys: ["n"], label: "keys.next", run: onNext }]);
    return html`<div class="screen">
        <h1>${t("review.title")}</h1>
        ${taken ? html`<${Note} icon="user">${text}<//>` : html`<${Fault}>${text}<//>`}
        <div class="row">
            <${Button} kind="primary" icon="skip-forward" hint="N" onClick=${onNext}>${t("review.next")}<//>
            <${Button} icon="rotate-cw" onClick=${onRetry}>${t("load.again")}<//>
            <a href=${hashOf("queue", kind)}>${t("review.to_list")}</a>
        </div>
    </div>`;
}

function AllDone({ kind }) {
    const link = useRef(null);
    useLayoutEffect(() => link.current.focus(), []);
    return html`<div class="screen">
        <h1>${t("review.title")}</h1>
        <${Empty} icon="circle-check" title=${t("review.all_done")}><a ref=${link} href=${hashOf("queue", kind)}>${t("review.to_list")}</a><//>
    </div>`;
}

export function Reviewing({ kind, id, me }) {
    const { item, step, next, retry } = useWalk(kind, id);
    const rules = useLoad(() => api.get("/api/v1/review/rules"), "rules");
    if (item === null) return html`<${AllDone} kind=${kind} />`;
    if (item && (id === undefined || item.id === id)) {
        return html`<${InHand} key=${item.id} item=${item} kind=${kind} me=${me} rules=${rules} onDecided=${() => next(true)} onNext=${() => next(false)} nextStep=${step} />`;
    }
    if (step.error) return html`<${NotInHand} kind=${kind} step=${step} onNext=${() => next(true)} onRetry=${retry} />`;
    return html`<${Waiting} />`;
}
