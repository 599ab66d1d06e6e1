"""The outside: people who get residents' messages, answer them after a moment, and write by themselves.

Everything that is still to be done is on disk before the hub is told that we have it (State.save), and carries a key of its own: after a crash the same
things are done again, and the hub does each once.
"""
import json
import os
import random as randomness

import picture
import words
from hub import Refused, as_base64

# Who asks to write, when residents are given by number: name, relationship, address.
NEWCOMERS = [("Odalys Prieto", "friend", "odalys@post.example"), ("Wendell Pike", "cousin", "wendell@post.example")]


class State:
    """What must outlive us, in one JSON file: our place in the list of events, and what is still to be sent."""

    def __init__(self, path):
        self.path = path
        self.epoch, self.after, self.due, self.seen = "", 0, [], []
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.__dict__.update(json.load(file))

    def save(self):
        content = {key: value for key, value in self.__dict__.items() if key != "path"}
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self.path + ".new", self.path)


class Outside:
    """`pace`: seconds until somebody answers; `every`: seconds between letters that nobody asked for, 0 for none; `clock`: seconds since 1970."""

    def __init__(self, hub, state, residents, pace, every, seed, say, clock):
        self.hub, self.state, self.residents, self.pace, self.every, self.say, self.clock = hub, state, residents, pace, every, say, clock
        self.random = randomness.Random(seed)
        self.friends = {}  # contact id → contact, of those who may write
        self.next_letter = clock() + every
        self.sent = 0

    def begin(self):
        """Whom we know at the facility: an invitation names the resident by number, and its answer says who that is."""
        if not self.state.epoch:
            self.skip_history()
        for at, number in enumerate(self.residents):
            name, relationship, address = NEWCOMERS[at % len(NEWCOMERS)]
            try:
                invited = self.hub.invite(number, name, relationship, address)
            except Refused as refused:
                self.say(f"{name} may not ask {number}: {refused.code}")
                continue
            self.say(f"{name} asks to write to {number}: {invited['state']}")
            for contact in self.hub.contacts_of(invited["resident_id"]):
                self.learn(contact)

    def learn(self, contact):
        if contact["state"] == "approved":
            self.friends[contact["id"]] = contact
        else:
            self.friends.pop(contact["id"], None)

    def look(self):
        """Fetches what has happened, in order. Safe to do at any time, and again."""
        page = self.hub.events(self.state.after)
        if page["epoch"] != self.state.epoch:
            # Another database: a restored hub counts anew from its backup. What was done has keys, so that nothing doubles.
            self.state.epoch, self.state.after = page["epoch"], 0
            page = self.hub.events(0)
        for event in page["events"]:
            if event["kind"] == "inbound_decided":
                self.hear_decision(event["id"])
            if event["kind"] == "contact_changed":
                self.hear_of_contact(event["id"])
        self.take_outbound()
        self.state.after = page["next_after"]
        self.state.save()
        return bool(page["events"])

    def skip_history(self):
        """The first time: what happened before we were there is not ours. Messages that wait for us are in the list of outbound ones."""
        page = self.hub.events(0)
        while page["events"]:
            page = self.hub.events(page["next_after"])
        self.state.epoch, self.state.after = page["epoch"], page["next_after"]
        self.state.save()

    def hear_decision(self, message):
        decision = self.hub.decision(message)
        why = f", rule {decision['rule']}" if decision["state"] == "rejected" else ""
        self.say(f"our message {message} is {decision['state']}{why}")

    def hear_of_contact(self, contact_id):
        contact = self.hub.contact(contact_id)
        new = contact["state"] == "approved" and contact_id not in self.friends and contact["from_outside"]
        self.learn(contact)
        self.say(f"contact {contact_id} is {contact['state']}")
        if new:
            self.plan(contact, words.letter("en", self.random, True), "en", f"first/{contact_id}", photo=True)

    def take_outbound(self):
        """Hands each message to the contact: planned on our disk first, acknowledged then."""
        for message in self.hub.outbound():
            self.say(f"message {message['id']} goes to its contact")
            contact = {"id": message["contact_id"], "resident_id": message["resident_id"]}
            language, with_photo = message["language"] or "en", self.random.random() < 0.34
            text = words.answer(message["text"], language, self.random, with_photo)
            # Now and then the contact pays for the resident's next message.
            self.plan(contact, text, language, "answer/" + message["id"], with_photo, self.random.choice((0, 0, 1)))
            self.hub.acknowledge(message["id"])

    def plan(self, contact, text, language, key, photo=False, prepaid=0):
        """Kept on disk until the hub has it; once a key."""
        if key in self.state.seen:
            return
        self.state.due.append({"at": self.clock() + self.pace * self.random.uniform(0.6, 1.4), "key": key, "resident_id": contact["resident_id"],
                               "contact_id": contact["id"], "text": text, "language": language, "prepaid_replies": prepaid,
                               "photo": as_base64(picture.paint(self.random)) if photo else None})
        self.state.seen = [*self.state.seen, key][-10_000:]
        self.state.save()

    def write_letters(self):
        """Somebody writes without being asked."""
        if self.every <= 0 or self.clock() < self.next_letter:
            return
        self.next_letter = self.clock() + self.every * self.random.uniform(0.6, 1.4)
        if self.friends:
            contact = self.random.choice(sorted(self.friends.values(), key=lambda each: each["id"]))
            with_photo = self.random.random() < 0.3
            self.plan(contact, words.letter("en", self.random, with_photo), "en", f"letter/{contact['id'][:18]}/{int(self.clock())}", with_photo)

    def send_due(self):
        """Sends what is due. What is refused is dropped: the sender is told why, and not charged."""
        for message in [each for each in self.state.due if each["at"] <= self.clock()]:
            try:
                held = self.hub.write(message)
                self.sent += 1
                self.say(f"we wrote {held['id']} to {message['resident_id']}: {held['state']}" + (", with a photo" if message["photo"] else ""))
            except Refused as refused:
                self.say(f"{message['key']} was refused: {refused.code}")
            self.state.due.remove(message)
            self.state.save()

    def next_wait(self, longest):
        moments = [each["at"] for each in self.state.due] + ([self.next_letter] if self.every > 0 else [])
        return max(0.0, min([longest, *(moment - self.clock() for moment in moments)]))
