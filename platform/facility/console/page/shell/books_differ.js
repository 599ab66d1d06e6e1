// A banner while the books do not tie out: for who can do something about it, on every page.
import { hashOf } from "../base/route.js";
import { screensOf } from "../base/screen_choice.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { useLoad } from "../parts/load.js";

const EVERY_MS = 60_000;

export function BooksDiffer({ role }) {
    const told = screensOf(role).includes("books");
    const load = useLoad(async (how) => (told ? api.get("/api/v1/health", {}, how) : {}), `alarms ${role}`, {
        every: EVERY_MS,
    });
    const differ = load.data?.alarms?.includes("books_differ");
    return html`<div class="banner-place" role="status">
        ${differ && html`<p class="banner bad"><${Icon} name="triangle-alert" /><span>${t("books_differ.banner")} <a href=${hashOf("books")}>${t("books_differ.look")}</a></span></p>`}
    </div>`;
}
