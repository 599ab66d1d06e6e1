// The authenticator's address as a QR code, drawn here as one SVG path: the secret goes to no other machine.
import qrcode from "qrcode-generator";
import { html } from "../parts/html.js";

const QUIET = 4; // modules of white around it, as the standard asks

export function qrPath(text) {
    const code = qrcode(0, "M");
    code.addData(text);
    code.make();
    const size = code.getModuleCount();
    let path = "";
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            if (code.isDark(y, x)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
        }
    }
    return { path, size: size + 2 * QUIET };
}

export function QrCode({ text, label }) {
    const { path, size } = qrPath(text);
    return html`<svg class="qr" role="img" aria-label=${label} viewBox=${`0 0 ${size} ${size}`} shape-rendering="crispEdges">
        <rect class="qr-light" width=${size} height=${size} /><path class="qr-dark" d=${path} />
    </svg>`;
}
