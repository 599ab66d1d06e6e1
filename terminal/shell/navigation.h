// Where a person has been: a stack of places with what Back needs to bring each one back as it was. Home is always at
// the bottom. Pure.
#pragma once

#include <optional>
#include <vector>

#include "terminal/features/base/place.h"
#include "terminal/ui/kit/ui.h"

namespace dayroom::shell {

inline constexpr std::size_t kMaxDepth = 16;  // beyond it the oldest place above Home is forgotten

/// Where a screen wants to lead.
struct Step {
    enum class Kind { kGo, kReplace, kOpen, kBack } kind;
    features::Place place;
};

class Navigation {
public:
    Navigation() { clear(); }

    const features::Place& current() const { return stack_.back().place; }
    bool can_go_back() const { return stack_.size() > 1; }
    std::size_t depth() const { return stack_.size(); }

    /// `left` is how the screen that is left looked.
    void go(features::Place place, ui::ScreenPlace left);
    void replace(features::Place place);
    /// From the navigation bar: Home, or one place above it.
    void open(features::Place place);
    /// How the screen looked that is shown again; nothing at the bottom.
    std::optional<ui::ScreenPlace> back();
    /// End of session.
    void clear();

private:
    struct Entry {
        features::Place place;
        ui::ScreenPlace looks;
    };
    std::vector<Entry> stack_;
};

}  // namespace dayroom::shell
