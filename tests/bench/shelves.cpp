// A commissary of 2,000 items on the screen: a shelf scrolled from end to end, and the search as somebody types. A real
// agent process, the real screens, the local protocol between them.
#include "tests/bench/live_terminal.h"
#include "tests/bench/own_agent.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/bench/vault_world.h"

namespace dayroom::bench {
namespace {

constexpr int kItems = 2'000;
constexpr Milliseconds kShelfFrame{1000 / 60};
constexpr float kWheelPx = 64;

void report_frames(const LiveTerminal& terminal, const char* what) {
    const Times& wall = terminal.wall();
    report({std::string(what) + ", worst frame", wall.worst(), "ms",
            Peer{"its processor time", terminal.processor().worst()}, Goal::at_most(8),
            std::to_string(wall.count()) + " frames, p50 " + std::to_string(wall.median()) + ", p99 " +
                std::to_string(wall.at(0.99)) + " ms"});
}

void scroll_shelf(LiveTerminal& terminal, const char* what, float px_a_frame) {
    const ui::Node* list = terminal.node("shelf.list");
    if (list == nullptr) throw std::runtime_error("no shelf is open:\n" + terminal.dump());
    const ui::Point at = list->visible().center();
    terminal.forget_frames();
    for (int step = 0; step < 300; ++step) {
        terminal.wheel(at, (step < 150 ? -px_a_frame : px_a_frame) / kWheelPx);
        terminal.run_for(kShelfFrame);
    }
    report_frames(terminal, what);
}

}  // namespace

void bench_shelves() {
    heading("The commissary at the terminal: 2,000 items on ten shelves; 1280 x 800");
    VaultWorld world;
    world.deliver_contacts(1);
    while (must(world.vault->absorb(*world.device, world.keys)).more) {
    }
    world.stock_shelves(kItems);
    world.leave_to_agent();
    const OwnAgent agent(world.dir.path(), world.dir / "agent.sock");
    LiveTerminal terminal(agent.socket(), 1280, 800);
    terminal.sign_in(VaultWorld::kNumber, VaultWorld::kPin);
    terminal.press("home.commissary");
    report({"press to painted shelf", terminal.press_until("shelf.shelf3", "10003.more"), "ms"});
    scroll_shelf(terminal, "a shelf of 200, as one reads (64 px a frame)", 64);
    scroll_shelf(terminal, "a shelf of 200, flung (2,000 px a frame)", 2'000);
    terminal.press("header.back");
    terminal.press("shop.search");
    terminal.run_until([&] { return terminal.has("shelf.search"); }, "the search");
    terminal.forget_frames();
    for (const char* letter : {"n", "o", "o", "d", "l", "e"}) {
        terminal.press(std::string("keyboard.") + letter);
        terminal.run_for(Milliseconds(120));
    }
    terminal.press("keyboard.done");
    terminal.run_until([&] { return terminal.has("10000.more"); }, "what was looked for");
    report_frames(terminal, "search while typing, 667 found");
    scroll_shelf(terminal, "what was found, flung (2,000 px a frame)", 2'000);
}

}  // namespace dayroom::bench
