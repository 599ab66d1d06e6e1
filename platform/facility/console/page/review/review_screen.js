// Item after item, by keyboard: look, decide, next.
import { useRoute } from "../base/route.js";
import { maySet } from "../base/screen_choice.js";
import { session } from "../base/session.js";
import { useStore } from "../base/store.js";
import { html } from "../parts/html.js";
import { kindOf } from "../queue/queue_model.js";
import { Looking } from "./looking.js";
import { Reviewing } from "./reviewing.js";

export function ReviewScreen() {
    const { parts } = useRoute();
    const { role, name } = useStore(session);
    const kind = kindOf(parts[0]);
    if (!maySet(role)) return html`<${Looking} kind=${kind} id=${parts[1]} me=${name} />`;
    return html`<${Reviewing} key=${kind} kind=${kind} id=${parts[1]} me=${name} />`;
}
