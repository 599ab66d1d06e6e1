// A bar chart as SVG, with the same numbers as a table beside it. The picture is for eyes only; series differ by
// pattern as well as by colour.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { count } from "../base/format.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { axisValues, layOut } from "./chart_model.js";

const HEIGHT = 200;
const TOP = 10;
const BOTTOM = 26;
/** Pixels that a label under the axis needs. */
const LABEL = 52;

function useWidth(least) {
    const element = useRef(null);
    const [width, setWidth] = useState(least);
    useEffect(() => {
        const observer = new ResizeObserver(([entry]) =>
            setWidth(Math.max(least, Math.floor(entry.contentRect.width))),
        );
        observer.observe(element.current);
        return () => observer.disconnect();
    }, []);
    return [element, width];
}

function Legend({ series }) {
    if (series.length < 2) return null;
    return html`<ul class="legend">${series.map((name, index) => html`<li key=${name}><svg class="swatch" width="14" height="14" aria-hidden="true"><${Bar} series=${index} x=${0} y=${0} width=${14} height=${14} /></svg>${name}</li>`)}</ul>`;
}

/** Each series has a colour and a texture: full, hollow, striped across, barred. */
function Bar({ series, x, y, width, height }) {
    const stripes = [];
    if (series >= 2)
        for (let at = y + 3; at < y + height; at += series === 2 ? 6 : 3) stripes.push(`M${x} ${at}h${width}`);
    return html`<g class=${`series-${series}`}>
        <rect x=${x + 0.75} y=${y + 0.75} width=${Math.max(0.5, width - 1.5)} height=${Math.max(0, height - 0.75)} rx="1.5" fill=${series === 0 ? "currentColor" : "none"} stroke="currentColor" stroke-width="1.5" />
        ${series === 1 && html`<rect x=${x} y=${y} width=${width} height=${height} fill="currentColor" opacity="0.35" />`}
        ${stripes.length > 0 && html`<path d=${stripes.join("")} stroke="currentColor" stroke-width="1.5" />`}
    </g>`;
}

function Picture({ groups, width, thin, left, show }) {
    const inner = width - left;
    const axis = axisValues(Math.max(0, ...groups.flatMap((group) => group.values)));
    const top = axis.at(-1);
    const y = (value) => TOP + HEIGHT - (value / top) * HEIGHT;
    return html`<svg class="chart" aria-hidden="true" width=${width} height=${TOP + HEIGHT + BOTTOM} viewBox=${`0 0 ${width} ${TOP + HEIGHT + BOTTOM}`}>
        ${axis.map((value) => html`<g key=${value}><line class="grid-line" x1=${left} x2=${width} y1=${y(value)} y2=${y(value)} /><text class="axis" x=${left - 8} y=${y(value) + 4} text-anchor="end">${show(value)}</text></g>`)}
        <g transform=${`translate(${left} ${TOP})`}>
            ${layOut(groups, top, inner, HEIGHT).map(
                (group, index) => html`<g key=${group.label}>
                    ${group.bars.map((bar) => html`<${Bar} key=${bar.series} ...${bar} />`)}
                    ${index % thin === 0 && html`<text class="axis" x=${group.x + group.width / 2} y=${HEIGHT + 18} text-anchor="middle">${group.label}</text>`}
                </g>`,
            )}
        </g>
    </svg>`;
}

/**
 * `groups`: [{label, values}], `series`: their names, `first`: what the labels are. `show` writes a value, `left` is the room of the axis's
 * own values in pixels.
 */
export function BarChart({ title, help, groups, series, first, broad = false, show = count, left = 44 }) {
    const id = useId();
    const [element, width] = useWidth(280);
    const thin = Math.ceil(groups.length / Math.max(1, Math.floor((width - left) / LABEL)));
    return html`<section class=${broad ? "card chart-card broad" : "card chart-card"} aria-labelledby=${id}>
        <h2 id=${id}>${title}</h2>
        <p class="help">${help}</p>
        <${Legend} series=${series} />
        <div class="chart-room" ref=${element}><${Picture} groups=${groups} width=${width} thin=${thin} left=${left} show=${show} /></div>
        <details>
            <summary>${t("statistics.as_table")}<span class="sr">: ${title}</span></summary>
            <div class="table-scroll"><table class="list small">
                <caption class="sr">${title}</caption>
                <thead><tr><th scope="col">${first}</th>${series.map((name) => html`<th key=${name} scope="col" class="number">${name}</th>`)}</tr></thead>
                <tbody>${groups.map((group) => html`<tr key=${group.label}><th scope="row">${group.label}</th>${group.values.map((value, index) => html`<td key=${index} class="number">${show(value)}</td>`)}</tr>`)}</tbody>
            </table></div>
        </details>
    </section>`;
}
