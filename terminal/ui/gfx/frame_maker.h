// What every kind of window does alike: frames, damage, pixels, injected input. Private to gfx.
#pragma once

#include <deque>

#include "terminal/ui/gfx/imgui_core.h"
#include "terminal/ui/gfx/tiles.h"
#include "terminal/ui/gfx/window.h"

namespace dayroom::ui {

class FrameMaker : public Window {
public:
    FrameMaker(int width, int height, bool paints, const Clock& clock);

    Size size() const override { return {static_cast<float>(frame_.width), static_cast<float>(frame_.height)}; }
    std::optional<float> panel_dpi() const override { return std::nullopt; }
    void inject(InputEvent event) override;
    void set_text_input(bool) override {}
    Canvas& begin_frame(Color background) override;
    FrameStats end_frame() override;
    void invalidate() override { tiles_.invalidate(); }
    Status save_screenshot(const std::filesystem::path& file) override;
    Color pixel(int x, int y) const override;
    std::string renderer_name() const override { return paints_ ? "software" : "null"; }
    Atlas& atlas() override { return atlas_; }
    ImageStore& images() override { return images_; }

protected:
    void resize(int width, int height);
    /// Paints and shows the changed tiles. Only called if there are any.
    virtual void show(const ImDrawData& data);
    /// Sends the painted areas to the display.
    virtual void present(const std::vector<IntRect>&) {}
    /// Moves injected events to `out`, up to and with the first press or release. True: that one was met.
    bool take_injected(std::vector<InputEvent>& out);
    bool has_injected() const { return !injected_.empty(); }
    static bool ends_batch(InputKind kind);
    static void append(std::vector<InputEvent>& out, InputEvent event);

    const Clock& clock_;
    FrameBuffer frame_;
    Atlas atlas_;
    ImageStore images_;

private:
    ImGuiCore core_;
    Scene scene_;
    Tiles tiles_;
    std::optional<Canvas> canvas_;
    std::deque<InputEvent> injected_;
    bool paints_;
};

}  // namespace dayroom::ui
