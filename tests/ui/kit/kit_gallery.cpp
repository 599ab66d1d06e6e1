// kit_gallery FOLDER: pictures of the kit's gallery in every theme and text size, for eyes. Exit code 0, or 1 with the
// reason on stderr.
#include <cstdio>
#include <filesystem>

#include "platform/base/fake_clock.h"
#include "terminal/ui/gfx/window.h"
#include "tests/ui/kit/gallery.h"

namespace dayroom::ui {
namespace {

struct Shot {
    const char* name;
    Page page;
    ThemeKind theme;
    float scale;
    int width, height;
    bool dialog = false;
    bool keyboard = false;
    bool mirrored = false;
};

std::vector<std::uint8_t> moon(int w, int h) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(w * h) * 4);
    for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
            const int dx = x - w * 2 / 3;
            const int dy = y - h / 2;
            const bool lit = dx * dx + dy * dy < h * h / 12;
            std::uint8_t* p = &pixels[static_cast<std::size_t>(y * w + x) * 4];
            p[0] = static_cast<std::uint8_t>(lit ? 255 : 30 + 30 * y / h);
            p[1] = static_cast<std::uint8_t>(lit ? 238 : 38 + 10 * y / h);
            p[2] = static_cast<std::uint8_t>(lit ? 190 : 70 + 30 * y / h);
            p[3] = 255;
        }
    }
    return pixels;
}

void click(Window& window, Ui& ui, std::string_view id) {
    const Node* node = ui.tree().find_id(id);
    if (!node) return;
    InputEvent event;
    event.kind = InputKind::kPointerDown;
    event.position = node->visible().center();
    window.inject(event);
    event.kind = InputKind::kPointerUp;
    window.inject(event);
}

Status shoot(const Shot& shot, const std::filesystem::path& folder) {
    FakeClock clock;
    auto window = TRY(Window::create(
        {.surface = Surface::kOffscreen, .render = RenderMode::kSoftware, .width = shot.width, .height = shot.height},
        clock));
    FontPaths fonts;
    fonts.own = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "../share/fonts";
    auto text = TRY(TextEngine::create(window->atlas(), fonts));
    Ui ui(*text, clock);
    Settings settings;
    settings.theme = shot.theme;
    settings.text_scale = shot.scale;
    if (shot.keyboard) settings.keyboard = KeyboardLayout::kSpanish;
    if (shot.mirrored) settings.direction = Direction::kRightToLeft;
    ui.set_settings(settings);
    Gallery gallery;
    gallery.page = shot.page;
    gallery.dialog_open = shot.dialog;
    gallery.photo = TRY(window->images().upload(484, 196, moon(484, 196)));
    gallery.photo_size = {484, 196};
    gallery.amounts_hidden = shot.scale > 1;
    gallery.number.set_text("4471");
    gallery.message.set_text(
        "Hi Mamá, thank you for the picture of Lucía. She looks so grown up! Tell her the moon was the best part of "
        "the whole play.\n\nI will see you all Sunday.");
    for (const int digit : {1, 2, 3}) gallery.pin.push(digit);
    for (int i = 0; i < 10; ++i) {
        if (i == 3 && shot.keyboard) click(*window, ui, "message");
        if (i == 3 && shot.theme == ThemeKind::kDark) show_toast(ui, "Message sent for review. 1 credit used.");
        if (i == 4 && shot.theme == ThemeKind::kHighContrast) {
            InputEvent tab;
            tab.kind = InputKind::kKeyDown;
            tab.key = Key::kTab;
            window->inject(tab);
        }
        std::vector<InputEvent> events;
        window->pump(events);
        Canvas& canvas = window->begin_frame(ui.theme().background);
        ui.begin_frame(canvas, events);
        gallery.draw(ui);
        static_cast<void>(ui.end_frame());
        window->end_frame();
    }
    TRY(window->save_screenshot(folder / (std::string(shot.name) + ".png")));
    for (const Finding& finding : ui.lint()) std::printf("%s: %s\n", shot.name, finding.to_string().c_str());
    return {};
}

constexpr Shot kShots[] = {
    {"home", Page::kHome, ThemeKind::kLight, 1, 1280, 800},
    {"messages", Page::kMessages, ThemeKind::kLight, 1, 1280, 800},
    {"messages-dark", Page::kMessages, ThemeKind::kDark, 1, 1280, 800},
    {"messages-contrast", Page::kMessages, ThemeKind::kHighContrast, 1, 1280, 800},
    {"messages-200", Page::kMessages, ThemeKind::kLight, 2, 1280, 800},
    {"messages-rtl", Page::kMessages, ThemeKind::kLight, 1, 1280, 800, false, false, true},
    {"money", Page::kMoney, ThemeKind::kLight, 1, 1280, 800},
    {"money-150-dark", Page::kMoney, ThemeKind::kDark, 1.5F, 1024, 600},
    {"compose-osk", Page::kCompose, ThemeKind::kLight, 1, 1280, 800, false, true},
    {"compose-osk-200", Page::kCompose, ThemeKind::kLight, 2, 1024, 600, false, true},
    {"sign-in", Page::kSignIn, ThemeKind::kLight, 1, 1280, 800},
    {"sign-in-200", Page::kSignIn, ThemeKind::kLight, 2, 1280, 800},
    {"request-dialog", Page::kRequest, ThemeKind::kLight, 1, 1280, 800, true},
    {"request-dialog-200", Page::kRequest, ThemeKind::kHighContrast, 2, 800, 1280, true},
    {"controls", Page::kControls, ThemeKind::kLight, 1, 1280, 800},
    {"controls-dark-tall", Page::kControls, ThemeKind::kDark, 1, 800, 1280},
    {"home-small-200", Page::kHome, ThemeKind::kLight, 2, 1024, 600},
    {"empty", Page::kEmpty, ThemeKind::kLight, 1, 1280, 800},
    {"fault", Page::kFault, ThemeKind::kLight, 1, 1280, 800},
};

}  // namespace
}  // namespace dayroom::ui

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: kit_gallery FOLDER\n");
        return 1;
    }
    std::filesystem::create_directories(argv[1]);
    for (const auto& shot : dayroom::ui::kShots) {
        const dayroom::Status done = dayroom::ui::shoot(shot, argv[1]);
        if (!done.ok()) {
            std::fprintf(stderr, "%s: %s\n", shot.name, done.error().detail.c_str());
            return 1;
        }
    }
    return 0;
}
