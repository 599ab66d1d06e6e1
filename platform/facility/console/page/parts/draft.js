// What is being typed or asked, kept beyond the end of a session for the same person (base/place.js).
import { useCallback, useState } from "preact/hooks";
import { createOnce } from "../base/once.js";
import { forgetPlace, keepPlace, recallPlace } from "../base/place.js";

/** [value, change(some of its members), forget(what stands there now)]; `id` names the thing that is typed at. */
export function useDraft(id, initial) {
    const [value, setValue] = useState(() => recallPlace(id) ?? initial);
    const change = useCallback(
        (some) =>
            setValue((before) => {
                const after = { ...before, ...some };
                keepPlace(id, after);
                return after;
            }),
        [id],
    );
    const forget = useCallback(
        (now) => {
            forgetPlace(id);
            setValue(now ?? initial);
        },
        [id],
    );
    return [value, change, forget];
}

/** The keys of one thing that is done once (base/once.js), kept as long as what was typed at it. */
export function useOnce(id) {
    const [once] = useState(() => {
        const kept = recallPlace(`${id} once`) ?? createOnce();
        keepPlace(`${id} once`, kept);
        return kept;
    });
    return once;
}
