// The photos beside the letter. Each goes out with the text, or is kept back; a number key or P changes which.
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Photo } from "../parts/photo.js";

function stateOf(photo, kept) {
    if (kept) return "review.photo_kept";
    return photo.decision === true ? "review.photo_allowed" : "review.photo_out";
}

function One({ photo, index, count, kept, current, onToggle, onZoom, onSeen, mayDecide, states }) {
    const number = index + 1;
    const key = count === 1 ? "P" : String(number);
    return html`<li class=${`photo${kept ? " kept" : ""}${current ? " current" : ""}`}>
        <div class="photo-frame">
            <${Photo} photo=${photo} alt=${t("review.photo_alt", { number, count })} onSeen=${onSeen} />
            ${kept && html`<span class="photo-veil"><${Icon} name="image-off" size=${28} /></span>`}
        </div>
        <div class="photo-foot">
            ${
                mayDecide
                    ? html`<button type="button" class="photo-switch" aria-keyshortcuts=${key} onClick=${() => onToggle(index)}>
                      <${Icon} name=${kept ? "image-off" : "image"} size=${16} /><span>${t(stateOf(photo, kept))}</span><kbd aria-hidden="true">${key}</kbd>
                      <span class="sr">${t("review.photo_number", { number })}</span>
                  </button>`
                    : html`<span class="photo-switch still">${states && t(stateOf(photo, kept))}</span>`
            }
            <button type="button" class="icon-button" aria-label=${t("review.photo_zoom", { number })} onClick=${() => onZoom(index)}><${Icon} name="maximize-2" size=${16} /></button>
        </div>
    </li>`;
}

export function PhotoStrip({ photos, kept, current, onToggle, onZoom, onSeen, mayDecide, states }) {
    return html`<section class="photo-strip" aria-label=${t("review.photos_title", { count: photos.length })}>
        <ul>
            ${photos.map(
                (photo, index) => html`<${One}
                    key=${photo.sha256}
                    photo=${photo}
                    index=${index}
                    count=${photos.length}
                    kept=${kept.includes(photo.sha256)}
                    current=${mayDecide && photos.length > 1 && index === current}
                    onToggle=${onToggle}
                    onZoom=${onZoom}
                    onSeen=${onSeen}
                    mayDecide=${mayDecide}
                    states=${states}
                />`,
            )}
        </ul>
    </section>`;
}
