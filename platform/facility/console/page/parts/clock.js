// The present, for components that show how long is left.
import { useEffect, useState } from "preact/hooks";

export function useNow(everyMs = 30_000) {
    const [now, setNow] = useState(() => Date.now());
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), everyMs);
        return () => clearInterval(timer);
    }, [everyMs]);
    return now;
}
