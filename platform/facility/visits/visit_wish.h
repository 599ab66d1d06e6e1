// Private to platform/facility/visits: what somebody wants to book, held against the plan and everybody's visits.
#pragma once

#include "platform/facility/visits/visits.h"

namespace dayroom::facility {

struct VisitWish {
    VisitResourceId resource{};
    rules::VisitSpan span{};
    Cents price_seen{};
};
struct Visits::Wish {
    VisitWish wish;
};
/// What the hub agrees to.
struct AgreedVisit {
    VisitResourceId resource{};
    std::string place{};
    std::optional<DeviceId> device{};
    rules::VisitFare fare{};
    rules::VisitPromise promise{};
    int missed_refund_points = 0;
};

/// The name of an approved contact who may visit. kDenied "visitor_not_approved".
Result<std::string> approved_visitor(Work& work, const ResidentId& resident, const ContactId& contact);
/// Of a visit whose own cells are free: the declines of feed/decline.h "visits", and "price_changed".
Result<AgreedVisit> agree(Work& work, const StoredVisit& visit, const VisitWish& wish);

template <typename Body>
Result<VisitWish> wish_of(const Body& body) {
    VisitWish wish;
    wish.resource = TRY(VisitResourceId::from_bytes(std::string_view(body.resource_id())));
    wish.span = {Timestamp::from_ms(body.from_ms()), Timestamp::from_ms(body.to_ms())};
    wish.price_seen = Cents::of(body.price_seen_cents());
    return wish;
}

}  // namespace dayroom::facility
