// A file saved by the browser.
import { api } from "../base/session.js";

export function saveFile(blob, name) {
    const address = URL.createObjectURL(blob);
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    URL.revokeObjectURL(address);
}

/** One of the hub. It is fetched first, so that a refusal is said where it belongs. */
export async function download(path, query, name) {
    saveFile(await api.file(path, query), name);
    return true;
}
