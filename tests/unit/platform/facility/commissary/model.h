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
        std::int64_t cents = 0;  // each, when it was ordered
        int missing = 0;
        int refused = 0;
        int returned = 0;
        int kept() const { return units - missing - refused; }
    };
    std::map<std::string, Line> lines;

    bool open() const { return state == State::kSubmitted || state == State::kPicked; }
    int kept() const {
        int sum = 0;
        for (const auto& [item, line] : lines) sum += line.kept();
        return sum;
    }
};

using PaperUnits = std::map<std::string, int>;

class Paper {
public:
    static constexpr std::int64_t kLimit = 4'000;
    static constexpr int kMostFood = 25;

    std::map<std::string, PaperItem> items;
    std::vector<std::int64_t> given;  // by person
    std::vector<PaperOrder> orders;
    int window = 0;
    bool taken = true;  // orders, now: the window's cut-off is not over

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
    /// Whether the shelf has it all, beside all orders but `except`.
    bool has(const PaperUnits& wants, std::size_t except = SIZE_MAX) const {
        const Paper others = without(except);
        return std::all_of(wants.begin(), wants.end(), [&](const auto& want) {
            return items.at(want.first).had < 0 || others.left(want.first) >= want.second;
        });
    }
    /// Whether this person may order that, beside all other orders but `except`; whatever is on the shelf.
    bool allows(std::size_t who, const PaperUnits& wants, std::size_t except = SIZE_MAX) const {
        const Paper others = without(except);
        std::int64_t sum = 0;
        std::int64_t counted = others.counted(who);
        std::int64_t food = others.food(who);
        for (const auto& [item, units] : wants) {
            const PaperItem& sold = items.at(item);
            sum += sold.cents * units;
            if (!sold.exempt) counted += sold.cents * units;
            if (sold.food) food += units;
            if (sold.most > 0 && others.units_of(who, item) + units > sold.most) return false;
        }
        const bool only_exempt =
            std::all_of(wants.begin(), wants.end(), [&](const auto& want) { return items.at(want.first).exempt; });
        return sum <= others.can_spend(who) && (only_exempt || counted <= kLimit) &&
               (food <= kMostFood || food == others.food(who));
    }
    bool may_change(const PaperOrder& order) const {
        return taken && order.window == window && order.state == PaperOrder::State::kSubmitted;
    }

    // ---- what becomes of an order: whether it may
    void put(PaperOrder& order, const PaperUnits& wants) const {
        order.lines.clear();
        for (const auto& [item, units] : wants) order.lines[item] = {units, items.at(item).cents};
    }
    bool pick(PaperOrder& order, const PaperUnits& missing) const {
        if (!order.open() || (order.window == window && taken)) return false;
        for (const auto& [item, units] : missing) {
            if (units > order.lines.at(item).units) return false;
        }
        order.state = PaperOrder::State::kPicked;
        for (auto& [item, line] : order.lines) line.missing = missing.contains(item) ? missing.at(item) : 0;
        return true;
    }
    static bool hand_over(PaperOrder& order, const PaperUnits& refused) {
        if (order.state != PaperOrder::State::kPicked) return false;
        for (const auto& [item, units] : refused) {
            if (units > order.lines.at(item).kept()) return false;
        }
        for (const auto& [item, units] : refused) order.lines.at(item).refused = units;
        order.state = order.kept() > 0   ? PaperOrder::State::kDelivered
                      : !refused.empty() ? PaperOrder::State::kRefused
                                         : PaperOrder::State::kCancelled;
        return true;
    }
    static bool give_back_later(PaperOrder& order, const std::string& item, int units) {
        PaperOrder::Line& line = order.lines.at(item);
        if (order.state != PaperOrder::State::kDelivered || order.given_back_later || units > line.kept()) return false;
        line.returned = units;
        order.given_back_later = true;
        return true;
    }
    /// What nobody has handed over for 60 days after its delivery is cancelled: that of nine windows ago.
    void expire() {
        for (PaperOrder& order : orders) {
            if (order.open() && window - order.window >= 9) order.state = PaperOrder::State::kCancelled;
        }
    }

private:
    Paper without(std::size_t number) const {
        Paper others = *this;
        std::erase_if(others.orders, [&](const PaperOrder& order) { return order.number == number; });
        return others;
    }
    template <typename Count>
    static std::int64_t worth(const PaperOrder& order, Count count) {
        std::int64_t sum = 0;
        for (const auto& [item, line] : order.lines) sum += line.cents * count(line);
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
            for (const auto& [item, line] : order.lines) sum += count(item, line);
        }
        return sum;
    }
    std::int64_t counted(std::size_t who) const {
        return sum_of(who, [&](const std::string& item, const PaperOrder::Line& line) {
            return items.at(item).exempt ? 0 : line.cents * line.units;
        });
    }
    std::int64_t food(std::size_t who) const {
        return sum_of(who, [&](const std::string& item, const PaperOrder::Line& line) {
            return items.at(item).food ? line.units : 0;
        });
    }
    std::int64_t units_of(std::size_t who, const std::string& wanted) const {
        return sum_of(who, [&](const std::string& item, const PaperOrder::Line& line) {
            return item == wanted ? line.units : 0;
        });
    }
};

}  // namespace dayroom::test
