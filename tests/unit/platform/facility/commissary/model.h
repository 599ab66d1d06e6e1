// The commissary as a person with pencil and paper would keep it: no ledger, no database, a list of orders from which
// everything is counted anew each time. Written without a look at the hub's own way.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace dayroom::test {

struct PaperItem {
    std::int64_t cents = 0;
    int had = -1;  // at first; -1: as many as one likes
    int most = 0;  // of one person in a window; 0: any
    bool exempt = false;
    bool food = true;
};

struct PaperOrder {
    enum class State { kSubmitted, kPicked, kDelivered, kCancelled, kRefused };
    std::size_t number = 0;
    std::size_t who = 0;
    int window = 0;
    State state = State::kSubmitted;
    int revision = 1;
    bool given_back_later = false;
    struct Line {
        int units = 0;
        int missing = 0;
        int refused = 0;
        int returned = 0;
        int kept() const { return units - missing - refused; }
    };
    std::map<std::string, Line> lines;

    bool open() const { return state == State::kSubmitted || state == State::kPicked; }
};

class Paper {
public:
    static constexpr std::int64_t kLimit = 4'000;
    static constexpr int kMostFood = 25;

    std::map<std::string, PaperItem> items;
    std::vector<std::int64_t> given;  // by person
    std::vector<PaperOrder> orders;
    int window = 0;

    std::int64_t held(std::size_t who) const {
        std::int64_t sum = 0;
        for (const PaperOrder& order : orders) {
            if (order.who == who && order.open()) sum += worth(order, [](const auto& line) { return line.units; });
        }
        return sum;
    }
    std::int64_t paid(std::size_t who) const {
        std::int64_t sum = 0;
        for (const PaperOrder& order : orders) {
            if (order.who == who && order.state == PaperOrder::State::kDelivered)
                sum += worth(order, [](const auto& line) { return line.kept() - line.returned; });
        }
        return sum;
    }
    std::int64_t can_spend(std::size_t who) const { return given[who] - held(who) - paid(who); }
    /// What lies on the shelf for whoever orders next.
    int left(const std::string& item) const {
        int count = items.at(item).had;
        for (const PaperOrder& order : orders) {
            const auto line = order.lines.find(item);
            if (line == order.lines.end()) continue;
            count -= order.open() || order.state == PaperOrder::State::kDelivered
                         ? line->second.units - (order.open() ? 0 : line->second.refused)
                         : line->second.missing;
        }
        return count;
    }
    /// Whether such an order is taken, beside all others but `except`.
    bool allows(std::size_t who, const std::map<std::string, int>& wants, std::size_t except = SIZE_MAX) const {
        Paper without = *this;
        std::erase_if(without.orders, [&](const PaperOrder& order) { return order.number == except; });
        std::int64_t sum = 0;
        std::int64_t counted = without.counted(who);
        std::int64_t food = without.food(who);
        for (const auto& [item, units] : wants) {
            const PaperItem& sold = items.at(item);
            sum += sold.cents * units;
            if (!sold.exempt) counted += sold.cents * units;
            if (sold.food) food += units;
            if (sold.had >= 0 && without.left(item) < units) return false;
            if (sold.most > 0 && without.units_of(who, item) + units > sold.most) return false;
        }
        const bool only_exempt =
            std::all_of(wants.begin(), wants.end(), [&](const auto& want) { return items.at(want.first).exempt; });
        return sum <= without.can_spend(who) && (only_exempt || counted <= kLimit) &&
               (food <= kMostFood || food == without.food(who));
    }

private:
    template <typename Count>
    std::int64_t worth(const PaperOrder& order, Count count) const {
        std::int64_t sum = 0;
        for (const auto& [item, line] : order.lines) sum += items.at(item).cents * count(line);
        return sum;
    }
    bool counts(const PaperOrder& order, std::size_t who) const {
        return order.who == who && order.window == window && order.state != PaperOrder::State::kCancelled;
    }
    template <typename Count>
    std::int64_t sum_of(std::size_t who, Count count) const {
        std::int64_t sum = 0;
        for (const PaperOrder& order : orders) {
            if (!counts(order, who)) continue;
            for (const auto& [item, line] : order.lines) sum += count(item, line.units);
        }
        return sum;
    }
    std::int64_t counted(std::size_t who) const {
        return sum_of(who, [&](const std::string& item, int units) {
            return items.at(item).exempt ? 0 : items.at(item).cents * units;
        });
    }
    std::int64_t food(std::size_t who) const {
        return sum_of(who, [&](const std::string& item, int units) { return items.at(item).food ? units : 0; });
    }
    std::int64_t units_of(std::size_t who, const std::string& wanted) const {
        return sum_of(who, [&](const std::string& item, int units) { return item == wanted ? units : 0; });
    }
};

}  // namespace dayroom::test
