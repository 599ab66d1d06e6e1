// What a change of phone rates may touch: what is to come, and never what people have called at.
#include "platform/facility/phone/phone_terms_check.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using facility::backward_changes;
using facility::PhoneTermsFault;

namespace {

const Timestamp kNow = Timestamp::from_ms(1'000'000);

wire::PhoneTerms::Rate& add_rate(wire::PhoneTerms& terms, const std::string& code, std::int64_t from, std::int64_t to) {
    auto& rate = *terms.add_rates();
    rate.set_code(code);
    auto& name = *rate.add_name();
    name.set_language("en");
    name.set_text("Calls");
    rate.add_prefixes("+1" + std::to_string(terms.rates_size()));
    rate.set_minute_mills(60);
    rate.set_valid_from_ms(from);
    rate.set_valid_to_ms(to);
    return rate;
}

/// One that is over, one in force, one to come.
wire::PhoneTerms some_rates() {
    wire::PhoneTerms terms;
    add_rate(terms, "over", 0, 500'000);
    add_rate(terms, "now", 500'000, 0);
    add_rate(terms, "coming", 2'000'000, 0);
    return terms;
}

/// "1 minute_mills price_backwards", or "" when nothing is wrong.
std::string faults(const wire::PhoneTerms& before, const wire::PhoneTerms& after) {
    std::string all;
    for (const PhoneTermsFault& each : backward_changes(before, after, kNow))
        all += (all.empty() ? "" : "; ") + std::to_string(each.rate) + " " + each.member + " " + each.code;
    return all;
}

}  // namespace

TEST_CASE("what has begun keeps its numbers and its price, and what is over stays as it was") {
    const wire::PhoneTerms before = some_rates();
    wire::PhoneTerms after = before;
    CHECK(faults(before, after).empty());
    SECTION("a price") {
        after.mutable_rates(1)->set_minute_mills(61);
        CHECK(faults(before, after) == "1 minute_mills price_backwards");
    }
    SECTION("a price that is over") {
        after.mutable_rates(0)->set_connection_cents(1);
        CHECK(faults(before, after) == "0 connection_cents price_backwards");
    }
    SECTION("what a call may cost or last") {
        after.mutable_rates(0)->set_most_cents(100);
        after.mutable_rates(1)->set_most_minutes(15);
        CHECK(faults(before, after) == "0 most_cents price_backwards; 1 most_minutes price_backwards");
    }
    SECTION("numbers") {
        after.mutable_rates(1)->add_prefixes("+199");
        CHECK(faults(before, after) == "1 prefixes price_backwards");
    }
    SECTION("left out, or begun at another time") {
        after.mutable_rates()->DeleteSubrange(0, 1);
        after.mutable_rates(0)->set_valid_from_ms(600'000);
        CHECK(faults(before, after) == "-1 rates rate_gone; -1 rates rate_gone; 0 valid_from_ms begin_past");
    }
    SECTION("the end of what is over") {
        after.mutable_rates(0)->set_valid_to_ms(600'000);
        CHECK(faults(before, after) == "0 valid_to_ms end_past");
    }
    SECTION("an end that lies in the past") {
        after.mutable_rates(1)->set_valid_to_ms(kNow.ms() - 1);
        CHECK(faults(before, after) == "1 valid_to_ms end_past");
    }
    SECTION("another one that begins in the past") {
        add_rate(after, "new", kNow.ms() - 1, 0);
        CHECK(faults(before, after) == "3 valid_from_ms begin_past");
    }
}

TEST_CASE("names, ends from now on, and everything that is to come may change") {
    const wire::PhoneTerms before = some_rates();
    wire::PhoneTerms after = before;
    after.mutable_rates(0)->mutable_name(0)->set_text("Old calls");
    after.mutable_rates(1)->set_valid_to_ms(kNow.ms());
    after.mutable_rates()->DeleteSubrange(2, 1);
    add_rate(after, "now", kNow.ms(), 0).set_minute_mills(10);
    after.mutable_rates()->SwapElements(0, 2);  // the order says nothing
    CHECK(faults(before, after).empty());
    CHECK(faults(wire::PhoneTerms(), before).empty());  // the first rates may begin at any time
}
