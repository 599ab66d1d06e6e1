"""The tour of scripts/demo, as a script for dayroom-terminal: python3 tour.py SAMPLE_RESIDENTS > tour.script

What it shows: the signed-out screen, signing in, home, messages, contacts with an invitation that is accepted and a new one that is asked for, photos,
credits that are bought, a message that is written, sent, approved and answered, money, a paid request from form to receipt, notices, another look, signing out, Spanish, and how to report sexual abuse without signing in. Every step goes through the semantic tree, as a person would."""
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


def quiet():
    """Until what the hub decided has been said: a toast waits for the one before it."""
    return ["wait toast 10", "gone toast 30"]


def contacts():
    yield from ["click nav.home", "click home.contacts", "wait contact.0 30", "click contact.0", "screenshot 05-contacts"]
    yield from ["click contact.do.accept", "wait dialog.confirm 10", "screenshot 06-invitation", "click dialog.confirm"]
    yield from ["expect contact.state Waiting for staff", *quiet(), "click contacts.new", "wait contact_form.name 10"]
    yield from ["click contact_form.name", "type Ana Delgado", "click relationship.sister", "click contact_form.reach.1", "click contact_form.address"]
    yield from ["type 212 555 0147", "screenshot 07-new-contact", "click contact_form.send", "wait dialog.confirm 10", "screenshot 08-new-contact-confirm"]
    yield from ["click dialog.confirm", "wait contacts.new 10", *quiet(), "screenshot 09-contacts-asked"]


def photos():
    yield from ["click nav.home", "click home.photos", "wait photo.0 30", *(f"wait photo.{at} 30" for at in range(4)), *(f"expect photo.{at} Open photo" for at in range(4)), "screenshot 10-photos"]
    yield from ["click photo.0", "wait gallery.full 30", "screenshot 11-photo", "click gallery.older", "wait gallery.full 30"]


def credits():
    yield from ["click nav.home", "click home.credits", "wait bundle.bundle_20 30", "screenshot 12-credits"]
    yield from ["click bundle.bundle_20", "wait dialog.confirm 10", "screenshot 13-credits-confirm", "click dialog.confirm"]
    yield from ["wait receipt.code 30", "expect receipt.title Your credits are here", *quiet(), "screenshot 14-credits-receipt"]


def message():
    yield from ["click nav.messages", "wait thread.0 30", "click thread.0", "click reply", "wait write.send 10", "click write.text"]
    yield from ["type It was good to read from you. I am doing well, and I think of you often.", "screenshot 15-write", "click write.send", "wait dialog.confirm 10"]
    yield from ["screenshot 16-write-confirm", "click dialog.confirm", "wait receipt.code 30", "expect receipt.title Your message is sent"]
    yield from ["screenshot 17-write-receipt"]


def conversation():
    """The message waits, staff approve it, the provider hands it out, and the answer passes staff: all meanwhile, in programs of their own."""
    yield from ["click receipt.follow", "wait thread.0 30", "screenshot 18-being-reviewed", "click thread.1"]
    yield from ["pause 9000", "expect thread.0 1 new", "click thread.0", "pause 1500", "screenshot 19-answered"]


def tour(person):
    yield from ["wait sign_in.number 60", "screenshot 01-signed-out"]
    yield from sign_in(person)
    yield from ["screenshot 02-sign-in", "click sign_in.submit", "wait nav.messages 60", "screenshot 03-home"]
    yield from ["click nav.messages", "wait thread.0 30", "click thread.0", "screenshot 04-messages"]
    yield from contacts()
    yield from photos()
    yield from credits()
    yield from message()
    yield from conversation()
    yield from ["click nav.money", "wait transaction.0 30", "screenshot 20-money"]
    yield from ["click nav.requests", "wait requests.new 30", "screenshot 21-requests", "click requests.new", "wait form.document_copy 10", "screenshot 22-forms"]
    yield from ["click form.document_copy", "wait field.document.court_papers 10", "click field.document.court_papers", "click field.pages", "type 4"]
    yield from ["click field.details", "type The papers of my last hearing", "screenshot 23-form", "click form.submit", "wait dialog.confirm 10", "screenshot 24-confirm"]
    yield from ["click dialog.confirm", "wait receipt.code 30", "expect receipt.title Your request is sent", *quiet(), "screenshot 25-receipt"]
    yield from ["click nav.money", "wait transaction.0 30", "screenshot 26-money-after"]
    yield from ["click nav.notices", "pause 500", "screenshot 27-notices"]
    yield from ["click nav.home", "click header.contrast", "pause 500", "screenshot 28-look"]
    yield from ["click nav.sign_out", "wait dialog.confirm 10", "click dialog.confirm", "wait sign_in.number 20"]
    yield from ["click language.es", "pause 300", "screenshot 29-espanol"]
    yield from ["click header.prea", "wait prea.write 20", "screenshot 30-prea", "click prea.write", "wait prea.text 10", "screenshot 31-prea-write", "quit"]


def main():
    ready = [p for p in people(sys.argv[1]) if p["state"] == "ready"]
    print("\n".join(tour(ready[0])))


main()
