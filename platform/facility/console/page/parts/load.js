// What a screen shows comes from the hub, and may be late, refused or out of reach.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { isPassing, NoAnswer, Refusal } from "../base/api.js";
import { hasText, t } from "../base/text.js";
import { Button, Fault, Waiting } from "./basics.js";
import { html } from "./html.js";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;
export const retryAfter = (attempt) => Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);

/**
 * An error in plain words: those of the area ("orders") for its code, else those of every area. The hub's own sentence stands where the
 * catalog has none.
 */
export function faultText(error, area = "") {
    if (error instanceof NoAnswer) return t("fault.no_answer");
    if (!(error instanceof Refusal)) throw error;
    const own = `${area}.fault.${error.code}`;
    if (hasText(own)) return t(own, { detail: error.detail });
    if (hasText(`fault.${error.code}`)) return t(`fault.${error.code}`, { detail: error.detail });
    return error.detail || t("fault.unknown", { code: error.code });
}

/**
 * Loads with load({background, wanted}), and loads again when `key` changes, on again(), and every `every` ms while the page is visible. What was loaded
 * stays while a later try fails; a passing failure is retried by itself. wanted() is false once something else is loaded: what takes several
 * calls ends there.
 */
export function useLoad(load, key, { every } = {}) {
    const [state, setState] = useState({ data: undefined, error: undefined, key: undefined });
    const run = useRef(0);
    const timer = useRef(0);
    const latest = useRef(load);
    latest.current = load;
    const again = useCallback(
        async (attempt = 0) => {
            const mine = ++run.current;
            clearTimeout(timer.current);
            const plan = (ms, next) => {
                if (ms !== undefined) timer.current = setTimeout(() => again(next), ms);
            };
            if (document.hidden && attempt === -1) return plan(every, -1);
            try {
                const data = await latest.current({ background: attempt === -1, wanted: () => mine === run.current });
                if (mine !== run.current) return undefined;
                setState({ data, error: undefined, key });
                return plan(every, -1);
            } catch (error) {
                if (mine !== run.current) return undefined;
                if (!(error instanceof NoAnswer) && !(error instanceof Refusal)) throw error;
                setState((before) => ({ data: before.key === key ? before.data : undefined, error, key }));
                return plan(isPassing(error) ? retryAfter(Math.max(0, attempt)) : undefined, Math.max(0, attempt) + 1);
            }
        },
        [key, every],
    );
    useEffect(() => {
        again();
        return () => {
            run.current++;
            clearTimeout(timer.current);
        };
    }, [again]);
    const fresh = state.key === key;
    return {
        data: fresh ? state.data : undefined,
        error: fresh ? state.error : undefined,
        again: useCallback(() => again(), [again]),
        set: useCallback((change) => setState((before) => ({ ...before, data: change(before.data) })), []),
    };
}

/** The loaded thing's frame: waiting, refused, or there (with a remark when it is not fresh). */
export function Loaded({ of, children }) {
    if (of.data === undefined && of.error === undefined) return html`<${Waiting} />`;
    const retry = html`<${Button} onClick=${of.again} icon="rotate-cw">${t("load.again")}<//>`;
    return html`${of.error && html`<${Fault} action=${retry}>${of.error instanceof NoAnswer ? t("load.no_answer") : faultText(of.error)}<//>`}${of.data !== undefined && children(of.data)}`;
}

/** One call that changes something: {busy, error, run, clear}. run() resolves to the answer, or undefined when it failed. */
export function useAction() {
    const [state, setState] = useState({ busy: false, error: undefined });
    const busy = useRef(false);
    const run = useCallback(async (call) => {
        if (busy.current) return undefined;
        busy.current = true;
        setState({ busy: true, error: undefined });
        try {
            const answer = await call();
            setState({ busy: false, error: undefined });
            return answer;
        } catch (error) {
            if (!(error instanceof NoAnswer) && !(error instanceof Refusal)) throw error;
            setState({ busy: false, error });
            return undefined;
        } finally {
            busy.current = false;
        }
    }, []);
    const clear = useCallback(
        () => setState((before) => (before.error ? { ...before, error: undefined } : before)),
        [],
    );
    return { ...state, run, clear };
}
