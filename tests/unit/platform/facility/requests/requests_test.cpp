#include "platform/facility/requests/requests.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Counter {
    HubFixture hub;
    Person person = hub.add_resident();
    FormId form;
    std::int64_t price;
    Counter(const std::string& code, std::int64_t cents, bool may_owe) : price(cents) {
        if (cents > 0) hub.set_price(code, cents);
        form = hub.add_form(code, cents > 0 ? code : "", may_owe);
    }
    wire::SubmitRequest body(const RequestId& id) {
        wire::SubmitRequest out;
        out.set_request_id(id.raw());
        out.set_form_id(form.raw());
        out.set_form_revision(1);
        out.add_answers()->set_field("details");
        out.mutable_answers(0)->set_value("please");
        out.set_price_seen_cents(price);
        out.set_receipt_code(hub.receipt());
        return out;
    }
    Status submit(const wire::SubmitRequest& request) {
        return hub.run_as(Actor::resident(person.id), [&](Work& work) {
            return hub.requests.submit(work, person.id, hub.device, hub.id<CommandId>(), request, work.now());
        });
    }
    RequestId submitted() {
        const RequestId id = hub.id<RequestId>();
        must(submit(body(id)));
        return id;
    }
    Status answer(const RequestId& id) {
        return hub.run([&](Work& work) { return hub.requests.answer(work, id, "Done."); });
    }
    Status decline(const RequestId& id) {
        return hub.run([&](Work& work) { return hub.requests.decline(work, id, "Not possible."); });
    }
};

}  // namespace

TEST_CASE("completing charges the fee, declining gives it back, each once") {
    Counter counter("document_copy", 150, false);
    counter.hub.give(counter.person, 1'000);
    const RequestId id = counter.submitted();
    must(counter.hub.run([&](Work& work) { return counter.hub.requests.start(work, id); }));
    CHECK(counter.hub.balances(counter.person).on_hold == Cents::of(150));
    std::int64_t left = 1'000;
    SECTION("answered") {
        must(counter.answer(id));
        left = 850;
    }
    SECTION("declined") { must(counter.decline(id)); }
    CHECK(counter.hub.balances(counter.person).spendable == Cents::of(left));
    CHECK_FALSE(counter.answer(id).ok());
    CHECK_FALSE(counter.decline(id).ok());
    CHECK_FALSE(counter.hub.run([&](Work& work) { return counter.hub.requests.start(work, id); }).ok());
    CHECK(counter.hub.balances(counter.person).spendable == Cents::of(left));
    const auto request = must(counter.hub.requests.read(*counter.hub.reader, id));
    REQUIRE(request->steps_size() == 3);
    CHECK(request->steps(0).by_role() == "resident");
    CHECK(request->steps(2).by_role() == "request_staff");
    CHECK(counter.hub.tie().ties());
}

TEST_CASE("a co-pay never blocks asking: it is held when it can be, owed when it cannot") {
    Counter counter("sick_call_copay", 400, true);
    SECTION("with money") {
        counter.hub.give(counter.person, 400);
        const RequestId id = counter.submitted();
        CHECK(counter.hub.balances(counter.person).on_hold == Cents::of(400));
        must(counter.answer(id));
        CHECK(counter.hub.balances(counter.person).owed == Cents());
    }
    SECTION("without: answered") {
        counter.hub.give(counter.person, 399);
        const RequestId id = counter.submitted();
        CHECK(counter.hub.balances(counter.person).on_hold == Cents());
        CHECK(must(counter.hub.requests.find(*counter.hub.reader, id))->fee_is_obligation);
        CHECK(counter.hub.balances(counter.person).owed == Cents());
        must(counter.answer(id));
        CHECK(counter.hub.balances(counter.person).owed == Cents::of(400));
        CHECK(counter.hub.balances(counter.person).spendable == Cents::of(399));
    }
    SECTION("without: declined") {
        const RequestId id = counter.submitted();
        must(counter.decline(id));
        CHECK(counter.hub.balances(counter.person).owed == Cents());
    }
    CHECK(counter.hub.tie().ties());
}

TEST_CASE("a request id is used once, a receipt code finds its request before and after it is sorted in") {
    Counter counter("general", 0, false);
    const RequestId id = counter.hub.id<RequestId>();
    const wire::SubmitRequest first = counter.body(id);
    must(counter.submit(first));
    CHECK_FALSE(counter.submit(first).ok());
    wire::SubmitRequest bad_code = counter.body(counter.hub.id<RequestId>());
    bad_code.set_receipt_code("AAAAAAAA");
    CHECK_FALSE(counter.submit(bad_code).ok());
    const auto find = [&](const std::string& code) {
        return must(counter.hub.requests.find_by_receipt(*counter.hub.reader, code));
    };
    const auto sort = [&](int limit) {
        return must(counter.hub.writer->make(
            Actor::system(), [&](Work& work) { return counter.hub.requests.sort_receipts(work, limit); }));
    };
    REQUIRE(find(first.receipt_code()).size() == 1);
    CHECK(find(first.receipt_code())[0].id == id);
    CHECK(find("nothing").empty());
    CHECK(sort(10) == 1);
    CHECK(sort(10) == 0);
    REQUIRE(find(first.receipt_code()).size() == 1);

    // Two terminals that happen upon the same code: both people asked, and staff see both.
    wire::SubmitRequest same_code = counter.body(counter.hub.id<RequestId>());
    same_code.set_receipt_code(first.receipt_code());
    must(counter.submit(same_code));
    REQUIRE(find(first.receipt_code()).size() == 2);
    const wire::SubmitRequest third = counter.body(counter.hub.id<RequestId>());
    must(counter.submit(third));
    CHECK(sort(1) == 1);
    REQUIRE(find(first.receipt_code()).size() == 2);
    CHECK(find(third.receipt_code()).size() == 1);
    CHECK(sort(1) == 1);
    CHECK(find(first.receipt_code())[0].id == id);
    CHECK(find(third.receipt_code()).size() == 1);
}

TEST_CASE("staff see what is open, by deadline, by person, by unit and by form") {
    Counter counter("general", 0, false);
    const RequestId first = counter.submitted();
    counter.hub.clock.advance(std::chrono::hours(1));
    const RequestId second = counter.submitted();
    RequestFilter filter;
    auto open = must(counter.hub.requests.list(*counter.hub.reader, filter));
    REQUIRE(open.size() == 2);
    CHECK(open[0].id == first);
    must(counter.answer(first));
    open = must(counter.hub.requests.list(*counter.hub.reader, filter));
    REQUIRE(open.size() == 1);
    CHECK(open[0].id == second);
    filter.resident = counter.person.id;
    CHECK(must(counter.hub.requests.list(*counter.hub.reader, filter)).size() == 1);
    filter.view = RequestView::kClosed;
    const auto closed = must(counter.hub.requests.list(*counter.hub.reader, filter));
    REQUIRE(closed.size() == 1);
    CHECK(closed[0].id == first);
    filter.unit = counter.hub.other_unit;
    CHECK(must(counter.hub.requests.list(*counter.hub.reader, filter)).empty());
    filter.unit.reset();
    filter.form_code = "other";
    CHECK(must(counter.hub.requests.list(*counter.hub.reader, filter)).empty());
}

TEST_CASE("prices have dates, the list is released when it is due") {
    HubFixture hub;
    hub.set_price("document_copy", 100);
    const Timestamp later = hub.clock.now() + std::chrono::hours(24);
    must(hub.run([&](Work& work) {
        return hub.prices.set(work, {{"document_copy", Cents::of(200), {}, {{"en", "Copy"}}}}, later);
    }));
    CHECK(must(hub.prices.find(*hub.reader, "document_copy", hub.clock.now()))->cents == Cents::of(100));
    const std::int64_t released = hub.count("SELECT version FROM released WHERE kind = 2");
    must(hub.run([&](Work& work) { return hub.prices.release_due(work); }));
    CHECK(hub.count("SELECT version FROM released WHERE kind = 2") == released);
    hub.clock.advance(std::chrono::hours(25));
    must(hub.run([&](Work& work) { return hub.prices.release_due(work); }));
    CHECK(hub.count("SELECT version FROM released WHERE kind = 2") > released);
    CHECK(must(hub.prices.list(*hub.reader, hub.clock.now()))[0].cents == Cents::of(200));
    CHECK_FALSE(hub.run([&](Work& work) {
                       return hub.prices.set(work, {{"document_copy", Cents::of(-1), {}, {}}}, work.now());
                   })
                    .ok());
    CHECK_FALSE(hub.run([&](Work& work) {
                       return hub.prices.set(work, {{"document_copy", Cents::of(1), {}, {}}},
                                             work.now() - std::chrono::hours(2));
                   })
                    .ok());
}
