"""What staff do in the demo, over the hub's staff API.

staff.py webhook HUB AUTHORITY TOKEN_FILE URL KEY_FILE   role it: adds the receiver URL, and hands its key over as KEY_FILE (mode 0600)
staff.py approve HUB AUTHORITY TOKEN_FILE NUMBER PACE    role reviewer: approves what this resident writes and gets from now on, each PACE seconds after it came;
                                                         until it is ended. Prints a line for each
"""
import os
import signal
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "provider"))
from hub import Hub, Refused, Unreached


def add_webhook(hub, url, key_file):
    added = hub.call("POST", "/api/v1/webhooks", {"url": url})
    with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{added['key_id']} {added['secret']}\n")
    hub.call("POST", f"/api/v1/webhooks/{added['id']}/test", {})


def approve(hub, number, pace):
    """Photos too: approving a message lets those through that nobody has rejected."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    resident = hub.call("GET", f"/api/v1/residents?number={number}")["residents"][0]["id"]
    waiting = lambda: hub.call("GET", f"/api/v1/messages?state=held&resident_id={resident}&limit=100")["messages"]
    before = {message["id"] for message in waiting()}
    print("reviewing", flush=True)
    came = {}
    while True:
        now = time.time()
        try:
            for message in waiting():
                if message["id"] in before or now < came.setdefault(message["id"], now) + pace:
                    continue
                hub.call("POST", f"/api/v1/messages/{message['id']}/approve", {})
                print(f"approved {message['id']} ({message['direction']}, {len(message['photos'])} photos)", flush=True)
        except (Refused, Unreached) as error:
            print(error, flush=True)
        time.sleep(0.5)


def main():
    command, address, authority, token_file = sys.argv[1:5]
    with open(token_file, encoding="ascii") as file:
        hub = Hub(address, "hub.dayroom", authority, file.read().strip())
    if command == "webhook":
        add_webhook(hub, *sys.argv[5:7])
    else:
        approve(hub, sys.argv[5], float(sys.argv[6]))


main()
