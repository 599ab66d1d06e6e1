#include "terminal/ui/kit/scroll_motion.h"

#include <catch2/catch.hpp>

#include "terminal/ui/kit/keyboard.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

MonotonicTime at(int ms) { return MonotonicTime::from_ns(1'000'000'000LL + ms * 1'000'000LL); }

ScrollMotion flung(double px_per_ms) {
    ScrollMotion motion;
    motion.set_extent(500, 100'000);
    motion.scroll_to(1000);
    motion.drag_begin(400, at(0));
    for (int ms = 10; ms <= 100; ms += 10) motion.drag_to(400 - px_per_ms * ms, at(ms));
    motion.drag_end(at(100));
    return motion;
}

}  // namespace

TEST_CASE("content follows the finger exactly") {
    ScrollMotion motion;
    motion.set_extent(500, 2000);
    motion.drag_begin(300, at(0));
    motion.drag_to(180, at(16));
    CHECK(motion.offset() == Approx(120));
    motion.drag_to(250, at(32));
    CHECK(motion.offset() == Approx(50));
}

TEST_CASE("a fling glides speed × 325 ms further and stops") {
    ScrollMotion motion = flung(1.0);
    const double released = motion.offset();
    CHECK(released == Approx(1100));
    motion.step(at(100 + 325));
    CHECK(motion.offset() == Approx(released + 325 * (1 - std::exp(-1.0))).margin(2));
    CHECK(motion.moving());
    motion.step(at(3000));
    motion.step(at(3100));
    CHECK(motion.offset() == Approx(released + 325).margin(8));
    CHECK_FALSE(motion.step(at(3200)));
}

TEST_CASE("a finger that rests before it lifts does not fling") {
    ScrollMotion motion;
    motion.set_extent(500, 5000);
    motion.drag_begin(400, at(0));
    motion.drag_to(200, at(50));
    motion.drag_end(at(400));
    CHECK_FALSE(motion.moving());
    CHECK(motion.offset() == Approx(200));
}

TEST_CASE("beyond an end the band gives way less and less, and springs back") {
    ScrollMotion motion;
    motion.set_extent(500, 1000);
    motion.drag_begin(100, at(0));
    motion.drag_to(200, at(10));
    const double first = -motion.offset();
    motion.drag_to(300, at(20));
    const double second = -motion.offset();
    CHECK(first > 0);
    CHECK(first < 100);
    CHECK(second - first < first);
    motion.drag_end(at(30));
    for (int ms = 40; ms < 1500; ms += 16) motion.step(at(ms));
    CHECK(motion.offset() == 0);
    CHECK_FALSE(motion.moving());
}

TEST_CASE("offsets stay exact far down, and content that shrinks pulls them in") {
    ScrollMotion motion;
    motion.set_extent(500, 7'200'000.0);
    motion.scroll_to(7'199'000.25);
    CHECK(motion.offset() == 7'199'000.25);
    motion.shift(10.5);
    CHECK(motion.offset() == 7'199'010.75);
    motion.set_extent(500, 800);
    CHECK(motion.offset() == 300);
    motion.scroll_by(-1e9);
    CHECK(motion.offset() == 0);
}

TEST_CASE("each keyboard layout has its letters, and a way to every action") {
    const auto has = [](KeyboardLayout layout, std::string_view letter) {
        for (const KeyRow& row : keyboard_rows(layout, false, true)) {
            for (const KeyCap& cap : row) {
                if (cap.lower == letter) return true;
            }
        }
        return false;
    };
    CHECK(has(KeyboardLayout::kSpanish, "ñ"));
    CHECK(has(KeyboardLayout::kHaitianCreole, "ò"));
    CHECK(has(KeyboardLayout::kVietnamese, "ơ"));
    CHECK(has(KeyboardLayout::kEnglish, "q"));
    CHECK_FALSE(has(KeyboardLayout::kEnglish, "ñ"));
    // One key leads through all of them, and back.
    KeyboardLayout layout = KeyboardLayout::kEnglish;
    std::string names;
    for (int press = 0; press < 4; ++press) {
        names += short_name(layout);
        layout = next_layout(layout);
    }
    CHECK(names == "ENESHTVI");
    CHECK(layout == KeyboardLayout::kEnglish);
    for (const bool symbols : {false, true}) {
        int actions = 0;
        std::size_t longest = 0;
        for (const KeyRow& row : keyboard_rows(KeyboardLayout::kVietnamese, symbols, true)) {
            longest = std::max(longest, row.size());
            for (const KeyCap& cap : row) actions |= 1 << static_cast<int>(cap.action);
        }
        CHECK(longest <= 12);  // 56 px a key on a screen of 800
        CHECK((actions | 1 << static_cast<int>(KeyAction::kShift)) == 0x7FF);
    }
}
