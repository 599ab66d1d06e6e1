// Two facilities that know each other's root keys, and somebody with money at the first.
#pragma once

#include "tests/unit/platform/facility/packages/facility_end.h"

namespace dayroom::test {

struct OwnHub {
    HubFixture own;
};
struct Place : OwnHub, FacilityEnd {
    explicit Place(std::uint64_t seed) : OwnHub{HubFixture(seed)}, FacilityEnd(own) {}
};

struct Journey {
    Place old_home{3};
    Place new_home{4};
    Person person = old_home.hub.add_resident();

    Journey() {
        old_home.pin(new_home);
        new_home.pin(old_home);
        HubFixture& hub = old_home.hub;
        hub.give(person, 10'000);
        hub.give_credits(person, 7);
        must(hub.run([&](facility::Work& work) -> Status {
            TRY(hub.ledger.move(work, hub.id<TransferId>(), person.id, facility::AccountKind::kSpendable,
                                facility::AccountKind::kSavings, TRY(PositiveCents::of(2'000)), {}));
            TRY(hub.ledger.move(work, hub.id<TransferId>(), person.id, facility::AccountKind::kSpendable,
                                facility::AccountKind::kPhone, TRY(PositiveCents::of(300)), {}));
            return hub.obligations.set(work, hub.id<ObligationId>(), person.id, "court_debt", "Order 7",
                                       TRY(PositiveCents::of(4'200)));
        }));
    }
    std::string package() {
        old_home.leave(person);
        return must(old_home.send(person, new_home.hub.facility));
    }
};

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
    return outcome.ok() ? "" : outcome.error().text_key;
}

}  // namespace dayroom::test
