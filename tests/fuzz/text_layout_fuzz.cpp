// Any bytes through layout, hit testing, carets, selection and drawing. The first four bytes choose width, lines, size
// and direction, the rest is the text. Fonts come from DAYROOM_BINARY_DIR/share/fonts.
#include <cstdlib>
#include <memory>

#include "platform/base/check.h"
#include "terminal/ui/gfx/window.h"
#include "terminal/ui/text/boundaries.h"
#include "terminal/ui/text/text_engine.h"

namespace {

using namespace dayroom;
using namespace dayroom::ui;

struct Screen {
    SystemClock clock;
    std::unique_ptr<Window> window;
    std::unique_ptr<TextEngine> text;

    Screen() {
        const char* build = std::getenv("DAYROOM_BINARY_DIR");
        FontPaths paths;
        paths.own = std::filesystem::path(build != nullptr ? build : "build/release") / "share/fonts";
        window =
            Window::create(
                {.surface = Surface::kOffscreen, .render = RenderMode::kSoftware, .width = 320, .height = 320}, clock)
                .take();
        text = TextEngine::create(window->atlas(), paths).take();
    }
};

void check(const Paragraph& p) {
    const std::string& text = p.text();
    DAYROOM_ASSERT(!p.lines().empty());
    for (const TextLine& line : p.lines()) DAYROOM_ASSERT(line.begin <= line.end && line.end <= text.size());
    for (const Point point : {Point{0, 0}, Point{50, 30}, Point{1e6F, 1e6F}}) {
        const std::size_t index = p.index_at(point);
        DAYROOM_ASSERT(index <= text.size());
        p.caret_rect(index);
        DAYROOM_ASSERT(next_grapheme(text, index) >= index && previous_grapheme(text, index) <= index);
        p.selection_rects(index, next_word(text, index));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Screen screen;
    if (size < 4 || size > 4096) return 0;
    const std::string_view words(reinterpret_cast<const char*>(data) + 4, size - 4);
    TextLayout layout;
    layout.max_width = static_cast<float>(data[0]) * 2;
    layout.max_lines = data[1] % 4;
    layout.align = static_cast<TextAlign>(data[3] % 3);
    layout.direction = static_cast<BaseDirection>(data[3] / 3 % 3);
    const TextStyle style{static_cast<float>(data[2] % 64), static_cast<FontWeight>(data[2] / 64 % 3)};
    const ParagraphPtr paragraph = screen.text->layout(words, style, layout);
    check(*paragraph);
    screen.text->draw(screen.window->begin_frame(Color::rgb(0xFFFFFF)), *paragraph, {3, 3}, Color::rgb(0));
    screen.window->end_frame();
    return 0;
}
