// A list of the hub that does not say how long it is, page by page: one entry more than shown is asked for.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { html } from "./html.js";
import { useLoad } from "./load.js";
import { Steps } from "./pager.js";

/**
 * {list: as of useLoad, rows, pager}; the first page comes back when `query` changes. `member`: of the answer, a list. `every`: ms after which
 * it is read again by itself.
 */
export function usePaged(path, query, member, { size = 50, every } = {}) {
    const filter = JSON.stringify(query);
    const [at, setAt] = useState({ of: filter, page: 0 });
    const page = at.of === filter ? at.page : 0;
    const list = useLoad(
        (how) => api.get(path, { ...query, limit: size + 1, offset: page * size }, how),
        `${path} ${filter} ${page}`,
        { every },
    );
    const got = list.data?.[member] ?? [];
    const rows = got.slice(0, size);
    const pager = html`<${StepPager} from=${page * size} shown=${rows.length} more=${got.length > size} onStep=${(step) => setAt({ of: filter, page: page + step })} />`;
    return { list, rows, pager };
}

/** `from`: how many come before. */
function StepPager({ from, shown, more, onStep }) {
    return html`<${Steps} back=${from > 0 && (() => onStep(-1))} on=${more && (() => onStep(1))}>
        <span>${t("pager.open_range", { from: count(from + (shown > 0 ? 1 : 0)), to: count(from + shown) })}</span>
    <//>`;
}
