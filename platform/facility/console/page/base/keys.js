// Single-key commands. Each part of a screen declares its own in a layer; a dialog's layer hides those below it. Keys
// typed into a field are text, never commands. The help dialog lists what holds at the moment.
import { useLayoutEffect, useRef } from "preact/hooks";
import { createStore } from "./store.js";

/** Switched off in the help dialog by whoever uses speech input (WCAG 2.1.4); kept in this browser. */
export const singleKeys = createStore(true);
const REMEMBER = "dayroom-single-keys";

export function setSingleKeys(on, storage = globalThis.localStorage) {
    singleKeys.set(on);
    storage?.setItem(REMEMBER, on ? "on" : "off");
}
export function recallSingleKeys(storage = globalThis.localStorage) {
    singleKeys.set(storage?.getItem(REMEMBER) !== "off");
}

const layers = [];

export function isTyping(target) {
    if (!target || !target.tagName) return false;
    if (target.tagName === "TEXTAREA" || target.tagName === "SELECT" || target.isContentEditable) return true;
    return target.tagName === "INPUT" && !["radio", "checkbox", "button", "submit"].includes(target.type);
}

/** The command that this key means now, or nothing. `keys` of a command: names as in KeyboardEvent.key, letters in lower case. */
export function findCommand(event, stack = layers, single = singleKeys.get()) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const typing = isTyping(event.target);
    for (let index = stack.length - 1; index >= 0; index--) {
        const layer = stack[index].current;
        for (const command of layer.commands) {
            if (!command.keys.includes(name) || (typing && !command.whileTyping)) continue;
            if (event.repeat && !command.repeats) continue;
            if (name.length === 1 && !single && !command.always) continue;
            return command;
        }
        if (layer.modal) return undefined;
    }
    return undefined;
}

/** The commands that hold now, topmost layer first, for the help dialog. */
export function currentCommands() {
    const found = [];
    for (let index = layers.length - 1; index >= 0; index--) {
        found.push(...layers[index].current.commands.filter((command) => command.label));
        if (layers[index].current.modal) break;
    }
    return found;
}

export function watchKeys(document) {
    document.addEventListener("keydown", (event) => {
        if (event.defaultPrevented) return;
        const command = findCommand(event);
        if (!command) return;
        event.preventDefault();
        command.run(event);
    });
}

/**
 * Declares commands while the component lives: {keys, label, run, whileTyping, repeats, always}. A command without label
 * is not listed. `modal`: those of the layers below do not hold meanwhile.
 */
export function useKeys(commands, { modal = false } = {}) {
    const layer = useRef({ commands, modal });
    layer.current = { commands, modal };
    useLayoutEffect(() => {
        layers.push(layer);
        return () => layers.splice(layers.indexOf(layer), 1);
    }, []);
}
