#include "terminal/ui/semantics/lint.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_set>

#include "terminal/ui/semantics/contrast.h"
#include "terminal/ui/semantics/focus.h"
#include "terminal/ui/semantics/reading_order.h"

namespace dayroom::ui {

namespace {

constexpr float kTolerance = 1.5F;  // rounding to whole pixels on both sides

std::string numbers(const char* format, double a, double b) {
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), format, a, b);
    return text.data();
}

bool cut_by_clip(const Node& node) {
    const Rect seen = node.visible();
    return seen.w < node.rect.w - kTolerance || seen.h < node.rect.h - kTolerance;
}

void check_nodes(const Tree& tree, const LintOptions& options, std::vector<Finding>& out) {
    std::unordered_set<std::string> ids;
    for (const Node& node : tree.nodes()) {
        if (!ids.insert(node.id).second)
            out.push_back({"duplicate-id", node.id, "two nodes of this frame have this id"});
        if (node.label.empty() && node.role != Role::kGroup && node.role != Role::kList)
            out.push_back({"name", node.id, std::string("a ") + to_string(node.role) + " without a label"});
        if (!tree.is_live(node) || node.rect.empty()) continue;
        if (node.pressable && node.enabled && !node.focusable)
            out.push_back({"focus", node.id, "can be pressed but not reached by the keyboard"});
        if (!node.pressable) continue;
        const float least = node.role == Role::kKey ? kMinTarget : kMinTarget * options.scale;
        if (node.rect.w < least - kTolerance || node.rect.h < least - kTolerance)
            out.push_back({"target-size", node.id,
                           numbers("%.0f × %.0f", node.rect.w, node.rect.h) + numbers(", at least %.0f", least, 0)});
        if (node.scroller == kNoNode && cut_by_clip(node))
            out.push_back({"overflow", node.id, "cut by its surroundings"});
        const Rect seen = node.visible();
        if (!options.screen.empty() && node.scroller == kNoNode && !seen.empty()) {
            const Rect inside = node.rect.intersect(options.screen);
            if (inside.w < node.rect.w - kTolerance || inside.h < node.rect.h - kTolerance)
                out.push_back(
                    {"off-screen", node.id, numbers("ends at %.0f, %.0f", node.rect.right(), node.rect.bottom())});
        }
    }
}

void check_overlap(const Tree& tree, std::vector<Finding>& out) {
    std::vector<const Node*> targets;
    for (const Node& node : tree.nodes()) {
        if (node.pressable && tree.is_live(node) && !node.visible().empty()) targets.push_back(&node);
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        for (std::size_t k = i + 1; k < targets.size(); ++k) {
            const Rect both = targets[i]->visible().intersect(targets[k]->visible());
            if (both.w > kTolerance && both.h > kTolerance)
                out.push_back({"overlap", targets[i]->id, "overlaps " + targets[k]->id});
        }
    }
}

void check_texts(const Tree& tree, const LintOptions& options, std::vector<Finding>& out) {
    for (const TextSample& sample : tree.texts()) {
        if (sample.layer != tree.live_layer() || sample.text.empty()) continue;
        if (sample.rect.intersect(sample.clip).empty()) continue;  // scrolled away
        if (!sample.dimmed) {
            const double ratio = contrast_ratio(sample.foreground, sample.background);
            if (ratio < options.min_contrast - 0.005)
                out.push_back({"contrast", sample.text, numbers("%.2f, at least %.1f", ratio, options.min_contrast)});
        }
        if (sample.shortened && !sample.may_shorten)
            out.push_back({"overflow", sample.text, "does not fit and was shortened"});
        if (sample.drawn.w > sample.rect.w + kTolerance || sample.drawn.h > sample.rect.h + kTolerance)
            out.push_back({"overflow", sample.text,
                           numbers("needs %.0f × %.0f", sample.drawn.w, sample.drawn.h) +
                               numbers(", has %.0f × %.0f", sample.rect.w, sample.rect.h)});
    }
}

/// While the keyboard shows, what it writes into is seen: a line wholly, a longer text as far as there is room.
void check_written(const Tree& tree, std::vector<Finding>& out) {
    const auto& nodes = tree.nodes();
    if (std::none_of(nodes.begin(), nodes.end(), [](const Node& n) { return n.role == Role::kKey; })) return;
    for (const Node& node : nodes) {
        if (!node.focused || !tree.is_live(node) || node.key_use == KeyUse::kNone) continue;
        const bool fits = node.key_use == KeyUse::kLine || node.rect.h <= node.clip.h + kTolerance;
        if (fits && cut_by_clip(node))
            out.push_back({"hidden", node.id, numbers("%.0f of %.0f px are seen", node.visible().h, node.rect.h)});
    }
}

void check_reachable(const Tree& tree, std::vector<Finding>& out) {
    const bool any = std::any_of(tree.nodes().begin(), tree.nodes().end(),
                                 [&](const Node& n) { return n.focused && tree.is_live(n) && !n.enabled; });
    if (any) out.push_back({"focus", "screen", "the focus is on a control that is not enabled"});
}

void check_order(const Tree& tree, const LintOptions& options, std::vector<Finding>& out) {
    if (const auto step = step_against_reading(focus_order(tree), options.direction))
        out.push_back({"focus-order", step->second->id, "Tab comes to it from " + step->first->id});
}

}  // namespace

std::vector<Finding> lint(const Tree& tree, const LintOptions& options) {
    std::vector<Finding> out;
    if (tree.overflowed()) out.push_back({"too-many", "screen", "more nodes than kMaxNodes"});
    check_nodes(tree, options, out);
    const std::size_t before = out.size();
    check_overlap(tree, out);
    const bool overlaps = out.size() > before;
    check_texts(tree, options, out);
    check_written(tree, out);
    check_reachable(tree, out);
    if (!overlaps) check_order(tree, options, out);  // what lies on another stands neither before nor after it
    return out;
}

}  // namespace dayroom::ui
