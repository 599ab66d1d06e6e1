#include "platform/facility/filter/automaton.h"

#include <algorithm>
#include <deque>

namespace dayroom::facility::filter {
namespace {

/// Keys [begin, end) share their first `depth` symbols, which lead to `state`.
struct Group {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
    Automaton::State state;
};

}  // namespace

struct Automaton::Building {
    Automaton& to;
    const std::vector<Key>& keys;
    std::size_t symbols;
    std::size_t first_free = 1;

    void grow(std::size_t size) {
        if (to.slots_.size() >= size) return;
        to.slots_.resize(std::max(size, to.slots_.size() * 2));
        to.end_.resize(to.slots_.size());
    }

    /// A base at which all of `labels` (ascending) fall on free slots.
    std::uint32_t find_base(const std::vector<Symbol>& labels) {
        while (first_free < to.slots_.size() && to.slots_[first_free].parent != kFree) ++first_free;
        std::size_t tried = 0;
        for (std::size_t at = std::max<std::size_t>(first_free, labels.front());; ++at) {
            const std::size_t base = at - labels.front();
            grow(base + symbols + 1);
            if (to.slots_[at].parent != kFree) continue;
            const bool fits = std::all_of(labels.begin(), labels.end(),
                                          [&](Symbol label) { return to.slots_[base + label].parent == kFree; });
            if (fits) return static_cast<std::uint32_t>(base);
            // A region that is nearly full is left behind: a few holes against a search without end.
            if (++tried == 64) {
                first_free = at;
                tried = 0;
            }
        }
    }

    void place(const Group& group, std::deque<Group>& todo) {
        std::vector<Symbol> labels;
        std::vector<Group> children;
        for (std::size_t i = group.begin; i < group.end; ++i) {
            if (keys[i].symbols.size() == group.depth) {
                End& end = to.end_[group.state];
                if (end.count++ == 0) end.first = static_cast<std::uint32_t>(to.values_.size());
                to.values_.push_back(keys[i].value);
                continue;
            }
            const Symbol label = keys[i].symbols[group.depth];
            if (labels.empty() || labels.back() != label) {
                labels.push_back(label);
                children.push_back({i, i, group.depth + 1, 0});
            }
            children.back().end = i + 1;
        }
        if (labels.empty()) return;
        const std::uint32_t base = find_base(labels);
        to.slots_[group.state].base = base;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            children[i].state = base + labels[i];
            to.slots_[children[i].state].parent = group.state;
            todo.push_back(children[i]);
        }
    }

    /// Breadth first: a state's suffix is shallower, so it is ready.
    void link(State state, Symbol label) {
        const State parent = to.slots_[state].parent;
        State suffix = kStart;
        if (parent != kStart) suffix = to.next(to.fail_[parent], label);
        to.fail_[state] = suffix;
        to.shorter_[state] = to.end_[suffix].count > 0 ? suffix : to.shorter_[suffix];
        if (to.end_[state].count > 0 || to.shorter_[state] != kStart) to.slots_[state].base |= kEndsHere;
    }
};

Automaton::Automaton(std::vector<Key> keys, std::size_t symbols) {
    std::stable_sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.symbols < b.symbols; });
    Building building{*this, keys, symbols};
    building.grow(symbols + 2);
    slots_[kStart].parent = kStart;
    std::deque<Group> todo{{0, keys.size(), 0, kStart}};
    std::vector<std::pair<State, Symbol>> order;
    while (!todo.empty()) {
        const Group group = todo.front();
        todo.pop_front();
        if (group.state != kStart) order.emplace_back(group.state, keys[group.begin].symbols[group.depth - 1]);
        building.place(group, todo);
    }
    std::size_t used = slots_.size();
    while (used > 1 && slots_[used - 1].parent == kFree) --used;
    slots_.resize(used + symbols + 1);
    slots_.shrink_to_fit();
    end_.resize(slots_.size());
    end_.shrink_to_fit();
    fail_.assign(slots_.size(), kStart);
    shorter_.assign(slots_.size(), kStart);
    for (const auto& [state, label] : order) building.link(state, label);
}

std::size_t Automaton::memory_bytes() const {
    return slots_.capacity() * sizeof(Slot) + (fail_.capacity() + shorter_.capacity()) * sizeof(State) +
           end_.capacity() * sizeof(End) + values_.capacity() * sizeof(std::uint32_t);
}

}  // namespace dayroom::facility::filter
