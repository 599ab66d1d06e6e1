"""A reference provider network for Dayroom: plays the outside against a hub's provider API. docs/features/integration.md describes that API.

python3 scripts/demo.d/provider --hub 127.0.0.1:8444 --authority HUB/tls/ca.pem --token-file TOKEN --state FILE
                                [--listen PORT --key-file KEYS] [--resident NUMBER ...] [--pace 4] [--every 45] [--seed 1]

Prints "listening PORT" when it is ready, then a line for whatever it does: ids, never words. Ends cleanly on SIGTERM and SIGINT. Standard library only.
Exit codes: 0 ended, 2 wrong command line.
"""
import argparse
import signal
import sys
import threading
import time

from hub import Hub, Refused, Unreached
from outside import Outside, State
from webhook import Receiver

LONGEST_POLL = 30.0  # seconds: without webhooks, or when one was lost
RETRY = 2.0


def parse(arguments):
    parser = argparse.ArgumentParser(prog="provider", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hub", required=True, help="HOST:PORT of the hub's staff listener")
    parser.add_argument("--name", default="hub.dayroom", help="by which name its certificate calls it")
    parser.add_argument("--authority", required=True, help="file with the facility's CA")
    parser.add_argument("--token-file", required=True, help="file with a token of the role provider")
    parser.add_argument("--state", required=True, help="file that keeps our place and what is to be sent")
    parser.add_argument("--listen", type=int, default=0, help="port for webhooks on loopback; 0 takes a free one")
    parser.add_argument("--key-file", default="", help="keys of the webhook, a line each: its id and its secret")
    parser.add_argument("--resident", action="append", default=[], help="number of a resident whom somebody outside knows; may be repeated")
    parser.add_argument("--pace", type=float, default=4, help="seconds until somebody answers, about")
    parser.add_argument("--every", type=float, default=45, help="seconds between letters that nobody asked for; 0: none")
    parser.add_argument("--poll", type=float, default=LONGEST_POLL, help="seconds between looks without a webhook")
    parser.add_argument("--seed", type=int, default=None, help="repeats a run")
    return parser.parse_args(arguments)


def run(outside, wake, ended, poll, say):
    """Looks, sends, waits; what the hub does not answer is done again."""
    known = False
    while not ended.is_set():
        try:
            if not known:
                outside.begin()
                known = True
            while outside.look():
                pass
            outside.write_letters()
            outside.send_due()
            wait = outside.next_wait(poll)
        except Unreached as error:
            say(f"the hub does not answer: {error}")
            wait = RETRY
        except Refused as error:
            say(f"the hub refuses: {error}")
            wait = RETRY
        wake.wait(wait)
        wake.clear()


def main():
    options = parse(sys.argv[1:])
    say = lambda text: print(text, flush=True)
    wake, ended = threading.Event(), threading.Event()

    def end(*_):
        ended.set()
        wake.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with open(options.token_file, encoding="ascii") as file:
        hub = Hub(options.hub, options.name, options.authority, file.read().strip())
    outside = Outside(hub, State(options.state), options.resident, options.pace, options.every, options.seed, say, time.time)
    receiver = Receiver(options.listen, options.key_file, wake.set, say, time.time)
    receiver.start()
    say(f"listening {receiver.port}")
    run(outside, wake, ended, options.poll, say)
    receiver.stop()
    say("ended")


main()
