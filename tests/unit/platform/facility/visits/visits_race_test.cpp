// Whoever asks first is first: terminals that ask at one moment, and fees that tie out whatever happens.
#include <thread>

#include "platform/crypto/labels.h"
#include "platform/facility/feed/decline.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/facility/visits/visit_house.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::VisitHouse;
using std::chrono::minutes;

namespace {

/// A second terminal of the same unit, with its own key.
struct SecondTerminal {
    DeviceId id;
    crypto::SigningKey key;

    explicit SecondTerminal(VisitHouse& house)
        : id(house.hub.id<DeviceId>()), key(crypto::SigningKey::make(house.hub.random)) {
        must(house.hub.run([&](Work& work) {
            return work.db().run(
                "INSERT INTO device (id, name, unit, kind, signing_key, box_key, certificate_sha256, "
                "certificate_issued_ms, certificate_not_after_ms, enrolled_ms) VALUES ($1, 'B-East kiosk 2', $2, "
                "'kiosk', $3, $4, $5, 1, 1, 1)",
                id, house.hub.unit, key.public_key().bytes(), house.hub.box->public_key().bytes(),
                crypto::blake2b(id.bytes()));
        }));
    }
    wire::QueuedCommand sign(const Person& person, wire::Command command) const {
        command.set_device_id(id.raw());
        wire::QueuedCommand queued;
        queued.set_command_id(command.id());
        *queued.mutable_command() =
            must(wire::sign_command(command, crypto::derive_key(person.vault_key, crypto::kLabelCommand), key));
        return queued;
    }
};

wire::CommandBatch batch_of(const std::vector<wire::QueuedCommand>& commands) {
    wire::CommandBatch batch;
    for (const auto& each : commands) *batch.add_commands() = each;
    return batch;
}

}  // namespace

TEST_CASE("two terminals ask for the last slot at one moment: one has it, the other keeps its money") {
    VisitHouse house;
    house.plan.terms.set_visits_a_week(0);
    house.plan.resources.resize(2);
    house.plan.resources[1].hours.clear();
    must(house.set_plan());
    const SecondTerminal second(house);
    constexpr int kSlots = 24;
    std::vector<wire::QueuedCommand> first_asks;
    std::vector<wire::QueuedCommand> second_asks;
    for (int slot = 0; slot < kSlots; ++slot) {
        const Timestamp from = house.at(3 + slot / 12, 480 + 30 * (slot % 12));
        first_asks.push_back(house.hub.sign(house.person, house.booking(house.person, "booth_1", from, 30)));
        second_asks.push_back(second.sign(house.other, house.booking(house.other, "booth_1", from, 30)));
    }
    house.hub.give(house.person, 30'000);
    house.hub.give(house.other, 30'000);
    const CommandDevice second_sender{second.id, house.hub.unit, second.key.public_key()};
    std::vector<wire::Outcome> first_got;
    std::vector<wire::Outcome> second_got;
    std::thread one([&] {
        for (const auto& each : first_asks)
            first_got.push_back(house.hub.processor->run_and_wait(house.hub.sender(), batch_of({each})).outcomes(0));
    });
    std::thread two([&] {
        for (const auto& each : second_asks)
            second_got.push_back(house.hub.processor->run_and_wait(second_sender, batch_of({each})).outcomes(0));
    });
    one.join();
    two.join();
    int won = 0;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        INFO("slot " << slot);
        const bool first_has = first_got[slot].result() == wire::Outcome::DONE;
        const bool second_has = second_got[slot].result() == wire::Outcome::DONE;
        CHECK(first_has != second_has);
        CHECK((first_has ? second_got[slot] : first_got[slot]).code() == decline::kSlotTaken);
        won += first_has ? 1 : 0;
    }
    CHECK(house.held(house.person) == won * 750);
    CHECK(house.held(house.other) == (kSlots - won) * 750);
    CHECK(house.hub.count("SELECT count(*) FROM visit_cell") == kSlots * 6);
    CHECK(house.hub.tie().ties());
}

TEST_CASE("the database itself refuses two visits of a place, or of a person, at one time") {
    VisitHouse house;
    REQUIRE(house.book(house.person, "booth_1", house.at(3, 600)).empty());
    REQUIRE(house.book(house.other, "booth_2", house.at(3, 600)).empty());
    for (const char* column : {"resource", "resident"}) {
        INFO(column);
        const Status status = house.hub.run([&](Work& work) {
            return work.db().run(std::string("UPDATE visit_cell SET ") + column + " = (SELECT " + column +
                                     " FROM visit WHERE id <> $1) WHERE visit = $1",
                                 house.last);
        });
        REQUIRE_FALSE(status.ok());
        CHECK(database::violation(status.error()));
    }
}

TEST_CASE("the same answer comes to the same booking, and it is held once") {
    VisitHouse house;
    const wire::QueuedCommand asked =
        house.hub.sign(house.person, house.booking(house.person, "booth_1", house.at(3, 600)));
    CHECK(house.hub.execute(asked).result() == wire::Outcome::DONE);
    const wire::Outcome again = house.hub.execute(asked);  // the first answer was lost
    CHECK(again.result() == wire::Outcome::DONE);
    CHECK(again.repeat());
    CHECK(house.held(house.person) == 750);
    house.hub.fail_at(6);
    const wire::QueuedCommand other =
        house.hub.sign(house.person, house.booking(house.person, "booth_1", house.at(4, 600)));
    const wire::Outcome broken = house.hub.execute(other);
    if (broken.result() == wire::Outcome::RETRY) {
        CHECK(house.held(house.person) == 750);
        CHECK(house.hub.execute(other).result() == wire::Outcome::DONE);
    }
    CHECK(house.held(house.person) == 1'500);
    CHECK(house.hub.tie().ties());
}

namespace {

/// What is random about one walk; every step is checked against the books.
struct VisitWalk {
    VisitHouse house;
    SeededRandom random;
    std::vector<std::pair<VisitId, const Person*>> booked;
    std::int64_t given = 20'000;

    explicit VisitWalk(std::uint64_t seed) : random(seed) {
        house.plan.terms.set_visits_a_week(0);
        house.plan.terms.set_late_refund_points(static_cast<int>(random.below(10'001)));
        house.plan.terms.set_missed_refund_points(static_cast<int>(random.below(10'001)));
        house.plan.terms.mutable_prices(0)->set_minute_mills(static_cast<std::int64_t>(random.below(500)));
        must(house.set_plan());
    }
    const Person& anybody() { return random.below(2) == 0 ? house.person : house.other; }
    Timestamp anytime() {
        return house.at(1 + static_cast<int>(random.below(4)), 480 + 30 * static_cast<int>(random.below(6)));
    }
    std::int64_t price(int length) const { return house.plan.terms.prices(0).minute_mills() * length / 10; }
    void book() {
        const Person& whose = anybody();
        const int length = random.below(2) == 0 ? 30 : 60;
        const char* place = random.below(2) == 0 ? "booth_1" : "booth_2";
        const wire::Command command = house.booking(whose, place, anytime(), length, price(length));
        if (house.run(whose, command).empty()) booked.emplace_back(house.last, &whose);
    }
    void end(const VisitId& id) {
        const auto visit = must(Visits::find(*house.hub.reader, id));
        const Timestamp ended = visit->from() + Seconds(static_cast<std::int64_t>(random.below(4'000)));
        static_cast<void>(
            house.staff([&](Work& work, Visits& visits) { return visits.end(work, id, visit->from(), ended); }));
    }
    void step() {
        const std::uint64_t what = random.below(10);
        if (what < 4 || booked.empty()) return book();
        const auto& [id, whose] = booked[random.below(booked.size())];
        house.last = id;
        if (what == 4) house.cancel(*whose);
        if (what == 5) house.move(*whose, "booth_3", anytime(), 30, house.visit().revision(), price(30));
        if (what == 6) end(id);
        if (what == 7)
            static_cast<void>(house.staff(
                [&](Work& work, Visits& visits) { return visits.cancel_by_staff(work, house.last, "closed"); }));
        if (what == 8) house.hub.clock.advance(std::chrono::hours(1 + static_cast<int>(random.below(20))));
        if (what == 9) house.tick();
    }
    void check() {
        std::int64_t charged = 0;
        for (const auto& [id, whose] : booked) {
            const auto visit = must(Visits::find(*house.hub.reader, id));
            charged += visit->visit.charged_cents();
            if (visit->is_open()) continue;
            CHECK(visit->visit.charged_cents() + visit->visit.given_back_cents() == visit->visit.held_cents());
            if (visit->visit.state() == wire::Visit::ENDED)
                CHECK(visit->visit.charged_cents() ==
                      rules::visit_charge(visit->held(), visit->visit.minute_mills(), visit->visit.minutes_used())
                          .units());
        }
        CHECK(house.revenue() == charged);
        CHECK(house.spendable(house.person) + house.held(house.person) + house.spendable(house.other) +
                  house.held(house.other) + charged ==
              given);
        CHECK(house.hub.count("SELECT count(*) FROM visit v JOIN visit w ON w.resource = v.resource AND w.id > v.id "
                              "WHERE v.state IN (1, 2) AND w.state IN (1, 2) AND v.from_ms < w.to_ms AND w.from_ms < "
                              "v.to_ms") == 0);
        CHECK(house.hub.count("SELECT count(*) FROM visit_cell c JOIN visit v ON v.id = c.visit WHERE v.state > 2") ==
              0);
    }
};

}  // namespace

TEST_CASE("whatever becomes of visits, every cent is with the resident, held, or charged by the rules") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        INFO("seed " << seed);
        VisitWalk walk(seed);
        for (int step = 0; step < 60; ++step) walk.step();
        walk.check();
        walk.house.hub.clock.advance(std::chrono::hours(24 * 30));
        walk.house.tick();
        walk.check();
        CHECK(walk.house.held(walk.house.person) == 0);
        CHECK(walk.house.held(walk.house.other) == 0);
        CHECK(walk.house.hub.tie().ties());
    }
}
