// Everything that one person and staff do about that person's orders, in an order that a seed decides: ordered,
// changed and cancelled until the cut-off and after it, picked with what is short, handed over by PIN or signature with
// what is refused, given back later; and somebody else's order tried at. Each step is done at the hub and on paper
// (model.h), and both must agree on whether it may be. What goes wrong meanwhile: hub_workload.h.
//
// Several share a shop, its shelf and its paper. Whoever else orders meanwhile may empty the shelf: then the hub may
// say so where paper does not know, and the shelf is compared at the end.
#pragma once

#include "tests/unit/platform/facility/commissary/paper_shop.h"
#include "tests/unit/platform/facility/hub_fixture/hub_workload.h"

namespace dayroom::test {

class CommissaryWorkload final : public HubWorkload {
public:
    CommissaryWorkload(PaperShop& all, HubKiller& killer, std::uint64_t seed, bool alone);

    void step();

    int sold_out = 0;  // what somebody else has taken meanwhile
    int too_late = 0;  // refused by the cut-off alone

private:
    struct Order {
        facility::OrderId id;
        PaperUnits wants;
        int replaces = 0;  // revision; 0: a new one
        facility::OrderWindowId window;
        PaperUnits prices;  // that were seen
    };
    std::vector<std::int64_t> figures() override;
    PaperUnits some();
    PaperUnits some_of(const PaperOrder& order, std::uint64_t one_in);
    Order new_order(const facility::OrderId& id, int replaces);
    void send_order(const Order& order);
    void settle(const Order& order, const wire::Outcome& outcome);
    /// One of this person's that paper knows, mostly in this state; nothing when there is none.
    std::optional<std::size_t> any(PaperOrder::State preferred);
    /// Where it stands on paper, or the end.
    std::size_t number_of(const facility::OrderId& id) const;

    void submit();
    void change();
    void cancel();
    void cancel(const facility::OrderId& id);
    void cancel_before_submit();
    void take_somebody_elses();
    void cancel_by_staff();
    void pick();
    void hand_over();
    void take_bag(const facility::OrderId& id, const PaperUnits& unwanted);
    void refund();

    PaperShop& all_;
    std::size_t who_;
    Person person_;
    std::vector<facility::OrderId> wished_;  // also those that are not at the hub yet
};

}  // namespace dayroom::test
