// What is typed, once the typing pauses: what is asked of the hub for each letter would be answered for none.
import { useEffect, useState } from "preact/hooks";

const PAUSE_MS = 250;

export function useSettled(value) {
    const [settled, setSettled] = useState(value);
    useEffect(() => {
        const timer = setTimeout(() => setSettled(value), PAUSE_MS);
        return () => clearTimeout(timer);
    }, [value]);
    return settled;
}
