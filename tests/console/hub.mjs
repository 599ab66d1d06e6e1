// A real dayroom-hub for one test: the sample facility in a folder of its own, serving on free ports of 127.0.0.1, ended
// by its process id.
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const BIN = process.env.DAYROOM_BIN;
const PAGE = process.env.DAYROOM_CONSOLE;
const lastWord = (text) => text.trim().split(/\s+/).at(-1);

/** The code of RFC 6238 (SHA-1, 30 s, 6 digits) at a time; `secret` in base32. */
export function totp(secret, ms = Date.now()) {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = [...secret.replace(/[\s=]/g, "")]
        .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0"))
        .join("");
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(ms / 30_000)));
    const digest = createHmac("sha1", key).update(counter).digest();
    const at = digest[19] & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export class Hub {
    static async start({ residents = 24, messages = 400, seed = 1 } = {}) {
        const hub = new Hub();
        hub.folder = mkdtempSync(join(tmpdir(), "dayroom-console-"));
        hub.data = join(hub.folder, "hub");
        const passphrase = join(hub.folder, "passphrase");
        const root = join(hub.folder, "root.key");
        writeFileSync(passphrase, "correct horse battery staple\n");
        hub.run("dayroom-provision", "keys", "init", "--out", root, "--passphrase-file", passphrase);
        hub.run(
            "dayroom-hub",
            "init",
            "--data",
            hub.data,
            "--name",
            "Cedar Ridge County Jail",
            "--sample",
            String(seed),
            "--sample-residents",
            String(residents),
            "--sample-messages",
            String(messages),
        );
        const certificate = join(hub.folder, "hub.certificate");
        hub.run(
            "dayroom-provision",
            "hub",
            "certify",
            "--root",
            root,
            "--passphrase-file",
            passphrase,
            "--request",
            join(hub.data, "hub-key.request"),
            "--out",
            certificate,
        );
        hub.run("dayroom-hub", "hub-key", "install", "--data", hub.data, certificate);
        hub.cert = join(hub.data, "tls", "ca.pem");
        await hub.serve();
        return hub;
    }

    run(program, ...options) {
        return execFileSync(join(BIN, program), options, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    }

    /** The staff port stays the same over restarts. */
    async serve() {
        this.process = spawn(
            join(BIN, "dayroom-hub"),
            [
                "serve",
                "--data",
                this.data,
                "--listen",
                "127.0.0.1:0",
                "--staff-listen",
                `127.0.0.1:${this.port ?? 0}`,
                "--console",
                PAGE,
            ],
            { stdio: ["ignore", "pipe", "pipe"] },
        );
        this.log = "";
        this.process.stderr.on("data", (bytes) => (this.log += bytes));
        this.ended = new Promise((resolve) => this.process.once("exit", resolve));
        const lines = createInterface({ input: this.process.stdout });
        const line = await Promise.race([
            new Promise((resolve) => lines.once("line", resolve)),
            this.ended.then(() => ""),
        ]);
        const staff = /staff 127\.0\.0\.1:(\d+)/.exec(line);
        if (!staff) throw new Error(`the hub does not serve: ${line} ${this.log}`);
        this.port = Number(staff[1]);
        this.origin = `https://hub.dayroom:${this.port}`;
        this.url = `${this.origin}/console/`;
    }

    async stop() {
        this.process.kill("SIGTERM");
        await this.ended;
    }

    async remove() {
        if (this.process.exitCode === null) await this.stop();
        rmSync(this.folder, { recursive: true, force: true });
    }

    /** A new account: {name, password: one-time}. */
    addStaff(name, role) {
        return {
            name,
            password: lastWord(
                this.run("dayroom-hub", "staff", "add", "--data", this.data, "--name", name, "--role", role),
            ),
        };
    }

    /** The resident of a rejected message appeals. */
    appeal(id, text) {
        this.run("console-appeal", this.data, id, text);
    }

    /** The resident sends money out, towards release costs. */
    sendMoney(number, cents, note) {
        this.run("console-send-money", this.data, number, String(cents), note);
    }

    /** A terminal whose certificate ends in `days`, with another one given when `next` is said, its TPM one of `maker`; the hub must not serve. */
    addDevice(name, days, next, maker) {
        const more = maker ? [String(next), maker] : next ? [String(next)] : [];
        this.run("console-device", this.data, name, String(days), ...more);
    }

    /** Another system that calls the API with a role token, at the desks that are named. */
    caller(role, ...desks) {
        const at = desks.flatMap((desk) => ["--desk", desk]);
        const token = lastWord(this.run("dayroom-hub", "token", "create", "--data", this.data, "--role", role, ...at));
        const call = (method, path, body) => this.call(method, path, body, { Authorization: `Bearer ${token}` });
        return {
            get: (path) => call("GET", path),
            post: (path, body) => call("POST", path, body),
            put: (path, body) => call("PUT", path, body),
        };
    }

    /** {status, body, headers} of one HTTPS call, the hub's certificate checked against its CA. */
    call(method, path, body, headers = {}) {
        const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
        const more = bytes ? { "Content-Type": "application/json", "Content-Length": bytes.length } : {};
        return new Promise((resolve, reject) => {
            const options = {
                host: "127.0.0.1",
                port: this.port,
                servername: "hub.dayroom",
                ca: readFileSync(this.cert),
                method,
                path,
                agent: false,
            };
            const sent = request(
                { ...options, headers: { Host: `hub.dayroom:${this.port}`, ...more, ...headers } },
                (answer) => {
                    let text = "";
                    answer.setEncoding("utf8");
                    answer.on("data", (chunk) => (text += chunk));
                    answer.on("end", () => {
                        let parsed;
                        try {
                            parsed = JSON.parse(text);
                        } catch {
                            parsed = undefined;
                        }
                        resolve({ status: answer.statusCode, body: parsed, text, headers: answer.headers });
                    });
                },
            );
            sent.on("error", reject);
            sent.end(bytes);
        });
    }
}
