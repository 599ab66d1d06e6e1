// PREA at the hub: carries, counts, forgets.
#include "platform/facility/prea/prea.h"

#include <catch2/catch.hpp>

#include "platform/wire/limits.h"
#include "platform/wire/prea.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;

namespace {

struct PreaHub : HubFixture {
    Prea prea;
    SystemRandom system;
    crypto::SigningKey root = crypto::SigningKey::make(system);
    crypto::BoxKey body = crypto::BoxKey::make(system);

    wire::PreaBody statement(std::int64_t serial, const crypto::SigningKey& signer) {
        wire::PreaStatement out;
        out.set_facility_id(facility.raw());
        out.set_serial(serial);
        out.set_name("Ombuds");
        out.set_box_key(body.public_key().raw());
        out.set_not_after_ms(clock.now().ms() + 1'000'000);
        return wire::sign_prea_statement(out, signer);
    }
    wire::PreaDelivery delivery(char name) {
        wire::PreaDelivery out;
        out.add_reports()->set_id(std::string(wire::kPreaIdBytes, name));
        out.mutable_reports(0)->set_key_id(wire::prea_key_id(body.public_key()));
        out.mutable_reports(0)->set_box(std::string(wire::kPreaReportBoxBytes, 'b'));
        return out;
    }
    wire::PreaAnswer answer() {
        wire::PreaAnswer out;
        out.set_tag(std::string(wire::kPreaTagBytes, 't'));
        out.set_box(std::string(wire::kPreaAnswerBoxBytes, 'a'));
        return out;
    }
    int at_terminals(wire::Record::BodyCase kind) {
        FeedClient client(*this);
        client.sync();
        int count = 0;
        for (const auto& [name, record] : client.held(Scope::facility(facility)))
            count += record.body_case() == kind ? 1 : 0;
        return count;
    }
};

}  // namespace

TEST_CASE_METHOD(PreaHub, "only the root's word for an outside body is taken, and only a newer one") {
    const auto install = [&](const wire::PreaBody& what) {
        return run([&](Work& work) { return prea.install(work, what, root.public_key()); });
    };
    CHECK(install(statement(5, *seal)).error().code == ErrorCode::kUnauthenticated);
    must(install(statement(5, root)));
    CHECK(install(statement(5, root)).error().code == ErrorCode::kConflict);
    CHECK(install(statement(4, root)).error().code == ErrorCode::kConflict);
    must(install(statement(6, root)));
    CHECK(at_terminals(wire::Record::kPreaBody) == 1);
}

TEST_CASE_METHOD(PreaHub, "a report is carried once, and is gone when the outside body has it") {
    const auto receive = [&](char name) { must(run([&](Work& work) { return prea.receive(work, delivery(name)); })); };
    receive('b');
    receive('a');
    receive('a');  // its answer was lost, it was sent again
    const auto waiting = prea.waiting(*reader, 10).take();
    REQUIRE(waiting.size() == 2);
    CHECK(waiting[0].box.id() == std::string(wire::kPreaIdBytes, 'a'));  // by their random ids, not as they came
    CHECK(must(writer->make(Actor::system(), [&](Work& work) {
              return prea.take(work, {waiting[0].box.id(), std::string(wire::kPreaIdBytes, 'z')});
          })) == 1);
    CHECK(prea.count_waiting(*reader).value() == 1);
    const auto days = prea.days(*reader, 10).take();
    REQUIRE(days.size() == 1);
    CHECK(days[0].received == 2);
    CHECK(days[0].taken == 1);
}

TEST_CASE_METHOD(PreaHub, "the audit log hears of a day when it is over, as counts") {
    must(run([&](Work& work) { return prea.receive(work, delivery('a')); }));
    const auto on_record = [&] {
        return reader->number("SELECT count(*) FROM audit WHERE event = $1", static_cast<int>(record::Event::kPreaDay))
            .value();
    };
    const auto tick = [&] { must(run([&](Work& work) { return prea.tick(work, 10); })); };
    tick();
    fail_at(1'000'000);  // when the audit chain is written
    CHECK(on_record() == 0);
    clock.advance(std::chrono::hours(24));
    tick();
    tick();
    fail_at(1'000'000);  // when the audit chain is written
    CHECK(on_record() == 1);
}

TEST_CASE_METHOD(PreaHub, "an answer is at the terminals until its time is over") {
    must(run([&](Work& work) { return prea.answer(work, id<ThingId>(), answer()); }));
    CHECK(at_terminals(wire::Record::kPreaAnswer) == 1);
    clock.advance(std::chrono::hours(24 * kPreaAnswerDays));
    must(run([&](Work& work) { return prea.tick(work, 10); }));
    CHECK(at_terminals(wire::Record::kPreaAnswer) == 0);
}
