// Item after item, by keyboard: look, decide, next.
import { useRoute } from "../base/route.js";
import { session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { html } from "../parts/html.js";
import { useMayChange } from "../parts/may.js";
import { kindOf } from "../queue/queue_model.js";
import { Looking } from "./looking.js";
import { Reviewing } from "./reviewing.js";

export function ReviewScreen() {
    const { parts } = useRoute();
    const { name } = useStore(session);
    const reviewing = useMayChange("messages");
    const kind = kindOf(parts[0]);
    if (!reviewing) return html`<${Looking} kind=${kind} id=${parts[1]} me=${name} />`;
    return html`<${Reviewing} key=${kind} kind=${kind} id=${parts[1]} me=${name} />`;
}
