#include "terminal/ui/gfx/bench.h"

namespace dayroom::ui {

RepaintTimes time_full_repaints(Window& window, const Clock& clock, int count,
                                const std::function<void(Canvas&)>& draw) {
    const auto once = [&] {
        const MonotonicTime start = clock.steady();
        window.invalidate();
        draw(window.begin_frame(Color::rgb(0xFFFFFF)));
        window.end_frame();
        return std::chrono::duration<double, std::milli>(clock.steady() - start).count();
    };
    RepaintTimes times;
    times.first_ms = once();
    std::vector<double> all;
    for (int i = 0; i < count; ++i) all.push_back(once());
    if (all.empty()) return times;
    std::sort(all.begin(), all.end());
    times.median_ms = all[all.size() / 2];
    times.worst_ms = all.back();
    return times;
}

}  // namespace dayroom::ui
