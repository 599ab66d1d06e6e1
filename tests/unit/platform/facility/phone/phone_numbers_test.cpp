#include "platform/facility/phone/phone_numbers.h"

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/records.h"
#include "platform/rules/calendar.h"
#include "platform/wire/limits.h"
#include "tests/unit/platform/facility/phone/phone_house.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::PhoneHouse;

namespace {

constexpr const char* kChicago = "America/Chicago";  // the fixture's

}  // namespace

TEST_CASE("a number is asked for, decided by staff, and seen by its resident alone") {
    PhoneHouse house;
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    CHECK(house.number().number.state() == wire::PhoneNumber::REQUESTED);
    CHECK(house.waiting() == 1);
    must(house.decide(NumberDecision::kApprove, {}, true));
    CHECK(house.number().number.state() == wire::PhoneNumber::APPROVED);
    CHECK(house.number().number.not_recorded());
    CHECK(house.waiting() == 0);
    CHECK(house.decide(NumberDecision::kApprove).error().text_key == decline::kAlreadyDecided);
    CHECK(must(PhoneNumbers::of(*house.hub.reader, house.other.id)).empty());
    CHECK(house.change(house.other, wire::ChangePhoneNumber::REMOVE) == "not_found");
}

TEST_CASE("a number stands on a list once, and no longer list is asked for than the facility allows") {
    PhoneHouse house;
    house.terms.set_changes_max(0);
    must(house.set_terms());
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    CHECK(house.ask(house.person, "+12175550101") == decline::kNumberKnown);
    REQUIRE(house.ask(house.other, "+12175550101").empty());
    REQUIRE(house.ask(house.person, "+12175550102").empty());
    REQUIRE(house.ask(house.person, "+12175550103").empty());
    CHECK(house.ask(house.person, "+12175550104") == decline::kNumbersFull);
}

TEST_CASE("changes of a list are counted until they are refused, taken back, or long enough ago") {
    PhoneHouse house;
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    REQUIRE(house.ask(house.person, "+12175550102").empty());
    CHECK(house.ask(house.person, "+12175550103") == decline::kListClosed);
    CHECK(must(PhoneNumbers::of(*house.hub.reader, house.person.id)).size() == 2);

    SECTION("refused by staff") {
        house.last = must(PhoneNumbers::of(*house.hub.reader, house.person.id)).back().id;
        must(house.decide(NumberDecision::kRefuse, "The number is a pay phone."));
        CHECK(house.number().number.reason() == "The number is a pay phone.");
        CHECK(house.ask(house.person, "+12175550103").empty());
    }
    SECTION("taken back") {
        house.last = must(PhoneNumbers::of(*house.hub.reader, house.person.id)).front().id;
        REQUIRE(house.change(house.person, wire::ChangePhoneNumber::TAKE_BACK).empty());
        CHECK(house.change(house.person, wire::ChangePhoneNumber::TAKE_BACK) == decline::kAlreadyDecided);
        CHECK(house.ask(house.person, "+12175550103").empty());
    }
    SECTION("long enough ago") {
        const auto opens = rules::local_moment(
            rules::local_date(house.hub.clock.now(), kChicago) + std::chrono::days(30), {}, kChicago);
        house.hub.clock.advance(opens - house.hub.clock.now() - Milliseconds(1));
        CHECK(house.ask(house.person, "+12175550103") == decline::kListClosed);
        house.hub.clock.advance(Milliseconds(1));
        CHECK(house.ask(house.person, "+12175550103").empty());
    }
}

TEST_CASE("taking a number off is asked for, counts as a change, and staff may say no to it") {
    PhoneHouse house;
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    must(house.decide(NumberDecision::kApprove));
    REQUIRE(house.change(house.person, wire::ChangePhoneNumber::REMOVE).empty());
    CHECK(house.number().number.removal_asked());
    CHECK(house.waiting() == 1);
    CHECK(house.change(house.person, wire::ChangePhoneNumber::REMOVE) == decline::kAlreadyDecided);

    SECTION("no: it stays, with the reason, and the change counts no longer") {
        must(house.decide(NumberDecision::kRefuse, "A court told us to keep it."));
        CHECK(house.number().number.state() == wire::PhoneNumber::APPROVED);
        CHECK_FALSE(house.number().number.removal_asked());
        CHECK(must(load_phone_standing(*house.hub.reader, house.person.id))->changed_ms_size() == 1);
    }
    SECTION("yes: it is gone, and may be asked for anew") {
        must(house.decide(NumberDecision::kApprove));
        CHECK(house.number().number.state() == wire::PhoneNumber::REMOVED);
        CHECK_FALSE(must(load_phone_number(*house.hub.reader, thing(house.last))));
        CHECK(house.ask(house.person, "+12175550101") == decline::kListClosed);
        house.hub.clock.advance(std::chrono::hours(24 * 31));
        CHECK(house.ask(house.person, "+12175550101").empty());
    }
}

TEST_CASE("staff put a number on a list, and take it off, without being asked") {
    PhoneHouse house;
    must(house.hub.run_as(house.clerk, [&](Work& work) {
        house.last = work.make_id<PhoneNumberId>();
        return PhoneNumbers::add(work, house.last, house.person.id, "Ruth Stone", "attorney", "+12175550199", true);
    }));
    CHECK(house.number().number.state() == wire::PhoneNumber::APPROVED);
    CHECK(must(load_phone_standing(*house.hub.reader, house.person.id))->changed_ms().empty());
    CHECK(house.decide(NumberDecision::kRemove).error().code == ErrorCode::kInvalid);  // without a reason
    must(house.decide(NumberDecision::kRemove, "The lawyer has another number."));
    CHECK(house.number().number.state() == wire::PhoneNumber::REMOVED);
}

TEST_CASE("terms that would mean two prices, or none, are refused") {
    PhoneHouse house;
    const wire::PhoneTerms good = house.terms;
    SECTION("a prefix twice at one time") { test::add_phone_rate(house.terms, "again", "+1217", 10); }
    SECTION("no prefix") { house.terms.mutable_rates(0)->clear_prefixes(); }
    SECTION("no number's prefix") { house.terms.mutable_rates(0)->set_prefixes(0, "1217"); }
    SECTION("no English name") { house.terms.mutable_rates(0)->mutable_name(0)->set_language("es"); }
    SECTION("over before it began") {
        house.terms.mutable_rates(0)->set_valid_from_ms(2'000);
        house.terms.mutable_rates(0)->set_valid_to_ms(1'000);
    }
    CHECK_FALSE(house.set_terms().ok());
    CHECK(must(read_phone_terms(*house.hub.reader)).SerializeAsString() == good.SerializeAsString());
}

TEST_CASE(
    "a wish that waited at a terminal while staff took the number off is told that it was decided, and counts not") {
    PhoneHouse house;
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    must(house.decide(NumberDecision::kApprove));
    must(house.decide(NumberDecision::kRemove, "The number belongs to a victim."));
    for (const auto what : {wire::ChangePhoneNumber::REMOVE, wire::ChangePhoneNumber::TAKE_BACK})
        CHECK(house.change(house.person, what) == decline::kAlreadyDecided);
    CHECK(house.number().number.reason() == "The number belongs to a victim.");
    CHECK(must(load_phone_standing(*house.hub.reader, house.person.id))->changed_ms_size() == 1);
}

TEST_CASE("a wish that staff decided while it was taken back, or the other way round, is decided once") {
    PhoneHouse house;
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    SECTION("staff were first") {
        must(house.decide(NumberDecision::kRefuse, "The number is a pay phone."));
        CHECK(house.change(house.person, wire::ChangePhoneNumber::TAKE_BACK) == decline::kAlreadyDecided);
        CHECK(house.change(house.person, wire::ChangePhoneNumber::REMOVE).empty());  // the line goes away
    }
    SECTION("the resident was first") {
        REQUIRE(house.change(house.person, wire::ChangePhoneNumber::TAKE_BACK).empty());
        for (const auto what : {NumberDecision::kApprove, NumberDecision::kRefuse, NumberDecision::kRemove})
            CHECK(house.decide(what, "Late.").error().text_key == decline::kAlreadyDecided);
    }
    CHECK(house.number().number.state() == wire::PhoneNumber::REMOVED);
    CHECK(must(load_phone_standing(*house.hub.reader, house.person.id))->changed_ms().empty());
}

TEST_CASE("the largest terms that a terminal takes are checked at once, larger ones are refused") {
    PhoneHouse house;
    house.terms.clear_rates();
    const auto fill = [&](int prefixes) {
        house.terms.clear_rates();
        for (int rate = 0; rate < wire::kMaxPhoneRates; ++rate) {
            test::add_phone_rate(house.terms, "r" + std::to_string(rate), "+2" + std::to_string(rate), 10);
            for (int prefix = 1; prefix < prefixes; ++prefix)
                house.terms.mutable_rates(rate)->add_prefixes("+" +
                                                              std::to_string(100'000'000 + rate * 1'000 + prefix));
        }
    };
    fill(300);
    must(house.set_terms());
    house.terms.mutable_rates(59)->set_prefixes(299, "+100000001");
    CHECK(house.set_terms().error().detail.find("rates[59]") != std::string::npos);
    fill(wire::kMaxPhonePrefixes);
    CHECK(house.set_terms().error().code == ErrorCode::kTooLarge);
}
