// Nobody at the desk: a warning a minute before the hub's limit, then the session ends. Tabs of one browser count as one
// desk: they tell each other of every sign of life.
const SIGNS = ["pointerdown", "keydown", "wheel"];
const WARN_BEFORE_MS = 60_000;
const TELL_EVERY_MS = 5_000;

/** How an idle desk stands: {warn, over, leftS}. Pure. */
export function idleState(idleMs, limitMs) {
    const left = limitMs - idleMs;
    return {
        warn: left <= Math.min(WARN_BEFORE_MS, limitMs / 2),
        over: left <= 0,
        leftS: Math.max(0, Math.ceil(left / 1000)),
    };
}

/** Calls `changed(state)` every second while the warning shows, and once when it ends. Returns {stay, stop}. */
export function watchIdle(window, limitMs, changed) {
    const now = () => window.performance.now();
    const others = new window.BroadcastChannel("dayroom-console");
    let last = now();
    let told = -TELL_EVERY_MS;
    let warned = false;
    const stay = () => {
        last = now();
        if (last - told >= TELL_EVERY_MS) {
            told = last;
            others.postMessage("here");
        }
        tick();
    };
    const onSign = () => {
        if (!warned) stay();
    };
    function tick() {
        const state = idleState(now() - last, limitMs);
        if (state.warn || warned) changed(state);
        warned = state.warn;
    }
    others.onmessage = () => {
        last = now();
        tick();
    };
    for (const sign of SIGNS) window.addEventListener(sign, onSign, { capture: true, passive: true });
    const timer = window.setInterval(tick, 1_000);
    return {
        stay,
        stop() {
            window.clearInterval(timer);
            others.close();
            for (const sign of SIGNS) window.removeEventListener(sign, onSign, { capture: true });
        },
    };
}
