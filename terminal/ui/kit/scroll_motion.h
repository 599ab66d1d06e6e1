// The physics of one scroll area: no drawing, no clock of its own. Offsets are doubles: 100,000 rows stay exact.
#pragma once

#include <deque>
#include <optional>

#include "platform/base/time.h"

namespace dayroom::ui {

inline constexpr double kScrollSlop = 12;  // px a finger may wander before a tap becomes a scroll
inline constexpr Milliseconds kVelocityWindow{90};
inline constexpr double kDecayMs = 325;       // time constant of the glide
inline constexpr double kRubberReach = 0.55;  // how far beyond an end content follows, as a share of the pull

class ScrollMotion {
public:
    double offset() const { return offset_; }
    double viewport() const { return viewport_; }
    bool dragging() const { return dragging_; }
    bool moving() const { return dragging_ || gliding_ || springing_; }

    /// Sizes of this frame; keeps the offset within them unless a finger or the band holds it outside.
    void set_extent(double viewport, double content);
    double max_offset() const;

    void drag_begin(double pointer, MonotonicTime at);
    void drag_to(double pointer, MonotonicTime at);
    void drag_end(MonotonicTime at);
    /// A press on moving content stops it.
    void stop();
    void scroll_by(double pixels);  // wheel, keys: at once, clamped
    void scroll_to(double offset);
    /// What lies above has grown by this much: what is seen stays where it is.
    void shift(double by);
    /// Moves on to `now`. True while it still moves.
    bool step(MonotonicTime now);

private:
    struct Sample {
        double pointer;
        MonotonicTime at;
    };
    double rubber(double raw) const;

    double offset_ = 0;
    double viewport_ = 0;
    double content_ = 0;
    bool dragging_ = false;
    bool gliding_ = false;
    bool springing_ = false;
    double grab_offset_ = 0;
    double grab_pointer_ = 0;
    double velocity_ = 0;  // px per ms
    double glide_from_ = 0;
    double spring_from_ = 0;
    MonotonicTime since_;
    std::deque<Sample> samples_;
};

}  // namespace dayroom::ui
