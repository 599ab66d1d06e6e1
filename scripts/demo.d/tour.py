"""The tour of scripts/demo, as a script for dayroom-terminal: python3 tour.py SAMPLE_RESIDENTS > tour.script

What it shows: the signed-out screen, signing in, home, messages, money, a deposit as arithmetic, a paid request from form to receipt, notices,
settings in three looks and three sizes, Spanish, signing out. Every step goes through the semantic tree, as a person would."""
import sys


def people(path):
    unit = None
    for line in open(path, encoding="utf-8"):
        words = line.split()
        if words and words[0] == "unit":
            unit = line.split(None, 1)[1].strip()
        elif len(words) >= 3 and words[2] in ("ready", "first"):
            yield {"unit": unit, "number": words[0], "pin": words[1], "state": words[2]}


def digits(target, text):
    return [f"click {target}"] + [f"click sign_in.key.{digit}" for digit in text]


def sign_in(person):
    return ["wait sign_in.number 60", *digits("sign_in.number", person["number"]), *digits("sign_in.pin", person["pin"])]


def tour(person):
    yield from ["wait sign_in.number 60", "screenshot 01-signed-out"]
    yield from sign_in(person)
    yield from ["screenshot 02-sign-in", "click sign_in.submit", "wait nav.messages 60", "screenshot 03-home"]
    yield from ["click nav.messages", "wait thread.0 30", "click thread.0", "screenshot 04-messages"]
    yield from ["click nav.money", "wait transaction.0 30", "screenshot 05-money"]
    yield from ["click nav.requests", "wait requests.new 30", "screenshot 06-requests", "click requests.new", "wait form.document_copy 10", "screenshot 07-forms"]
    yield from ["click form.document_copy", "wait field.document.court_papers 10", "click field.document.court_papers", "click field.pages", "type 4"]
    yield from ["click field.details", "type The papers of my last hearing", "screenshot 08-form", "click form.submit", "wait dialog.confirm 10", "screenshot 09-confirm"]
    yield from ["click dialog.confirm", "wait receipt.code 30", "screenshot 10-receipt"]
    yield from ["click nav.money", "wait transaction.0 30", "screenshot 11-money-after"]
    yield from ["click nav.notices", "pause 500", "screenshot 12-notices"]
    yield from ["click nav.home", "click header.contrast", "pause 500", "screenshot 13-look"]
    yield from ["click nav.sign_out", "wait dialog.confirm 10", "click dialog.confirm", "wait sign_in.number 20"]
    yield from ["click language.es", "pause 300", "screenshot 14-espanol", "quit"]


def main():
    ready = [p for p in people(sys.argv[1]) if p["state"] == "ready"]
    print("\n".join(tour(ready[0])))


main()
