// The one place that owns a Dear ImGui context. ImGui gives draw lists with anti-aliased paths and clip rectangles;
// ids, focus, scrolling and text are ours. Debian's build asserts on misuse. Private to gfx; one at a time, UI thread
// only.
#pragma once

#include "terminal/ui/gfx/geometry.h"

struct ImDrawData;
struct ImDrawList;
struct ImGuiContext;

namespace dayroom::ui {

class ImGuiCore {
public:
    ImGuiCore();
    ~ImGuiCore();
    ImGuiCore(const ImGuiCore&) = delete;
    ImGuiCore& operator=(const ImGuiCore&) = delete;

    /// The empty draw list of a new frame, below every window of ImGui's (there are none).
    ImDrawList& begin(Size size);
    /// What was drawn; valid until the next begin.
    const ImDrawData& end();

private:
    ImGuiContext* context_;
};

}  // namespace dayroom::ui
