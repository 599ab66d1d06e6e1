#include "tests/unit/terminal/ui/text/busy_scene.h"

#include <cstdlib>

namespace dayroom::ui {
namespace {

const Color kInk = Color::rgb(0x14232B);
const Color kGrey = Color::rgb(0x44545B);
const Color kTeal = Color::rgb(0x0E6470);
const Color kRail = Color::rgb(0x0B3B47);
const Color kWhite = Color::rgb(0xFFFFFF);
const Color kLine = Color::rgb(0xDDE3E3);

struct Row {
    const char* name;
    const char* preview;
    const char* time;
};
constexpr Row kRows[] = {
    {"Maria Delgado", "We are all coming Sunday! Abuela made the tamales you like and she says hello to all",
     "9:42 AM"},
    {"Như Trần", "Anh khỏe không? Em gửi anh vài tấm ảnh nhé. Mọi người nhớ anh lắm.", "Sun"},
    {"Yusuf Rahman", "السلام عليكم، كيف حالك يا أخي؟ نصلي من أجلك. (Room 12) نراك يوم 15 مايو", "Fri"},
    {"Li Wei 李伟", "你好，奶奶身体很好，她让我告诉你好好照顾自己。我们都想你。", "May 28"},
    {"सीता शर्मा", "नमस्ते, हम सब ठीक हैं। क्षत्रिय और श्री के लिए प्रार्थना करते हैं।", "May 2"},
    {"Аня Смирнова", "Привет! Мы все тебя очень ждём. Мама передаёт привет и целует 🎉", "May 20"},
    {"דוד כהן", "שלום אח, הכול בסדר אצלנו. נתראה ב-15:30 ביום ראשון!", "May 12"},
};

void draw_card(Canvas& canvas, Rect r, float radius) {
    canvas.shadow(r, radius, 10, {0, 3}, Color::rgb(0x14232B).with_alpha(36));
    canvas.fill_round_rect(r, radius, kWhite);
    canvas.stroke_round_rect(r, radius, 1, kLine);
}

void draw_rail(Canvas& canvas, TextEngine& text, float scale) {
    Rect rail{0, 0, 116 * scale, canvas.size().h};
    canvas.fill_rect(rail, kRail);
    rail.cut_top(22);
    const char* const items[][2] = {{"house", "Home"},
                                    {"mail", "Messages"},
                                    {"wallet", "Money"},
                                    {"clipboard-list", "Requests"},
                                    {"bell", "Notices"}};
    for (const auto& [icon, name] : items) {
        Rect item = rail.cut_top(84 * scale).inset(10, 4);
        if (std::string_view(name) == "Messages") canvas.fill_round_rect(item, 16, kWhite.with_alpha(40));
        text.draw_icon(canvas, icon, item.cut_top(44 * scale).centered({28 * scale, 28 * scale}), kWhite);
        const auto label = text.layout(name, {15 * scale, FontWeight::kSemiBold},
                                       {.max_width = item.w, .max_lines = 1, .align = TextAlign::kCenter});
        text.draw(canvas, *label, item.origin(), kWhite);
    }
}

void draw_list(Canvas& canvas, TextEngine& text, Rect area, float scale) {
    const ScopedClip clip(canvas, area.outset(8));
    int number = 0;
    for (const Row& row : kRows) {
        if (area.h < 112 * scale) break;
        Rect card = area.cut_top(112 * scale).inset(0, 6);
        draw_card(canvas, card, 16);
        Rect inside = card.inset(14, 8);
        const Rect avatar = inside.cut_start(56 * scale, Direction::kLeftToRight);
        canvas.fill_circle(avatar.center(), 24 * scale, Color::rgb(0xD3EBEB));
        const auto digits = text.layout(std::to_string(++number), {19 * scale, FontWeight::kBold}, {});
        text.draw(canvas, *digits, avatar.centered(digits->size()).origin(), kTeal);
        inside.cut_start(12, Direction::kLeftToRight);
        Rect head = inside.cut_top(30 * scale);
        const auto time = text.layout(row.time, {15 * scale}, {});
        text.draw(canvas, *time, head.cut_end(time->size().w, Direction::kLeftToRight).origin(), kGrey);
        const auto name =
            text.layout(row.name, {19 * scale, FontWeight::kSemiBold}, {.max_width = head.w, .max_lines = 1});
        text.draw(canvas, *name, head.origin(), kInk);
        const auto preview = text.layout(row.preview, {16 * scale}, {.max_width = inside.w, .max_lines = 2});
        text.draw(canvas, *preview, inside.origin(), kGrey);
    }
}

void draw_reader(Canvas& canvas, TextEngine& text, ImageId photo, Rect area, float scale) {
    draw_card(canvas, area, 20);
    const ScopedClip clip(canvas, area.inset(1));
    Rect inside = area.inset(24, 20);
    const auto title =
        text.layout("Maria Delgado", {28 * scale, FontWeight::kBold}, {.max_width = inside.w, .max_lines = 1});
    text.draw(canvas, *title, inside.cut_top(title->size().h).origin(), kInk);
    const char* message =
        "92!! I knew it. 🎉 We are all coming Sunday! Abuela made the tamales you like and she wants you to know she is "
        "saving some in the freezer. Office fi ffl 0O 1lI.\n\nHere is a picture of Lucía at her school play. She was "
        "the "
        "moon. ❤️ 👩‍👩‍👧‍👦 🇺🇸 👍🏽";
    const auto body = text.layout(message, {19 * scale}, {.max_width = inside.w - 40});
    Rect bubble = inside.cut_top(body->size().h + 240);
    canvas.fill_round_rect(bubble, 18, Color::rgb(0xEDF1F1));
    text.draw(canvas, *body, bubble.inset(20, 12).origin(), kInk);
    canvas.image(photo, {bubble.x + 14, bubble.bottom() - 210, bubble.w - 28, 196}, 12);
    inside.cut_top(12);
    const auto mixed =
        text.layout("Mixed: The word שלום means peace, السلام too; 日本語 (にほんご), 한국어, ไทย, Ελληνικά ½ → ≠ ★ ☂",
                    {19 * scale}, {.max_width = inside.w, .max_lines = 3});
    text.draw(canvas, *mixed, inside.cut_top(mixed->size().h).origin(), kInk);
    const std::vector<Point> curve{
        {inside.x, inside.y + 30}, {inside.x + 90, inside.y + 8}, {inside.x + 200, inside.y + 40}};
    canvas.polyline(curve, 3, kTeal);
    canvas.fill_convex(
        std::vector<Point>{
            {inside.x + 240, inside.y + 40}, {inside.x + 270, inside.y + 5}, {inside.x + 300, inside.y + 40}},
        kTeal);
    canvas.stroke_circle({inside.x + 340, inside.y + 24}, 20, 3, kTeal);
    Rect button = area.inset(20).cut_bottom(60 * scale).cut_end(250 * scale, Direction::kLeftToRight);
    canvas.vertical_gradient({area.x, button.y - 40, area.w, 40}, kWhite.with_alpha(0), kWhite);
    canvas.fill_round_rect(button, 14, kTeal);
    text.draw_icon(canvas, "reply",
                   button.cut_start(60 * scale, Direction::kLeftToRight).centered({24 * scale, 24 * scale}), kWhite);
    const auto label = text.layout("Write a reply", {19 * scale, FontWeight::kSemiBold}, {});
    text.draw(canvas, *label, button.centered(label->size()).origin(), kWhite);
}

}  // namespace

void draw_busy_scene(Canvas& canvas, TextEngine& text, ImageId photo, float scale) {
    canvas.fill_rect({0, 0, canvas.size().w, canvas.size().h}, Color::rgb(0xF1F4F4));
    draw_rail(canvas, text, scale);
    Rect page{116 * scale, 0, canvas.size().w - 116 * scale, canvas.size().h};
    page = page.inset(26, 16);
    const auto title = text.layout("Messages", {28 * scale, FontWeight::kBold}, {});
    text.draw(canvas, *title, page.cut_top(64 * scale).origin(), kInk);
    if (scale < 1.5F) {
        draw_list(canvas, text, page.cut_start(380, Direction::kLeftToRight), scale);
        page.cut_start(36, Direction::kLeftToRight);
        draw_reader(canvas, text, photo, page, scale);
    } else {
        draw_list(canvas, text, page, scale);
    }
}

ImageId upload_sample_photo(ImageStore& images) {
    constexpr int kWidth = 1200;
    constexpr int kHeight = 500;
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const bool moon = (x - 800) * (x - 800) + (y - 220) * (y - 220) < 130 * 130;
            rgba.push_back(static_cast<std::uint8_t>(moon ? 255 : 30 + y / 10));
            rgba.push_back(static_cast<std::uint8_t>(moon ? 236 : 40 + x / 60));
            rgba.push_back(static_cast<std::uint8_t>(moon ? 190 : 80 + y / 8));
            rgba.push_back(255);
        }
    }
    return images.upload(kWidth, kHeight, rgba).take();
}

FontPaths test_font_paths() {
    const char* build = std::getenv("DAYROOM_BINARY_DIR");
    FontPaths paths;
    paths.own = std::filesystem::path(build != nullptr ? build : "build/ui") / "share/fonts";
    return paths;
}

}  // namespace dayroom::ui
