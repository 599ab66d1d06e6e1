// A hub with phone terms, two residents and somebody of the staff, for the tests of the phone account.
#pragma once

#include <catch2/catch.hpp>

#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/phone/phone_numbers.h"
#include "platform/facility/phone/phone_terms.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

inline void add_phone_rate(wire::PhoneTerms& terms, const std::string& code, const std::string& prefix,
                           std::int64_t mills, std::int64_t most_cents = 0) {
    auto& rate = *terms.add_rates();
    rate.set_code(code);
    auto& name = *rate.add_name();
    name.set_language("en");
    name.set_text(code);
    rate.add_prefixes(prefix);
    rate.set_minute_mills(mills);
    rate.set_most_cents(most_cents);
}

struct PhoneHouse {
    HubFixture hub;
    Person person = hub.add_resident();
    Person other = hub.add_resident();
    facility::PhoneCalls calls{hub.ledger};
    facility::Actor clerk = facility::Actor::staff("trust_office", hub.id<facility::ThingId>());
    wire::PhoneTerms terms;

    PhoneHouse() {
        add_phone_rate(terms, "local", "+1217", 60);
        add_phone_rate(terms, "national", "+1", 105, 200);
        terms.set_numbers_max(3);
        terms.set_changes_max(2);
        terms.set_change_days(30);
        must(set_terms());
    }
    Status set_terms() {
        return hub.run_as(clerk, [&](facility::Work& work) { return facility::set_phone_terms(work, terms); });
    }
    /// Into the phone account, by way of spendable.
    void top_up(const Person& whose, std::int64_t cents) {
        hub.give(whose, cents);
        must(hub.run([&](facility::Work& work) {
            return hub.ledger.move(work, work.make_id<TransferId>(), whose.id, facility::AccountKind::kSpendable,
                                   facility::AccountKind::kPhone, must(PositiveCents::of(cents)), {});
        }));
    }
    /// Asks through a command, as a terminal does; "" or the code of the decline.
    std::string ask(const Person& whose, const std::string& number) {
        wire::Command command = hub.command(whose);
        auto& body = *command.mutable_request_phone_number();
        last = hub.id<facility::PhoneNumberId>();
        body.set_number_id(last.raw());
        body.set_name("Maria Vega");
        body.set_relationship("mother");
        body.set_number(number);
        return run(whose, command);
    }
    std::string change(const Person& whose, wire::ChangePhoneNumber::Change what) {
        wire::Command command = hub.command(whose);
        command.mutable_change_phone_number()->set_number_id(last.raw());
        command.mutable_change_phone_number()->set_change(what);
        return run(whose, command);
    }
    std::string run(const Person& whose, const wire::Command& command) {
        const wire::Outcome outcome = hub.execute(whose, command);
        REQUIRE(outcome.result() != wire::Outcome::RETRY);
        return outcome.result() == wire::Outcome::DONE ? "" : outcome.code();
    }
    Status decide(facility::NumberDecision decision, const std::string& reason = {}, bool not_recorded = false) {
        return hub.run_as(clerk, [&](facility::Work& work) {
            return facility::PhoneNumbers::decide(work, last, decision, not_recorded, reason);
        });
    }
    facility::StoredPhoneNumber number() { return *must(facility::PhoneNumbers::find(*hub.reader, last)); }
    std::size_t waiting() { return must(facility::PhoneNumbers::waiting(*hub.reader, 50, 0)).size(); }

    facility::PhoneNumberId last;
};

}  // namespace dayroom::test
