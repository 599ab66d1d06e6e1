// Commands and records of the phone account: every field is checked.
#include <functional>

#include <catch2/catch.hpp>

#include "platform/wire/check.h"
#include "platform/wire/limits.h"
#include "tests/unit/platform/wire/messaging_sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

Command ask_phone_number() {
    Command command = messaging_command();
    auto& body = *command.mutable_request_phone_number();
    body.set_number_id(id(500));
    body.set_name("Maria Vega");
    body.set_relationship("mother");
    body.set_number("+12175550123");
    return command;
}
Command change_phone_list() {
    Command command = messaging_command();
    command.mutable_change_phone_number()->set_number_id(id(500));
    command.mutable_change_phone_number()->set_change(ChangePhoneNumber::REMOVE);
    return command;
}
Record phone_terms_record() {
    Record record = record_in(FACILITY, 501);
    auto& terms = *record.mutable_phone_terms();
    terms.set_numbers_max(20);
    terms.set_changes_max(4);
    terms.set_change_days(30);
    auto& rate = *terms.add_rates();
    rate.set_code("local");
    rate.add_name()->set_language("en");
    rate.mutable_name(0)->set_text("Local");
    rate.add_prefixes("+1217");
    rate.set_minute_mills(57);
    return record;
}
Record phone_number_record() {
    Record record = record_in(RESIDENT, 502);
    auto& number = *record.mutable_phone_number();
    number.set_name("Maria Vega");
    number.set_relationship("mother");
    number.set_number("+12175550123");
    number.set_state(PhoneNumber::APPROVED);
    number.set_asked_ms(kNow);
    return record;
}
Record phone_call_record() {
    Record record = record_in(RESIDENT, 503);
    auto& call = *record.mutable_phone_call();
    call.set_number("+12175550123");
    call.set_began_ms(kNow);
    call.set_seconds(61);
    call.set_rate("local");
    call.set_charged_cents(12);
    call.set_given_back_cents(12);
    call.set_given_back_ms(kNow);
    call.set_end_code("caller_hung_up");
    call.set_record("R-1");
    return record;
}
Record phone_standing_record() {
    Record record = record_in(RESIDENT, 504);
    record.mutable_phone_standing()->add_changed_ms(kNow);
    return record;
}

template <typename Message>
struct SpoiltPhone {
    const char* what;
    Message (*good)();
    std::function<void(Message&)> spoil;
};

}  // namespace

TEST_CASE("commands of the phone account pass, and each thing that is wrong with one is refused") {
    for (const Command& good : {ask_phone_number(), change_phone_list()}) CHECK(parse_command(bytes_of(good)).ok());
    const auto ask = [](Command& c) -> RequestPhoneNumber& { return *c.mutable_request_phone_number(); };
    const auto change = [](Command& c) -> ChangePhoneNumber& { return *c.mutable_change_phone_number(); };
    const std::vector<SpoiltPhone<Command>> all = {
        {"no id", &ask_phone_number, [=](Command& c) { ask(c).clear_number_id(); }},
        {"no name", &ask_phone_number, [=](Command& c) { ask(c).clear_name(); }},
        {"a name with a bell", &ask_phone_number, [=](Command& c) { ask(c).set_name("Maria\a"); }},
        {"no relationship", &ask_phone_number, [=](Command& c) { ask(c).clear_relationship(); }},
        {"no number", &ask_phone_number, [=](Command& c) { ask(c).clear_number(); }},
        {"as people write it", &ask_phone_number, [=](Command& c) { ask(c).set_number("(217) 555-0123"); }},
        {"seven digits", &ask_phone_number, [=](Command& c) { ask(c).set_number("+5550123"); }},
        {"sixteen digits", &ask_phone_number, [=](Command& c) { ask(c).set_number("+1234567890123456"); }},
        {"with an extension", &ask_phone_number, [=](Command& c) { ask(c).set_number("+12175550123;4"); }},
        {"a change of nothing", &change_phone_list, [=](Command& c) { change(c).clear_number_id(); }},
        {"no change", &change_phone_list, [=](Command& c) { change(c).clear_change(); }},
        {"an unknown change", &change_phone_list,
         [=](Command& c) { change(c).set_change(static_cast<ChangePhoneNumber::Change>(9)); }},
    };
    for (const auto& each : all) {
        INFO(each.what);
        Command command = each.good();
        each.spoil(command);
        CHECK_FALSE(parse_command(bytes_of(command)).ok());
    }
}

TEST_CASE("records of the phone account pass, and each thing that is wrong with one is refused") {
    for (const Record& good :
         {phone_terms_record(), phone_number_record(), phone_call_record(), phone_standing_record()})
        CHECK(parse_record(bytes_of(good)).ok());
    CHECK(must_be_sealed(Record::kPhoneTerms));
    CHECK_FALSE(must_be_sealed(Record::kPhoneCall));
    const auto terms = [](Record& r) -> PhoneTerms& { return *r.mutable_phone_terms(); };
    const auto rate = [](Record& r) -> PhoneTerms::Rate& { return *r.mutable_phone_terms()->mutable_rates(0); };
    const auto number = [](Record& r) -> PhoneNumber& { return *r.mutable_phone_number(); };
    const auto call = [](Record& r) -> PhoneCall& { return *r.mutable_phone_call(); };
    const auto standing = [](Record& r) -> PhoneStanding& { return *r.mutable_phone_standing(); };
    const std::vector<SpoiltPhone<Record>> all = {
        {"terms of one resident", &phone_terms_record,
         [](Record& r) { *r.mutable_scope() = phone_call_record().scope(); }},
        {"a call of everybody", &phone_call_record,
         [](Record& r) { *r.mutable_scope() = phone_terms_record().scope(); }},
        {"a rate without code", &phone_terms_record, [=](Record& r) { rate(r).clear_code(); }},
        {"without name", &phone_terms_record, [=](Record& r) { rate(r).clear_name(); }},
        {"a price that gives", &phone_terms_record, [=](Record& r) { rate(r).set_minute_mills(-1); }},
        {"a price beyond all", &phone_terms_record, [=](Record& r) { rate(r).set_minute_mills(INT64_MAX); }},
        {"a connection that gives", &phone_terms_record, [=](Record& r) { rate(r).set_connection_cents(-1); }},
        {"a prefix of letters", &phone_terms_record, [=](Record& r) { rate(r).set_prefixes(0, "+12a"); }},
        {"a prefix without plus", &phone_terms_record, [=](Record& r) { rate(r).set_prefixes(0, "1217"); }},
        {"too many rates", &phone_terms_record,
         [=](Record& r) {
             for (int at = 0; at < kMaxPhoneRates; ++at) *terms(r).add_rates() = terms(r).rates(0);
         }},
        {"too many numbers", &phone_terms_record, [=](Record& r) { terms(r).set_numbers_max(kMaxPhoneNumbers + 1); }},
        {"a year and more", &phone_terms_record, [=](Record& r) { terms(r).set_change_days(kMaxChangeDays + 1); }},
        {"a number without name", &phone_number_record, [=](Record& r) { number(r).clear_name(); }},
        {"no number", &phone_number_record, [=](Record& r) { number(r).set_number("+"); }},
        {"in no state", &phone_number_record, [=](Record& r) { number(r).clear_state(); }},
        {"in an unknown state", &phone_number_record,
         [=](Record& r) { number(r).set_state(static_cast<PhoneNumber::State>(9)); }},
        {"a call to nowhere", &phone_call_record, [=](Record& r) { call(r).clear_number(); }},
        {"that never began", &phone_call_record, [=](Record& r) { call(r).clear_began_ms(); }},
        {"of two days", &phone_call_record, [=](Record& r) { call(r).set_seconds(2 * 86'400); }},
        {"that gives money", &phone_call_record, [=](Record& r) { call(r).set_charged_cents(-1); }},
        {"more back than charged", &phone_call_record, [=](Record& r) { call(r).set_given_back_cents(13); }},
        {"a change at no time", &phone_standing_record, [=](Record& r) { standing(r).set_changed_ms(0, 0); }},
        {"too many changes", &phone_standing_record,
         [=](Record& r) {
             for (int at = 0; at < kMaxPhoneChanges; ++at) standing(r).add_changed_ms(kNow);
         }},
    };
    for (const auto& each : all) {
        INFO(each.what);
        Record record = each.good();
        each.spoil(record);
        CHECK_FALSE(parse_record(bytes_of(record)).ok());
    }
}
