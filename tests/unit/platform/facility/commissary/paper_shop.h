// A commissary, its clock and its shelf, beside what is on paper of it (model.h).
#pragma once

#include <mutex>

#include "tests/unit/platform/facility/commissary/model.h"
#include "tests/unit/platform/facility/commissary/shop.h"

namespace dayroom::test {

/// What moves the clock, the prices or the shelf for everybody is for moments when
/// no workload takes a step.
class PaperShop {
public:
    explicit PaperShop(std::uint64_t seed);

    /// Saturday to Tuesday 9:30, the time until the next Saturday, and so on.
    void next_phase();
    /// More of what is counted comes in.
    void stock_up(const std::string& item, int units);
    void change_price(const std::string& item, std::int64_t cents);
    void must_be_proven();

    Shop shop;
    std::mutex lock;  // of what is below, while workloads run
    Paper paper;
    std::vector<facility::OrderId> ids;  // by the number of an order
    std::vector<ResidentId> people;

private:
    void import();
};

}  // namespace dayroom::test
