// Beside the letter: why it waits, and everything else about it.
import { fullMoment, moment } from "../base/format.js";
import { codeText, t } from "../base/text.js";
import { Name } from "../parts/basics.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Person } from "../parts/people.js";
import { endsOf } from "../queue/queue_model.js";
import { hitsOf, otherReasons } from "./text_model.js";

/** Hits of one pattern share a line: "1, 4  shank  (Weapons)". */
export function groupedHits(heldFor) {
    const groups = new Map();
    for (const hit of hitsOf(heldFor)) {
        const key = `${hit.why}\n${hit.list}\n${hit.pattern}`;
        groups.set(key, { ...hit, numbers: [...(groups.get(key)?.numbers ?? []), hit.number] });
    }
    return [...groups.values()];
}

function Why({ item }) {
    const groups = groupedHits(item.held_for);
    const others = otherReasons(item.held_for);
    return html`<section class="facts-part" aria-labelledby="why-title">
        <h2 id="why-title">${t("review.why_title")}</h2>
        <ul class="why-list">
            ${groups.map(
                (hit) => html`<li key=${hit.numbers[0]}>
                    <span class="hit-numbers">${hit.numbers.map((number) => html`<b key=${number}>${number}</b>`)}</span>
                    <span><bdi class="pattern">${hit.pattern}</bdi> <span class="about">${codeText("why", hit.why)}: <bdi>${hit.list}</bdi></span></span>
                </li>`,
            )}
            ${others.map(
                (reason, index) => html`<li key=${`other-${index}`}>
                    <${Icon} name=${reason.why === "photo" ? "image" : "landmark"} size=${16} /><span>${codeText("why_long", reason.why)}${reason.list && html` <span class="about"><bdi>${reason.list}</bdi></span>`}</span>
                </li>`,
            )}
            ${groups.length + others.length === 0 && html`<li><${Icon} name="landmark" size=${16} /><span>${t("why_long.policy")}</span></li>`}
        </ul>
    </section>`;
}

/** What reviewers told each other. */
function Notes({ notes, now }) {
    if (!notes?.length) return null;
    return html`<section class="facts-part" aria-labelledby="notes-title">
        <h2 id="notes-title">${t("review.notes")}</h2>
        <ul class="notes">
            ${notes.map(
                (note, index) => html`<li key=${index}>
                    <p dir="auto">${note.text}</p>
                    <p class="small">${note.by && html`<${Name}>${note.by}<//>, `}${moment(note.at_ms, now)}</p>
                </li>`,
            )}
        </ul>
    </section>`;
}

export function Facts({ item, me, now }) {
    const { from, to } = endsOf(item);
    const rows = [
        ["from", html`<${Person} who=${from} />`],
        ["to", html`<${Person} who=${to} />`],
        ["unit", html`<bdi>${item.unit}</bdi>`],
        ["language", item.language ? codeText("language", item.language) : undefined],
        ["sent", moment(item.sent_ms, now)],
        ["received", item.received_ms ? moment(item.received_ms, now) : undefined],
        ["decide_by", fullMoment(item.decide_by_ms)],
        ["first_approval", item.first_approval_by && html`<${Name}>${item.first_approval_by}<//>`],
        ["claimed", item.claimed_by && claimText(item, me, now)],
    ];
    return html`<aside class="facts" tabindex="0" aria-label=${t("review.facts")}>
        <${Why} item=${item} />
        <${Notes} notes=${item.notes} now=${now} />
        <dl class="facts-part">
            ${rows.filter(([, value]) => value).map(([name, value]) => html`<div key=${name}><dt>${t(`review.fact.${name}`)}</dt><dd>${value}</dd></div>`)}
        </dl>
    </aside>`;
}

function claimText(item, me, now) {
    const until = item.claimed_until_ms ? moment(item.claimed_until_ms, now) : "";
    if (item.claimed_by === me) return t("review.claimed_you", { until });
    return html`<${Name}>${item.claimed_by}<//>`;
}
