// One list's patterns, a line each.
import { useState } from "preact/hooks";
import { count } from "../base/format.js";
import { hashOf } from "../base/route.js";
import { api } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault } from "../parts/basics.js";
import { LongField } from "../parts/field.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { faultText, Loaded, useAction, useLoad } from "../parts/load.js";
import { say } from "../parts/say.js";
import { ScopeText } from "../parts/scope.js";
import { Screen } from "../shell/screen.js";
import { changes, LEAST, MOST, MOST_PATTERNS, parsePatterns } from "./patterns_model.js";
import { TryText } from "./try_text.js";

const ROWS = 18;

function faultOf(wrong) {
    const [first, ...more] = wrong;
    if (!first) return undefined;
    const text = t(first.key, { line: count(first.line), least: LEAST, most: MOST, patterns: count(MOST_PATTERNS) });
    return more.length === 0 ? text : `${text} ${t("watch.more_wrong", { count: more.length })}`;
}

function Patterns({ id, before, onSaved }) {
    const [text, setText] = useState(() => before.join("\n"));
    const [tried, setTried] = useState(false);
    const action = useAction();
    const { patterns, wrong } = parsePatterns(text);
    const { added, removed } = changes(before, patterns);
    const fault = faultOf(wrong);
    const save = async () => {
        setTried(true);
        if (fault) return;
        const answer = await action.run(() =>
            api.put(`/api/v1/watch-lists/${encodeURIComponent(id)}/patterns`, { patterns }),
        );
        if (!answer) return;
        say(t("watch.saved", { count: patterns.length }));
        onSaved();
    };
    return html`<div class="editor">
        <${LongField} label=${t("watch.patterns")} help=${t("watch.patterns_help", { least: LEAST, most: MOST })} error=${tried && fault} value=${text} onInput=${setText} rows=${ROWS} spellcheck=${false} class="patterns" />
        ${action.error && html`<${Fault}>${faultText(action.error)}<//>`}
        <div class="row">
            <${Button} kind="primary" icon="save" busy=${action.busy} disabled=${added + removed === 0 && !fault} onClick=${save}>${t("watch.save")}<//>
            <p class="small" role="status">${t("watch.changes", { total: count(patterns.length), added: count(added), removed: count(removed) })}</p>
        </div>
    </div>`;
}

/** Who may not change it reads it. */
function ReadOnly({ patterns }) {
    return html`<${LongField} label=${t("watch.patterns")} value=${patterns.join("\n")} rows=${ROWS} readonly spellcheck=${false} class="patterns" onInput=${() => {}} />`;
}

export function ListEditor({ id, change }) {
    const lists = useLoad(() => api.get("/api/v1/watch-lists"), "watch-lists");
    const patterns = useLoad(() => api.get(`/api/v1/watch-lists/${encodeURIComponent(id)}/patterns`), id);
    const list = lists.data?.lists?.find((each) => each.id === id);
    const intro =
        list &&
        html`<span>${t(`watch.kind.${list.kind}`)} · <${ScopeText} scope=${list.scope} name=${list.scope_name} /></span>`;
    return html`<${Screen} title=${list?.name ?? t("watch.title")} intro=${intro}>
        <a class="back" href=${hashOf("watch-lists")}><${Icon} name="arrow-left" /><span>${t("watch.title")}</span></a>
        <${Loaded} of=${patterns}>${(data) => (change ? html`<${Patterns} id=${id} before=${data.patterns} onSaved=${patterns.again} />` : html`<${ReadOnly} patterns=${data.patterns} />`)}<//>
        ${change && html`<${TryText} />`}
    <//>`;
}
