// Ten thousand messages from a seed, through everything that can happen to them. After each stretch: credits held,
// taken and returned, replies paid for, and the state of every message are what an independent model says, and the
// books tie.
#include "platform/facility/ledger/credit_sales.h"
#include "tests/unit/platform/facility/messages/mail.h"
#include "tests/unit/platform/facility/messages/tally.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::Tally;
using dayroom::test::TallyContact;
using dayroom::test::TallyMessage;
using dayroom::test::TallyPerson;

namespace {

constexpr std::size_t kPeople = 6;
constexpr std::size_t kContactsEach = 3;
constexpr std::int64_t kBundleCents = 400;
constexpr std::int64_t kBundleCredits = 20;
constexpr std::int64_t kPriceOfText = 2;
constexpr std::int64_t kPriceOfCard = 3;

class PostOffice {
public:
    explicit PostOffice(std::uint64_t seed) : hub(seed), random(seed * 131 + 7) {
        hub.set_price(kMessagePrice, 0, kPriceOfText);
        hub.set_price(kCardPrice, 0, kPriceOfCard);
        hub.set_price("bundle_small", kBundleCents, kBundleCredits);
        must(hub.run([&](Work& work) -> Status {
            const crypto::Digest hash = crypto::sha256(as_bytes("card"));
            TRY(hub.messages.add_blob(work, {hash, 4, Secret::zeroed(kKeyBytes)}));
            wire::Card body;
            body.set_code("card");
            body.add_name()->set_language("en");
            body.mutable_name(0)->set_text("Card");
            body.mutable_picture()->set_sha256(std::string(as_text(hash)));
            return Cards::put(work, card, body);
        }));
        tally.people.resize(kPeople);
        for (std::size_t i = 0; i < kPeople; ++i) {
            people.push_back(hub.add_resident());
            hub.give(people[i], 20'000);
            tally.people[i].cents = 20'000;
            for (std::size_t c = 0; c < kContactsEach; ++c) {
                contacts.push_back(hub.add_contact(people[i]));
                tally.contacts.push_back({i, true, 0});
            }
        }
    }

    /// `steps` steps, many in one commit as the hub does it.
    void run(int steps) {
        hub.clock.advance(std::chrono::minutes(random.below(36 * 60) + 1));
        now = hub.clock.now().ms();
        must(hub.run_as(Actor::staff("reviewer", thing(hub.device)), [&](Work& work) -> Status {
            for (int i = 0; i < steps; ++i) step(work);
            return {};
        }));
        expire();
    }

    void compare() {
        for (std::size_t i = 0; i < kPeople; ++i) {
            const BalanceSheet sheet = hub.balances(people[i]);
            REQUIRE(sheet.credits.units() == tally.people[i].free());
            REQUIRE(sheet.spendable.units() == tally.people[i].cents);
            const std::string who =
                " FROM account WHERE kind = 4 AND resident = x'" + to_hex(people[i].id.bytes()) + "'";
            REQUIRE(hub.count("SELECT held" + who) == tally.people[i].held);
            REQUIRE(hub.count("SELECT balance" + who) == tally.people[i].bought - tally.people[i].taken);
        }
        for (std::size_t i = 0; i < contacts.size(); ++i)
            REQUIRE(must(hub.contacts.find(*hub.reader, contacts[i]))->prepaid_replies == tally.contacts[i].replies);
        std::int64_t taken = 0;
        std::int64_t bought = 0;
        for (const TallyPerson& person : tally.people) {
            taken += person.taken;
            bought += person.bought;
        }
        const auto of_house = [&](const char* code) {
            const auto balance = hub.ledger.house_balance(*hub.reader, code);
            return balance.ok() ? balance.value() : 0;  // no such account before the first
        };
        REQUIRE(of_house(kCreditsUsed) == taken);
        REQUIRE(of_house(kCreditsIssued) == -bought);
        const TieOutReport report = hub.tie();
        INFO(report.text());
        REQUIRE(report.ties());
    }

    /// Every message stands in the database as in the model; what was never let through was never released.
    void compare_messages() {
        std::size_t at = 0;
        must(hub.reader->each(
            "SELECT m.state, m.appeal, m.price_credits, m.prepaid, r.version IS NOT NULL FROM message m "
            "LEFT JOIN released r ON r.kind = 9 AND r.id = m.id ORDER BY m.rowid",
            [&](const database::Row& row) {
                const TallyMessage& message = tally.messages.at(at++);
                REQUIRE(row.integer(0) == static_cast<int>(message.state) + 1);
                REQUIRE(row.integer(1) == static_cast<int>(message.appeal));
                REQUIRE(row.integer(2) == message.price);
                REQUIRE(row.flag(3) == message.prepaid);
                if (message.inbound && message.state != TallyMessage::State::kDelivered &&
                    message.state != TallyMessage::State::kRejected)
                    REQUIRE_FALSE(row.flag(4));
            }));
        REQUIRE(at == tally.messages.size());
    }

    HubFixture hub;
    Tally tally;

private:
    /// In a savepoint of its own, as a command runs.
    template <typename Do>
    Status apart(Work& work, Do job) {
        const std::size_t mark = work.mark();
        auto part = must(database::Savepoint::begin(work.db()));
        Status done = job();
        if (done.ok()) {
            must(part.release());
        } else {
            must(part.rollback());
            work.forget_after(mark);
        }
        return done;
    }

    void step(Work& work) {
        switch (random.below(18)) {
            case 0:
            case 1:
            case 2:
            case 3:
            case 4:
                return send(work);
            case 5:
            case 6:
                return receive(work);
            case 7:
                return withdraw(work);
            case 8:
            case 9:
            case 10:
                return deliver(work);
            case 11:
                return reject(work);
            case 12:
                return appeal(work);
            case 13:
                return answer_appeal(work);
            case 14:
                return reject(work);
            case 15:
                return appeal(work);
            case 16:
                return random.below(4) == 0 ? toggle_block(work) : investigate(work);
            default:
                return buy(work);
        }
    }

    void send(Work& work) {
        const std::size_t c = random.below(contacts.size());
        TallyContact& contact = tally.contacts[c];
        TallyPerson& person = tally.people[contact.person];
        const bool prepaid = random.below(3) == 0;
        const bool with_card = random.below(4) == 0;
        const bool wrong_price = random.below(20) == 0;
        const std::int64_t price = prepaid ? 0 : kPriceOfText + (with_card ? kPriceOfCard : 0);
        wire::SendMessage body;
        const MessageId id = hub.id<MessageId>();
        body.set_message_id(id.raw());
        body.set_contact_id(contacts[c].raw());
        body.set_text("text");
        body.set_prepaid(prepaid);
        body.set_price_seen_credits(price + (wrong_price ? 1 : 0));
        if (with_card) body.set_card_id(card.raw());
        body.set_receipt_code(hub.receipt());
        const Work::ActingAs as(work, Actor::resident(people[contact.person].id));
        const Status sent =
            apart(work, [&] { return hub.messages.send(work, people[contact.person].id, body, work.now()); });
        const bool can_pay = prepaid ? contact.replies > 0 : person.free() >= price;
        REQUIRE(sent.ok() == (contact.approved && !wrong_price && can_pay));
        if (!sent.ok()) return;
        if (prepaid) {
            --contact.replies;
        } else {
            person.held += price;
        }
        add({c, false, TallyMessage::State::kHeld, TallyMessage::Appeal::kNone, price, prepaid, 0, now,
             now + kDecideWithin.count(), 0, false},
            id);
    }

    void receive(Work& work) {
        const std::size_t c = random.below(contacts.size());
        const int brings = random.below(3) == 0 ? static_cast<int>(random.below(4)) : 0;
        const MessageId id = hub.id<MessageId>();
        const Status received = apart(work, [&] {
            return hub.messages.receive(
                work, {id, people[tally.contacts[c].person].id, contacts[c], "text", "en", work.now(), {}, brings});
        });
        REQUIRE(received.ok() == tally.contacts[c].approved);
        if (received.ok())
            add({c, true, TallyMessage::State::kHeld, TallyMessage::Appeal::kNone, 0, false, brings, now,
                 now + kDecideWithin.count(), 0, false},
                id);
    }

    void withdraw(Work& work) {
        const std::size_t m = pick();
        if (m == SIZE_MAX) return;
        TallyMessage& message = tally.messages[m];
        const ResidentId owner = people[tally.contacts[message.contact].person].id;
        const Status done = apart(work, [&] { return hub.messages.withdraw(work, owner, ids[m]); });
        REQUIRE(done.ok() == (!message.inbound && message.state == TallyMessage::State::kHeld));
        if (done.ok()) end(message, TallyMessage::State::kWithdrawn);
    }

    void deliver(Work& work) {
        const std::size_t m = pick();
        if (m == SIZE_MAX) return;
        TallyMessage& message = tally.messages[m];
        const Status done = apart(work, [&] { return hub.messages.deliver(work, ids[m]); });
        REQUIRE(done.ok() == (message.state == TallyMessage::State::kHeld && tally.contacts[message.contact].approved));
        if (done.ok()) end(message, TallyMessage::State::kDelivered);
    }

    void reject(Work& work) {
        const std::size_t m = pick();
        if (m == SIZE_MAX) return;
        TallyMessage& message = tally.messages[m];
        const Status done = apart(work, [&] { return hub.messages.reject(work, ids[m], "4.2", "contraband"); });
        REQUIRE(done.ok() == (message.state == TallyMessage::State::kHeld));
        if (!done.ok()) return;
        end(message, TallyMessage::State::kRejected);
        message.appeal_by = now + kAppealWithin.count();
    }

    void appeal(Work& work) {
        const std::size_t m = pick([](const TallyMessage& each) {
            return each.state == TallyMessage::State::kRejected && each.appeal == TallyMessage::Appeal::kNone;
        });
        if (m == SIZE_MAX) return;
        TallyMessage& message = tally.messages[m];
        wire::AppealMessage body;
        body.set_message_id(ids[m].raw());
        body.set_text("please");
        body.set_receipt_code(hub.receipt());
        const ResidentId owner = people[tally.contacts[message.contact].person].id;
        const Status done = apart(work, [&] { return hub.messages.appeal(work, owner, body, work.now()); });
        REQUIRE(done.ok() == (message.state == TallyMessage::State::kRejected &&
                              message.appeal == TallyMessage::Appeal::kNone && now <= message.appeal_by));
        if (done.ok()) message.appeal = TallyMessage::Appeal::kOpen;
    }

    void answer_appeal(Work& work) {
        const std::size_t m = pick([](const TallyMessage& each) { return each.appeal == TallyMessage::Appeal::kOpen; });
        if (m == SIZE_MAX) return;
        TallyMessage& message = tally.messages[m];
        const bool grant = random.below(2) == 0;
        const Status done = apart(work, [&] {
            return grant ? hub.messages.grant_appeal(work, ids[m], "granted")
                         : hub.messages.refuse_appeal(work, ids[m], "upheld");
        });
        const bool open = message.appeal == TallyMessage::Appeal::kOpen;
        REQUIRE(done.ok() == (open && (!grant || tally.contacts[message.contact].approved)));
        if (!done.ok()) return;
        message.appeal = grant ? TallyMessage::Appeal::kGranted : TallyMessage::Appeal::kRefused;
        if (!grant) return;
        message.state = TallyMessage::State::kDelivered;
        tally.take_again(message);
    }

    void investigate(Work& work) {
        const std::size_t m = pick();
        if (m == SIZE_MAX) return;
        TallyMessage& message = tally.messages[m];
        const Status done = apart(work, [&] { return hub.messages.investigate(work, ids[m]); });
        REQUIRE(done.ok() == (message.state == TallyMessage::State::kHeld));
        if (done.ok()) message.decide_by = message.received + kInvestigateWithin.count();
    }

    void toggle_block(Work& work) {
        const std::size_t c = random.below(contacts.size());
        TallyContact& contact = tally.contacts[c];
        wire::ChangeContact body;
        body.set_contact_id(contacts[c].raw());
        body.set_change(contact.approved ? wire::ChangeContact::BLOCK : wire::ChangeContact::UNBLOCK);
        must(apart(work, [&] { return hub.contacts.change(work, people[contact.person].id, body); }));
        contact.approved = !contact.approved;
        if (contact.approved) return;
        for (TallyMessage& message : tally.messages) {
            if (message.contact == c && !message.inbound && message.state == TallyMessage::State::kHeld)
                end(message, TallyMessage::State::kWithdrawn);
        }
    }

    void buy(Work& work) {
        const std::size_t p = random.below(kPeople);
        TallyPerson& person = tally.people[p];
        wire::BuyCredits body;
        body.set_price_code("bundle_small");
        body.set_price_seen_cents(kBundleCents);
        body.set_credits_seen(kBundleCredits);
        const CommandId command = hub.id<CommandId>();
        const Status done = apart(work, [&] { return hub.credit_sales.buy(work, people[p].id, command, body); });
        REQUIRE(done.ok() == (person.cents >= kBundleCents));
        if (!done.ok()) return;
        person.cents -= kBundleCents;
        person.bought += kBundleCredits;
        REQUIRE_FALSE(apart(work, [&] { return hub.credit_sales.buy(work, people[p].id, command, body); }).ok());
    }

    void expire() {
        int due = 0;
        for (TallyMessage& message : tally.messages) {
            if (message.state != TallyMessage::State::kHeld || message.decide_by + kExpireGrace.count() > now) continue;
            end(message, TallyMessage::State::kExpired);
            ++due;
        }
        REQUIRE(must(hub.writer->make(Actor::system(),
                                      [&](Work& work) { return hub.messages.expire(work, 10'000); })) == due);
    }

    void end(TallyMessage& message, TallyMessage::State state) {
        message.state = state;
        tally.settle(message, state == TallyMessage::State::kDelivered);
    }
    void add(const TallyMessage& message, const MessageId& id) {
        tally.messages.push_back(message);
        ids.push_back(id);
    }
    /// Mostly a young message, now and then any.
    std::size_t pick() {
        if (ids.empty()) return SIZE_MAX;
        const std::size_t young = std::min<std::size_t>(ids.size(), 200);
        return random.below(8) == 0 ? random.below(ids.size()) : ids.size() - 1 - random.below(young);
    }
    /// One for which something is likely to happen, if a few looks find one.
    template <typename Wanted>
    std::size_t pick(Wanted wanted) {
        std::size_t at = pick();
        for (int look = 0; look < 60 && at != SIZE_MAX && !wanted(tally.messages[at]); ++look) at = pick();
        return at;
    }

    SeededRandom random;
    std::vector<Person> people;
    std::vector<ContactId> contacts;
    std::vector<MessageId> ids;
    CardId card = hub.id<CardId>();
    std::int64_t now = 0;
};

}  // namespace

TEST_CASE("ten thousand messages: credits held, taken and returned always tie out") {
    for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}}) {
        INFO("seed " << seed);
        PostOffice office(seed);
        while (office.tally.messages.size() < 5'000) {
            office.run(120);
            office.compare();
        }
        office.compare_messages();
        // The workload reached everything that it is there for.
        std::array<int, 5> states{};
        std::array<int, 4> appeals{};
        int free_of_charge = 0;
        for (const TallyMessage& message : office.tally.messages) {
            ++states[static_cast<std::size_t>(message.state)];
            ++appeals[static_cast<std::size_t>(message.appeal)];
            if (!message.inbound && !message.prepaid && message.price == 0) ++free_of_charge;
        }
        for (const int count : states) CHECK(count > 20);
        for (const int count : appeals) CHECK(count > 20);
        CHECK(free_of_charge > 0);
    }
}
