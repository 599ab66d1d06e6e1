#include "terminal/ui/kit/scroll_motion.h"

#include <algorithm>
#include <cmath>

namespace dayroom::ui {

namespace {

constexpr double kSlowest = 0.02;     // px per ms: below it a glide ends
constexpr double kFastest = 6;        // px per ms
constexpr double kSpringMs = 90;      // time constant of the way back from beyond an end
constexpr double kCloseEnough = 0.5;  // px

double ms_between(MonotonicTime from, MonotonicTime to) { return static_cast<double>((to - from).count()) / 1e6; }

}  // namespace

double ScrollMotion::max_offset() const { return std::max(0.0, content_ - viewport_); }

void ScrollMotion::set_extent(double viewport, double content) {
    viewport_ = viewport;
    content_ = content;
    if (!moving()) offset_ = std::clamp(offset_, 0.0, max_offset());
}

double ScrollMotion::rubber(double raw) const {
    const auto beyond = [&](double pull) {
        const double room = std::max(viewport_, 1.0);
        return (1.0 - 1.0 / (pull * kRubberReach / room + 1.0)) * room;
    };
    if (raw < 0) return -beyond(-raw);
    if (raw > max_offset()) return max_offset() + beyond(raw - max_offset());
    return raw;
}

void ScrollMotion::drag_begin(double pointer, MonotonicTime at) {
    dragging_ = true;
    gliding_ = springing_ = false;
    grab_offset_ = offset_;
    grab_pointer_ = pointer;
    samples_.clear();
    samples_.push_back({pointer, at});
}

void ScrollMotion::drag_to(double pointer, MonotonicTime at) {
    if (!dragging_) return;
    samples_.push_back({pointer, at});
    while (samples_.size() > 2 && at - samples_.front().at > kVelocityWindow) samples_.pop_front();
    offset_ = rubber(grab_offset_ + grab_pointer_ - pointer);
}

void ScrollMotion::drag_end(MonotonicTime at) {
    if (!dragging_) return;
    dragging_ = false;
    while (!samples_.empty() && at - samples_.front().at > kVelocityWindow) samples_.pop_front();
    velocity_ = 0;
    if (samples_.size() >= 2) {
        const double ms = ms_between(samples_.front().at, samples_.back().at);
        if (ms > 0)
            velocity_ = std::clamp((samples_.front().pointer - samples_.back().pointer) / ms, -kFastest, kFastest);
    }
    samples_.clear();
    since_ = at;
    if (offset_ < 0 || offset_ > max_offset()) {
        springing_ = true;
        spring_from_ = offset_;
    } else if (std::abs(velocity_) > kSlowest) {
        gliding_ = true;
        glide_from_ = offset_;
    }
}

void ScrollMotion::stop() {
    gliding_ = springing_ = dragging_ = false;
    offset_ = std::clamp(offset_, 0.0, max_offset());
}

void ScrollMotion::scroll_by(double pixels) { scroll_to(offset_ + pixels); }

void ScrollMotion::scroll_to(double offset) {
    stop();
    offset_ = std::clamp(offset, 0.0, max_offset());
}

void ScrollMotion::shift(double by) {
    offset_ += by;
    grab_offset_ += by;
    glide_from_ += by;
    spring_from_ += by;
}

bool ScrollMotion::step(MonotonicTime now) {
    const double ms = ms_between(since_, now);
    if (gliding_) {
        const double left = std::exp(-ms / kDecayMs);
        offset_ = glide_from_ + velocity_ * kDecayMs * (1 - left);
        if (offset_ < 0 || offset_ > max_offset()) {
            gliding_ = false;
            springing_ = true;
            const double most = viewport_ / 8;  // what remains of the speed goes a little beyond the end
            offset_ = std::clamp(offset_, -most, max_offset() + most);
            spring_from_ = offset_;
            since_ = now;
            return true;
        }
        gliding_ = std::abs(velocity_) * left > kSlowest;
    } else if (springing_) {
        const double home = std::clamp(spring_from_, 0.0, max_offset());
        offset_ = home + (spring_from_ - home) * std::exp(-ms / kSpringMs);
        if (std::abs(offset_ - home) < kCloseEnough) {
            offset_ = home;
            springing_ = false;
        }
    }
    return moving();
}

}  // namespace dayroom::ui
