#include "terminal/ui/semantics/reading_order.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace dayroom::ui {

namespace {

constexpr float kSlack = 6;  // px by which things beside or above each other may overlap: rings, rounding

/// A control, or everything of one scroll area.
struct Item {
    const Node* first;
    const Node* last;
    Rect box;
};
using Items = std::span<const Item>;
using Step = std::optional<std::pair<const Node*, const Node*>>;

Rect around(const Rect& a, const Rect& b) {
    const float x = std::min(a.x, b.x);
    const float y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

bool above(const Rect& a, const Rect& b) { return a.bottom() <= b.y + kSlack && a.y < b.y; }

bool before(const Rect& a, const Rect& b, Direction direction) {
    if (direction == Direction::kRightToLeft) return a.x >= b.right() - kSlack && a.right() > b.right();
    return a.right() <= b.x + kSlack && a.x < b.x;
}

bool same_row(const Item& a, const Item& b) {
    return std::abs(a.box.y - b.box.y) < kSlack && std::abs(a.box.h - b.box.h) < kSlack;
}

/// Two columns whose rows line up, all of the shorter one's: they are read across.
bool is_grid(Items a, Items b) {
    if (a.size() > b.size()) std::swap(a, b);
    return a.size() > 1 && std::all_of(a.begin(), a.end(), [&](const Item& item) {
               return std::any_of(b.begin(), b.end(), [&](const Item& other) { return same_row(item, other); });
           });
}

/// The neighbours to name: the first that do not follow each other in any way.
Step worst_of(Items items, Direction direction) {
    for (std::size_t at = 1; at < items.size(); ++at) {
        const Item& a = items[at - 1];
        const Item& b = items[at];
        if (!above(a.box, b.box) && !before(a.box, b.box, direction)) return std::pair{a.last, b.first};
    }
    return std::pair{items.front().first, items.back().last};
}

Step check(Items items, Direction direction) {
    if (items.size() < 2) return std::nullopt;
    std::vector<Rect> rest(items.size());
    rest.back() = items.back().box;
    for (std::size_t at = items.size() - 1; at > 0; --at) rest[at - 1] = around(items[at - 1].box, rest[at]);
    std::size_t aside = 0;
    Rect so_far = items.front().box;
    for (std::size_t at = 1; at < items.size(); ++at) {
        if (above(so_far, rest[at])) {
            const Step wrong = check(items.first(at), direction);
            return wrong ? wrong : check(items.subspan(at), direction);
        }
        if (aside == 0 && before(so_far, rest[at], direction) && !is_grid(items.first(at), items.subspan(at)))
            aside = at;
        so_far = around(so_far, items[at].box);
    }
    if (aside == 0) return worst_of(items, direction);
    const Step wrong = check(items.first(aside), direction);
    return wrong ? wrong : check(items.subspan(aside), direction);
}

/// Takes what follows of the order for as long as `same` says so, checks it, and makes one item of it.
template <typename Same>
Step gather(const std::vector<Item>& order, std::size_t& at, Direction direction, Same same, std::vector<Item>& out) {
    const std::size_t from = at;
    Item whole = order[at];
    for (++at; at < order.size() && same(*whole.first, *order[at].first); ++at) {
        whole.last = order[at].last;
        whole.box = around(whole.box, order[at].box);
    }
    out.push_back(whole);
    return check(Items(order).subspan(from, at - from), direction);
}

bool same_keys(const Node& a, const Node& b) {
    return a.role == Role::kKey && b.role == Role::kKey && a.scroller == b.scroller;
}

bool same_area(const Node& a, const Node& b) { return a.scroller != kNoNode && a.scroller == b.scroller; }

}  // namespace

Step step_against_reading(const std::vector<const Node*>& order, Direction direction) {
    std::vector<Item> nodes;
    for (const Node* node : order) nodes.push_back({node, node, node->rect});
    std::vector<Item> controls;  // keys together: they stand the same way in every language
    for (std::size_t at = 0; at < nodes.size();) {
        if (const Step wrong = gather(nodes, at, Direction::kLeftToRight, same_keys, controls)) return wrong;
    }
    std::vector<Item> groups;
    for (std::size_t at = 0; at < controls.size();) {
        if (const Step wrong = gather(controls, at, direction, same_area, groups)) return wrong;
        if (groups.back().first->scroller != kNoNode) groups.back().box = groups.back().first->clip;
    }
    return check(groups, direction);
}

}  // namespace dayroom::ui
