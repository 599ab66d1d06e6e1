// The hub's JSON API as this page calls it. What can go wrong is one of two things: the hub refused (Refusal, nothing
// happened), or no answer came (NoAnswer, it is not known whether anything happened).

export const CSRF_HEADER = "X-Dayroom-CSRF";
/** On calls that nobody pressed a key for: they do not count as a sign of life. */
export const BACKGROUND_HEADER = "X-Dayroom-Background";
/** Longer than the hub's own limit for an answer would be pointless to wait for. */
const ANSWER_WITHIN_MS = 30_000;

export class Refusal extends Error {
    constructor(status, body) {
        super(`${status} ${body.code}`);
        this.status = status;
        this.code = typeof body.code === "string" ? body.code : "unknown";
        this.detail = typeof body.detail === "string" ? body.detail : "";
        this.body = body;
    }
}

export class NoAnswer extends Error {}

/** Both mean that the same call may work in a moment. */
export function isPassing(error) {
    return error instanceof NoAnswer || (error instanceof Refusal && error.status === 503);
}

function withQuery(path, query) {
    const text = new URLSearchParams(
        Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== ""),
    ).toString();
    return text === "" ? path : `${path}?${text}`;
}

/** A file of the hub as it is; what is not OK is an answer like any other. */
async function readFile(response) {
    return response.ok ? response.blob() : readAnswer(response);
}

async function readAnswer(response) {
    let body;
    try {
        body = await response.json();
    } catch {
        throw response.ok || response.status >= 500 ? new NoAnswer() : new Refusal(response.status, {});
    }
    if (body === null || typeof body !== "object" || Array.isArray(body)) throw new NoAnswer();
    if (!response.ok) throw new Refusal(response.status, body);
    return body;
}

/**
 * `csrf()` gives the session's token, `signedOut()` is told of a 401 to a call of /api/v1, `reached(bool)` of every call whether
 * the hub answered. `fetch` is the browser's.
 */
export function createApi({ fetch, csrf, signedOut, reached }) {
    async function call(method, path, { query, body, keepalive = false, background = false, read = readAnswer } = {}) {
        const headers = { Accept: read === readAnswer ? "application/json" : "*/*" };
        if (method !== "GET") headers[CSRF_HEADER] = csrf();
        if (background) headers[BACKGROUND_HEADER] = "1";
        if (body !== undefined) headers["Content-Type"] = "application/json";
        let response;
        try {
            response = await fetch(withQuery(path, query), {
                method,
                headers,
                body: body === undefined ? undefined : JSON.stringify(body),
                cache: "no-store",
                credentials: "same-origin",
                redirect: "error",
                referrerPolicy: "no-referrer",
                keepalive,
                signal: keepalive ? undefined : AbortSignal.timeout(ANSWER_WITHIN_MS),
            });
        } catch {
            reached(false);
            throw new NoAnswer();
        }
        reached(true);
        try {
            return await read(response);
        } catch (error) {
            if (error instanceof Refusal && error.status === 401 && path.startsWith("/api/") && !keepalive) signedOut();
            throw error;
        }
    }
    return {
        /** `how`: {background: true} for what happens by itself. */
        get: (path, query, how) => call("GET", path, { query, ...how }),
        /** A Blob. */
        file: (path, query) => call("GET", path, { query, read: readFile }),
        post: (path, body = {}, how) => call("POST", path, { body, ...how }),
        put: (path, body) => call("PUT", path, { body }),
        remove: (path) => call("DELETE", path),
        /** For the moment in which the page goes away: nobody waits for the answer. */
        postAndGo: (path, body = {}) =>
            void call("POST", path, { body, keepalive: true, background: true }).catch(() => {}),
    };
}
