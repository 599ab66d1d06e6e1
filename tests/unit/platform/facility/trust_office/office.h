// What the tests of the trust office share: a hub with its services, and two people who work there.
#pragma once

#include "platform/facility/trust_office/deposit_batches.h"
#include "platform/facility/trust_office/site_charges.h"
#include "platform/facility/trust_office/voids.h"
#include "platform/facility/trust_office/withdrawals.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

struct TrustOffice {
    HubFixture hub;
    facility::DepositBatches batches{hub.deposits};
    facility::Withdrawals withdrawals{hub.ledger};
    facility::Voids voids{hub.ledger};
    facility::SiteCharges charges{hub.ledger, hub.obligations};
    facility::Actor clerk = facility::Actor::staff("trust_office", hub.id<facility::ThingId>());
    facility::Actor second = facility::Actor::staff("trust_office", hub.id<facility::ThingId>());
    Person person = hub.add_resident();
    Person other = hub.add_resident();

    Status as_clerk(facility::Writer::Job job) { return hub.run_as(clerk, std::move(job)); }
    Status as_second(facility::Writer::Job job) { return hub.run_as(second, std::move(job)); }
    std::int64_t spendable(const Person& whose) { return hub.balances(whose).spendable.units(); }
    std::int64_t house(const char* code) {
        const auto balance = hub.ledger.house_balance(*hub.reader, code);
        return balance.ok() ? balance.value() : 0;
    }
    std::int64_t transfers() { return hub.count("SELECT count(*) FROM transfer"); }
    void two_persons_from(std::int64_t cents) {
        must(hub.run([&](facility::Work& work) {
            return facility::set_trust_policy(work, facility::TrustPolicy{Cents::of(cents)});
        }));
    }
};

/// The code of a refusal as the API shows it; "done" when it was none.
inline std::string refusal(const Status& status) {
    if (status.ok()) return "done";
    return status.error().text_key.empty() ? to_string(status.error().code) : status.error().text_key;
}

}  // namespace dayroom::test
