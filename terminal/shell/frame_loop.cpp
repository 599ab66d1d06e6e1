#include "terminal/shell/frame_loop.h"

#include <algorithm>
#include <fstream>

namespace dayroom::shell {
namespace {

constexpr int kFramesAfterInput = 2;
constexpr Milliseconds kScriptPoll{5};
constexpr int kAtlasTries = 3;  // a frame whose letters did not fit is drawn again from an empty atlas

/// One picture on the screen.
ui::FrameResult draw_once(const LoopParts& parts, std::vector<ui::InputEvent>& events) {
    ui::FrameResult result;
    for (int attempt = 0; attempt < kAtlasTries; ++attempt) {
        ui::Canvas& canvas = parts.window.begin_frame(parts.ui.theme().background);
        parts.ui.begin_frame(canvas, events);
        parts.terminal.draw(parts.ui);
        result = parts.ui.end_frame();
        if (!parts.window.end_frame().redraw_wanted) break;
    }
    return result;
}

/// Beside the file first, then over it: a reader never sees half a tree.
void write_tree(const std::filesystem::path& file, const std::string& tree, std::string& written) {
    if (tree == written) return;
    const std::filesystem::path beside = file.string() + ".new";
    std::ofstream(beside, std::ios::binary | std::ios::trunc) << tree;
    std::error_code failed;
    std::filesystem::rename(beside, file, failed);
    if (!failed) written = tree;
}

}  // namespace

int run_frames(const LoopParts& parts) {
    std::vector<ui::InputEvent> events;
    std::string written;
    bool first = true;
    int sessions_ended = 0;
    for (int more_frames = kFramesAfterInput;;) {
        const bool waiting = parts.window.pump(events);
        const auto is = [](ui::InputKind kind) {
            return [kind](const ui::InputEvent& event) { return event.kind == kind; };
        };
        if (std::any_of(events.begin(), events.end(), is(ui::InputKind::kQuit)))
            return parts.driver == nullptr ? 0 : parts.driver->exit_code();
        more_frames = events.empty() ? std::max(0, more_frames - 1) : kFramesAfterInput;

        const ui::FrameResult result = draw_once(parts, events);
        if (sessions_ended != parts.terminal.sessions_ended()) {  // no letter or picture of the last person stays
            sessions_ended = parts.terminal.sessions_ended();
            parts.ui.engine().clear();
            parts.window.images().clear();
            parts.window.atlas().clear();
            parts.window.invalidate();
            more_frames = kFramesAfterInput;
        }
        parts.window.set_text_input(result.wants_text_input);
        if (first && parts.after_first) parts.after_first();
        first = false;
        if (parts.alive) parts.alive();

        const bool settled =
            !waiting && more_frames == 0 && !(result.next_due.has_value() && result.next_due->count() == 0);
        const bool shown = settled || (parts.driver != nullptr && parts.driver->ends_in_motion());
        if (shown && !parts.tree.empty()) write_tree(parts.tree, parts.ui.tree().dump(), written);
        if (parts.driver != nullptr) {
            parts.driver->after_frame(parts.window, parts.ui.tree(), parts.clock.steady(), settled);
            if (parts.driver->finished()) return parts.driver->exit_code();
        }
        if (waiting || more_frames > 0) continue;
        std::optional<Milliseconds> sleep = result.next_due;
        if (parts.driver != nullptr) sleep = std::min(sleep.value_or(kScriptPoll), kScriptPoll);
        if (parts.at_least_every) sleep = std::min(sleep.value_or(*parts.at_least_every), *parts.at_least_every);
        parts.window.wait_event(sleep);
    }
}

}  // namespace dayroom::shell
