// One photo from the hub, with what to do when it does not come.
import { useEffect, useState } from "preact/hooks";
import { t } from "../base/text.js";
import { Button } from "./basics.js";
import { html } from "./html.js";
import { photoUrl } from "./photo_store.js";

/** `photo.path`: where it is no photo of a message. `onSeen`: called once it is on the screen. */
export function Photo({ photo, alt, onSeen, retry = true }) {
    const [state, setState] = useState({ of: photo.sha256, url: undefined, failed: false });
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
        let wanted = true;
        setState({ of: photo.sha256, url: undefined, failed: false });
        photoUrl(photo.sha256, photo.path).then(
            (url) => wanted && setState({ of: photo.sha256, url, failed: false }),
            () => wanted && setState({ of: photo.sha256, url: undefined, failed: true }),
        );
        return () => {
            wanted = false;
        };
    }, [photo.sha256, attempt]);
    const now = state.of === photo.sha256 ? state : { url: undefined, failed: false };
    if (now.failed) {
        return html`<div class="photo-missing" role="alert">
            <p>${t("photo.missing")}</p>
            ${retry && html`<${Button} icon="rotate-cw" onClick=${() => setAttempt(attempt + 1)}>${t("load.again")}<//>`}
        </div>`;
    }
    if (!now.url) return html`<div class="photo-waiting" role="img" aria-label=${t("photo.waiting")}></div>`;
    return html`<img
        src=${now.url}
        alt=${alt}
        width=${photo.width}
        height=${photo.height}
        decoding="async"
        onLoad=${() => onSeen?.(photo.sha256)}
        onError=${() => setState({ of: photo.sha256, url: undefined, failed: true })}
    />`;
}
