#include "terminal/ui/gfx/frame_maker.h"

#include "platform/base/check.h"
#include "terminal/ui/gfx/png_file.h"

namespace dayroom::ui {

FrameMaker::FrameMaker(int width, int height, bool paints, const Clock& clock) : clock_(clock), paints_(paints) {
    resize(width, height);
}

void FrameMaker::resize(int width, int height) {
    const int w = std::clamp(width, kMinSide, kMaxSide);
    const int h = std::clamp(height, kMinSide, kMaxSide);
    if (paints_) {
        frame_.resize(w, h);
    } else {
        frame_.width = w;
        frame_.height = h;
    }
    tiles_.resize(w, h);
}

void FrameMaker::inject(InputEvent event) {
    if (event.at == MonotonicTime()) event.at = clock_.steady();
    if (event.kind == InputKind::kResize) {
        resize(static_cast<int>(event.size.w), static_cast<int>(event.size.h));
        event.size = size();
    }
    injected_.push_back(std::move(event));
}

bool FrameMaker::ends_batch(InputKind kind) {
    return kind == InputKind::kPointerDown || kind == InputKind::kPointerUp || kind == InputKind::kPointerCancel;
}

void FrameMaker::append(std::vector<InputEvent>& out, InputEvent event) {
    const bool replaces = event.kind == InputKind::kPointerMove && !out.empty() &&
                          out.back().kind == InputKind::kPointerMove && out.back().held == event.held;
    if (replaces) {
        out.back() = std::move(event);
    } else {
        out.push_back(std::move(event));
    }
}

bool FrameMaker::take_injected(std::vector<InputEvent>& out) {
    while (!injected_.empty()) {
        InputEvent event = std::move(injected_.front());
        injected_.pop_front();
        const bool ends = ends_batch(event.kind);
        append(out, std::move(event));
        if (ends) return true;
    }
    return false;
}

Canvas& FrameMaker::begin_frame(Color background) {
    ImDrawList& list = core_.begin(size());
    canvas_.emplace(list, atlas_, images_, size(), paints_);
    canvas_->fill_rect({0, 0, size().w, size().h}, background.with_alpha(255));
    return *canvas_;
}

FrameStats FrameMaker::end_frame() {
    DAYROOM_ASSERT(canvas_.has_value());
    canvas_.reset();
    const ImDrawData& data = core_.end();
    FrameStats stats;
    stats.tiles = tiles_.count();
    if (paints_) {
        scene_.collect(data, atlas_, images_, {0, 0, frame_.width, frame_.height});
        stats.painted_tiles = tiles_.update(scene_);
        if (stats.painted_tiles > 0) show(data);
    }
    stats.redraw_wanted = atlas_.end_frame();
    return stats;
}

void FrameMaker::show(const ImDrawData&) {
    tiles_.paint(scene_, atlas_, frame_);
    present(tiles_.damage());
}

Status FrameMaker::save_screenshot(const std::filesystem::path& file) {
    if (!paints_) return Error(ErrorCode::kUnavailable, "the null renderer has no pixels");
    return write_png(frame_, file);
}

Color FrameMaker::pixel(int x, int y) const {
    if (!paints_ || x < 0 || y < 0 || x >= frame_.width || y >= frame_.height) return {};
    return Color::rgb(*frame_.at(x, y) & 0xFFFFFFU);
}

}  // namespace dayroom::ui
