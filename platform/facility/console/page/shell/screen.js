// The frame of one screen: its heading takes the focus when the screen comes, so that the next Tab starts there.
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";

export function Screen({ title, intro, aside, children, wide = false }) {
    const heading = useRef(null);
    useLayoutEffect(() => {
        document.title = t("app.title", { screen: title });
    }, [title]);
    useLayoutEffect(() => {
        window.scrollTo(0, 0);
        heading.current.focus({ preventScroll: true });
    }, []);
    return html`<div class=${wide ? "screen wide" : "screen"}>
        <header class="screen-head">
            <div>
                <h1 tabindex="-1" ref=${heading}>${title}</h1>
                ${intro && html`<p class="intro">${intro}</p>`}
            </div>
            ${aside && html`<div class="screen-aside">${aside}</div>`}
        </header>
        ${children}
    </div>`;
}
