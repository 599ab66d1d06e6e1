// A file of the hub, saved by the browser. It is fetched first, so that a refusal is said where it belongs.
import { api } from "../base/session.js";

export async function download(path, query, name) {
    const address = URL.createObjectURL(await api.file(path, query));
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    URL.revokeObjectURL(address);
    return true;
}
