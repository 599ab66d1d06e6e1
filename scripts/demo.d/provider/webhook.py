"""Receives the hub's webhooks: verifies signature and age, answers 204, and says that there is something to fetch.

What is in a push is only believed after its signature was checked, and even then only as a hint: the events are fetched from the hub by number, so that a
push that is lost, late or doubled changes nothing.
"""
import hashlib
import hmac
import http.server
import threading

OLDEST = 300  # seconds between a push's time and ours
MAX_BODY = 64 * 1024


def read_keys(path):
    """{"k1": "drw_…"}: one key a line, its id and its secret. Read anew for each push, so that a new key is put in without a restart."""
    try:
        with open(path, encoding="ascii") as file:
            return dict(line.split() for line in file if len(line.split()) == 2)
    except OSError:
        return {}


def is_genuine(header, body, keys, now):
    """Whether `header` ("t=1780000000,k2=9f86…,k1=6030…") is the hub's over these bytes, by one of the keys that we have."""
    fields = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    moment = fields.pop("t", "")
    if not moment.isascii() or not moment.isdigit() or abs(now - int(moment)) > OLDEST:
        return False
    for name, given in fields.items():
        if name in keys:
            expected = hmac.new(keys[name].encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
            if hmac.compare_digest(expected.encode(), given.encode()):
                return True
    return False


class Receiver:
    """Listens on loopback; `wake` is called for each genuine push. `clock`: seconds since 1970."""

    def __init__(self, port, key_file, wake, say, clock):
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 15

            def do_POST(self):
                self.send_response(receiver.take(self))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.key_file, self.wake, self.say, self.clock = key_file, wake, say, clock
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, name="webhooks")

    def take(self, request):
        """The status of the answer."""
        length = request.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            request.close_connection = True
            return 413
        body = request.rfile.read(int(length))
        if not is_genuine(request.headers.get("Dayroom-Signature", ""), body, read_keys(self.key_file), self.clock()):
            self.say("webhook refused: no signature of a key that we have")
            return 401
        self.say("webhook verified")
        self.wake()
        return 204

    def start(self):
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
