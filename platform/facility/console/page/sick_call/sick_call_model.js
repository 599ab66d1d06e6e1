// The clock of one request on the board. Pure.
import { deadline } from "../base/format.js";
import { t } from "../base/text.js";
import { clockOf } from "../requests/requests_model.js";

/** {tone, icon, text}. `request.clock`: "triage", "answer" or "none". */
export function boardClock(request, now) {
    if (request.clock === "none") return clockOf(request, now);
    const { late, soon, text } = deadline(request.due_ms, false, now);
    const what = t(`sick_call.${late ? "late" : "clock"}.${request.clock}`);
    const tone = late ? "bad" : soon ? "warning" : "neutral";
    return { tone, icon: late ? "triangle-alert" : "clock", text: `${what} · ${text}` };
}
