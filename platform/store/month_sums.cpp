#include "platform/store/month_sums.h"

#include "platform/wire/names.h"

namespace dayroom::store {

Status MonthSums::add(int kind, Cents change) {
    if (change.is_zero()) return {};
    const bool came_in = !change.is_negative();
    Cents& side = came_in ? in_ : out_;
    side = TRY(came_in ? side.plus(change) : side.minus(change));
    Cents& part = by_kind_[{kind, came_in}];
    part = TRY(part.plus(change));
    return {};
}

std::vector<MonthPart> MonthSums::parts() const {
    std::vector<MonthPart> out;
    for (const auto& [key, cents] : by_kind_)
        out.push_back({wire::name_of(static_cast<wire::Transaction::Kind>(key.first)), cents});
    return out;
}

}  // namespace dayroom::store
