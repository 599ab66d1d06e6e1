// Private to platform/store.
#pragma once

#include <map>
#include <utility>

#include "platform/store/views.h"

namespace dayroom::store {

/// Adds up the lines of a month: in, out, and both of each kind, so that the parts add up to either sum.
class MonthSums {
public:
    Status add(int kind, Cents change);
    Cents in() const { return in_; }
    Cents out() const { return out_; }  // as a positive amount
    /// By kind, what went out before what came in.
    std::vector<MonthPart> parts() const;

private:
    Cents in_;
    Cents out_;
    std::map<std::pair<int, bool>, Cents> by_kind_;  // of a kind, whether it came in
};

}  // namespace dayroom::store
