// Figures of money and time: status steps, arithmetic, bars.
#pragma once

#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

enum class StepState : std::uint8_t { kDone, kNow, kWaiting, kFailed };
struct TimelineStep {
    std::string label{};   // "Sent"
    std::string detail{};  // "Friday 9:42 AM", "must be decided by June 12"
    StepState state = StepState::kWaiting;
};
/// Steps under each other, each with its sign. Returns the height used.
float timeline(Ui& ui, std::string_view id, Rect rect, std::span<const TimelineStep> steps);
float timeline_height(Ui& ui, std::span<const TimelineStep> steps, float width);

struct ArithmeticLine {
    std::string label{};   // "Court debt, 20 %"
    std::string amount{};  // "−$20.00"
    std::string detail{};  // "RCW 72.09.480"
    bool total = false;    // above it stands a rule; large and bold
    // A waterfall: under the words a bar from one share of the whole to another, 0 to 1. Both 0: none.
    float from = 0;
    float to = 0;
};
/// Gross less parts is what is left, written as on paper. Returns the height used.
float arithmetic(Ui& ui, std::string_view id, Rect rect, std::span<const ArithmeticLine> lines);
float arithmetic_height(Ui& ui, std::span<const ArithmeticLine> lines, float width);

struct BarSpec {
    std::string label{};
    std::string amount{};
    float fraction = 0;  // of the longest bar
    Tone tone = Tone::kInfo;
};
/// One labelled bar of a month's chart. Returns the height used.
float bar(Ui& ui, std::string_view id, Rect rect, const BarSpec& spec);

/// A name and a value on one line, or under each other when they do not fit; then the value takes the lines that it
/// needs. Returns the height used.
float fact(Ui& ui, std::string_view id, Rect rect, std::string_view name, std::string_view value);
float fact_height(Ui& ui, std::string_view name, std::string_view value, float width);

/// A bubble of a thread: own messages at the end and tinted. Draw the text inside the returned rectangle.
Rect bubble(Ui& ui, Rect rect, bool own);
Color bubble_surface(const Ui& ui, bool own);

}  // namespace dayroom::ui
