// Whether Tab goes the way people read: from top to bottom and from start to end, group by group. A screen may stand
// in columns (a rail, two panes): then each is gone through before the next. Groups are seen from where things stand:
// an order is good when it can be cut in two, again and again, so that the first part stands wholly above the second,
// or wholly before it. What scrolls together is one group. A grid of even rows is read by rows. Keys of a pad or
// keyboard stand the same way in every language.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "terminal/ui/semantics/node.h"

namespace dayroom::ui {

/// Two neighbours of the order between which reading would go another way; nothing when the order is good.
std::optional<std::pair<const Node*, const Node*>> step_against_reading(const std::vector<const Node*>& order,
                                                                        Direction direction);

}  // namespace dayroom::ui
