// A value that several parts of the page watch. The only shared state of the page lives in a handful of these.
import { useEffect, useState } from "preact/hooks";

/** `changed` is called with the new value after each set that changes it. */
export function createStore(initial) {
    let value = initial;
    const watchers = new Set();
    return {
        get: () => value,
        set(next) {
            if (Object.is(next, value)) return;
            value = next;
            for (const watcher of [...watchers]) watcher(value);
        },
        watch(watcher) {
            watchers.add(watcher);
            return () => watchers.delete(watcher);
        },
    };
}

/** The store's value, in a component: drawn again when it changes. */
export function useStore(store) {
    const [value, setValue] = useState(store.get());
    useEffect(() => {
        setValue(store.get());
        return store.watch((next) => setValue(() => next));
    }, [store]);
    return value;
}
