// A full repaint of every screen at 1280 × 800: all of a frame, from the model's answers to the last pixel, with our
// rasterizer, in processor time of the one thread that does it.
#include <cstring>
#include <functional>

#include "terminal/ui/gfx/bench.h"
#include "tests/bench/headless.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 800;
constexpr int kFrames = 60;
constexpr int kFormFields = 40;
constexpr double kFrameMs = 16;

struct Busiest {
    std::string name;
    ui::RepaintTimes times;
};

void measure(Headless& terminal, const std::string& name, Busiest& busiest) {
    terminal.settle();
    const auto times = ui::time_full_repaints(terminal.window(), ThreadCpuClock(), kFrames,
                                              [&](ui::Canvas& canvas) { terminal.draw(canvas); });
    report({"full repaint, " + name, times.median_ms, "ms"});
    if (times.median_ms > busiest.times.median_ms) busiest = {name, times};
}

/// The least that painting can cost: each pixel written once, and copied once to where the display takes it from.
double write_and_copy_ms() {
    const std::size_t bytes = std::size_t{kWidth} * kHeight * 4;
    std::vector<char> from(bytes), to(bytes);
    char shade = 0;
    return time_each(kFrames,
                     [&] {
                         std::memset(from.data(), ++shade, bytes);
                         std::memcpy(to.data(), from.data(), bytes);
                         asm volatile("" : : "r"(to.data()) : "memory");
                     })
        .median();
}

/// A form of 40 fields, each time as if it were opened: its definition from the agent, its rules, all of it laid out
/// and painted.
void open_long_form(Headless& terminal) {
    terminal.agent().offer_long_form(kFormFields);
    terminal.click("nav.requests");
    terminal.click("requests.new");
    terminal.click("form.long");
    const auto times = ui::time_full_repaints(terminal.window(), ThreadCpuClock(), kFrames, [&](ui::Canvas& canvas) {
        terminal.agent().push_moved();
        terminal.draw(canvas);
    });
    report({"a form of 40 fields opens", times.median_ms, "ms", Peer{"a frame at 60 Hz", kFrameMs},
            Goal::at_most(kFrameMs)});
}

}  // namespace

void bench_repaint() {
    heading(
        "The screen, 1280 x 800, one thread (layout and painting of the whole frame; processor time; median of 60)");
    Headless terminal(kWidth, kHeight);
    Busiest busiest;
    measure(terminal, "signed out", busiest);
    terminal.sign_in();
    measure(terminal, "home", busiest);
    terminal.click("nav.messages");
    measure(terminal, "messages", busiest);
    terminal.click("thread.0");
    measure(terminal, "messages, a conversation with photos", busiest);
    if (terminal.has("messages.search")) {
        terminal.click("messages.search");
        measure(terminal, "messages, search with the keyboard", busiest);
    }
    terminal.click("nav.money");
    measure(terminal, "money", busiest);
    if (terminal.has("transaction.1")) {
        terminal.click("transaction.1");
        measure(terminal, "money, a deposit as arithmetic", busiest);
    }
    terminal.click("nav.requests");
    measure(terminal, "requests", busiest);
    terminal.click("requests.new");
    terminal.click("form.document_copy");
    measure(terminal, "a request form", busiest);
    open_long_form(terminal);
    terminal.click("nav.notices");
    measure(terminal, "notices", busiest);
    terminal.click("header.text_size");
    measure(terminal, "text size and contrast", busiest);
    report({"full repaint, busiest screen (" + busiest.name + ")", busiest.times.median_ms, "ms",
            Peer{"writing and copying each pixel once", write_and_copy_ms()}, Goal::at_most(8)});
    report({"the same, worst of 60", busiest.times.worst_ms, "ms"});
}

}  // namespace dayroom::bench
