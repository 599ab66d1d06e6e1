// How one screen gives way to the next: what is new comes in from where it was, within 220 ms. Only what is painted
// moves: where things are, what is said about them and what may be pressed is final from the first frame on. Nothing
// moves with reduced motion.
#pragma once

#include <functional>

#include "terminal/ui/kit/ui.h"

namespace dayroom::shell {

inline constexpr Milliseconds kTransition{220};

enum class Way {
    kForward,  // deeper in
    kBack,
    kInPlace,  // one screen put where another was
};

class Transition {
public:
    /// Of the next begin(); kInPlace if nothing is said.
    void set_way(Way way) { next_way_ = way; }
    /// This frame shows another screen.
    void begin(ui::Ui& ui);
    /// Paints with `screen` as far as it has come. Asks for frames until it stands still.
    void paint(ui::Ui& ui, const std::function<void()>& screen) const;

private:
    MonotonicTime since_;
    Way way_ = Way::kInPlace;
    Way next_way_ = Way::kInPlace;
};

}  // namespace dayroom::shell
